"""What a dispute mentions, and how steering is changed, written down and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.attribution import Kind, Term
from chatrec.core.errors import InputError
from chatrec.core.heed import DISPUTABLE, Dispute, Family, Heed, Matter
from chatrec.core.steering import DISPUTES, SLIDERS, UNSTEERED, Steering, change_text

DRAMA = Term("attributes", Kind.ATTRIBUTE, "genre=Drama")
HANKS = Term("knowledge", Kind.PATH, "item:1>starring>Tom Hanks")
DRAMA_PATH = Term("knowledge", Kind.PATH, "item:1>genre>Drama")
BOTH = Term("knowledge", Kind.PATH, "item:1>directed_by>Tom Hanks>starring")
FAR = Term("knowledge", Kind.PATH, "item:Tom Hanks>starring>A>^married_to>Tom Hanks>starring")
OTHERS = Term("knowledge", Kind.PATH, "item:1")
HEIST = Term("text", Kind.TEXT, "word=heist")
SMALL = Term("text", Kind.REST, "text:17")
LIKED = Term("together", Kind.HISTORY, "item:Tom Hanks")
BASE = Term("blend", Kind.PRIOR, "base")
POPULAR = Term("popularity", Kind.PRIOR, "popular")
EVERY = (DRAMA, HANKS, DRAMA_PATH, BOTH, FAR, OTHERS, HEIST, SMALL, LIKED, BASE, POPULAR)


@pytest.mark.parametrize(
    ("dispute", "mentioned"),
    [
        (Dispute(Matter.ATTRIBUTE, "genre=Drama"), {DRAMA, DRAMA_PATH}),
        (Dispute(Matter.ATTRIBUTE, "starring=Tom Hanks"), {HANKS, BOTH, FAR}),
        (Dispute(Matter.ATTRIBUTE, "directed_by=Tom Hanks"), {BOTH}),
        (Dispute(Matter.ATTRIBUTE, "married_to=Tom Hanks"), {FAR}),
        (Dispute(Matter.NAME, "Tom Hanks"), {HANKS, BOTH, FAR}),
        (Dispute(Matter.NAME, "Drama"), {DRAMA, DRAMA_PATH}),
        (Dispute(Matter.WORD, "heist"), {HEIST}),
        (Dispute(Matter.PATH, HANKS.ref), {HANKS}),
        (Dispute(Matter.PATH, OTHERS.ref), {OTHERS}),
        (Dispute(Matter.EVIDENCE, "text"), {HEIST, SMALL}),
        (Dispute(Matter.EVIDENCE, "path"), {HANKS, DRAMA_PATH, BOTH, FAR, OTHERS}),
        (Dispute(Matter.EVIDENCE, "prior"), {POPULAR}),
        (Dispute(Matter.EVIDENCE, "history"), {LIKED}),
        (Dispute(Matter.NAME, "starring"), set()),
    ],
)
def test_a_dispute_mentions_what_rests_on_it_and_nothing_else(dispute: Dispute, mentioned: set[Term]) -> None:
    assert {term for term in EVERY if dispute.mentions(term)} == mentioned
    assert {term for term in EVERY if Heed(disputes=(dispute,)).disputed(term)} == mentioned


@pytest.mark.parametrize(
    ("matter", "ref", "wrong"),
    [
        (Matter.NAME, "  ", "2 characters"),
        (Matter.WORD, "", "0 characters"),
        (Matter.PATH, "x" * 1001, "1001 characters"),
        (Matter.ATTRIBUTE, "Drama", "'Drama' cannot be disputed; give field=value"),
        (Matter.ATTRIBUTE, "genre=", "give field=value"),
        (Matter.EVIDENCE, "wish", "'wish' cannot be disputed; give one of attribute, history"),
    ],
)
def test_a_dispute_of_nothing_is_refused(matter: Matter, ref: str, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        Dispute(matter, ref)


@pytest.mark.parametrize(
    ("sliders", "wrong"),
    [
        ({"words": 2.1}, "'words' cannot stand at 2.1; give 0 to 2 \\(as usual: 1\\)"),
        ({"words": -0.1}, "give 0 to 2"),
        ({"novelty": float("nan")}, "give -1 to 1 \\(as usual: 0\\)"),
        ({"variety": -1.5}, "give -1 to 1"),
        ({"wisdom": 1.0}, "no slider 'wisdom'; there are liked, facts, sequence, words, popularity, novelty, variety"),
    ],
)
def test_a_slider_out_of_range_is_refused(sliders: dict[str, float], wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        UNSTEERED.set_to(sliders)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "{",
        '{"sliders":[1]}',
        '{"sliders":{"words":"up"}}',
        '{"more":1}',
        '{"profiling":2}',
        '{"dispute":[["mood","x"]]}',
        '{"dispute":[["word"]]}',
        '{"dispute":3}',
    ],
)
def test_a_change_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        UNSTEERED.after(text)


MATTERS = st.one_of(
    st.builds(Dispute, st.sampled_from([Matter.NAME, Matter.WORD, Matter.PATH]), st.text(min_size=1).filter(str.strip)),
    st.builds(Dispute, st.just(Matter.EVIDENCE), st.sampled_from(sorted(DISPUTABLE)).map(str)),
)


@st.composite
def steerings(draw: st.DrawFn) -> Steering:
    sliders = {name: draw(st.floats(least, most)) for name, (least, _, most) in SLIDERS.items() if draw(st.booleans())}
    steering = UNSTEERED.set_to(sliders)
    for dispute in draw(st.lists(MATTERS, max_size=4)):
        steering = steering.disputing(dispute)
    return steering.after('{"profiling":false}') if draw(st.booleans()) else steering


@given(steerings(), steerings())
def test_a_change_leads_from_one_steering_to_the_other(before: Steering, after: Steering) -> None:
    text = change_text(before, after)
    reached = before.after(text) if text else before
    assert (reached.sliders(), reached.profiling) == (after.sliders(), after.profiling)
    assert set(reached.heed.disputes) == set(after.heed.disputes)
    assert reached.heed.weights == after.heed.weights
    assert change_text(before, before) == ""


def test_changes_of_two_pages_both_hold() -> None:
    """Each page knows the steering as it was when it was opened, and sends what its reader changed."""
    first = change_text(UNSTEERED, UNSTEERED.set_to({"words": 2.0}))
    second = change_text(UNSTEERED, UNSTEERED.set_to({"novelty": 0.5}).disputing(Dispute(Matter.WORD, "heist")))
    assert UNSTEERED.after(first).after(second) == UNSTEERED.after(second).after(first)
    assert UNSTEERED.after(first).after(second).heed.weights == ((Family.WORDS, 2.0),)


def test_more_disputes_than_anybody_oversees_are_refused() -> None:
    steering = UNSTEERED
    for number in range(DISPUTES):
        steering = steering.disputing(Dispute(Matter.WORD, f"w{number}"))
    assert steering.disputing(Dispute(Matter.WORD, "w0")) == steering
    with pytest.raises(InputError, match="200 disputes are held and 'one' is one more"):
        steering.disputing(Dispute(Matter.WORD, "one"))
