"""What changed in a list, and why: the evidence of every item that came, went or moved, before and after."""

from dataclasses import dataclass

from chatrec.app.explained import DifferenceOut, PlaceOut, differences, places
from chatrec.app.replies import Form
from chatrec.core.query import Locale, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue import Tools
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.explain import Situation, Speaker, contrast

TERMS = 6  # that are told of each item; the smaller ones are folded

SENTENCES: dict[Locale, dict[str, str]] = {
    "en": {
        "same": "The list stays as it is.",
        "came": "New in the list: {titles}.",
        "went": "No longer in it: {titles}.",
        "moved": "In another place: {titles}.",
        "joint": ", ",
        "space": " ",
    },
    "zh": {
        "same": "列表没有变化。",
        "came": "新进入列表：{titles}。",
        "went": "不再在列表中：{titles}。",
        "moved": "位置有变：{titles}。",
        "joint": "、",
        "space": "",
    },
}


class MovedOut(Form):
    """An item whose place is another: from 1, None = not in the list. The values of `terms` sum to the change of its score,
    both scores as it stands alone, without what variety takes.
    """

    item: PlaceOut
    before: int | None
    after: int | None
    score_before: float
    score_after: float
    terms: tuple[DifferenceOut, ...]


class ListChangeOut(Form):
    """A list before and after, and why every item that came, went or moved did. `stored` = the change is for good."""

    stored: bool
    sentence: str
    before: tuple[PlaceOut, ...]
    after: tuple[PlaceOut, ...]
    moved: tuple[MovedOut, ...]
    model_version: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and the question that it answers."""

    query: Query
    slate: Slate


def listed(situation: Situation, tools: Tools) -> Listed:
    """The list of a situation."""
    return Listed(situation.query, tools.recommender.recommend(situation.query, shown=situation.kept_out))


def list_change(before: Listed, after: Listed, tools: Tools, *, stored: bool) -> ListChangeOut:
    """The difference of two lists. Cost: both lists' evidence of every item that is elsewhere."""
    speaker = _speaker(before.query, tools)
    was, now = _at(before.slate), _at(after.slate)
    elsewhere = [row for row in dict.fromkeys((*now, *was)) if was.get(row) != now.get(row)]
    return ListChangeOut(
        stored=stored,
        sentence=_sentence(was, now, speaker),
        before=places(before.slate, speaker),
        after=places(after.slate, speaker),
        moved=tuple(_moved(row, was.get(row), now.get(row), (before.query, after.query), tools) for row in elsewhere),
        model_version=after.slate.model,
    )


def _at(slate: Slate) -> dict[int, int]:
    return {one.item: place for place, one in enumerate(slate.items, start=1)}


def _moved(row: int, was: int | None, now: int | None, queries: tuple[Query, Query], tools: Tools) -> MovedOut:
    sides: list[SlateItem] = [tools.recommender.judged(query, row) for query in queries]
    return MovedOut(
        item=PlaceOut(item_id=tools.catalogue[row].id, title=tools.explainer.title(row, queries[0])),
        before=was,
        after=now,
        score_before=sides[0].score,
        score_after=sides[1].score,
        terms=differences(contrast(sides[1], sides[0], limit=TERMS), queries[0], tools),
    )


def _sentence(was: dict[int, int], now: dict[int, int], speaker: Speaker) -> str:
    words = SENTENCES[speaker.query.context.locale]
    rows = {
        "came": [row for row in now if row not in was],
        "went": [row for row in was if row not in now],
        "moved": [row for row in now if row in was and was[row] != now[row]],
    }
    said = [
        words[what].format(titles=words["joint"].join(map(speaker.title, found)))
        for what, found in rows.items()
        if found
    ]
    return words["space"].join(said) or words["same"]


def _speaker(query: Query, tools: Tools) -> Speaker:
    language = LANGUAGES[query.context.locale]
    return Speaker(
        tools.catalogue,
        tools.explainer,
        query,
        lambda constraint: wording(constraint, language, tools.catalogue, tools.domain),
    )


__all__ = ["ListChangeOut", "Listed", "MovedOut", "list_change", "listed"]
