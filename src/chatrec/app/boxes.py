"""Black boxes seen from where one person stands, as JSON: what each item of their history does to them, and how far to trust it."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from chatrec.app.explained import PlaceOut
from chatrec.app.replies import Form
from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.errors import NotFoundError
from chatrec.core.ids import UserId
from chatrec.core.knowledge import ITEM
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import Locale, Query
from chatrec.dialogue import Tools
from chatrec.explain.local import Local, local
from chatrec.explain.telling import held
from chatrec.recommend import layers
from chatrec.scorers.blend import Blend, Part, parts

WELL, ROUGHLY = 0.9, 0.5  # of the fit, from which on a linear picture is called good, or rough

FITS: Mapping[Locale, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "good": "Of what {source} does when parts of your history are left out, this picture explains {fit:.0%}: it can be relied on.",
            "rough": "Of what {source} does when parts of your history are left out, this picture explains {fit:.0%}: it is rough.",
            "poor": "Of what {source} does when parts of your history are left out, this picture explains {fit:.0%}: it is poor. {source} "
            "weighs your items together, and no share of one of them says much.",
            "still": "Nothing of your history that was left out moves what {source} says.",
            "none": "Whatever speaks of this item names what it rests on; there is no black box to look into.",
        },
        "zh": {
            "good": "去掉你历史中的一部分时，这幅图能解释 {source} 变化的 {fit:.0%}：可以信赖。",
            "rough": "去掉你历史中的一部分时，这幅图能解释 {source} 变化的 {fit:.0%}：只是大概。",
            "poor": "去掉你历史中的一部分时，这幅图只能解释 {source} 变化的 {fit:.0%}：不可靠。{source} 把你的条目放在一起判断，单个条目的份额说明不了多少。",
            "still": "去掉历史中的任何条目，{source} 的判断都不变。",
            "none": "所有涉及此条目的判断都说明了依据，没有黑箱可看。",
        },
    }
)


class ShareOut(Form):
    """One item of the history: what the box would say less without it alone (`occluded`, measured), and its share in the linear
    picture that fits best when any items are left out (`coefficient`); log-odds.
    """

    item_id: str
    label: str
    occluded: float
    coefficient: float


class BoxOut(Form):
    """One scorer: `value` is what it adds to the item's score, `fit` the R² of the linear picture on perturbations that it was not
    fitted to (null where nothing moves it), and `sentence` says what that means. Of the history's `actions`, those that move
    it most were varied, over `samples` perturbations.
    """

    source: str
    value: float
    fit: float | None
    sentence: str
    intercept: float
    shares: tuple[ShareOut, ...]
    actions: int
    samples: int


class BoxesOut(Form):
    """The black boxes that speak of an item, or the one scorer that was asked about."""

    user: UserId
    item: PlaceOut
    boxes: tuple[BoxOut, ...]
    note: str
    model_version: str


def boxes_out(query: Query, row: int, tools: Tools, source: str | None) -> BoxesOut:
    """Look into every scorer that adds evidence which it does not break down, or into the one that is named.

    Raises NotFoundError for a scorer that says nothing here, InputError for a history in which nothing counts.
    """
    found = parts(_blend(tools.recommender.scorer), query, row)
    if source is not None and source not in found:
        raise NotFoundError(f"No scorer {source!r} speaks of this item; there are {', '.join(found)}.")
    judged = tools.recommender.judged(query, row)
    closed = {piece.term.source for piece in judged.evidence if piece.term.kind is Kind.MODEL}
    names = [source] if source is not None else [name for name in found if name in closed]
    return BoxesOut(
        user=query.user or UserId(""),
        item=PlaceOut(item_id=tools.catalogue[row].id, title=tools.explainer.title(row, query)),
        boxes=tuple(_box(found[name], query, row, tools) for name in names),
        note=held(query) or ("" if names else FITS[query.context.locale]["none"]),
        model_version=tools.recommender.model,
    )


def _box(part: Part, query: Query, row: int, tools: Tools) -> BoxOut:
    seen = local(part, query, row, np.random.default_rng(0))  # the same question, the same answer
    columns = zip(seen.items.tolist(), seen.occluded.tolist(), seen.coefficients.tolist(), strict=True)
    return BoxOut(
        source=part.name,
        value=seen.whole,
        fit=seen.fit,
        sentence=_sentence(seen, part.name, query.context.locale),
        intercept=seen.intercept,
        shares=tuple(
            ShareOut(
                item_id=tools.catalogue[item].id,
                label=_label(part.name, item, occluded, query, tools),
                occluded=occluded,
                coefficient=coefficient,
            )
            for item, occluded, coefficient in columns
        ),
        actions=int(np.count_nonzero(query.history_weights)),
        samples=seen.samples,
    )


def _label(source: str, item: int, value: float, query: Query, tools: Tools) -> str:
    term = Term(source, Kind.HISTORY, f"{ITEM}{tools.catalogue[item].id}")
    return tools.explainer.label(Evidence(term, value), query)


def _sentence(seen: Local, source: str, locale: Locale) -> str:
    if seen.fit is None:
        return FITS[locale]["still"].format(source=source)
    how = "good" if seen.fit >= WELL else "rough" if seen.fit >= ROUGHLY else "poor"
    return FITS[locale][how].format(source=source, fit=max(0.0, seen.fit))


def _blend(scorer: BatchScorer) -> Blend:
    """The blend within what is laid around it."""
    *_, scorer = layers(scorer)
    if not isinstance(scorer, Blend):
        raise NotFoundError(f"The scorer {scorer.name!r} is not made of others that could be looked into.")
    return scorer


__all__ = ["BoxOut", "BoxesOut", "ShareOut", "boxes_out"]
