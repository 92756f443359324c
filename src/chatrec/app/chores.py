"""What a chat client asks a model beside the talk: a title for it, tags, what could be said next."""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import JsonValue

from chatrec.app.live import LiveModel
from chatrec.app.replies import TurnOut
from chatrec.core.errors import InputError
from chatrec.core.query import Locale

HEAD = "### Task:"  # how Open WebUI begins each of them
HISTORY = re.compile(r"<chat_history>(.*)</chat_history>", re.DOTALL)
KEY = re.compile(r'"(title|tags|follow_ups|queries|text)"')
ROLE = re.compile(r"^(USER|ASSISTANT|SYSTEM): ", re.MULTILINE)
CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS, SIGNS = 6, 14  # of a title, in English and in Chinese
KNOWN = 1000  # answers whose suggestions are remembered


class _Told(NamedTuple):
    """What an answer of ours suggested to say next."""

    suggestions: tuple[str, ...]
    locale: Locale


class Chores:
    """Does these tasks with what is known anyway. They are no talk: no conversation begins and nobody's tastes change.

    What could be said next is what our last answer suggested, if it is among the last thousand.
    """

    def __init__(self, live: LiveModel) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._told: OrderedDict[bytes, _Told] = OrderedDict()

    def note(self, text: str, turn: TurnOut) -> None:
        """Remember what an answer suggested, by its text."""
        with self._lock:
            self._told[_digest(text)] = _Told(turn.suggestions, turn.locale)
            while len(self._told) > KNOWN:
                self._told.popitem(last=False)

    def done(self, said: Sequence[str]) -> dict[str, JsonValue] | None:
        """The result of the task that is all that was said, None where it is none. Raises InputError for a task that needs a
        language model.
        """
        if len(said) != 1 or not said[0].startswith(HEAD):
            return None
        task, _, _ = said[0].partition("<chat_history>")
        key = KEY.search(task)
        talk = HISTORY.search(said[0])
        match key and key[1]:
            case "title" if talk:
                return {"title": _short(_first(talk[1], "USER"))}
            case "tags" if talk:
                return {"tags": [self._noun("zh" if CHINESE.search(_first(talk[1], "USER")) else "en")]}
            case "follow_ups" if talk:
                return {"follow_ups": list(self._suggested(_last(talk[1], "ASSISTANT")))}
            case "queries":
                return {"queries": []}
            case "text":
                return {"text": ""}
        begins = said[0].removeprefix(HEAD).strip()[:60]
        raise InputError(
            f"The task {begins!r} needs a language model, and a recommender answers here; give it to another model in the "
            "client, or send the message alone.",
            zh=f"任务 {begins!r} 需要语言模型，而这里回答的是推荐系统；请在客户端里交给别的模型，或只发送消息本身。",
        )

    def _suggested(self, text: str) -> tuple[str, ...]:
        with self._lock:
            told = self._told.get(_digest(text))
        return told.suggestions if told else ()

    def _noun(self, locale: Locale) -> str:
        noun = self._live.tools().domain.noun
        return noun.say("zh") if locale == "zh" else noun.en[1].capitalize()


def _parts(talk: str, role: str) -> list[str]:
    """What a role said in a talk that is written down."""
    _, *parts = ROLE.split(talk)
    return [text.strip() for who, text in zip(parts[::2], parts[1::2], strict=True) if who == role]


def _first(talk: str, role: str) -> str:
    return next(iter(_parts(talk, role)), "")


def _last(talk: str, role: str) -> str:
    return next(reversed(_parts(talk, role)), "")


def _short(message: str) -> str:
    """The beginning of a message, as a title."""
    line = " ".join(message.split())
    short = line[:SIGNS] if CHINESE.search(line) else " ".join(line.split(" ")[:WORDS])[:60]
    return short if short == line else f"{short.rstrip(' ,.;:，。；：、')}…"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).digest()


__all__ = ["Chores"]
