"""Conversations with clients that keep the talk themselves and send all of it each time, as chat completions do."""

import hashlib
import threading
import uuid
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from chatrec.app.chat import LONGEST, Answer, Chat, begun
from chatrec.app.live import LiveModel
from chatrec.core.errors import InputError
from chatrec.core.ids import ConversationId, UserId
from chatrec.dialogue import dump, load, take_turn
from chatrec.learning import Profiles
from chatrec.ports.clock import Clock
from chatrec.ports.conversations import ConversationStore, StoredConversation

GUEST = "guest-"  # before the name of somebody who gave none
KNOWN = 10_000  # talks whose conversations are remembered
OLDEST = 50  # messages of a talk that are gone through again where its conversation is not remembered


class _Place(NamedTuple):
    """A conversation after so many turns."""

    conversation: ConversationId
    turn: int


class Transcripts:
    """Finds the conversation that a talk is, by who speaks and what they said before.

    A talk that is not remembered, as after a restart or when somebody goes back and says something else, is gone through
    again in a new conversation: its wishes hold, and what was said of items is not logged twice, unless nobody knows who
    speaks; then it is a new guest, whose tastes begin here.
    """

    def __init__(
        self, chat: Chat, live: LiveModel, conversations: ConversationStore, profiles: Profiles, clock: Clock
    ) -> None:
        self._chat = chat
        self._live = live
        self._conversations = conversations
        self._profiles = profiles
        self._clock = clock
        self._lock = threading.Lock()
        self._places: OrderedDict[bytes, _Place] = OrderedDict()

    def turn(self, user: UserId | None, said: Sequence[str]) -> Answer:
        """Answer the last thing that the user said. Raises InputError where that is nothing or too long."""
        if not said:
            raise InputError("There is no message of the user; the last of `messages` must have the role 'user'.")
        *earlier, message = said
        answer = self._chat.turn(self._found(user, earlier) or self._again(user, earlier), message)
        with self._lock:
            self._places[_key(user, said)] = _Place(answer.conversation, answer.turn.number)
            while len(self._places) > KNOWN:
                self._places.popitem(last=False)
        return answer

    def _found(self, user: UserId | None, earlier: Sequence[str]) -> StoredConversation | None:
        with self._lock:
            place = self._places.get(_key(user, earlier)) if earlier else None
        stored = self._conversations.get(place.conversation) if place else None
        return stored if stored and place and load(stored.state).turn == place.turn else None

    def _again(self, user: UserId | None, earlier: Sequence[str]) -> ConversationId | StoredConversation:
        """A new conversation in which this was said; where nothing of it is stored yet, it is with the next answer, in one
        transaction.
        """
        fit = [message for message in earlier if message.strip() and len(message) <= LONGEST][-OLDEST:]
        now = self._clock.now()
        new = begun(user or UserId(f"{GUEST}{uuid.uuid4().hex}"), at=now)
        if user is None:
            guest: ConversationId | StoredConversation = new
            for message in fit:
                guest = self._chat.turn(guest, message, shown=False).conversation
            return guest
        tools, profile = replace(self._live.tools(), adviser=None), self._profiles.of(user)
        state = replace(load(new.state), profiled=profile.steering.profiling)
        for message in fit:
            turn = take_turn(message, state, profile, tools, at=now)
            state = (
                turn.state if turn.state.profiled else replace(turn.state, heard=(*turn.state.heard, *turn.feedback))
            )
        return new._replace(state=dump(state))


def _key(user: UserId | None, said: Sequence[str]) -> bytes:
    parts = (user or "", *said)
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "replace")).digest()


__all__ = ["GUEST", "Transcripts"]
