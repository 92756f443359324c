"""A person at the wheel of their lists: sliders, disputes and profiling, each shown, recorded, carried away and taken back."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.journeys.homes import telling_home

from chatrec.app.explaining import Question
from chatrec.app.home import Home
from chatrec.app.rewriting import Owner
from chatrec.app.wiring import App, open_app
from chatrec.core.errors import ConflictError, InputError, NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.heed import Dispute, Matter
from chatrec.core.ids import DecisionId, EventId, ItemId, UserId

USER = UserId("user-0003")
OWNER = Owner(user=USER)
DRAMA = Dispute(Matter.ATTRIBUTE, "genre=Drama")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return telling_home(tmp_path_factory.mktemp("steering") / "home")


@pytest.fixture
def app(kept: Path, tmp_path: Path) -> Iterator[App]:
    with open_app(Home(shutil.copytree(kept, tmp_path / "home"))) as opened:
        yield opened


def ranking(app: App, user: UserId = USER) -> list[tuple[str, float]]:
    return [(card.item_id, card.score) for card in app.recommending.recommend(user, n=10).items]


def said(kind: EventKind, item: str = "item-00002", user: UserId = USER) -> Event:
    return Event(event_id=EventId(f"{user}-{kind}-{item}"), user=user, item=ItemId(item), kind=kind, at=1e9)


def test_a_slider_multiplies_its_family_alone_and_the_decision_remembers(app: App) -> None:
    usual = app.recommending.recommend(USER)
    changed = app.steers.steer(OWNER, {"liked": 2.0, "popularity": 0.0})
    assert changed.stored
    assert [card.item_id for card in usual.items] == [place.item_id for place in changed.before]
    assert all(term.source in ("together", "popularity") for moved in changed.moved for term in moved.terms)
    steered = app.recommending.recommend(USER)
    assert [place.item_id for place in changed.after] == [card.item_id for card in steered.items]
    assert "popularity" not in {piece.source for card in steered.items for piece in card.evidence}
    labels = [piece.label for card in steered.items for piece in card.evidence if piece.source == "together"]
    assert all(label.endswith("(you turned this up)") for label in labels)
    app.steers.reset(OWNER)
    for decision in (usual.decision_id, steered.decision_id):
        assert app.replaying.replay(DecisionId(decision)).identical
    assert '"heed"' not in app.decisions.get(DecisionId(usual.decision_id)).record
    assert '"weights":[["liked",2.0],["popularity",0.0]]' in app.decisions.get(DecisionId(steered.decision_id)).record


def test_a_steered_list_survives_export_import_and_restart(app: App) -> None:
    app.steers.steer(OWNER, {"facts": 0.4, "novelty": 0.5, "variety": -1.0})
    app.steers.dispute(OWNER, DRAMA, lasting=True)
    wanted, twin = ranking(app), UserId("twin")
    file = app.control.export(USER).model_dump_json()
    app.steers.steer(Owner(user=twin), {"liked": 0.0}, profiling=False)
    app.control.restore(twin, file)
    assert ranking(app, twin) == wanted
    app.control.restore(twin, file)
    assert ranking(app, twin) == wanted
    with open_app(app.home) as again:
        assert ranking(again, twin) == wanted
        assert again.people.profile(twin).steering == again.people.profile(USER).steering
    off = app.steers.steer(OWNER, profiling=False)
    assert off.stored
    app.control.restore(twin, app.control.export(USER).model_dump_json())
    assert not app.people.profile(twin).steering.profiling
    assert app.people.profile(twin).tastes == app.people.profile(USER).tastes


def test_a_dispute_mutes_what_mentions_it_and_is_shown_as_muted(app: App) -> None:
    item = ItemId(app.recommending.recommend(USER).items[0].item_id)
    asked = Question(user=USER, depth="full")
    before = app.explaining.explain(asked, item)
    once = app.steers.dispute(OWNER, DRAMA, lasting=False)
    assert not once.stored
    assert app.people.profile(USER).steering.disputes == ()
    lasting = app.steers.dispute(OWNER, DRAMA, lasting=True)
    assert (lasting.after, lasting.moved) == (once.after, once.moved)
    assert all(term.ref in ("genre=Drama",) or term.kind == "rest" for moved in lasting.moved for term in moved.terms)
    after = app.explaining.explain(asked, item)
    drama = [(reason.ref, reason.value) for reason in before.item.evidence if reason.ref == "genre=Drama"]
    assert [(one.ref, one.value) for one in after.muted] == drama
    assert after.item.score == pytest.approx(before.item.score - sum(value for _, value in drama), abs=1e-9)
    kept = [(bar.ref, bar.value) for bar in before.item.evidence if bar.ref != "genre=Drama"]
    assert sorted((bar.ref, bar.value) for bar in after.item.evidence) == sorted(kept)
    told = app.people.profile(USER, "zh").steering.disputes
    assert [(one.matter, one.ref, one.label) for one in told] == [(Matter.ATTRIBUTE, "genre=Drama", "剧情片")]
    app.steers.uphold(OWNER, DRAMA)
    assert app.explaining.explain(asked, item) == before


@pytest.mark.parametrize(
    ("dispute", "wrong"),
    [
        (
            Dispute(Matter.ATTRIBUTE, "genre=Opera"),
            "No evidence for user 'user-0003' rests on the attribute 'genre=Opera'",
        ),
        (Dispute(Matter.NAME, "Nobody"), "rests on the name 'Nobody'"),
        (Dispute(Matter.EVIDENCE, "text"), "rests on the evidence 'text'"),
    ],
)
def test_a_dispute_of_what_no_reason_names_is_refused(dispute: Dispute, wrong: str, app: App) -> None:
    with pytest.raises(NotFoundError, match=wrong):
        app.steers.dispute(OWNER, dispute, lasting=True)
    with pytest.raises(NotFoundError, match=f"disputes no {dispute.matter.value}"):
        app.steers.uphold(OWNER, dispute)


def test_who_is_not_profiled_gets_everybodys_list_and_leaves_nothing(app: App) -> None:
    app.steers.steer(OWNER, profiling=False)
    listed = app.recommending.recommend(USER, n=10)
    stranger = app.recommending.recommend(UserId("stranger"), n=10)
    assert [card.item_id for card in listed.items] == [card.item_id for card in stranger.items]
    assert "Nothing that is known of you was used" in listed.note
    events = len(list(app.stores.events.read(user=USER)))
    assert not app.people.record(said(EventKind.LIKE))
    assert not app.people.record(said(EventKind.BUY))
    with pytest.raises(ConflictError, match="'user-0003' is not profiled, so nothing new is learned"):
        app.control.rate(OWNER, ItemId("item-00002"), 1.0)
    with pytest.raises(ConflictError, match="switch profiling on first"):
        app.control.edit(OWNER, ItemId("item-00002"), "like")
    assert len(list(app.stores.events.read(user=USER))) == events
    app.control.edit(OWNER, ItemId(app.people.profile(USER).tastes[0].item_id), "retract")
    app.steers.steer(OWNER, profiling=True)
    assert app.recommending.recommend(USER, n=10).items != listed.items
    assert app.people.record(said(EventKind.LIKE))


def test_a_conversation_knows_what_was_said_in_it_and_nothing_else(app: App) -> None:
    app.steers.steer(OWNER, profiling=False)
    before, events = app.people.profile(USER), len(list(app.stores.events.read(user=USER)))
    talk = app.chat.start(USER).id
    first = app.chat.turn(talk, "recommend something").turn
    assert not first.profiling
    assert first.reply.count("You are not profiled, so I go by what you say here.") == 1
    assert not any(piece.kind == "history" for card in first.slate for piece in card.evidence)
    liked = app.chat.turn(talk, "I like Title 3").turn
    again = app.chat.turn(talk, "recommend something").turn
    for turn in (liked, again):
        refs = {piece.ref for card in turn.slate for piece in card.evidence if piece.kind == "history"}
        assert refs == {"item:item-00003"}
        assert "not profiled" not in turn.reply
    pressed = app.chat.react(talk, replace(said(EventKind.LIKE, "item-00007"), conversation=talk))
    assert pressed is not None
    third = app.chat.turn(talk, "recommend something").turn
    refs = {piece.ref for card in third.slate for piece in card.evidence if piece.kind == "history"}
    assert refs == {"item:item-00003", "item:item-00007"}
    assert third.decision_id is not None
    assert app.replaying.replay(DecisionId(third.decision_id)).identical
    fresh = app.chat.turn(app.chat.start(USER).id, "推荐几部").turn
    assert "你已关闭个性化" in fresh.reply
    assert not any(piece.kind == "history" for card in fresh.slate for piece in card.evidence)
    assert app.people.profile(USER) == before
    assert len(list(app.stores.events.read(user=USER))) == events


def test_a_dispute_in_a_conversation_compares_its_list(app: App) -> None:
    """What the list that is read would be: with its wishes, its number and what it kept out."""
    talk = app.chat.start(USER).id
    first = app.chat.turn(talk, "recommend three").turn
    more = app.chat.turn(talk, "three more").turn
    reader = replace(OWNER, conversation=talk)
    for lasting in (False, True):
        change = app.steers.dispute(reader, DRAMA, lasting=lasting)
        assert [place.item_id for place in change.before] == [card.item_id for card in more.slate]
        assert change.stored == lasting
        assert len(change.after) == 3
        assert not {place.item_id for place in change.after} & {card.item_id for card in first.slate}
        assert any(term.source == "attributes" for moved in change.moved for term in moved.terms) or not change.moved
    again = app.steers.uphold(reader, DRAMA)
    assert [place.item_id for place in again.after] == [card.item_id for card in more.slate]
    off = app.steers.steer(reader, profiling=False)
    assert [place.item_id for place in off.before] == [place.item_id for place in again.after]
    assert len(off.after) == 3
    with pytest.raises(NotFoundError, match="There is no conversation 'nowhere'"):
        app.steers.dispute(replace(OWNER, conversation="nowhere"), DRAMA, lasting=True)
    with pytest.raises(ConflictError, match="is not one of user 'somebody'"):
        app.steers.dispute(Owner(user=UserId("somebody"), conversation=talk), DRAMA, lasting=True)
    assert not app.people.profile(USER).steering.disputes


def test_profiling_is_switched_in_words_for_good_and_back(app: App) -> None:
    """Said in a conversation it is the same event as the button's: other faces and conversations go by it."""
    before, usual = app.people.profile(USER), ranking(app)
    talk = app.chat.start(USER).id
    off = app.chat.turn(talk, "Stop using my history. I like Title 3").turn
    assert not off.profiling
    assert not app.people.profile(USER).steering.profiling
    assert app.people.profile(USER).tastes == before.tastes
    refs = {piece.ref for card in off.slate for piece in card.evidence if piece.kind == "history"}
    assert refs == {"item:item-00003"}
    assert ranking(app) == ranking(app, UserId("stranger"))
    assert "你已关闭个性化" in app.chat.turn(app.chat.start(USER).id, "推荐几部").turn.reply
    on = app.chat.turn(talk, "use my history again").turn
    assert on.profiling
    assert app.people.profile(USER) == before
    assert ranking(app) == usual
    steered = [one.event for one in app.stores.events.read(user=USER) if one.event.kind is EventKind.STEER]
    assert [(one.text, one.conversation) for one in steered] == [
        ('{"profiling":false}', talk),
        ('{"profiling":true}', talk),
    ]


def test_a_talk_that_a_client_keeps_is_not_profiled_either(app: App) -> None:
    app.steers.steer(OWNER, profiling=False)
    answer = app.transcripts.turn(USER, ["I like Title 3", "recommend something"])
    refs = {piece.ref for card in answer.turn.slate for piece in card.evidence if piece.kind == "history"}
    assert refs == {"item:item-00003"}


def test_the_dial_in_words_turns_further_from_where_the_slider_stands(app: App) -> None:
    app.steers.steer(OWNER, {"novelty": 0.75})
    turn = app.chat.turn(app.chat.start(USER).id, "something less known").turn
    record = app.decisions.get(DecisionId(turn.decision_id or "")).record
    assert '"dial":[1.0,0.0]' in record


@pytest.mark.parametrize("sliders", [{"words": 3.0}, {"wisdom": 1.0}, {"novelty": -1.1}])
def test_a_wrong_slider_changes_nothing(sliders: dict[str, float], app: App) -> None:
    before = app.people.profile(USER)
    with pytest.raises(InputError, match="slider"):
        app.steers.steer(OWNER, {"facts": 0.5, **sliders}, profiling=False)
    assert app.people.profile(USER) == before
