"""Taking back what was said last without naming it: "cancel that", "撤回", and "sorry, I meant no westerns"."""

import re
from collections.abc import Iterator

from chatrec.core.acts import Act, CorrectProfile, Everything, Retract, TheField, TheItem, TheValue
from chatrec.core.query import Excludes, Includes
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

ALONE = re.compile(
    r"\W*(?:(?:no|oh|ok|okay|sorry|oops|wait|actually|hmm|please|算了|那|不|哦|啊)[\s,，.!]*)*"
    r"(?:(?:cancel|undo|scratch|scrap|revert|retract|drop|delete) (?:that|it|this|the last one|the last wish|what i (?:just )?said)|undo|cancel"
    r"|take (?:that|it) back|i take (?:that|it) back|never ?mind(?: that| what i (?:just )?said)?|forget (?:that|it)|i didn'?t mean that|my mistake"
    r"|(?:撤回|撤销|收回|取消)(?:这个|那个|刚才的|上一个|上一条|刚才那个|刚才说的|上个要求|这条)?|当我没说|刚才(?:说)?的?不算|说错了|我说错了)"
    r"[\s,，.!。！吧了]*(?:please)?\W*",
    re.IGNORECASE,
)
CORRECTING = re.compile(
    r"\W*(?:(?:no|oh|ok|sorry|oops|wait|hmm|actually|不是|不对|不|哦|啊|抱歉|对不起|不好意思)[\s,，.!。！]*)*"
    r"(?:i meant(?: to say)?|i mean(?=[ ,:]+(?:no|not|without)\b)|(?:that was|it was) a (?:typo|mistake)[,:;]?|scratch that|correction"
    r"|(?:我)?(?:说错了|打错了|写错了|口误)|我的意思是(?:说|指)?|我是(?:说|指|想说))[\s,，:：.!。！—-]*(?:是)?",
    re.IGNORECASE,
)


def undone(unread: Unread, state: DialogueState) -> Read:
    """The acts that take back what the last wish said, where a message begins with that."""
    match = ALONE.fullmatch(unread.text) or CORRECTING.match(unread.text)
    acts = tuple(_of_last_turn(state)) if match is not None else ()
    return (acts, unread.outside(0, match.end())) if match is not None and acts else ((), unread)


def _of_last_turn(state: DialogueState) -> Iterator[Act]:
    """Everything that the latest turn with any wish, word on an item or correction in it has stated and that still holds."""
    turns = [stated.turn for stated in state.constraints] + [leaning.turn for leaning in state.preferences]
    corrected, marked = state.corrected, state.marked
    last = max(*turns, corrected.turn if corrected else 0, marked.turn if marked else 0, 0)
    if marked is not None and marked.turn == last:
        yield from (Retract(TheItem(row)) for row in marked.rows)
    if corrected is not None and corrected.turn == last:
        yield from (CorrectProfile(TheItem(row), counts=True) for row in corrected.rows)
        if corrected.everything:
            yield CorrectProfile(Everything(), counts=not state.profiled)
    for stated in state.constraints:
        match stated.constraint:
            case Includes(field, values) | Excludes(field, values) if stated.turn == last:
                yield from (Retract(TheValue(field, value)) for value in values)
            case constraint if stated.turn == last:
                yield Retract(TheField(constraint.field))
            case _:
                pass
    for leaning in state.preferences:
        if leaning.turn == last:
            yield Retract(TheValue(leaning.preference.field, leaning.preference.value))


__all__ = ["undone"]
