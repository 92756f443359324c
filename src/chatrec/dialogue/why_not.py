"""The points that answer "why not X?": tried on a shadow of the last list before they are said."""

from collections.abc import Iterator

from chatrec.core.query import Query
from chatrec.dialogue.claiming import named, wished
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.dialogue.points import Point, Say
from chatrec.dialogue.tools import Tools
from chatrec.explain import Situation, Speaker, why_not
from chatrec.explain.changes import Again, Love, Mute, Unsay
from chatrec.explain.telling import held, why_not_sentences


def why_not_points(row: int, query: Query, kept_out: frozenset[int], tools: Tools) -> Iterator[Point]:
    """What keeps the item out of the list that answered `query`, what it lacks, and what would bring it in.

    The sentences claim the titles that they name and the constraints that the item fails; that the change does what is said
    was executed. Cost: that of a why-not answer, 50 ms on MovieLens 100K.
    """
    found = why_not(tools.recommender, Situation(query, kept_out), row)
    language = LANGUAGES[query.context.locale]
    speaker = Speaker(
        tools.catalogue,
        tools.explainer,
        query,
        lambda constraint: wording(constraint, language, tools.catalogue, tools.domain),
    )
    changed = [one.item for one in found.found.changes or () if isinstance(one, Mute | Unsay | Love | Again)]
    rows = list(dict.fromkeys((row, *([found.last.item] if found.last else []), *changed)))
    claims = (*named(rows, tools.catalogue), *wished(found.unmet))
    for sentence in why_not_sentences(found, speaker):
        yield Point(Say.WHY_NOT, {"text": sentence}, claims)
    if as_it_was := held(query):
        yield Point(Say.WHY_NOT, {"text": as_it_was})


__all__ = ["why_not_points"]
