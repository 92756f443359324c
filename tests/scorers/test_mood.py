"""Moods by hand, and their laws."""

from pathlib import Path

import numpy as np
import pytest

from chatrec.core.attribution import Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.query import EVEN, Candidates, Context, Mood, Query
from chatrec.domains.moods import MOODS
from chatrec.domains.packs import lines
from chatrec.scorers.mood import MoodScorer, wanted

MOODY = {"a": ("warm",), "b": ("bleak", "tense"), "c": (), "d": ("of no name", "funny")}
CATALOGUE = Catalogue([Item(id=ItemId(name), title=name, labels={"mood": moods}) for name, moods in MOODY.items()])
ALL = Candidates(np.arange(4))


def feeling(mood: Mood) -> Query:
    return Query(context=Context(mood=mood))


def test_a_bad_day_leads_to_what_is_kind_and_names_why() -> None:
    answer = MoodScorer(2.0, CATALOGUE).attribute(feeling(Mood(-0.8, 0.3)), ALL)
    values = {term.ref: answer.values[:, at].tolist() for at, term in enumerate(answer.terms)}
    assert set(answer.terms) == {
        Term("mood", Kind.MOOD, f"mood={mood}") for mood in ("warm", "bleak", "tense", "funny")
    }
    # By hand: what is wanted is (.8, -.3); warm lies at (.8, -.3), bleak at (-.8, -.1), half of b's, tense at (-.3, .8).
    assert values["mood=warm"] == pytest.approx([2 * (0.64 + 0.09), 0, 0, 0])
    assert values["mood=bleak"] == pytest.approx([0, (-0.64 + 0.03), 0, 0])
    assert values["mood=tense"] == pytest.approx([0, (-0.24 - 0.24), 0, 0])


@pytest.mark.parametrize(
    ("felt", "mended"),
    [
        (Mood(0.8, 0.6), Mood(0.8, 0.6)),
        (Mood(-0.6, 0.7), Mood(0.6, -0.7)),
        (Mood(-0.6, -0.4), Mood(0.6, 0.0)),
    ],
)
def test_a_good_mood_is_kept_and_a_bad_one_mended(felt: Mood, mended: Mood) -> None:
    assert wanted(felt) == mended


def test_nothing_is_said_where_nothing_is_felt_or_known() -> None:
    scorer = MoodScorer(2.0, CATALOGUE)
    assert scorer.attribute(feeling(EVEN), ALL).terms == ()
    assert scorer.attribute(feeling(Mood(-1, 0)), ALL).values[2].tolist() == [0, 0, 0, 0]
    bare = Catalogue([Item(id=ItemId("x"), title="X")])
    assert MoodScorer(2.0, bare).score_batch([feeling(Mood(-1, 0)), Query()]).tolist() == [[0.0], [0.0]]


def test_all_at_once_are_the_sums_of_the_terms() -> None:
    scorer, rng = MoodScorer(1.5, CATALOGUE), np.random.default_rng(0)
    queries = [feeling(Mood(*rng.uniform(-1, 1, 2).tolist())) for _ in range(20)]
    sums = [scorer.attribute(query, ALL).scores for query in queries]
    np.testing.assert_allclose(scorer.score_batch(queries), sums, atol=1e-12)


def test_what_fades_fades_in_proportion() -> None:
    scorer = MoodScorer(1.5, CATALOGUE)
    whole, half = (scorer.attribute(feeling(mood), ALL).scores for mood in (Mood(-0.8, 0.4), Mood(-0.4, 0.2)))
    np.testing.assert_allclose(half, whole / 2)


def test_every_mood_of_the_packs_has_a_place() -> None:
    path = Path(lines.__file__).parent / "moods.jsonl"
    named = {line.split('"id": "')[1].split('"')[0] for line in path.read_text("utf-8").splitlines()}
    assert named <= set(MOODS)
    assert all(abs(part) <= 1 for mood in MOODS.values() for part in mood)
