"""Chinese complaints that name what they refuse by halves: 太慢了 of the pace, 我胆子小 of what frightens, 结局不好的 of what is sad."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Values
from chatrec.dialogue.nlu.words.text import Word, keys

TOO = r"(?:有一?点儿?|有些|还是|也|都|太|好|真|实在|偏|过于|略|别|不要|不能|不那么|没那么|这么|那么|又)"
END = r"(?:结局|结尾|收尾)"
SAD = (
    rf"(?:不要|不想看?|别)?{END}(?:是|太|很|有点)*(?:不好|惨|悲惨|悲伤|悲剧|虐|坏)|(?:不要|别|不想看)(?:坏|悲惨的?|悲剧){END}"
    rf"|{END}(?:要|是|得|一定要)*(?:好|圆满|幸福|美好|完美|开心|大团圆)|(?:大团圆|圆满|幸福|好|美好){END}|大团圆"
)
# A value in its own words, and what refuses it.
REFUSED: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        phrase: re.compile(pattern)
        for phrase, pattern in (
            (
                "慢节奏",
                rf"(?:(?:节奏|剧情|情节|进展|进度)?{TOO}+慢|(?:节奏|剧情|情节|进展|进度)慢了)(?!慢)(?:腾腾|吞吞)?了?",
            ),
            (
                "吓人",
                r"胆子?(?:很|比较|特别|有点|太|真|挺)?小(?:鬼)?|不[经禁]吓|(?:怕|会)?被?吓着|容易被?吓到|怕?做噩梦|晚上不敢睡",
            ),
            ("悲剧", SAD),
        )
    }
)


COMPARING = frozenset("更再")
# "Is there none that is newer?" asks for newer ones.
RHETORICAL = re.compile(
    r"(?:就|难道|怎么|咋|你们?|这里?|这儿|都)*(?<![有还])没有?(?=[^，。！？,.!?吗么嘛]{1,12}[吗么嘛])"
)


def complaints(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Mark]:
    """Marks that refuse the value, where the catalogue has it; 3 us a message."""
    for phrase, pattern in REFUSED.items():
        meant = lexicon.meanings(keys(phrase))[:1]
        for match in pattern.finditer(text) if meant else ():
            inside = [at for at, word in enumerate(words) if match.start() <= word.start < match.end()]
            if len(inside) > 1:
                yield Mark(inside[0], inside[-1], Cue.NOT_SO)
                yield Mark(inside[-1], inside[-1] + 1, meant[0])
    for match in RHETORICAL.finditer(text):
        inside = [at for at, word in enumerate(words) if match.start() <= word.start < match.end()]
        if inside and _asked(lexicon, words, inside[-1] + 1):
            yield Mark(inside[0], inside[-1] + 1, Cue.WISH)


def _asked(lexicon: Lexicon, words: Sequence[Word], at: int) -> bool:
    """Whether something that can be asked for begins at a word."""
    mark = lexicon.at(words, at) if at < len(words) else None
    if mark is None and at < len(words):
        return words[at].key in COMPARING
    return mark is not None and (isinstance(mark.what, Values) or mark.what in {Cue.RECENT, Cue.OLD})


__all__ = ["complaints"]
