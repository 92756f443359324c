"""Checks a sentence claim by claim: whatever it says must be a fact of its point, said in a way that says no more.

The check turns "does this sentence lie?", which nobody can decide, into "is every word of it accounted for?". The facts are
replaced by marks, the constructions that say what the point says are taken away, and what then remains may only be words that
claim nothing. So an invented title, person, number, negation, comparison, cause or deed of the user has nowhere to hide; the
price is that some true sentences are not recognised, which the template says instead.
"""

import re
from functools import lru_cache

from chatrec.core.query import Locale
from chatrec.llm.frames import Frame
from chatrec.llm.licence import FRAMES, Licence
from chatrec.llm.surfaces import normal

LONGEST = 400  # characters of a sentence
MARK = re.compile(r"<([a-z]+)\d*>")
WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
HAN = re.compile(r"[\u3400-\u9fff]+")
QUIET = frozenset(" ,.;:!?'\"()-–—…、。~·\n")
CAPITAL = re.compile(r"(?<![\w'])([A-Z][\w']*)")
BEGINS = re.compile(r"(?:^|[.!?:;(\"…—–]\s*|\n\s*)$")
PERSONAL = ("I", "I'", "OK")
INTERJECTION = re.compile(r"(?:^|(?<=[.!?] ))(?:great|perfect|nice|good|wonderful|lovely|thanks|right)(?=[,!.:]|$)")
# A removal followed by "and": what comes next is read as removed too, whatever its mark says.
TRAILS = re.compile(r"<neg\d+>(?: (?:and|or|nor) |, (?:and |or )?|和|或|、|及|,)?\s*<(?:pos|range|value)\d*>")
# One claim as the cause of another: what the facts hold is that each speaks for the item, not that it brought the other about.
CAUSAL = re.compile(
    r"\n,? ?(?:because|since|as|so|因为|由于|所以|是因为) ?\n|(?:because|since|因为|由于) ?\n, ?(?:所以)?\n"
)
ARTICLE = re.compile(r"\b(?:The|An?) <(?:item|like)\d+>")


def ungrounded(text: str, licence: Licence) -> str | None:
    """Why the sentence must not be said; None when all of it is licensed. Cost 0.1 ms."""
    plain = normal(text)
    if not plain or len(plain) > LONGEST or "<" in plain or ">" in plain:
        return "form"
    marked = plain
    said: set[str] = set()
    # Signs of no script stand for the facts until all are found, so that none is looked for inside a mark.
    for number, (unit, found) in enumerate(licence.patterns):
        marked, times = found.subn(chr(0xE000 + number), marked)
        if times:
            said.add(unit.group)
    for number, (unit, _) in enumerate(licence.patterns):
        marked = marked.replace(chr(0xE000 + number), f"<{unit.mark}>")
    if {unit.group for unit in licence.units} - said - {""}:
        return "left out"
    if TRAILS.search(marked) or ARTICLE.search(marked):
        return "scope"
    if licence.locale == "en" and not _small(marked):
        return "name"
    return _unsaid(marked, licence)


def _unsaid(marked: str, licence: Licence) -> str | None:
    """Take away what the frame says, and look at what is left."""
    frame = licence.frame
    left = INTERJECTION.sub("", marked.lower())
    says, may = _compiled(frame, licence.locale, licence.measure)
    left, times = says.subn("\n", left)
    if not times:
        return "claim"
    if CAUSAL.search(left):
        return "cause"
    left = may.sub("\n", left)
    loose = {name for name in MARK.findall(left) if name not in frame.loose}
    if loose:
        return "role"
    return _claims(MARK.sub(" ", left), licence, frame)


def _claims(rest: str, licence: Licence, frame: Frame) -> str | None:
    """What words and signs remain that may claim something."""
    fillers = FRAMES[licence.locale].fillers | frame.words
    if licence.locale == "zh":
        measured = fillers | {licence.measure, f"一{licence.measure}"}
        if not all(_cut(run, measured) for run in HAN.findall(rest)):
            return "words"
        rest = HAN.sub(" ", rest)
    elif any(word not in fillers for word in WORD.findall(rest)):
        return "words"
    else:
        rest = WORD.sub(" ", rest)
    return None if set(rest) <= QUIET else "signs"


def _cut(run: str, known: frozenset[str]) -> bool:
    """Whether a run of Chinese can be cut into known words."""
    ends = {0}
    for end in range(1, len(run) + 1):
        if any(end - length in ends and run[end - length : end] in known for length in range(1, min(6, end) + 1)):
            ends.add(end)
    return len(run) in ends


def _small(marked: str) -> bool:
    """Whether no word but the first of a sentence is a name."""
    return all(
        (found[1].startswith(PERSONAL) and found[1][:2] in ("I", "I'", "OK")) or BEGINS.search(marked[: found.start()])
        for found in CAPITAL.finditer(marked)
    )


@lru_cache(maxsize=256)
def _compiled(frame: Frame, locale: Locale, measure: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    joined = FRAMES[locale].joined

    def alternatives(forms: tuple[str, ...]) -> re.Pattern[str]:
        filled = [
            re.sub(r"<([a-z]+)\*>", rf"<\1\\d+>(?:{joined}<\1\\d+>)*", form).replace("{m}", measure) for form in forms
        ]
        edge = (r"(?<![a-z'])", r"(?![a-z'])") if locale == "en" else ("", "")
        longest = sorted(filled, key=len, reverse=True)
        return re.compile("|".join(f"{edge[0]}(?:{form}){edge[1]}" for form in longest) or "(?!)")

    return alternatives(frame.says), alternatives((*frame.may, *FRAMES[locale].common))


__all__ = ["LONGEST", "ungrounded"]
