"""Which item a few words of a question point at: a title, a place of the last list, or what was last spoken of."""

from collections.abc import Sequence
from enum import Enum

from chatrec.core.acts import NoSuchPlace, TheItem, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.numbers.counting import place_at
from chatrec.dialogue.nlu.numbers.years import FIRST, LAST
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.cues_zh import CUES, TALK
from chatrec.dialogue.nlu.words.text import Word, keys, vocabulary
from chatrec.domains.base import Domain

PRONOUNS = vocabulary("it this that its")
DEMONSTRATIVES = vocabulary("this that the it")
CHINESE_PRONOUNS = vocabulary(
    "它 这 那 这个 那个 这部 那部 该片 本片 这片 那片 这本 那本 这款 那款 这首 那首 这张 那张 这件 那件 这双 这台 它的 这部的"
)
AROUND_A_YEAR = vocabulary("the from of in version one 年 的 版 那 部 个 拍")
FILLING = vocabulary("the film movie called named titled book one 电 影 片 子 这 那 部 本 个 款 小 说 叫 做 的")
SPEAKERS = vocabulary("you your yours youre u i im me my we our")  # of whom a question is, where they stand in it
SAYINGS = frozenset(cue for cues in CUES.values() for cue in cues.split())  # "不要" begins a title and is none
LONGEST = 10  # words of a title that we do not know
LONGEST_HAN = 12  # characters
SHORTEST_START = 4  # letters by which a title is known that goes on
SHORTEST_START_HAN = 2  # characters


class It(Enum):
    """What was last spoken of."""

    IT = "it"


Reference = TheItem | UnknownTitle | NoSuchPlace | It


class Referring:
    """Resolves the words of one catalogue's domain."""

    def __init__(self, catalogue: Catalogue, domain: Domain, titles: TitleIndex) -> None:
        self._catalogue = catalogue
        self._titles = titles
        self._nouns = frozenset(keys(noun) for noun in (*domain.noun.en, *domain.noun.zh))
        self._many = frozenset(noun for noun in domain.noun.en if noun.endswith("s"))

    def refer(self, words: Sequence[Word], shown: Sequence[int], *, sure: bool | None) -> Reference | None:
        """What the words point at; None when they need not be a title. `sure` = they must be one, or something like it; False =
        they must be written as one; None = they must be one that we know. Cost: 20 µs, 1 ms for a title that is not ours.
        """
        if not words or self._is_pronoun(words):
            return It.IT
        if (place := place_at(words, 0, shown)) is not None and self._ends(words, place.end):
            said = "".join(f"{' ' if at and not word.han else ''}{word.text}" for at, word in enumerate(words))
            return place.what if isinstance(place.what, TheItem) else NoSuchPlace(said)
        found = self._by_title(words, shown)
        if found is not None:
            return found
        if (
            sure is None
            or not (sure or _written_as_one(words))
            or not _may_be_a_title(words)
            or self._asks_for_items(words)
        ):
            return None
        dated = len(words) > 1 and words[-1].gap.endswith("(") and _is_year(words[-1])
        return self._titles.guess(words[:-1], int(words[-1].key)) if dated else self._titles.guess(words)

    def _by_title(self, words: Sequence[Word], shown: Sequence[int]) -> TheItem | UnknownTitle | None:
        """As it stands, without words around it, with a year beside it, or by its beginning."""
        for part in (words, *_stripped(words)):
            found = self._titles.exact(part) or self._of_year(part)
            if isinstance(found, UnknownTitle):
                seen = [row for row in found.close if row in shown]
                return TheItem(seen[0], found.text) if len(seen) == 1 else found
            if found is not None:
                return found
        text = "".join(word.key for word in words)
        long_enough = len(text) >= (SHORTEST_START_HAN if words[0].han else SHORTEST_START)
        if long_enough and words[0].key not in STOPWORDS and text not in SAYINGS:
            return self._titles.beginning(words)
        return None

    def _of_year(self, words: Sequence[Word]) -> TheItem | UnknownTitle | None:
        for at, word in enumerate(words):
            if _is_year(word):
                before, behind = words[:at], words[at + 1 :]
                while before and before[-1].key in AROUND_A_YEAR:
                    before = before[:-1]
                while behind and behind[0].key in AROUND_A_YEAR:
                    behind = behind[1:]
                if bool(before) != bool(behind):
                    return self._titles.exact(before or behind, int(word.key))
        return None

    def _is_pronoun(self, words: Sequence[Word]) -> bool:
        said = tuple(word.key for word in words)
        if said[0] in PRONOUNS and (len(said) == 1 or said[1:] in self._nouns or said[1:] == ("one",)):
            return True
        if said[0] in DEMONSTRATIVES and said[1:] in self._nouns:
            return True
        text = "".join(said)
        bare = next((text.removesuffix("".join(noun)) for noun in self._nouns if text.endswith("".join(noun))), text)
        return text in CHINESE_PRONOUNS or bare in CHINESE_PRONOUNS

    def _asks_for_items(self, words: Sequence[Word]) -> bool:
        """Whether the words are of things and no title: "films from France", "some movies with Al Pacino"."""
        return any(word.key in self._many and not word.capital for word in words)

    def _ends(self, words: Sequence[Word], at: int) -> bool:
        """Whether nothing stands behind a place but the noun of the domain or a mere "one"."""
        rest = tuple(word.key for word in words[at:])
        return not rest or rest in self._nouns or rest == ("one",)


def _is_year(word: Word) -> bool:
    return word.key.isdecimal() and len(word.key) == 4 and FIRST <= int(word.key) <= LAST


def _may_be_a_title(words: Sequence[Word]) -> bool:
    if words[0].han:
        quoted = "《" in words[0].gap
        return quoted or (len(words) <= LONGEST_HAN and not any(word.key in TALK for word in words))
    talk = any(word.key in SPEAKERS and not word.capital for word in words)
    return len(words) <= LONGEST and not talk and any(word.key not in STOPWORDS for word in words)


def _written_as_one(words: Sequence[Word]) -> bool:
    """Whether the words are written as a title is: within 《》, or with capitals."""
    if "《" in words[0].gap:
        return True
    telling = [word for word in words if word.key not in STOPWORDS]
    return bool(telling) and not words[0].han and all(word.text[0].isupper() for word in telling)


def _stripped(words: Sequence[Word]) -> tuple[Sequence[Word], ...]:
    """The words without those that only introduce a title, before it, behind it, and both."""
    start, end = 0, len(words)
    while start < end and words[start].key in FILLING:
        start += 1
    while end > start and words[end - 1].key in FILLING:
        end -= 1
    parts = (words[start:], words[:end], words[start:end])
    return tuple(part for part in parts if part and len(part) < len(words))


__all__ = ["It", "Reference", "Referring"]
