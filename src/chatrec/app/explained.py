"""Explanations as JSON: what every face says of a reason, a contrast, a counterfactual and a why-not."""

from typing import Literal

from chatrec.app.changing import ChangeForm, change_forms
from chatrec.app.replies import BARS, CardOut, ConstraintOut, Form, card
from chatrec.core.ids import UserId
from chatrec.core.query import Locale, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue import Tools
from chatrec.explain import Contrast, Counterfactual, Grouped, Speaker, WhyNot, contrast, grouped
from chatrec.explain.spoken import WORDS
from chatrec.explain.telling import held, main_label, why_not_sentences
from chatrec.recommend import undisputed

NOTES: dict[Locale, dict[bool, str]] = {
    "en": {
        True: "I know nothing of you yet, so I go by what many people like. Tell me a title you like.",
        False: "Ranked by what you rated, liked and disliked.",
    },
    "zh": {
        True: "我还不了解你，先按很多人的喜好推荐。告诉我一个你喜欢的吧。",
        False: "按你的评分、喜欢和不喜欢排序。",
    },
}
UNPROFILED: dict[Locale, str] = {
    "en": "Nothing that is known of you was used: this is what many people like.",
    "zh": "没有使用任何关于你的信息：这是很多人喜欢的。",
}
Barrier = Literal["known", "shown", "constraint"]
Goal = Literal["list", "first"]


class PlaceOut(Form):
    """An item of a list, by id and title."""

    item_id: str
    title: str


class GroupOut(Form):
    """One reason for people: what all evidence of one subject adds, log-odds. `source` is "several" where more than one
    scorer speaks of it; `terms` counts the terms.
    """

    source: str
    kind: str
    ref: str
    label: str
    value: float
    terms: int


class SmallerOut(Form):
    """The smaller reasons together: how many terms, and what they add."""

    terms: int
    value: float
    label: str


class MutedOut(Form):
    """A term that the user disputes: it adds nothing, and would add `value`."""

    source: str
    kind: str
    ref: str
    label: str
    value: float


class ExplanationOut(Form):
    """Why an item scores what it scores for a user. `reasons` and `smaller` together are the score, and so are the bars of
    `item`, which tell every scorer apart; `muted` is what was disputed, the largest first, and is no part of it. `origins` says what of
    the item a language model proposed and a person accepted.
    """

    user: UserId
    cold_start: bool
    note: str
    item: CardOut
    reasons: tuple[GroupOut, ...]
    smaller: SmallerOut | None
    muted: tuple[MutedOut, ...] = ()
    origins: tuple[str, ...] = ()
    text: str
    model_version: str


class DifferenceOut(Form):
    """A term on both sides; `value` = above - below."""

    source: str
    kind: str
    ref: str
    label: str
    above: float
    below: float
    value: float


class ContrastOut(Form):
    """Why one item stands above another: the values of `terms` sum to `difference`, the first score less the second.

    Places are from 1, None for what is not in the list and is judged as it would stand in the last place. `note` says where what a
    language model said of the list is taken as it was said.
    """

    user: UserId
    above: CardOut
    below: CardOut
    place_above: int | None
    place_below: int | None
    difference: float
    terms: tuple[DifferenceOut, ...]
    sentence: str
    note: str = ""
    model_version: str


class CounterfactualOut(Form):
    """The fewest own actions and wishes without which an item leaves the list, executed before it is told.

    `smallest` says that every smaller set was tried; else `note` says what was. `considered` of the user's `actions` were
    looked at; without `found`, there is no set of up to `up_to`, and `after` is `before`.
    """

    item: PlaceOut
    goal: Goal
    sentence: str
    note: str
    found: bool
    changes: tuple[ChangeForm, ...]
    smallest: bool
    up_to: int
    actions: int
    considered: int
    before: tuple[PlaceOut, ...]
    after: tuple[PlaceOut, ...]
    model_version: str


class WhyNotOut(Form):
    """Why an item is not in the list, and the fewest changes that bring it in, executed before they are told.

    `place` is where it is after all. `barriers` keep it out whatever it scores, `unmet` are the constraints among them.
    `lacks` is what the last of the list has more, term by term; its values sum to `gap`.
    """

    item: PlaceOut
    place: int | None
    barriers: tuple[Barrier, ...]
    unmet: tuple[ConstraintOut, ...]
    gap: float | None
    lacks: tuple[DifferenceOut, ...]
    sentences: tuple[str, ...]
    note: str
    found: bool
    changes: tuple[ChangeForm, ...]
    smallest: bool
    up_to: int
    before: tuple[PlaceOut, ...]
    after: tuple[PlaceOut, ...]
    model_version: str


class WhatIfOut(Form):
    """A list as it is and as it would be after changes; `note` as in a contrast."""

    changes: tuple[ChangeForm, ...]
    note: str = ""
    before: tuple[PlaceOut, ...]
    after: tuple[PlaceOut, ...]
    model_version: str


def places(slate: Slate, speaker: Speaker) -> tuple[PlaceOut, ...]:
    """The items of a slate, in its order."""
    return tuple(PlaceOut(item_id=speaker.catalogue[one.item].id, title=speaker.title(one.item)) for one in slate.items)


def explanation_out(judged: SlateItem, query: Query, tools: Tools, *, limit: int | None) -> ExplanationOut:
    """An item's reasons, the `limit` largest; all of them without a limit."""
    locale, cold = query.context.locale, not query.history
    found = grouped(judged.evidence, limit)
    shown = card(judged, query, tools, bars=BARS if limit is not None else None)
    # A group of one term is a bar under the same label, and labels are most of what telling everything costs.
    labels = {(bar.source, bar.kind, bar.ref): bar.label for bar in shown.evidence}
    reasons = tuple(
        GroupOut(
            source=source,
            kind=kind.value,
            ref=ref,
            label=labels.get((source, kind.value, ref)) or tools.explainer.label(group.evidence, query),
            value=group.evidence.value,
            terms=group.terms,
        )
        for group in found.groups
        for source, kind, ref in (group.evidence.term,)
    )
    smaller = _smaller(found, locale)
    return ExplanationOut(
        user=query.user or UserId(""),
        cold_start=cold,
        note=NOTES[locale][cold],
        item=shown,
        reasons=reasons,
        smaller=smaller,
        muted=_muted(judged.item, query, tools),
        text=_text(shown, reasons, smaller, locale),
        model_version=tools.recommender.model,
    )


def _muted(item: int, query: Query, tools: Tools) -> tuple[MutedOut, ...]:
    """What an item would be told for if the user did not dispute it."""
    heed = query.context.heed
    if not heed.disputes:
        return ()
    free = undisputed(query)
    found = [piece for piece in tools.recommender.judged(free, item).evidence if heed.disputed(piece.term)]
    return tuple(
        MutedOut(
            source=piece.term.source,
            kind=piece.term.kind.value,
            ref=piece.term.ref,
            label=tools.explainer.label(piece, query),
            value=piece.value,
        )
        for piece in sorted(found, key=lambda piece: -abs(piece.value))
    )


def _smaller(found: Grouped, locale: Locale) -> SmallerOut | None:
    if not found.smaller:
        return None
    label = WORDS[locale].more(found.smaller, found.rest)
    return SmallerOut(terms=found.smaller, value=found.rest, label=label)


def _text(shown: CardOut, reasons: tuple[GroupOut, ...], smaller: SmallerOut | None, locale: Locale) -> str:
    """Everything in one paragraph, its sum at the end."""
    comma, end = ("; ", ".") if locale == "en" else ("；", "。")
    parts = [f"{reason.label} ({reason.value:+.2f})" for reason in reasons]
    total = f"= {shown.score:+.2f}"
    return comma.join([*parts, *([smaller.label] if smaller else [])]) + f" {total}{end}"


def contrast_out(found: Contrast, slate: Slate, query: Query, tools: Tools) -> ContrastOut:
    """A contrast of two items beside the list they are measured by."""
    words = WORDS[query.context.locale]
    at = {one.item: place for place, one in enumerate(slate.items, start=1)}
    above, below = card(found.above, query, tools), card(found.below, query, tools)
    terms = differences(found, query, tools)
    first, second = (tools.explainer.title(one.item, query) for one in (found.above, found.below))
    gap = found.difference
    label = main_label(found, tools.explainer, query)
    if not gap:
        sentence = words.level(first, second)
    else:
        sentence = (words.above if gap > 0 else words.below)(first, second, abs(gap), label)
    return ContrastOut(
        user=query.user or UserId(""),
        above=above,
        below=below,
        place_above=at.get(found.above.item),
        place_below=at.get(found.below.item),
        difference=gap,
        terms=terms,
        sentence=sentence,
        note=held(query),
        model_version=tools.recommender.model,
    )


def differences(found: Contrast, query: Query, tools: Tools) -> tuple[DifferenceOut, ...]:
    """The differences of a contrast with their labels: that of the side on which a term says more."""
    return tuple(
        DifferenceOut(
            source=one.term.source,
            kind=one.term.kind.value,
            ref=one.term.ref,
            label=tools.explainer.label(one.evidence, query),
            above=one.above,
            below=one.below,
            value=one.value,
        )
        for one in found.differences
    )


def counterfactual_out(found: Counterfactual, speaker: Speaker, goal: Goal) -> CounterfactualOut:
    """A counterfactual in a sentence, with what it rests on."""
    words, title = speaker.words, speaker.title(found.item)
    changes, after = found.found.changes, found.found.slate
    if changes is None:
        sentence = words.no_leaving(title, found.found.up_to, found.considered)
    else:
        leaves = words.leaves if goal == "list" else words.first_no_more
        sentence = leaves(speaker.clauses(changes), title)
    return CounterfactualOut(
        item=PlaceOut(item_id=speaker.catalogue[found.item].id, title=title),
        goal=goal,
        sentence=sentence,
        note=_both(_how_sure(found, speaker), speaker),
        found=changes is not None,
        changes=change_forms(changes or (), speaker),
        smallest=found.smallest,
        up_to=found.found.up_to,
        actions=found.actions,
        considered=found.considered,
        before=places(found.before, speaker),
        after=places(after or found.before, speaker),
        model_version=found.before.model,
    )


def _how_sure(found: Counterfactual, speaker: Speaker) -> str:
    """Whether a smaller set may do it too, or may be where none was found."""
    changes = found.found.changes
    if found.smallest:
        return speaker.words.smallest if changes and len(changes) > 1 else ""
    if found.considered < found.actions:
        return speaker.words.perhaps(found.considered, found.actions)
    return speaker.words.perhaps_tried


def why_not_out(found: WhyNot, speaker: Speaker, tools: Tools) -> WhyNotOut:
    """A why-not answer: its sentences say what keeps the item out, what it lacks, and what would bring it in."""
    lacks: tuple[DifferenceOut, ...] = ()
    gap = None
    if found.place is None and found.last is not None:
        against = contrast(found.last, found.standing, limit=BARS)
        lacks, gap = differences(against, speaker.query, tools), against.difference
    changes = found.found.changes
    return WhyNotOut(
        item=PlaceOut(item_id=speaker.catalogue[found.item].id, title=speaker.title(found.item)),
        place=found.place,
        barriers=tuple(_barriers(found)),
        unmet=tuple(ConstraintOut(key=wish.key, label=speaker.say_constraint(wish)) for wish in found.unmet),
        gap=gap,
        lacks=lacks,
        sentences=why_not_sentences(found, speaker),
        note=_both(_note(found, speaker), speaker),
        found=changes is not None,
        changes=change_forms(changes or (), speaker),
        smallest=found.found.smallest,
        up_to=found.found.up_to,
        before=places(found.before, speaker),
        after=places(found.found.slate or found.before, speaker),
        model_version=found.before.model,
    )


def _both(note: str, speaker: Speaker) -> str:
    """The note, and that advice was held as it was."""
    between = " " if speaker.query.context.locale == "en" else ""
    return between.join(part for part in (note, held(speaker.query)) if part)


def _barriers(found: WhyNot) -> list[Barrier]:
    """What keeps the item out whatever it scores."""
    there: list[tuple[Barrier, bool]] = [
        ("known", found.known),
        ("shown", found.shown),
        ("constraint", bool(found.unmet)),
    ]
    return [barrier for barrier, holds in there if holds]


def _note(found: WhyNot, speaker: Speaker) -> str:
    changes = found.found.changes
    if not changes or len(changes) == 1:
        return ""
    return speaker.words.smallest if found.found.smallest else speaker.words.perhaps_tried


__all__ = [
    "NOTES",
    "UNPROFILED",
    "ContrastOut",
    "CounterfactualOut",
    "DifferenceOut",
    "ExplanationOut",
    "Goal",
    "GroupOut",
    "MutedOut",
    "PlaceOut",
    "SmallerOut",
    "WhatIfOut",
    "WhyNotOut",
    "contrast_out",
    "counterfactual_out",
    "differences",
    "explanation_out",
    "places",
    "why_not_out",
]
