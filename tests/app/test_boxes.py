"""Black boxes looked into: a plug-in of one model term, beside the scorers of the house."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from fastapi.testclient import TestClient
from tests.journeys.homes import telling_home

from chatrec.app.boxes import boxes_out
from chatrec.app.explaining import Question
from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.errors import InputError, NotFoundError
from chatrec.core.heed import Family, Heed
from chatrec.core.ids import ItemId, UserId
from chatrec.core.query import Candidates, Query
from chatrec.dialogue import Tools
from chatrec.interfaces.cli.main import main
from chatrec.interfaces.http import create_app
from chatrec.recommend import Advisable, Dialled, Disputing, Recommender, Requested
from chatrec.scorers.blend import Blend

USER = UserId("user-0003")


class Parity:
    """Adds one where an odd number of things counts, and names nothing."""

    name = "parity"

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        values = self.score_batch([query])[0, candidates.items]
        return Attribution(candidates.items, (Term(self.name, Kind.MODEL, self.name),), values[:, None])

    def score_batch(self, queries: Sequence[Query]) -> np.ndarray:
        odd = [np.count_nonzero(query.history_weights) % 2 for query in queries]
        return np.repeat(np.array(odd, dtype=np.float64)[:, None], 30, axis=1)


class Steady(Parity):
    """Says the same to everybody who chose anything."""

    name = "steady"

    def score_batch(self, queries: Sequence[Query]) -> np.ndarray:
        return np.array([[float(len(query.history) > 0)] * 30 for query in queries])


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = telling_home(tmp_path_factory.mktemp("boxes") / "home")
    with open_app(Home(shutil.copytree(folder, tmp_path_factory.mktemp("copy") / "home"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def tools(app: App) -> Tools:
    """The house with two black boxes in its blend."""
    tools = app.live.tools()
    dialled = tools.recommender.scorer
    assert isinstance(dialled, Dialled)
    assert isinstance(dialled.scorer, Disputing)
    advisable = dialled.scorer.scorer
    assert isinstance(advisable, Advisable)
    requested = advisable.scorer
    assert isinstance(requested, Requested)
    blend = requested.scorer
    assert isinstance(blend, Blend)
    scorers = (*blend.scorers, Parity(), Steady())
    weights = np.hstack(
        [np.tile([20.0, 2.0, 0.2, 1.0, 1.0], (len(blend.buckets), 1)), np.full((len(blend.buckets), 2), 3.0)]
    )
    arrays = {**blend.arrays(), "weights": weights, "arrivals.weights": weights}
    closed = Blend.assembled(arrays, scorers, (*blend.families, Family.SEQUENCE, None))
    recommender = Recommender(
        tools.catalogue,
        Dialled(Disputing(Advisable(Requested(closed, tools.catalogue, requested.strengths))), strength=1.0),
        tools.recommender.reranker,
        model=tools.recommender.model,
    )
    return replace(tools, recommender=recommender)


def question(app: App, **context: object) -> Query:
    query = app.explaining.situation(Question(user=USER)).query
    return replace(query, context=replace(query.context, **context))


def test_every_box_that_breaks_nothing_down_is_looked_into(app: App, tools: Tools) -> None:
    query = question(app)
    row = tools.recommender.recommend(query).items[0].item
    found = {box.source: box for box in boxes_out(query, row, tools, None).boxes}
    assert set(found) == {"parity", "steady"} or (set(found) == {"steady"} and len(query.history) % 2 == 0)
    parity = boxes_out(query, row, tools, "parity").boxes[0]
    assert parity.fit is not None
    assert parity.fit < 0.5
    assert "it is poor" in parity.sentence
    assert {abs(share.occluded) for share in parity.shares} == {3.0}
    assert (found["steady"].fit, found["steady"].value) == (None, 3.0)
    assert "Nothing of your history" in found["steady"].sentence
    chinese = boxes_out(question(app, locale="zh"), row, tools, "parity").boxes[0]
    assert "不可靠" in chinese.sentence
    turned = boxes_out(question(app, heed=Heed(((Family.SEQUENCE, 2.0),))), row, tools, "parity").boxes[0]
    assert {abs(share.occluded) for share in turned.shares} == {6.0}


def test_a_scorer_that_names_its_terms_is_told_as_it_tells_itself(app: App, tools: Tools) -> None:
    query = question(app)
    shown = tools.recommender.recommend(query).items[0]
    together = boxes_out(query, shown.item, tools, "together").boxes[0]
    assert "it can be relied on" in together.sentence
    own = {piece.term.ref: piece.value for piece in shown.evidence if piece.term.source == "together"}
    for share in together.shares:
        assert share.coefficient == pytest.approx(own.get(f"item:{share.item_id}", 0.0), abs=1e-4)
    assert together.value == pytest.approx(sum(own.values()))


def test_without_a_box_it_says_so_over_every_face(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    item = app.recommending.recommend(USER).items[0].item_id
    client = TestClient(create_app(app))
    answer = client.get(f"/v1/users/{USER}/black-boxes/{item}", params={"locale": "zh"}).json()
    assert (answer["boxes"], answer["note"]) == ([], "所有涉及此条目的判断都说明了依据，没有黑箱可看。")
    named = client.get(f"/v1/users/{USER}/black-boxes/{item}", params={"source": "together"}).json()
    assert named["boxes"][0]["fit"] == pytest.approx(1.0)
    wrong = client.get(f"/v1/users/{USER}/black-boxes/{item}", params={"source": "oracle"})
    assert (wrong.status_code, "No scorer 'oracle' speaks" in wrong.json()["detail"]) == (404, True)
    stranger = client.get(f"/v1/users/stranger/black-boxes/{item}", params={"source": "together"})
    assert (stranger.status_code, "nothing that could be left out" in stranger.json()["detail"]) == (422, True)
    for inside, said in (("black-boxes", "there is no black box to look into"), ("together", "it can be relied on")):
        with pytest.raises(SystemExit):
            main(
                [
                    "explain",
                    "--user",
                    USER,
                    "--item",
                    item,
                    "--inside",
                    inside,
                    "--home",
                    str(app.home.folder),
                    "--locale",
                    "en",
                ]
            )
        assert said in capsys.readouterr().out


def test_what_cannot_be_looked_into_is_told(app: App, tools: Tools) -> None:
    query = question(app)
    with pytest.raises(NotFoundError, match="no_such_item"):
        app.explaining.boxes(Question(user=USER), ItemId("no_such_item"))
    alone = Recommender(tools.catalogue, Parity(), tools.recommender.reranker, model=tools.recommender.model)
    with pytest.raises(NotFoundError, match="'parity' is not made of others"):
        boxes_out(query, 3, replace(tools, recommender=alone), None)
    with pytest.raises(InputError, match="Nothing in this history counts"):
        boxes_out(replace(query, history=()), 3, tools, "together")
