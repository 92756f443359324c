"""Yes and no to "did you mean ...?"."""

from chatrec.core.acts import OPINIONS, Act, AskFact, Reject, TheItem, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.answers.choosing import chosen
from chatrec.dialogue.nlu.words.text import keys
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

YES = (
    "yes", "yeah", "yep", "yup", "yes please", "right", "exactly", "correct", "sure", "thats it", "that one", "thats right",
    "thats the one", "yes that one", "yes i did", "i did", "indeed", "of course", "是", "是的", "对", "对的", "对啊", "没错",
    "嗯", "是啊", "是它", "就是它", "就是这个", "就是这部", "正是", "嗯嗯", "是这个", "是这部",
)  # fmt: skip
NO = (
    "no", "nope", "nah", "no i didnt", "i didnt", "neither", "none of these", "none of them", "not that one", "not really",
    "no not that one", "wrong", "不", "不是", "不是的", "不对", "没有", "都不是", "不是它", "不是这个", "不是这部", "错了", "否",
)  # fmt: skip
AGREED = frozenset(keys(said) for said in YES)
REFUSED = frozenset(keys(said) for said in NO)


def answered(unread: Unread, state: DialogueState, catalogue: Catalogue) -> Read:
    """What a yes or no at the beginning, or a choice, says of the title that we were not sure of.

    A yes to several titles says nothing yet: the question stays. Without a question nothing is an answer.
    """
    unsure = state.unsure
    if unsure is None or not unread.words:
        return (), unread
    if (row := chosen(unread.words, unsure, catalogue)) is not None:
        return (_meant(unsure, TheItem(row, unsure.text)),), unread.behind(len(unread.words))
    said, rest = unread.keys[: unread.opening], unread.behind(unread.opening)
    if said in REFUSED:
        return (Reject(),), rest
    if said not in AGREED:
        return (), unread
    return ((_meant(unsure, TheItem(unsure.close[0], unsure.text)) if len(unsure.close) == 1 else unsure),), rest


def _meant(unsure: UnknownTitle, item: TheItem) -> Act:
    said = None if unsure.said is None else OPINIONS.get(unsure.said)
    return AskFact(item, unsure.about) if said is None else said(item)


__all__ = ["answered"]
