"""A conversation: load its state, take the turn, save everything that happened, answer."""

import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from chatrec.app.decisions import Decisions, decided
from chatrec.app.live import LiveModel
from chatrec.app.replies import TurnOut, turn_out
from chatrec.core.dial import Dial
from chatrec.core.errors import ConflictError, InputError, NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import ConversationId, EventId, UserId
from chatrec.core.query import Locale
from chatrec.core.steering import UNSTEERED, change_text
from chatrec.dialogue import DialogueState, Plan, Tools, Turn, dump, load, press, react, take_turn
from chatrec.learning import Profiles, Thompson
from chatrec.llm import Ears
from chatrec.ports.clock import Clock
from chatrec.ports.conversations import ConversationStore, StoredConversation, StoredTurn
from chatrec.ports.decisions import StoredDecision
from chatrec.ports.event_log import EventLog
from chatrec.ports.prompts import PromptStore
from chatrec.ports.transactions import Transactions

LONGEST = 4000  # characters of a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """What a conversation writes to, joined by its transactions, and the ears that listen beside the rules, where it has any."""

    conversations: ConversationStore
    events: EventLog
    prompts: PromptStore
    transactions: Transactions
    ears: Ears | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A saved turn: what was recommended and why, the words, sentence by sentence, and when (seconds since 1970).

    `plan` is what the words say and `conversation` where they were said, for a language model to say it better.
    """

    turn: TurnOut
    sentences: tuple[str, ...]
    at: float
    plan: Plan
    conversation: ConversationId


def begun(user: UserId, locale: Locale = "en", *, at: float) -> StoredConversation:
    """A new, empty conversation that is stored nowhere yet."""
    state = DialogueState(conversation=ConversationId(uuid.uuid4().hex), user=user, locale=locale)
    return StoredConversation(state.conversation, user, dump(state), at, at)


class Chat:
    """Conversations with the live model."""

    def __init__(self, live: LiveModel, stores: Stores, profiles: Profiles, decisions: Decisions, clock: Clock) -> None:
        self._live = live
        self._stores = stores
        self._profiles = profiles
        self._decisions = decisions
        self._clock = clock

    def start(self, user: UserId, locale: Locale = "en") -> StoredConversation:
        """A new, empty conversation of a user."""
        conversation = begun(user, locale, at=self._clock.now())
        with self._stores.transactions.begin():
            self._stores.conversations.put(conversation)
            # Somebody whose behaviour was imported has no snapshot yet: every turn would fold their whole log again.
            self._profiles.refresh(user)
        return conversation

    def get(self, conversation: ConversationId) -> StoredConversation:
        """A conversation. Raises NotFoundError when there is none of this id."""
        found = self._stores.conversations.get(conversation)
        if found is None:
            raise NotFoundError(
                f"There is no conversation {conversation!r}; POST /v1/conversations starts one.",
                zh="这个对话已经不在了，请开始新的对话。",
            )
        return found

    def turns(self, conversation: ConversationId) -> Sequence[StoredTurn]:
        """Every turn of a conversation, oldest first."""
        return self._stores.conversations.turns(self.get(conversation).id)

    def of_user(self, user: UserId) -> Sequence[StoredConversation]:
        """The user's conversations, latest first."""
        return self._stores.conversations.of_user(user)

    def fork(self, conversation: ConversationId) -> StoredConversation:
        """A copy of a conversation with its turns, which goes on by itself; the other one stays as it is."""
        origin = self.get(conversation)
        state = replace(load(origin.state), conversation=ConversationId(uuid.uuid4().hex))
        copy = origin._replace(id=state.conversation, state=dump(state), updated_at=self._clock.now())
        with self._stores.transactions.begin():
            self._stores.conversations.put(copy)
            for turn in self._stores.conversations.turns(origin.id):
                self._stores.conversations.put(copy, turn)
        return copy

    def turn(
        self,
        conversation: ConversationId | StoredConversation,
        message: str,
        *,
        shown: bool = True,
        pressed: str | Dial | None = None,
    ) -> Answer:
        """Answer a message, in a conversation by its id or one that is only `begun` and stored with its first turn. Where nobody
        is `shown` the list, as when a talk is gone through again, nobody is asked about it.

        What is `pressed` is meant exactly, see `dialogue.press`; what the message says is then kept, and not read.

        Raises InputError for a message that is empty, over 4,000 characters or not valid Unicode, ConflictError where no such wish
        holds.
        """
        _refuse_unreadable(message)
        before = conversation if isinstance(conversation, StoredConversation) else self.get(conversation)
        state = load(before.state)
        tools, now = self._listening(self._prompting(state)), self._clock.now()
        tools = tools if shown else replace(tools, adviser=None)
        profile = self._profiles.of(before.user)
        state = replace(state, profiled=profile.steering.profiling)
        if pressed is None:
            turn = take_turn(message, state, profile, tools, at=now)
        else:
            turn = press(pressed, state, profile, tools, at=now)
        return self._saved(before, turn, tools, message=message)

    def react(self, conversation: ConversationId, event: Event) -> Answer | None:
        """Answer the press of a button under an item; None when this event was stored before, which changes nothing.

        Raises NotFoundError for an item that the catalogue does not hold, ConflictError for another user's conversation.
        """
        before = self.get(conversation)
        if before.user != event.user:
            raise ConflictError(f"Conversation {conversation!r} is not one of user {event.user!r}; leave it out.")
        if event.item is None:
            raise InputError(f"A button stands under an item; got event {event.event_id!r} about none.")
        state = load(before.state)
        tools = self._prompting(state)
        row = tools.catalogue.row(event.item)
        if self._stores.events.contains(event.event_id):
            return None
        profile = self._profiles.of(before.user)
        state = replace(state, profiled=profile.steering.profiling)
        turn = react((event.kind, row), state, profile, tools, at=event.at)
        return self._saved(before, turn, tools, event=event)

    def _prompting(self, state: DialogueState) -> Tools:
        """The live tools, with suggestions by what was taken before; the same turn of a conversation draws the same luck."""
        luck = np.random.default_rng([zlib.crc32(state.conversation.encode()), state.turn])
        return replace(self._live.tools(), prompter=Thompson(self._stores.prompts.tallies(), luck))

    def _listening(self, tools: Tools) -> Tools:
        """The tools with a language model beside the rules, for one message."""
        ears = self._stores.ears
        return tools if ears is None else replace(tools, nlu=ears.listening(tools))

    def _saved(
        self, before: StoredConversation, turn: Turn, tools: Tools, *, message: str = "", event: Event | None = None
    ) -> Answer:
        """Everything that this turn changes, in one transaction: state, words, events, profile and decision."""
        now = self._clock.now()
        if not turn.state.profiled:
            turn = replace(turn, state=replace(turn.state, heard=(*turn.state.heard, *turn.feedback)))
        sentences = tuple(sentence.text for sentence in tools.nlg.realise(turn.plan))
        # Everything is written out before the transaction begins: while it lasts nobody else can write.
        decision = _decision(turn, tools)
        out = turn_out(turn, tools, sentences=sentences, decision_id=decision and decision.id)
        after = before._replace(state=dump(turn.state), updated_at=now)
        told = StoredTurn(out.number, message, out.model_dump_json(), now)
        with self._stores.transactions.begin():
            if decision is not None:
                self._decisions.put(decision)
            self._stores.prompts.count(shown=[prompt.kind for prompt in turn.state.prompted], taken=turn.taken)
            if turn.profiling is not None:
                self._log([self._switched(turn.profiling, turn, before)])
            if turn.state.profiled:
                self._log([event] if event else self._said(turn, before, tools))
            self._stores.conversations.put(after, told)
        return Answer(out, sentences, now, turn.plan, before.id)

    def _said(self, turn: Turn, before: StoredConversation, tools: Tools) -> Sequence[Event]:
        """What the words of a turn say of items, as events."""
        return [
            Event(
                event_id=EventId(f"{before.id}:{turn.state.turn}:{place}"),
                user=before.user,
                item=tools.catalogue[row].id,
                kind=kind,
                at=self._clock.now(),
                conversation=before.id,
            )
            for place, (kind, row) in enumerate(turn.feedback)
        ]

    def _switched(self, profiling: bool, turn: Turn, before: StoredConversation) -> Event:
        """That the user is profiled from now on, or is not, as an event."""
        on, off = UNSTEERED, replace(UNSTEERED, profiling=False)
        return Event(
            event_id=EventId(f"{before.id}:{turn.state.turn}:profiling"),
            user=before.user,
            item=None,
            kind=EventKind.STEER,
            at=self._clock.now(),
            conversation=before.id,
            text=change_text(off, on) if profiling else change_text(on, off),
        )

    def _log(self, events: Sequence[Event]) -> None:
        """Append the events to the log and fold them into the profile."""
        if not events:
            return
        if self._stores.events.append(events) != len(events):
            raise ConflictError(
                f"Event {events[0].event_id!r} was stored by somebody else at the same moment; nothing was changed.",
                zh="同一时刻这里已经保存了别的回答，这次没有改动任何内容；请再试一次。",
            )
        self._profiles.refresh(events[0].user)


def _decision(turn: Turn, tools: Tools) -> StoredDecision | None:
    """The record of what a turn serves."""
    if turn.slate is None or turn.query is None:
        return None
    kept_out = turn.state.last.kept_out if turn.state.last else frozenset()
    where = turn.state.conversation
    return decided(turn.query, turn.slate, kept_out=kept_out, by=tools.recommender, conversation=where)


def _refuse_unreadable(message: str) -> None:
    if not message.strip():
        raise InputError(
            "The message is empty; say what you would like, for example: a comedy from the 90s.",
            zh="消息是空的；请说说想要什么，例如：一部九十年代的喜剧。",
        )
    if len(message) > LONGEST:
        raise InputError(
            f"The message has {len(message)} characters; at most {LONGEST} are read. Shorten it.",
            zh=f"消息有 {len(message)} 个字符，最多读 {LONGEST} 个；请缩短一些。",
        )
    try:
        message.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"The text {message[:40]!r} is not valid Unicode ({error.reason}); send valid UTF-8.",
            zh=f"文字 {message[:40]!r} 不是有效的 Unicode；请用 UTF-8 发送。",
        ) from error


__all__ = ["LONGEST", "Answer", "Chat", "Stores", "begun"]
