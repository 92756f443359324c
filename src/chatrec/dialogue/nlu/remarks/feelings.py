"""How the user feels, by their words: "I had a terrible day", "I'm not too happy", "今天好累", "never mind my mood".

Only what people say of themselves counts: "something sad" and "悲伤的电影" are wishes and stay with the other words.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from chatrec.core.acts import Feel
from chatrec.core.query import EVEN, Mood
from chatrec.dialogue.nlu.remarks import feelings_en, feelings_zh
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

STRONGER, WEAKER = 1.3, 0.6
DENIED = -0.5  # "not happy" is unhappy, less than "unhappy" is


class Phrase(NamedTuple):
    """A way to tell a feeling: a pattern, and the feelings that its group `word` names; its groups `degree` and `no` change
    them. Or the one feeling of all it matches.
    """

    pattern: re.Pattern[str]
    feelings: Mapping[str, Mood] | Mood


class Found(NamedTuple):
    """Characters from `start` up to `end` that tell a feeling."""

    start: int
    end: int
    mood: Mood


ENGLISH, CHINESE = (
    tuple(
        Phrase(re.compile(pattern), feelings)
        for pattern, feelings in (*language.phrases(), (language.NEVER_MIND, EVEN))
    )
    for language in (feelings_en, feelings_zh)
)
DEGREES = {
    word: by
    for language in (feelings_en, feelings_zh)
    for words, by in ((language.STRONG, STRONGER), (language.WEAK, WEAKER))
    for word in words
}


def felt(unread: Unread, _: DialogueState) -> Read:
    """What a message says of how its writer feels. Of several feelings the strongest counts."""
    lowered = unread.text.lower()
    found = [
        Found(*match.span(), _mood(match, phrase.feelings))
        for phrase in (ENGLISH if lowered.isascii() else (*ENGLISH, *CHINESE))
        for match in phrase.pattern.finditer(lowered)
    ]
    if not found:
        return (), unread
    mood = max((one.mood for one in found), key=lambda mood: abs(mood.valence) + abs(mood.arousal))
    for one in found:
        unread = unread.outside(one.start, one.end)
    return (Feel(mood),), unread


def _mood(match: re.Match[str], feelings: Mapping[str, Mood] | Mood) -> Mood:
    """The feeling that was named, by its degree; a denied one turns about."""
    if isinstance(feelings, Mood):
        return feelings
    mood = feelings[match["word"]]
    by = DEGREES.get((match["degree"] or "").strip(), 1.0) * (DENIED if match["no"] else 1.0)
    return Mood(*(max(-1.0, min(1.0, round(by * part, 3))) for part in mood))


__all__ = ["felt"]
