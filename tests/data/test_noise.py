"""Bursts, bounces and robots are flagged; words never; what a rule leaves out comes back when it is off."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.errors import InputError
from chatrec.core.events import DONE, TIMED, Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.data import Noise, NoiseDetector, NoiseRules, without_noise

NOW = 1e9
OFF = NoiseRules(burst_s=0, bounce_s=0, bot_events=0)


def deed(
    at: float, kind: EventKind = EventKind.VIEW, item: str = "a", user: str = "ada", seconds: float | None = None
) -> Event:
    return Event(event_id=EventId("e"), user=UserId(user), item=ItemId(item), kind=kind, at=at, seconds=seconds)


def judged(events: list[Event], rules: NoiseRules) -> list[Noise | None]:
    detector = NoiseDetector(rules)
    return [detector.judged(event) for event in events]


def test_the_same_deed_again_at_once_is_a_burst() -> None:
    events = [
        deed(NOW),
        deed(NOW + 1),
        deed(NOW + 3),
        deed(NOW + 3, item="b"),
        deed(NOW + 3, EventKind.CLICK),
        deed(NOW + 3, user="bo"),
        deed(NOW + 5.5),
    ]
    burst = [None, Noise.BURST, Noise.BURST, None, None, None, None]
    assert judged(events, NoiseRules(burst_s=2)) == burst
    assert judged(events, replace(OFF, bounce_s=3)) == [None] * 7


def test_a_moment_is_a_bounce() -> None:
    seconds = (0.0, 2.9, 3.0, None)
    events = [deed(NOW + 100 * at, EventKind.PLAY, seconds=lasted) for at, lasted in enumerate(seconds)]
    assert judged(events, NoiseRules()) == [Noise.BOUNCE, Noise.BOUNCE, None, None]
    assert judged(events, OFF) == [None] * 4


def test_who_does_more_than_a_person_can_is_a_robot_and_keeps_its_words() -> None:
    rules = NoiseRules(bot_events=3, bot_window_s=60)
    slow = [deed(NOW + 20 * at, item=str(at), user="slow") for at in range(9)]
    fast = [deed(NOW + 20 * at - 0.5 * (at == 3), item=str(at)) for at in range(9)]
    detector = NoiseDetector(rules)
    both = sorted([*slow, *fast], key=lambda event: event.at)
    assert {event.user for event in both if detector.judged(event) is Noise.BOT} == {"ada"}
    assert detector.bots == {"ada": 3}
    like = deed(NOW, EventKind.LIKE)
    assert without_noise([*fast, like], rules) == [like]
    assert without_noise([*slow, like], rules) == [*slow, like]


def test_places_in_an_order_are_no_times() -> None:
    events = [deed(float(at % 3)) for at in range(50)]
    assert judged(events, NoiseRules(bot_events=3)) == [None] * 50


EVENTS = st.lists(
    st.builds(
        lambda at, kind, item, seconds: deed(NOW + at, kind, item, seconds=seconds if kind in TIMED else None),
        st.floats(0, 30),
        st.sampled_from([*sorted(DONE), EventKind.LIKE]),
        st.sampled_from("ab"),
        st.none() | st.floats(0, 10),
    ),
    max_size=30,
)


@given(EVENTS, st.floats(0, 5), st.floats(0, 5), st.integers(0, 8), st.floats(0, 20))
def test_the_detector_agrees_with_the_definitions(
    events: list[Event], burst_s: float, bounce_s: float, bot_events: int, window_s: float
) -> None:
    """Against a plain reading of the rules, event by event over the whole list."""
    rules = NoiseRules(burst_s=burst_s, bounce_s=bounce_s, bot_events=bot_events, bot_window_s=window_s)
    deeds = sorted((event for event in events if event.kind in DONE), key=lambda event: event.at)
    robot = bool(bot_events and window_s) and any(
        sum(one.at - window_s < other.at <= one.at for other in deeds[: at + 1]) > bot_events
        for at, one in enumerate(deeds)
    )
    kept = []
    for at, one in enumerate(deeds):
        bounced = one.seconds is not None and one.seconds < bounce_s
        # What bounced is noise already and starts no burst.
        before = [
            other.at
            for other in deeds[:at]
            if (other.item, other.kind) == (one.item, one.kind)
            and not (other.seconds is not None and other.seconds < bounce_s)
        ]
        if not bounced and not (burst_s > 0 and before and one.at - max(before) <= burst_s):
            kept.append(one)
    words = [event for event in events if event.kind not in DONE]
    found = without_noise(events, rules)
    assert [event for event in found if event.kind not in DONE] == words
    assert sorted(event.at for event in found if event.kind in DONE) == ([] if robot else [one.at for one in kept])


@given(EVENTS)
def test_turned_off_nothing_is_left_out(events: list[Event]) -> None:
    assert list(without_noise(events, OFF)) == events


def test_a_negative_rule_is_refused() -> None:
    with pytest.raises(InputError, match="negative"):
        NoiseRules(burst_s=-1)
