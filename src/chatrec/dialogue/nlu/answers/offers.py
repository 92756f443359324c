"""Yes and no to what we offered: the smallest relaxation by a word, any of them by saying what its chip says."""

from collections.abc import Callable, Sequence

from chatrec.core.acts import Accept, Act, Reject
from chatrec.dialogue.nlu.answers.yes_no import NO, YES
from chatrec.dialogue.nlu.words.text import Word, keys, words
from chatrec.dialogue.state import Offering

TAKEN = frozenset(
    keys(said)
    for said in (
        *YES, "ok", "okay", "ok then", "fine", "alright", "all right", "do it", "do that", "please do", "go ahead", "yes do that",
        "sounds good", "good idea", "why not", "that works", "that would be fine", "yes thats fine", "thats fine", "sure thing",
        "好", "好的", "好啊", "好吧", "可以", "可以的", "行", "行啊", "行吧", "没问题", "就这样", "就这样吧", "那就这样", "放宽吧", "也行", "也可以",
    )
)  # fmt: skip
LEFT = frozenset(
    keys(said)
    for said in (*NO, "no thanks", "no thank you", "rather not", "算了", "不用", "不用了", "不要", "不行", "不了")
)


def accepted(
    spoken: Sequence[Word], offering: Offering | None, normalise: Callable[[str], str]
) -> tuple[tuple[Act, ...], int]:
    """What the beginning of a message says of what was offered, and how many words say it; nothing when none was."""
    if offering is None or not spoken:
        return (), 0
    message = tuple(word.key for word in spoken)
    for offer in offering.offers:
        if message == tuple(word.key for word in words(normalise(offer.said))):
            return (Accept(offer.relaxation),), len(spoken)
    end = next((at for at in range(1, len(spoken)) if spoken[at].gap), len(spoken))
    if message[:end] in TAKEN:
        return (Accept(offering.offers[0].relaxation),), end
    return ((Reject(),), end) if message[:end] in LEFT else ((), 0)


__all__ = ["accepted"]
