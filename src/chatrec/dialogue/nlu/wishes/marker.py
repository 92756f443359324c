"""From words to marks: each stretch of a message gets the one meaning that fits where it stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from chatrec.core.acts import TheField, TheItem, UnknownTitle
from chatrec.dialogue.nlu.names.naming import Naming
from chatrec.dialogue.nlu.numbers.counting import count_at, first_places, place_at
from chatrec.dialogue.nlu.numbers.degrees import TOO, beside
from chatrec.dialogue.nlu.numbers.than import THAN_ZH
from chatrec.dialogue.nlu.numbers.years import Range, ranges
from chatrec.dialogue.nlu.wishes.knowledge import YEAR, Knowledge
from chatrec.dialogue.nlu.wishes.phrasing import Phrasing
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun, Span, Values
from chatrec.dialogue.nlu.words.text import Word, lowered

QUOTED = re.compile(r"\"([^\"\n]{1,120})\"|《([^《》\n]{1,120})》|(?<!\w)'([^'\n]{2,80})'(?!\w)")
KIND = "category"
JUDGING = {Cue.SEEN, Cue.LIKE, Cue.DISLIKE, Cue.GOOD, Cue.BAD}
# What compares years; what compares other numbers is known by its words.
COMPARING = dict.fromkeys(
    ("newer", "newerones", "morerecent", "新一点", "新一些", "更新的", "较新"), True
) | dict.fromkeys(("older", "olderones", "老一点", "老一些", "更老的"), False)
BETWEEN = {Cue.ONLY, Cue.BUT, Cue.AND, Cue.ALSO, Cue.FILLER, Cue.IT, Cue.WISH, Cue.WANT, Cue.SIMILAR}
SERIES = frozenset({"franchise", "series"})  # fields whose values are called what one of their items is
MAKER = "artist"  # a field whose values are items too
OF_ONE = {Cue.SIMILAR, Cue.SEEN, Cue.LIKE, Cue.DISLIKE}
MOST_QUOTED = 8  # quotations a message; each may cost a search through all titles


class Marker:
    """Marks one message; `shown` are the rows of the last slate, which "the second one" points into, and `told` marks hold."""

    def __init__(
        self, text: str, words: Sequence[Word], knowledge: Knowledge, *, shown: Sequence[int], told: Iterable[Mark] = ()
    ) -> None:
        self._words = words
        self._shown = shown
        self._lexicon = knowledge.lexicon
        self._titles = knowledge.titles
        self._naming = Naming(words, knowledge.lexicon)
        self._quoted = {mark.start: mark for mark in (*self._quotations(text), *told)}
        lower = lowered(text)
        years = [(span.start, span.end, _of_years(span)) for span in ranges(lower)] if knowledge.ages else []
        degrees = knowledge.degrees(lower)
        spans = (degree[:3] for degree in degrees)
        self._ranges = self._placed(
            (
                *knowledge.grades(lower, shown),
                *spans,
                *years,
                *knowledge.levels(lower),
                *knowledge.amounts(lower),
                *knowledge.grown(lower),
            )
        )
        self._compared = {
            mark: degree.more for degree in degrees for mark in self._placed([degree[:3]]) if degree.more is not None
        }
        self._phrasing = Phrasing(words, knowledge.lexicon, self._ranges, ages=knowledge.ages, dated=bool(years))
        self._comparatives = knowledge.comparatives
        self._catalogue = knowledge.catalogue

    def marks(self) -> tuple[Mark, ...]:
        """Every mark, in order; words that mean nothing to us stay unmarked."""
        found: list[Mark] = []
        at = 0
        while at < len(self._words):
            mark = self._quoted.get(at) or self._than(at) or self._at(at, found)
            if mark is not None:
                found.append(self._relative(mark, found))
            at = mark.end if mark is not None else at + 1
        return tuple(found)

    def _than(self, at: int) -> Mark | None:
        """A range beyond the number of an item that a comparative stands beside: "newer than the second one", 比第二部长的."""
        if self._words[at].key == THAN_ZH:
            item = self._item_at(at + 1)
            beyond = self._comparatives.chinese(self._words, item.end) if item is not None else None
            end = beyond.end if beyond is not None else at
        else:
            beyond = self._comparatives.english(self._words, at)
            item = self._item_at(beyond.end) if beyond is not None else None
            end = item.end if item is not None else at
        if item is None or beyond is None or not isinstance(item.what, TheItem):
            return None
        number = self._catalogue[item.what.item].numbers.get(beyond.field)
        return None if number is None else Mark(at, end, beside(beyond.field, number, more=beyond.more))

    def _item_at(self, at: int) -> Mark | None:
        """An item by its place in the list or its title."""
        if at >= len(self._words):
            return None
        if (place := place_at(self._words, at, self._shown)) is not None or at in self._quoted:
            return place or self._quoted[at]
        named = self._words[at].capital and not self._words[at].key[0].isdigit()  # "newer than 2001" is no odyssey
        for length in self._titles.lengths_at(self._words, at) if named else ():
            what = self._exact(at, at + length, None)
            return None if what is None else Mark(at, at + length, what)
        return None

    def _relative(self, mark: Mark, found: Sequence[Mark]) -> Mark:
        """A range against the item that stands before it, where one does: "the second one but newer", "like Heat but shorter"."""
        said = "".join(word.key for word in self._words[mark.start : mark.end])
        more = COMPARING.get(said, self._compared.get(mark.start))
        if more is None or not isinstance(mark.what, Span):
            return mark
        behind = list(found)
        while behind and (isinstance(behind[-1].what, Noun) or behind[-1].what in BETWEEN):
            behind.pop()
        item = behind.pop() if behind else None
        likened = bool(behind) and behind[-1].what is Cue.SIMILAR
        if item is None or not isinstance(item.what, TheItem):
            return replace(mark, what=self._beyond_the_list(mark.what, more=more))
        if not (likened or item.what.item in self._shown):
            return mark
        number = self._catalogue[item.what.item].numbers.get(mark.what.field)
        return mark if number is None else replace(mark, what=beside(mark.what.field, number, more=more))

    def _beyond_the_list(self, span: Span, *, more: bool) -> Span:
        """A range that "cheaper" or "too long" says, at least beyond the middle of what was shown last."""
        shown = (self._catalogue[row].numbers.get(span.field) for row in self._shown)
        numbers = sorted(number for number in shown if number is not None)
        if not numbers:
            return span
        both = () if self._of_one_kind else (span,)  # what is cheap or light in a shop is not what a light laptop is
        both = (*both, beside(span.field, numbers[(len(numbers) - 1) // 2], more=more))
        lows = [one.low for one in both if one.low is not None]
        highs = [one.high for one in both if one.high is not None]
        return replace(span, low=max(lows, default=None), high=min(highs, default=None))

    @cached_property
    def _of_one_kind(self) -> bool:
        """Whether what was shown is of one category, and not everything is."""
        kinds = [self._catalogue[row].labels.get(KIND, ()) for row in self._shown]
        held = [value for field, value in self._catalogue.label_rows if field == KIND]
        return len(held) > 1 and len({*kinds}) == 1 and bool(kinds[0])

    def _at(self, at: int, found: Sequence[Mark]) -> Mark | None:
        phrase = self._phrasing.at(at)
        title, span = self._title(at, found), self._ranges.get(at)
        within = title is not None and span is not None and title.end < span.end  # "2001" of "2001年以前的"
        if (
            title is not None
            and not within
            and (self._beats(title, phrase) or self._of_no_series(title, phrase, found) or self._told_of(title, phrase))
        ):
            return title
        too = self._too_much(phrase, found)
        if too is not None:
            phrase = None if too in self._ranges else Mark(at, too + 1, Cue.NOT_SO)
        if span is not None and self._covers(span, phrase) and not self._goes_on(span):
            return span
        if phrase is not None and self._dated(at, phrase):
            phrase = None
        places = first_places(self._words, at, self._shown)
        if places is not None and self._judges:
            return places
        if (place := place_at(self._words, at, self._shown)) is not None and (
            phrase is None or phrase.end <= place.end
        ):
            return place
        after = self._lexicon.at(self._words, at + 1) if at + 1 < len(self._words) else None
        return phrase or count_at(self._words, at, after, found[-1] if found else None) or self._misspelt(at)

    def _covers(self, span: Mark, phrase: Mark | None) -> bool:
        """Whether a range says more than the phrase that begins where it does: a mere name of a field says nothing, and of
        "the 1970s" as a theme and as years the years are meant.
        """
        if phrase is None or phrase.end < span.end:
            return True
        dated = isinstance(span.what, Span) and span.what.field == YEAR and self._lexicon.yields(phrase.what)
        return phrase.end == span.end and (isinstance(phrase.what, TheField) or dated)

    def _goes_on(self, span: Mark) -> bool:
        """Whether the last word of a range begins a value that says more: "no sex workers"."""
        inside = self._lexicon.at(self._words, span.end - 1)
        return inside is not None and inside.end > span.end and isinstance(inside.what, Values)

    def _dated(self, at: int, phrase: Mark) -> bool:
        """Whether "the 1950s" behind "in" is when a thing was made and not what it is about."""
        years = any(
            inside in self._ranges and self._ranges[inside].end == phrase.end for inside in range(at + 1, phrase.end)
        )
        return years and at > 0 and self._words[at - 1].key in {"in", "from"} and self._lexicon.yields(phrase.what)

    @cached_property
    def _judges(self) -> bool:
        """Whether the message says of anything that it is known, liked or not."""
        phrases = (self._lexicon.at(self._words, at) for at in range(len(self._words)))
        return any(phrase is not None and phrase.what in JUDGING for phrase in phrases)

    def _misspelt(self, at: int) -> Mark | None:
        word = self._words[at]
        if word.key in STOPWORDS:
            return None
        if (person := self._nearly_called(at)) is not None:
            return person
        # Of a name only the last names that we know are tried: "a Hitchcok thriller".
        what = self._lexicon.nearly_named([word]) if word.capital and at else self._lexicon.nearly(word)
        return None if what is None else Mark(at, at + 1, what)

    def _nearly_called(self, at: int) -> Mark | None:
        """A person whose first and last name, perhaps in three words, are misspelt here."""
        for end in (at + 3, at + 2):
            within = end <= len(self._words) and not any(
                self._lexicon.at(self._words, one) for one in range(at + 1, end)
            )
            person = self._lexicon.nearly_named(self._words[at:end]) if within else None
            if person is not None:
                return Mark(at, end, person)
        return None

    def _too_much(self, phrase: Mark | None, found: Sequence[Mark]) -> int | None:
        """Where "too" stands in a phrase like "a bit too long" that is no judgement of an item, because none stands before it,
        but a wish for less.
        """
        if phrase is None or phrase.what is not Cue.BAD or any(isinstance(mark.what, TheItem) for mark in found):
            return None
        too = next((at for at in range(phrase.start, phrase.end - 1) if self._words[at].key in TOO), None)
        if too is None:
            return None
        value = self._lexicon.at(self._words, too + 1)
        return too if too in self._ranges or (value is not None and isinstance(value.what, Values)) else None

    def _title(self, at: int, found: Sequence[Mark]) -> Mark | None:
        if at and self._words[at].gap.endswith("(") and self._words[at].key.isdecimal():
            return None  # the year of the title before it
        for length in self._titles.lengths_at(self._words, at):
            year, end = self._year_behind(at + length)
            if year is not None or self._naming.meant(at, at + length, found):
                what = self._exact(at, at + length, year)
                return None if what is None else Mark(at, end, what)
        return None

    def _beats(self, title: Mark, phrase: Mark | None) -> bool:
        if phrase is None or title.end > phrase.end:
            return True
        if self._lexicon.cued(phrase.what, self._words, phrase.start):
            return False
        named = self._naming.capitalised(title.start, title.end) and title.start > 0
        giving = not isinstance(phrase.what, Values) or self._lexicon.yields(phrase.what)
        return title.end == phrase.end and giving and named

    def _of_no_series(self, title: Mark, phrase: Mark | None, found: Sequence[Mark]) -> bool:
        """Whether words that name an item and its series ask for no series: something is said of it, or nothing else is of it."""
        if phrase is None or phrase.end > title.end or not isinstance(phrase.what, Values):
            return False
        field, series = phrase.what.values[0].field, phrase.what.values[0].value
        alone = field in SERIES and len(self._catalogue.label_rows[field, series]) == 1
        before = found[-1].what if found else None
        return alone or (field in SERIES and before in OF_ONE) or (field == MAKER and before is Cue.SIMILAR)

    def _told_of(self, title: Mark, phrase: Mark | None) -> bool:
        """Whether something is said of the title that is a series too: of 教父看过了 the one film is meant."""
        series = phrase is not None and isinstance(phrase.what, Values) and phrase.what.values[0].field in SERIES
        return series and self._words[title.start].han

    def _exact(self, start: int, end: int, year: int | None) -> TheItem | UnknownTitle | None:
        """The item of this title; of several, the one that the last slate shows."""
        what = self._titles.exact(self._words[start:end], year)
        seen = [row for row in what.close if row in self._shown] if isinstance(what, UnknownTitle) else []
        return TheItem(seen[0], what.text) if isinstance(what, UnknownTitle) and len(seen) == 1 else what

    def _year_behind(self, end: int) -> tuple[int | None, int]:
        """The year in parentheses behind a title, and where the title with it ends."""
        if end < len(self._words):
            word = self._words[end]
            if word.gap.endswith(("(", "》(", '"(')) and word.key.isdigit() and len(word.key) == 4:
                return int(word.key), end + 1
        return None, end

    def _quotations(self, text: str) -> list[Mark]:
        found: list[Mark] = []
        for match in islice(QUOTED.finditer(text), MOST_QUOTED):
            inside = [at for at, word in enumerate(self._words) if match.start() <= word.start < match.end()]
            if not inside:
                continue
            start, stop = inside[0], inside[-1] + 1
            phrase = self._lexicon.at(self._words, start)
            if match[2] is None and phrase is not None and phrase.end == stop and not isinstance(phrase.what, Cue):
                continue
            year, end = self._year_behind(stop)
            what = self._exact(start, stop, year) or self._titles.guess(self._words[start:stop], year)
            found.append(Mark(start, end, what))
        return found

    def _placed(self, found: Iterable[tuple[int, int, Span | Values]]) -> dict[int, Mark]:
        """Ranges by the word at which they begin."""
        placed: dict[int, Mark] = {}
        for start, end, span in found:
            inside = [at for at, word in enumerate(self._words) if start <= word.start and word.end <= end]
            if inside:
                placed[inside[0]] = Mark(inside[0], inside[-1] + 1, span)
        return placed


def _of_years(span: Range) -> Span:
    low = None if span.low is None else float(span.low)
    return Span(YEAR, low, None if span.high is None else float(span.high))


__all__ = ["Marker"]
