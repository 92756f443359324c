"""Levels of what a thing has much or little of: "not too violent", "without nudity", "不太暴力", "violent"."""

import re
from collections.abc import Iterator
from itertools import islice

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.amounts import Amount
from chatrec.dialogue.nlu.words.marks import Span
from chatrec.domains.base import Domain

MOST = 10  # levels a message
MUCH = 2.0  # the level from which there is much of something
LITTLE = (
    r"(?:less|(?:nothing\ )?(?:not|nothing|don't\ be)\ (?:too|overly|very|so|really)|(?:just\ )?a\ (?:little\ )?(?:bit|touch)(?:\ of)?|a\ little|mild|mildly|(?:not|isn't|aren't)\ (?:too|very|so|that|overly|particularly)(?:\ much)?|not\ (?:much|a\ lot\ of)"
    r"|(?:with\ )?(?:very\ )?little|low\ (?:on|in)|light\ on|go\ easy\ on)(?:\ (?:the|on))?"
)
NONE = r"(?:without(?:\ any|\ the)?|no|zero|free\ of|nothing|non|not(?:\ at\ all)?|never)"
LITTLE_ZH = "有一点点?|有点|一点点?|轻微的?|少量的?|不太|不那么|不怎么|不要太|别太|没那么|没有那么|不是很|少一点|少点|少些|不会太"
NONE_ZH = "没有任何|没有|不要有|别有|不能有|不带有|不含|不要|不带|无|毫无|不"


class Levels:
    """Finds them for the number fields of a catalogue that are levels; nothing where it has none."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._fields: dict[str, tuple[str, float]] = {}
        for name, known in domain.numbers.items():
            if known.much is not None and name in catalogue.fields:
                self._fields |= dict.fromkeys((*known.much.en, *known.much.zh), (name, known.little))
        self._pattern = _pattern(list(self._fields)) if self._fields else None

    def __call__(self, text: str) -> tuple[Amount, ...]:
        """Every level in a normalised, lower-case text, as a range that holds."""
        return () if self._pattern is None else tuple(self._found(self._pattern, text))

    def _found(self, pattern: re.Pattern[str], text: str) -> Iterator[Amount]:
        for match in islice(pattern.finditer(text), MOST):
            start = match.start()
            for word in filter(None, (match["first"], match["second"])):
                field, little = self._fields[word]
                end = match.start("second") if match["second"] and word == match["first"] else match.end()
                if match["little"] or match["little_zh"]:
                    yield Amount(start, end, Span(field, None, little))
                else:
                    yield Amount(
                        start,
                        end,
                        Span(field, None, 0.0)
                        if match["none"] or match["none_zh"]
                        else Span(field, MUCH, None, step=1.0),
                    )
                start = end


def _pattern(words: list[str]) -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"""
        (?:(?<![a-z0-9'])(?:(?P<little>{LITTLE})|(?P<none>{NONE}))[\ -]|(?P<little_zh>{LITTLE_ZH})|(?P<none_zh>{NONE_ZH})
          |(?<![a-z0-9'])(?:very\ |really\ |quite\ |lots\ of\ |a\ lot\ of\ )?)
        (?P<first>{known})(?![a-z0-9])(?:(?:\ or\ |\ and\ |或|和|、)(?P<second>{known})(?![a-z0-9]))?
        """,
        re.VERBOSE,
    )


__all__ = ["Levels"]
