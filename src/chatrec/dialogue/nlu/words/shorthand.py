"""How people write in a chat, spelt out: "dont", "ill watch it", "can u", "wht shuld i wach tonite".

Patterns read apostrophes and whole words; cues compare words without apostrophes, so that spelling out loses nothing for them. A
shorthand that is a word of its own ("ill", "id", "u") is spelt out only beside words that leave no doubt.
"""

import re
from collections.abc import Mapping

_TABLE = """
I'm: im | I've: ive | you're: youre | you've: youve | you'd: youd | you'll: youll | he's: hes | she's: shes | they're: theyre
they've: theyve | they'd: theyd | they'll: theyll | we've: weve | that's: thats | that'll: thatll | it'll: itll | it'd: itd
there's: theres | what's: whats wats wuts | who's: whos | where's: wheres | how's: hows | don't: dont | didn't: didnt
doesn't: doesnt doesn dosent dosnt | can't: cant | won't: wont | isn't: isnt | aren't: arent | wasn't: wasnt | weren't: werent
haven't: havent | hasn't: hasnt | shouldn't: shouldnt | wouldn't: wouldnt | couldn't: couldnt | your: ur | though: tho
because: cuz coz becuase | something: sth smth smthing somthing sumthing sumthin somethin someting somehting | let me: lemme
anything: anythin anythign anyting | never mind: nvm nevermind | tonight: tonite 2nite 2night tonigth tonght | what: wht wat wut waht | should: shuld shud shoud
watch: wach wacth wathc whatch | recommend: recomend reccomend reccommend recommand recommed recommned reccomand | I don't know: idk
movie: moive movei mvoie movi | movies: moives movis | please: pls plz plese pleese | want: wnat watn | the: teh | like: liek
similar: simular similiar | favourite: fav fave favs | right now: rn | people: ppl | about: abt | got to: gotta | with: wiht
"""
BESIDE = (
    (re.compile(r"\bill(?= (?:just |probably |definitely |maybe )?(?:go|take|watch|try|have|pick|choose|see|give|get|pass|read|buy|order|listen|play)\b)"), "I'll"),
    (re.compile(r"\bid(?= (?:also |really |just )?(?:like|love|rather|prefer|want|say|be)\b)"), "I'd"),
    (re.compile(r"\b(can|are|did|had|how|could|would|should|have|thank|do|will) u\b", re.IGNORECASE), r"\1 you"),
    (re.compile(r"\bu(?= (?:have|got|know|think|recommend|suggest|can|say|pick|choose|like)\b)"), "you"),
    (re.compile(r"\bw/o(?= )"), "without"),
    (re.compile(r"\bw/(?= ?\w)"), "with"),
)  # fmt: skip


def _read() -> Mapping[str, str]:
    entries = (entry.split(": ") for line in _TABLE.strip().splitlines() for entry in line.split(" | "))
    return {short: full for full, shorts in entries for short in shorts.split()}


_FULL = _read()
_SHORT = re.compile(rf"(?<![\w'])(?:{'|'.join(sorted(_FULL, key=len, reverse=True))})(?![\w'])", re.IGNORECASE)


def spelt_out(text: str) -> str:
    """The text without shorthand; names keep their capitals. 10 us for a short message.

    >>> spelt_out("idk, ill watch smth u recommend, dont care")
    "I don't know, I'll watch something you recommend, don't care"
    """
    text = _SHORT.sub(_spelt, text)
    for pattern, full in BESIDE:
        text = pattern.sub(full, text)
    return text


def _spelt(match: re.Match[str]) -> str:
    short = match[0]
    full = _FULL[short.lower()]
    return full[:1].upper() + full[1:] if short[:1].isupper() else full


__all__ = ["spelt_out"]
