"""Yes and no to what we offered: the smallest relaxation by a word, any of them by saying what its chip says."""

from collections.abc import Callable

from chatrec.core.acts import Accept, Reject
from chatrec.dialogue.nlu.answers.yes_no import NO, YES
from chatrec.dialogue.nlu.words.text import keys, words
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

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


def accepted(unread: Unread, state: DialogueState, normalise: Callable[[str], str]) -> Read:
    """What the beginning of a message says of what was offered; nothing when nothing was."""
    offering = state.offering
    if offering is None or not unread.words:
        return (), unread
    message = unread.keys
    for offer in offering.offers:
        if message == tuple(word.key for word in words(normalise(offer.said))):
            return (Accept(offer.relaxation),), unread.behind(len(message))
    said, rest = message[: unread.opening], unread.behind(unread.opening)
    if said in TAKEN:
        return (Accept(offering.offers[0].relaxation),), rest
    return ((Reject(),), rest) if said in LEFT else ((), unread)


__all__ = ["accepted"]
