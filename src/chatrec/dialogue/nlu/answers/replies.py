"""Answers to a question that we asked: by what a choice says, or that it does not matter."""

from collections.abc import Callable

from chatrec.core.acts import AnyWillDo, Recommend, Refine
from chatrec.dialogue.nlu.answers.yes_no import NO
from chatrec.dialogue.nlu.words.text import keys, words
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

INDIFFERENT = frozenset(
    keys(said)
    for said in (
        *NO, "i dont care", "dont care", "i do not care", "whatever", "anything", "any", "any of them", "any of those", "either",
        "all of them", "no preference", "no preferences", "i have no preference", "dont mind", "i dont mind", "i do not mind",
        "doesnt matter", "it doesnt matter", "it does not matter", "all the same", "all the same to me", "up to you", "you choose",
        "you pick", "you decide", "not sure", "im not sure", "i dont know", "dont know", "no idea", "anything goes", "whichever",
        "anything is fine", "anything will do", "any will do", "skip", "no matter", "none", "pass",
        "随便", "随便吧", "随便你", "都行", "都可以", "都好", "哪个都行", "哪种都行", "什么都行", "什么都可以", "怎么都行", "无所谓", "我无所谓",
        "都无所谓", "没所谓", "不知道", "我不知道", "不清楚", "不确定", "没想好", "还没想好", "不限", "没要求", "没有要求", "没有偏好", "没偏好",
        "随意", "你定", "你决定", "你来定", "你看着办", "听你的", "不在乎", "我不在乎", "不挑", "算了", "跳过",
    )
)  # fmt: skip


def replied(unread: Unread, state: DialogueState, normalise: Callable[[str], str]) -> Read:
    """What the beginning of a message answers to our question; nothing when none was asked.

    A question that stood in the place of a list is followed by one, whatever the answer.
    """
    question = state.question
    if question is None or not unread.words:
        return (), unread
    message = unread.keys
    for choice in question.choices:
        if message == tuple(word.key for word in words(normalise(choice.said))):
            return (Refine(choice.constraint), Recommend()), unread.behind(len(message))
    if message[: unread.opening] not in INDIFFERENT:
        return (), unread
    owed = (Recommend(),) if question.instead else ()
    return (AnyWillDo(question.field), *owed), unread.behind(unread.opening)


__all__ = ["replied"]
