"""The law of the port `Activity`, which tells the latest of what is stored."""

from itertools import pairwise

from chatrec.core.errors import LawBroken
from chatrec.core.ids import ConversationId
from chatrec.ports.activity import Activity
from chatrec.ports.conversations import ConversationStore, StoredConversation, StoredTurn
from chatrec.ports.event_log import EventLog
from chatrec.testing.stores import ADA, BO, some_events


def tells_the_latest(activity: Activity, conversations: ConversationStore, log: EventLog) -> None:
    """The last turns and events come oldest first, at growing places, after any place and never more than asked for."""
    turns = [StoredTurn(number, f"说 {number}", "{}", 1e9 + number / 3) for number in range(1, 6)]
    for at, turn in enumerate(turns):
        user = (ADA, BO)[at % 2]
        conversations.put(StoredConversation(ConversationId(f"of {user}"), user, "{}", 1.5, turn.at), turn)
    log.append(some_events(5))
    told, logged = activity.turns(after=0, limit=9), activity.events(after=0, limit=9)
    _expect([placed.turn for placed in told], turns, "turns of all conversations, in the order of storing")
    _expect(all(one.place < two.place for one, two in pairwise(told)), True, "places grow")
    _expect(list(logged), list(log.read()), "the events of the log")
    _expect(list(activity.turns(after=0, limit=2)), list(told[-2:]), "the last ones when more fit the question")
    _expect(list(activity.events(after=0, limit=2)), list(logged[-2:]), "the last ones when more fit the question")
    _expect(list(activity.turns(after=told[2].place, limit=9)), list(told[3:]), "turns after a place")
    _expect(list(activity.events(after=logged[2].seq, limit=9)), list(logged[3:]), "events after a place")


def _expect(got: object, wanted: object, law: str) -> None:
    if got != wanted:
        raise LawBroken(f"{law}: got {got!r}; it should be {wanted!r}.")


__all__ = ["tells_the_latest"]
