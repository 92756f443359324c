"""The laws of the storage ports. Each law takes empty stores and raises LawBroken when they break it.

A plug-in's own tests run them over the plug-in:

    @pytest.mark.parametrize("law", EVENT_LOG_LAWS)
    def test_my_log(law): law(MyLog())
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from chatrec.core.catalogue import Item
from chatrec.core.errors import ConflictError, InputError
from chatrec.core.events import TEXTS, Event, EventKind
from chatrec.core.heed import Dispute, Matter
from chatrec.core.ids import ConversationId, DecisionId, EventId, ItemId, ModelVersion, UserId
from chatrec.core.knowledge import Triple, knowledge
from chatrec.core.profile import Profile
from chatrec.core.steering import UNSTEERED, change_text
from chatrec.ports.conversations import ConversationStore, Rewordings, StoredConversation, StoredTurn
from chatrec.ports.decisions import DecisionStore, StoredDecision
from chatrec.ports.event_log import EventLog
from chatrec.ports.first_load import FirstLoad, Told
from chatrec.ports.items import ItemStore
from chatrec.ports.profiles import ProfileStore, Snapshot
from chatrec.ports.prompts import PromptStore, Tally
from chatrec.ports.transactions import Transactions
from chatrec.testing.checking import expect, raises

ADA, BO = UserId("ada"), UserId("博 🎬")


def some_events(n: int) -> list[Event]:
    """Events of two users on five items, of every kind, with times and values that decimals cannot hold."""
    kinds = (
        EventKind.LIKE, EventKind.RATING, EventKind.PLAY, EventKind.RETRACT, EventKind.RATING, EventKind.DISLIKE,
        EventKind.SEEN, EventKind.BUY, EventKind.SEARCH, EventKind.VIEW, EventKind.COMMENT, EventKind.STEER,
    )  # fmt: skip
    return [
        Event(
            event_id=EventId(f"event:{i}"),
            user=(ADA, BO)[i % 3 == 0],
            item=None if kinds[i % 12] in (EventKind.SEARCH, EventKind.STEER) else ItemId(f"item:{i * i % 5}"),
            kind=kinds[i % 12],
            at=1e9 + i / 3,
            value=np.sin(i).item() if kinds[i % 12] is EventKind.RATING else None,
            text=f"说 {i} 🎬" if kinds[i % 12] in TEXTS else _steered(i) if kinds[i % 12] is EventKind.STEER else None,
            seconds=i / 7 if kinds[i % 12] is EventKind.PLAY else None,
            count=i if kinds[i % 12] is EventKind.BUY else 1,
            conversation=ConversationId("c1") if i % 2 else None,
            decision=DecisionId("d1") if i % 4 == 1 else None,
        )
        for i in range(n)
    ]


def _steered(number: int) -> str:
    """Sliders, and profiling off and on."""
    return change_text(
        replace(UNSTEERED, profiling=number % 5 == 0), UNSTEERED.set_to({"words": (number % 199 + 0.5) / 100})
    )


def keeps_each_event_once(log: EventLog) -> None:
    """An id that was seen before, in this batch or an earlier one, changes nothing, whatever comes with it."""
    first, second, third = some_events(3)
    expect(log.append([first, second, first]), 2, "append counts new events")
    expect(log.append([]), 0, "append counts new events")
    expect(log.append([replace(second, item=ItemId("other")), third]), 1, "append counts new events")
    expect([logged.event for logged in log.read()], [first, second, third], "the first word of an id stays")
    expect([log.contains(name) for name in ("event:1", "event:9", "")], [True, False, False], "contains")


def reads_in_order_from_anywhere(log: EventLog) -> None:
    """What was appended comes back equal and in order, from any place on, of one user or of all."""
    events = some_events(40)
    for start in range(0, 40, 7):
        log.append(events[start : start + 7])
    logged = list(log.read())
    expect([entry.event for entry in logged], events, "read gives back what was appended")
    expect(all(one.seq < two.seq for one, two in pairwise(logged)), True, "seq grows")
    expect(logged[0].seq > 0, True, "`after = 0` means from the beginning")
    for place in (0, 17, 39):
        after = logged[place].seq
        expect(list(log.read(after=after)), logged[place + 1 :], f"read after {after}")
        rest = [entry for entry in logged[place + 1 :] if entry.event.user == BO]
        expect(list(log.read(after=after, user=BO)), rest, f"read of {BO!r} after {after}")
    expect(list(log.read(user=UserId("nobody"))), [], "read of an unknown user")


def a_reader_sees_no_half_batch(log: EventLog) -> None:
    """A reader that began before an append may see all of it or none, never an event twice."""
    events = some_events(30)
    log.append(events[:10])
    reader = log.read()
    seen = [next(reader).event]
    log.append(events[10:])
    seen.extend(entry.event for entry in reader)
    expect(seen in (events[:10], events), True, "a batch is seen whole or not at all")


def folds_the_same_in_any_batches(log: EventLog) -> None:
    """A profile folded from the log at once equals one folded event by event, or from any snapshot on."""
    log.append(some_events(60))
    for user in (ADA, BO):
        whole = Profile(user).folded(entry.event for entry in log.read(user=user))
        for size in (1, 2, 7):
            profile, after = Profile(user), 0
            while batch := [entry for entry, _ in zip(log.read(after=after, user=user), range(size), strict=False)]:
                profile, after = profile.folded(entry.event for entry in batch), batch[-1].seq
            expect(profile, whole, f"the fold in batches of {size}")
            expect(list(profile.tastes), list(whole.tastes), f"the order of the fold in batches of {size}")


def forgets_a_user(log: EventLog) -> None:
    """A removed user leaves nothing; everybody else stays; no seq is given twice."""
    events = some_events(20)
    log.append(events)
    last = max(entry.seq for entry in log.read())
    theirs = [event for event in events if event.user == ADA]
    expect(log.users(), 2, "users")
    expect((log.remove_user(ADA), log.remove_user(ADA)), (len(theirs), 0), "remove_user counts")
    expect((log.users(), list(log.read(user=ADA))), (1, []), "a removed user has no events")
    expect([entry.event for entry in log.read()], [event for event in events if event.user == BO], "others stay")
    expect(log.append(theirs[-1:]), 1, "a forgotten event_id is new again")
    expect(all(entry.seq > last for entry in log.read(user=ADA)), True, "a seq is never given twice")


def fills_an_empty_log(log: EventLog, first: FirstLoad) -> None:
    """A first load is all of it in order, each event_id once and its first word; a log that holds events takes none of it."""
    told = [
        Told(one.event_id, one.user, one.item or "", one.kind, one.at, one.value, one.text, one.seconds, one.count)
        for one in some_events(140)
    ]
    again = told[3]._replace(user="other")
    events = [one.event() for one in told]
    expect(first.load(batch for batch in (told[:60], [again], [], told[60:])), len(told), "load counts new events")
    expect([entry.event for entry in log.read()], events, "the events of a first load")
    expect([log.contains(one.event_id) for one in events[:2]], [True, True], "contains after a first load")
    left = iter([told[:1]])
    expect((first.load(left), next(left)), (None, told[:1]), "a log that holds events takes nothing")
    expect(log.append(events), 0, "what was loaded is not appended again")
    for user in (ADA, BO):
        log.remove_user(user)
    raises(InputError, lambda: first.load(_interrupted(told)), "an error passes through a first load")
    expect(list(log.read()), [], "an interrupted first load leaves nothing")
    expect((first.load([told[:2]]), log.append(events[1:3])), (2, 1), "a log that was emptied is filled again")


def _interrupted(told: Sequence[Told]) -> Iterator[Sequence[Told]]:
    yield told
    raise InputError("on purpose")


def keeps_the_latest_snapshot(store: ProfileStore) -> None:
    """A snapshot comes back equal, in order; an earlier one does not replace a later one."""
    events = [event for event in some_events(30) if event.user == BO]
    early = Profile(BO).folded(events[:4])
    steering = UNSTEERED.set_to({"words": 1 / 3, "variety": -0.7}).disputing(Dispute(Matter.NAME, "博 “🎬”"))
    late = replace(Profile(BO).folded(events), steering=replace(steering, profiling=False))
    expect(store.get(BO), None, "an unknown user has no snapshot")
    for snapshot, wanted in (
        (Snapshot(early, 4), Snapshot(early, 4)),
        (Snapshot(late, 9), Snapshot(late, 9)),
        (Snapshot(early, 8), Snapshot(late, 9)),
        (Snapshot(early, 9), Snapshot(early, 9)),
        (Snapshot(Profile(BO), 10), Snapshot(Profile(BO), 10)),
    ):
        store.put(snapshot)
        expect(store.get(BO), wanted, f"the snapshot after put at {snapshot.seq}")
    store.put(Snapshot(late, 11))
    stored = store.get(BO)
    expect(stored and list(stored.profile.tastes), list(late.tastes), "the order of tastes")
    expect((store.remove_user(BO), store.remove_user(BO), store.get(BO)), (1, 0, None), "remove_user")


def keeps_items_at_their_rows(store: ItemStore) -> None:
    """New items come at the end, known ones are replaced where they stand."""
    film = Item(
        id=ItemId("603"),
        title="黑客帝国",
        aliases=("The Matrix",),
        labels={"genre": ("Sci-Fi", "动作")},
        text="黑客…",
        titles={"en": "The Matrix"},
    )
    book = Item(id=ItemId("b"), title='Quotes " and \\', numbers={"year": 1999.0, "price": 0.1})
    song = Item(id=ItemId("s"), title="", text="A song\nof peace")
    expect(list(store.catalogue()), [], "an empty store has an empty catalogue")
    expect(store.put([]), 0, "put counts new items")
    expect(store.put([film, book]), 2, "put counts new items")
    expect(list(store.catalogue()), [film, book], "the catalogue")
    expect(
        store.put([song, replace(film, title="The Matrix"), replace(song, title="Imagine")]), 1, "put counts new items"
    )
    expect(
        list(store.catalogue()),
        [replace(film, title="The Matrix"), book, replace(song, title="Imagine")],
        "rows never change and the last word of a batch counts",
    )


def keeps_the_graph_whole(store: ItemStore) -> None:
    """The knowledge graph comes with the catalogue as it was put, and another one replaces all of it."""
    expect(len(store.catalogue().knowledge), 0, "an empty store knows nothing")
    wide = knowledge(
        [Triple("item:1", "made by", "博>%3E"), Triple("m.1", "made by", "m.2"), Triple("m.2", "made by", "item:1")],
        {ItemId("tt2"): "m.1", ItemId("tt3"): "m.2"},
    )
    store.put([Item(id=ItemId("1"), title="One")])
    for graph in (wide, knowledge([Triple("item:1", "near", "x")]), knowledge([])):
        store.put_knowledge(graph)
        kept = store.catalogue()
        expect(list(kept.knowledge.named()), list(graph.named()), "the triples")
        nodes = {item: kept.knowledge.nodes[node] for item, node in kept.knowledge.items.items()}
        expect(nodes, {item: graph.nodes[node] for item, node in graph.items.items()}, "the nodes of the items")
    expect([item.id for item in store.catalogue()], ["1"], "the items stay")


def takes_better_words(conversations: ConversationStore, store: Rewordings) -> None:
    """A turn gets another reply and keeps its message and its time; one that is gone stays gone."""
    spoken = StoredConversation(ConversationId("reworded"), ADA, "{}", 1.0, 1.0)
    conversations.put(spoken, StoredTurn(1, "hello", '{"reply": "Hello."}', 2.0))
    store.reword(spoken.id, StoredTurn(1, "", '{"reply": "Hi!"}', 9.0))
    store.reword(spoken.id, StoredTurn(2, "", "{}", 9.0))
    expect(
        [*conversations.turns(spoken.id)],
        [StoredTurn(1, "hello", '{"reply": "Hi!"}', 2.0)],
        "reword replaces the reply",
    )
    conversations.remove_user(ADA)


def keeps_conversations_and_turns(store: ConversationStore) -> None:
    """State is replaced, turns are appended, and a number that is taken is a conflict that changes nothing."""
    first = StoredConversation(ConversationId("c1"), ADA, '{"n":1}', 1.5, 1.5)
    later = first._replace(state='{"n":2}', updated_at=9.25)
    turns = [StoredTurn(n, f"说 {n}", f'{{"reply":{n}}}', float(n)) for n in range(2)]
    expect((store.get(first.id), list(store.turns(first.id))), (None, []), "an unknown conversation")
    store.put(first, turns[0])
    store.put(StoredConversation(ConversationId("c2"), ADA, "{}", 2.0, 2.0))
    store.put(StoredConversation(ConversationId("c3"), BO, "{}", 3.0, 3.0), turns[0])
    store.put(later, turns[1])
    raises(ConflictError, lambda: store.put(first._replace(state="lost"), turns[1]), "a turn number that is taken")
    expect((store.get(first.id), list(store.turns(first.id))), (later, turns), "a conflict changes nothing")
    expect([one.id for one in store.of_user(ADA)], ["c1", "c2"], "of_user gives the latest first")
    expect((store.remove_user(ADA), store.remove_user(ADA)), (2, 0), "remove_user counts conversations")
    expect((store.get(first.id), list(store.turns(first.id)), list(store.of_user(ADA))), (None, [], []), "forgotten")
    expect(list(store.turns(ConversationId("c3"))), turns[:1], "others stay")
    store.put(first, turns[1])
    expect(list(store.turns(first.id)), turns[1:], "a forgotten conversation leaves no turn behind")


def counts_prompts(store: PromptStore) -> None:
    """Every kind starts at nothing and goes up by one for each time it is named."""
    expect(dict(store.tallies()), {}, "nothing is counted at first")
    store.count(shown=["why", "more", "why"])
    store.count(shown=["more"], taken=["why", "换一批"])
    store.count()
    expected = {"why": Tally(2, 1), "more": Tally(2, 0), "换一批": Tally(0, 1)}
    expect(dict(store.tallies()), expected, "what was shown and taken")


def never_changes_a_decision(store: DecisionStore) -> None:
    """A decision comes back equal; a second one of its id is a conflict."""
    mine = StoredDecision(DecisionId("d1"), ADA, ModelVersion("m1"), 0.1, '{"why":"因为"}' * 100)
    nobody = StoredDecision(DecisionId("d2"), None, ModelVersion("m1"), 2.0, "")
    store.put(mine)
    store.put(nobody)
    raises(ConflictError, lambda: store.put(mine._replace(record="other")), "a decision id that is taken")
    expect((store.get(mine.id), store.get(nobody.id)), (mine, nobody), "decisions come back equal")
    expect(store.get(DecisionId("d3")), None, "an unknown decision")
    # The order is that of serving, whatever ids and clocks say.
    later = [StoredDecision(DecisionId(name), ADA, ModelVersion("m1"), 0.0, name) for name in ("c", "a", "b")]
    for one in later:
        store.put(one)
    expect(list(store.latest(ADA, 3)), later[::-1], "latest gives the last ones, the latest first")
    expect((len(store.latest(ADA, 9)), list(store.latest(UserId("nobody"), 9))), (4, []), "latest gives the user's own")
    expect((store.remove_user(ADA), store.remove_user(ADA)), (4, 0), "remove_user counts")
    expect((store.get(mine.id), store.get(nobody.id)), (None, nobody), "only the user's are forgotten")


def writes_together_or_not_at_all(transactions: Transactions, log: EventLog) -> None:
    """The outermost block commits; a block that raises undoes its own writes and nobody else's."""
    events = some_events(5)
    with transactions.begin():
        log.append(events[:1])
        with transactions.begin():
            log.append(events[1:2])
        expect(len(list(log.read())), 2, "reads inside a block see its writes")
        expect(_elsewhere(lambda: len(list(log.read()))), 0, "another thread sees nothing before the commit")
    expect(_elsewhere(lambda: len(list(log.read()))), 2, "another thread sees what was committed")
    raises(InputError, lambda: _fail_after(transactions, log, events[2:4]), "an error passes through the block")
    expect(len(list(log.read())), 2, "a block that raised is undone with the blocks inside it")
    with transactions.begin():
        log.append(events[2:3])
        raises(InputError, lambda: _fail_after(transactions, log, events[3:5]), "an error of an inner block")
    expect([entry.event for entry in log.read()], events[:3], "an inner block that raised undoes only itself")
    with transactions.begin():
        raises(
            InputError, partial(_fail_twice, transactions, log, events[3]), "an error of a block after an inner one's"
        )
    expect(len(list(log.read())), 3, "a block is undone whole although a block inside it was undone before")


EVENT_LOG_LAWS: tuple[Callable[[EventLog], None], ...] = (
    keeps_each_event_once,
    reads_in_order_from_anywhere,
    a_reader_sees_no_half_batch,
    folds_the_same_in_any_batches,
    forgets_a_user,
)


def _elsewhere(question: Callable[[], object]) -> object:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(question).result()


def _fail_after(transactions: Transactions, log: EventLog, events: Sequence[Event]) -> None:
    with transactions.begin():
        log.append(events[:1])
        with transactions.begin():
            log.append(events[1:])
        raise InputError("on purpose")


def _fail_twice(transactions: Transactions, log: EventLog, event: Event) -> None:
    with transactions.begin():
        log.append([event])
        raises(InputError, partial(_fail_after, transactions, log, []), "an error of an inner block")
        raise InputError("on purpose")


__all__ = [
    "EVENT_LOG_LAWS",
    "a_reader_sees_no_half_batch",
    "counts_prompts",
    "fills_an_empty_log",
    "folds_the_same_in_any_batches",
    "forgets_a_user",
    "keeps_conversations_and_turns",
    "keeps_each_event_once",
    "keeps_items_at_their_rows",
    "keeps_the_graph_whole",
    "keeps_the_latest_snapshot",
    "never_changes_a_decision",
    "reads_in_order_from_anywhere",
    "some_events",
    "takes_better_words",
    "writes_together_or_not_at_all",
]
