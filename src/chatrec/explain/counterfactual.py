"""Without which of their own actions, words and wishes would a user not see an item?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM, path_parts
from chatrec.core.query import Candidates
from chatrec.core.slate import Slate
from chatrec.explain.changes import Change, Lift, Mute, Situation, Unheard, Unwish
from chatrec.explain.explainer import SAID, WORD
from chatrec.explain.search import FEW, Found, fewest
from chatrec.explain.shadows import Shadows
from chatrec.recommend import Recommender

POOL = 24  # of a long history's actions that are looked at, those that speak most for the item
MOST = 12  # changes that a counterfactual may have: beyond it, it says nothing to a person
RIVALS = 10  # items next in line, against which an action's help is measured


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The fewest own actions and wishes without which an item leaves a list of `query.n`.

    `before` is the list as it is; `found` holds the changes and the list after them, or that there are none. `actions` is how
    many the user has, `considered` how many of them were looked at.
    """

    item: int
    before: Slate
    found: Found
    actions: int
    considered: int

    @property
    def smallest(self) -> bool:
        """Whether no smaller set does it: every action was looked at, and every smaller set of them tried, or it is one."""
        alone = self.found.changes is not None and len(self.found.changes) == 1
        return alone or (self.found.smallest and self.considered == self.actions)


def counterfactual(recommender: Recommender, situation: Situation, item: int) -> Counterfactual:
    """Raises InputError for an item that is not in the list: then `why_not` is the question.

    What no longer counts stays known: the item's place is not simply taken by something that the user knows. Cost: five
    lists, 20 ms for 100 actions and 80 for 700.
    """
    query = situation.query
    # A list is the beginning of every longer one.
    line = recommender.recommend(replace(query, n=query.n + RIVALS), shown=situation.kept_out)
    before = replace(line, items=line.items[: query.n])
    rivals = [one.item for one in line.items[query.n :]]
    if all(one.item != item for one in before.items):
        named = recommender.catalogue[item].id
        raise InputError(
            f"Item {named!r} is not among the {len(before.items)} that are recommended; ask why not, or give one that is.",
            zh=f"{named!r} 不在当前推荐的 {len(before.items)} 个之中；可以问“为什么没有它”，或换一个在列表里的。",
        )
    actions = own_actions(situation, spoken_words(recommender, situation, item))
    pool = _pool(recommender, situation, [item, *rivals]) if len(actions) > FEW else actions
    if not pool:
        return Counterfactual(item, before, Found(None, None, up_to=0, smallest=True), len(actions), 0)
    shadows = Shadows(recommender, situation, pool, item)

    def run(changes: tuple[Change, ...]) -> Slate:
        then = situation.after(changes)
        return recommender.recommend(then.query, shown=then.kept_out)

    found = fewest(shadows, run, item, into=False, most=MOST)
    return Counterfactual(item, before, found, len(actions), len(pool))


def own_actions(situation: Situation, words: Sequence[str] = ()) -> tuple[Change, ...]:
    """Everything that could be otherwise: each taste that counts, each of the words that were said, each wish, each constraint."""
    query = situation.query
    return (
        *(Mute(past.item) for past in query.history if past.weight),
        *map(Unheard, words),
        *map(Unwish, query.preferences),
        *map(Lift, query.constraints),
    )


def spoken_words(recommender: Recommender, situation: Situation, item: int) -> tuple[str, ...]:
    """The words of the conversation that an answer names, for or against an item; () where nothing was said."""
    if not situation.query.said:
        return ()
    attribution = recommender.scorer.attribute(situation.query, Candidates(np.array([item], dtype=np.int64)))
    said = zip(attribution.terms, attribution.values[0].tolist(), strict=True)
    return tuple(word for term, value in said if (word := said_word(term)) and value)


def _pool(recommender: Recommender, situation: Situation, line: Sequence[int]) -> tuple[Change, ...]:
    """The wishes, and the actions that help the first item of the line most against the others, the most helpful first."""
    query = situation.query
    wishes: tuple[Change, ...] = (*map(Unwish, query.preferences), *map(Lift, query.constraints))
    attribution = recommender.scorer.attribute(query, Candidates(np.array(line, dtype=np.int64)))
    helps = helping(attribution, recommender.catalogue)
    acts: dict[Change, float] = {Mute(past.item): helps[past.item] for past in query.history if past.weight}
    words = {Unheard(word): gap for term, gap in _gaps(attribution) if (word := said_word(term))}
    acts |= {change: gap for change, gap in words.items() if gap}
    ordered = sorted(acts, key=lambda act: -acts[act])
    return (*ordered[: max(0, POOL - len(wishes))], *wishes)


def helping(attribution: Attribution, catalogue: Catalogue) -> FloatArray:
    """(I,) how much what the user did with each item speaks for the first candidate more than for the mean of the others."""
    helps = np.zeros(len(catalogue))
    for term, gap in _gaps(attribution):
        mentioned = term.kind is Kind.TEXT and term.ref.startswith(ITEM)
        if mentioned or term.kind in (Kind.HISTORY, Kind.PATH):
            name = path_parts(term.ref)[0] if term.kind is Kind.PATH else term.ref
            helps[catalogue.row(ItemId(name.removeprefix(ITEM)))] += gap
    return helps


def _gaps(attribution: Attribution) -> Iterator[tuple[Term, float]]:
    """What each term says of the first candidate more than of the mean of the others."""
    gaps = attribution.values[0] - (attribution.values[1:].mean(axis=0) if len(attribution.items) > 1 else 0.0)
    return zip(attribution.terms, gaps.tolist(), strict=True)


def said_word(term: Term) -> str:
    """The word of the conversation that a term is about; "" where it is about something else."""
    said = term.kind is Kind.TEXT and term.source == SAID and term.ref.startswith(WORD)
    return term.ref.removeprefix(WORD) if said else ""


__all__ = ["MOST", "POOL", "Counterfactual", "counterfactual", "helping", "own_actions", "said_word", "spoken_words"]
