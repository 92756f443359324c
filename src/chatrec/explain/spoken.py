"""Contrasts, counterfactuals and why-not answers in sentences, in English and Chinese."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from chatrec.core.catalogue import Catalogue
from chatrec.core.profile import LIKED
from chatrec.core.query import Constraint, Locale, Preference, Query
from chatrec.domains.base import named
from chatrec.explain.changes import Again, Ask, Change, Lift, Love, Mute, Unheard, Unsay, Unwish, Wish
from chatrec.explain.explainer import Explainer

Phrase = Callable[[str], str]
SayConstraint = Callable[[Constraint], str]


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One language. A clause follows "if"; what it takes is a title, a kind of thing or a constraint in words."""

    mute_liked: Phrase
    mute_known: Phrase
    mute_disliked: Phrase
    unsay: Phrase
    unheard: Phrase
    love: Phrase
    wish: Phrase
    unwish: Phrase
    unmind: Phrase
    ask: Phrase
    lift: Phrase
    again: Phrase
    joined: Callable[[Sequence[str]], str]
    listed: Callable[[Sequence[str]], str]
    leaves: Callable[[str, str], str]
    first_no_more: Callable[[str, str], str]
    enters: Callable[[str, str], str]
    no_leaving: Callable[[str, int, int], str]
    no_entering: Callable[[str, int], str]
    smallest: str
    perhaps: Callable[[int, int], str]
    perhaps_tried: str
    place: Callable[[str, int], str]
    known: Phrase
    shown: Phrase
    unmet: Callable[[str, str], str]
    lacks: Callable[[str, str, float, str], str]
    above: Callable[[str, str, float, str], str]
    below: Callable[[str, str, float, str], str]
    level: Callable[[str, str], str]
    more: Callable[[int, float], str]
    held: Callable[[str, int], str]


def _reasons(n: int) -> str:
    return "1 smaller reason" if n == 1 else f"{n} smaller reasons"


ENGLISH = ChangeWords(
    mute_liked=lambda titles: f"it did not count that you liked {titles}",
    mute_known=lambda titles: f"it did not count that you know {titles}",
    mute_disliked=lambda titles: f"it did not count that you did not like {titles}",
    unsay=lambda title: f"you took back that you know {title}",
    unheard=lambda word: f"it did not count that you said “{word}”",
    love=lambda titles: f"you said that you like {titles}",
    wish=lambda what: f"you would rather have {what}",
    unwish=lambda what: f"you did not ask for {what}",
    unmind=lambda what: f"you did not mind {what}",
    ask=lambda what: f"you asked for only {what}",
    lift=lambda what: f"you dropped “{what}”",
    again=lambda title: f"{title} might be shown again",
    joined=" and ".join,
    listed=lambda titles: " and ".join(part for part in (", ".join(titles[:-1]), titles[-1]) if part),
    leaves=lambda clauses, title: f"If {clauses}, {title} would not be in the list.",
    first_no_more=lambda clauses, title: f"If {clauses}, {title} would not come first.",
    enters=lambda clauses, title: f"If {clauses}, {title} would be in the list.",
    no_leaving=lambda title, up_to, tried: (
        f"There is none up to {up_to}: no set of the {tried} actions and wishes that were tried takes {title} out."
    ),
    no_entering=lambda title, up_to: f"There is none up to {up_to}: no change that was tried brings {title} in.",
    smallest="Nothing smaller does it: every smaller set was tried.",
    perhaps=lambda tried, of: f"A smaller set may exist: the {tried} strongest of {of} actions were tried.",
    perhaps_tried="A smaller set may exist: not all of this size were tried.",
    place=lambda title, place: f"{title} is in the list, at place {place}.",
    known=lambda title: f"You know {title} already, and what you know is not recommended again.",
    shown=lambda title: f"{title} was shown before.",
    unmet=lambda title, wish: f"{title} does not fit “{wish}”.",
    lacks=lambda title, last, gap, label: (
        f"{title} scores {gap:.2f} less than {last}, the last of the list"
        + (f", above all by “{label}”." if label else ".")
    ),
    above=lambda first, second, gap, label: (
        f"{first} scores {gap:.2f} more than {second}" + (f", above all by “{label}”." if label else ".")
    ),
    below=lambda first, second, gap, label: (
        f"{first} does not stand above {second}: it scores {gap:.2f} less"
        + (f", above all by “{label}”." if label else ".")
    ),
    level=lambda first, second: f"{first} and {second} score the same.",
    more=lambda n, value: f"and {_reasons(n)} ({value:+.2f})",
    held=lambda model, n: (
        f"What {model} thinks of {n} items counts as it was said for this list; it was not asked again, nor about other items."
    ),
)

CHINESE = ChangeWords(
    mute_liked=lambda titles: f"不计你喜欢{titles}",
    mute_known=lambda titles: f"不计你知道{titles}",
    mute_disliked=lambda titles: f"不计你不喜欢{titles}",
    unsay=lambda title: f"你收回看过{title}",
    unheard=lambda word: f"不计你说过“{word}”",
    love=lambda titles: f"你说喜欢{titles}",
    wish=lambda what: f"你更想要{what}",
    unwish=lambda what: f"你没有要{what}",
    unmind=lambda what: f"你不介意{what}",
    ask=lambda what: f"你只要{what}",
    lift=lambda what: f"去掉“{what}”",
    again=lambda title: f"{title}可以再次出现",
    joined="，并且".join,
    listed="、".join,
    leaves=lambda clauses, title: f"如果{clauses}，{title}就不会在列表中。",
    first_no_more=lambda clauses, title: f"如果{clauses}，{title}就不会排在第一。",
    enters=lambda clauses, title: f"如果{clauses}，{title}就会在列表中。",
    no_leaving=lambda title, up_to, tried: (
        f"至多 {up_to} 项都没有：所试的 {tried} 个行为和愿望中，没有一组能让{title}离开列表。"
    ),
    no_entering=lambda title, up_to: f"至多 {up_to} 项都没有：所试的改变都不能让{title}进入列表。",
    smallest="没有更小的办法：更小的组合都试过了。",
    perhaps=lambda tried, of: f"可能有更小的组合：只试了 {of} 个行为中最强的 {tried} 个。",
    perhaps_tried="可能有更小的组合：这种大小的组合没有全部试过。",
    place=lambda title, place: f"{title}就在列表中，排第 {place}。",
    known=lambda title: f"你已经知道{title}，知道的不会再推荐。",
    shown=lambda title: f"{title}之前已经出现过。",
    unmet=lambda title, wish: f"{title}不符合“{wish}”。",
    lacks=lambda title, last, gap, label: (
        f"{title}比列表最后的{last}低 {gap:.2f} 分" + (f"，主要差在“{label}”。" if label else "。")
    ),
    above=lambda first, second, gap, label: (
        f"{first}比{second}高 {gap:.2f} 分" + (f"，主要因为“{label}”。" if label else "。")
    ),
    below=lambda first, second, gap, label: (
        f"{first}并不排在{second}之上：低 {gap:.2f} 分" + (f"，主要差在“{label}”。" if label else "。")
    ),
    level=lambda first, second: f"{first}和{second}得分相同。",
    more=lambda n, value: f"以及另外 {n} 个较小的理由（{value:+.2f}）",
    held=lambda model, n: f"{model} 对 {n} 个条目的看法按它为这个列表所说的计入；没有再问它，也没有问过其他条目。",
)

WORDS: Mapping[Locale, ChangeWords] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts changes into clauses, in the language of the query that they change."""

    catalogue: Catalogue
    explainer: Explainer
    query: Query
    say_constraint: SayConstraint

    @property
    def words(self) -> ChangeWords:
        return WORDS[self.query.context.locale]

    def title(self, item: int) -> str:
        """An item by its title in the query's language."""
        return named(self.catalogue[item], self.query.context.locale)

    def clauses(self, changes: Sequence[Change]) -> str:
        """All of them, joined; items of which the same is said are told in one clause."""
        said: dict[Phrase, list[str]] = {}
        for change in changes:
            phrase, what = self._said(change)
            said.setdefault(phrase, []).append(what)
        words = self.words
        together = (words.mute_liked, words.mute_known, words.mute_disliked, words.love)
        clauses = [
            clause
            for phrase, whats in said.items()
            for clause in ([phrase(words.listed(whats))] if phrase in together else map(phrase, whats))
        ]
        return words.joined(clauses)

    def clause(self, change: Change) -> str:
        """One change, as it follows "if"."""
        phrase, what = self._said(change)
        return phrase(what)

    def _said(self, change: Change) -> tuple[Phrase, str]:
        """How a change is put, and what it is about."""
        words = self.words
        match change:
            case Mute(item):
                return self._muting(item), self.title(item)
            case Unsay(item):
                return words.unsay, self.title(item)
            case Unheard(word):
                return words.unheard, word
            case Love(item):
                return words.love, self.title(item)
            case Again(item):
                return words.again, self.title(item)
            case Wish(wish):
                return words.wish, self._wished(wish)
            case Unwish(wish):
                return words.unwish if wish.weight >= 0 else words.unmind, self._wished(wish)
            case Ask(constraint):
                return words.ask, self.say_constraint(constraint)
            case Lift(constraint):
                return words.lift, self.say_constraint(constraint)
            case _:
                assert_never(change)

    def _muting(self, item: int) -> Phrase:
        weight = self.query.opinions.get(item, 0.0)
        if weight < 0:
            return self.words.mute_disliked
        return self.words.mute_liked if weight >= LIKED else self.words.mute_known

    def _wished(self, wish: Preference) -> str:
        return self.explainer.what(f"{wish.field}={wish.value}", self.query.context.locale)


__all__ = ["WORDS", "ChangeWords", "SayConstraint", "Speaker"]
