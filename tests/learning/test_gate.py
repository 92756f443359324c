"""Which model goes live, and what is written beside it."""

import json

import pytest

from chatrec.core.errors import StorageError
from chatrec.core.ids import ModelVersion
from chatrec.evaluation import Estimate
from chatrec.learning import Manifest, Verdict, judged, parse_manifest


def manifest(version: str, mean: float = 0.3, half: float = 0.02) -> Manifest:
    return Manifest(
        version=ModelVersion(version),
        created_at=1_700_000_000.125,
        fingerprint="0123456789abcdef",
        items=3,
        users=2,
        interactions=5,
        seed=7,
        settings={"together": {"l2": 0.1}, "popularity": {}},
        scorers=("together", "popularity"),
        weights={"together": (0.0, 1 / 3), "popularity": (1e-17, 2.0)},
        metrics={"ndcg@10": Estimate(mean, mean - half, mean + half, 2)},
        seconds=0.1,
        code={"chatrec": "0.1.0"},
    )


def test_the_first_model_goes_live() -> None:
    verdict = judged(manifest("v0001"), None)
    assert verdict.promoted
    assert verdict.reason == "No model was live."


@pytest.mark.parametrize(
    ("mean", "promoted", "said"),
    [
        (0.35, True, "Not clearly worse"),
        (0.30, True, "Not clearly worse"),
        (0.29, True, "Not clearly worse"),  # the live mean lies within .27 to .31: noise
        (0.28, True, "Not clearly worse"),  # it lies on the edge
        (0.27, False, "Clearly worse"),
    ],
)
def test_only_a_clearly_worse_model_is_kept_out(mean: float, promoted: bool, said: str) -> None:
    verdict = judged(manifest("v0002", mean), manifest("v0001", 0.30))
    assert verdict.promoted is promoted
    assert verdict.reason.startswith(said)
    assert f"{mean:.4f} [{mean - 0.02:.4f}, {mean + 0.02:.4f}] against 0.3000 of live v0001" in verdict.reason


def test_what_was_never_measured_replaces_nothing_that_was() -> None:
    unmeasured = manifest("v0002").model_copy(update={"metrics": {}})
    assert judged(unmeasured, None).promoted
    assert judged(manifest("v0003"), unmeasured) == Verdict(promoted=True, reason="The live v0002 was never measured.")
    refused = judged(unmeasured, manifest("v0001"))
    assert not refused.promoted
    assert "could not be compared" in refused.reason


def test_a_manifest_comes_back_as_it_was() -> None:
    one = manifest("v0001")
    again = parse_manifest(one.model_dump_json(indent=2))
    assert again == one
    assert again.metrics["ndcg@10"].low == one.metrics["ndcg@10"].low


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(manifest("v0001").model_dump_json()), **changes})


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "it: Invalid JSON"),
        (manifest("v0001").model_dump_json()[:-20], "it: Invalid JSON"),
        ("[]", "it: "),
        (damaged(users="many"), "users: Input should be a valid integer"),
        (damaged(mood="good"), "mood: Extra inputs are not permitted"),
        (damaged(metrics={"ndcg@10": [0.1]}), r"metrics\.ndcg@10"),
    ],
    ids=["empty", "cut short", "a list", "a wrong type", "from a newer version", "half a metric"],
)
def test_a_damaged_manifest_is_a_sentence(text: str, where: str) -> None:
    with pytest.raises(StorageError, match=rf"manifest cannot be read: {where}.*train again with `chatrec train`"):
        parse_manifest(text)
