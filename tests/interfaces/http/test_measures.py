"""What is counted."""

from prometheus_client.parser import text_string_to_metric_families

from chatrec.app.replies import JudgingOut
from chatrec.core.events import EventKind
from chatrec.interfaces.http.measures import Measures
from chatrec.ports.language_model import Usage


def samples(measures: Measures, model: str | None = None) -> dict[tuple[str, frozenset], float]:
    families = text_string_to_metric_families(measures.text(model, Usage(5, 2, 0.25)).decode())
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def value(measures: Measures, name: str, **labels: str) -> float:
    return samples(measures)[name, frozenset(labels.items())]


def test_requests_are_counted_and_timed_by_route_and_status() -> None:
    measures = Measures()
    for seconds in (0.004, 0.25):
        measures.request("GET", "/v1/items", 200, seconds)
    where = {"method": "GET", "route": "/v1/items", "status": "200"}
    assert value(measures, "chatrec_requests_total", **where) == 2
    assert value(measures, "chatrec_request_seconds_bucket", **where, le="0.005") == 1
    assert value(measures, "chatrec_request_seconds_sum", **where) == 0.254


def test_what_is_excluded_is_counted_by_kind_of_reason() -> None:
    measures = Measures()
    measures.listed({"known": 3, "shown": 5, "genre=Drama": 7, "year=1990..1999": 11}, JudgingOut())
    counted = {
        reason: value(measures, "chatrec_excluded_items_total", reason=reason)
        for reason in ("known", "shown", "constraint")
    }
    assert counted == {"known": 3, "shown": 5, "constraint": 18}


def test_feedback_is_counted_by_kind_and_novelty() -> None:
    measures = Measures()
    measures.feedback(EventKind.LIKE, stored=True)
    measures.feedback(EventKind.LIKE, stored=False)
    assert value(measures, "chatrec_feedback_events_total", kind="like", stored="false") == 1


def test_only_the_live_model_is_named() -> None:
    measures = Measures()
    assert not any(name == "chatrec_model_info" for name, _ in samples(measures))
    measures.text("v0001", Usage())
    named = [labels for name, labels in samples(measures, "v0002") if name == "chatrec_model_info"]
    assert named == [frozenset({("version", "v0002")})]


def test_two_applications_do_not_share_their_counts() -> None:
    first, second = Measures(), Measures()
    first.request("GET", "/", 200, 0.001)
    assert not any(name == "chatrec_requests_total" for name, _ in samples(second))
