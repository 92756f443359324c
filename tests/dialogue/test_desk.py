"""The service desk: what documents say is quoted with its source, what they do not say is not made up."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.dialogue.talk import Talk

from chatrec.core.acts import AskDesk, CorrectProfile, Evaluate, Everything, Negate
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.errors import DataError
from chatrec.core.moves import Move
from chatrec.core.passages import Passage
from chatrec.data.passages import LONGEST, read_passages
from chatrec.dialogue import Desk, Tools, holds
from chatrec.dialogue.nlu import AttendingNlu

FOLDER = Path(__file__).parent / "desk"
NOTHING = "nothing"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(read_passages(FOLDER / "shop"), contact="service@example.com")


@pytest.fixture
def talk(tools: Tools, desk: Desk) -> Talk:
    return Talk(replace(tools, nlu=AttendingNlu(tools.nlu, desk), desk=desk))


def questions(name: str) -> list[tuple[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return [(question, source) for question, source in csv.reader(lines, delimiter="\t")]


@pytest.mark.parametrize(("name", "right"), [("questions.tsv", 0.9), ("held_out.tsv", 0.8)])
def test_questions_find_their_passage_and_what_is_not_there_is_not_answered(
    name: str, right: float, desk: Desk
) -> None:
    """The threshold was chosen on the first file; the second was written before it was run on."""
    counts: Counter[tuple[bool, str]] = Counter()
    for question, source in questions(name):
        found = desk.answers(question)
        said = "silent" if found is None else "right" if found.source == source else "wrong"
        counts[source == NOTHING, said] += 1
    answerable = sum(n for (nothing, _), n in counts.items() if not nothing)
    assert counts[False, "right"] >= right * answerable, counts
    assert counts[False, "wrong"] <= 0.06 * answerable, counts
    assert counts[True, "wrong"] == 0, counts


@pytest.mark.parametrize(
    ("message", "quoted", "source"),
    [
        ("Can I return it within 30 days?", "within 30 days of delivery", "returns.md, Returns"),
        ("运费怎么算？", "满 200 元免运费", "delivery.md, 运费"),
    ],
)
def test_a_passage_is_quoted_word_for_word_with_its_source(message: str, quoted: str, source: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert turn.move is Move.ANSWER
    assert quoted in talk.reply(turn)
    assert source in talk.reply(turn)
    (claim,) = [claim for point in turn.plan.points for claim in point.claims if claim.kind is ClaimKind.QUOTE]
    assert holds(claim, turn.plan.facts)
    assert not holds(other(claim), turn.plan.facts)


def other(claim: Claim) -> Claim:
    return replace(claim, value="We also refund after three years.")


@pytest.mark.parametrize("message", ["Do you have a loyalty membership?", "可以分期付款吗？有没有会员积分？"])
def test_what_no_document_says_is_handed_over(message: str, talk: Talk) -> None:
    turn = talk.say(message)
    assert all(isinstance(act, AskDesk) and act.passage is None for act in turn.acts)
    assert "service@example.com" in talk.reply(turn)


def test_it_works_beside_a_wish_in_one_message(talk: Talk) -> None:
    turn = talk.say("No horror please. How long is the warranty?")
    assert [type(act) for act in turn.acts] == [AskDesk, Negate]
    assert turn.move is Move.RECOMMEND
    assert turn.slate is not None
    assert "Two years on all devices" in talk.reply(turn)


@pytest.mark.parametrize(
    "message", ["how is Heat?", "what is Fargo about?", "why the second one?", "recommend something"]
)
def test_questions_about_items_stay_what_they_are(message: str, talk: Talk) -> None:
    assert not any(isinstance(act, AskDesk) for act in talk.say(message).acts)
    assert any(isinstance(act, Evaluate) for act in talk.say("how is Heat?").acts)


def test_a_desk_without_documents_or_words_knows_nothing() -> None:
    assert Desk(()).answers("Can I return it?") is None
    assert Desk((Passage("a.md", "", "Open on Sundays."),)).answers("?!") is None


def test_long_sections_are_cut_between_paragraphs(tmp_path: Path) -> None:
    paragraph = "All of this is said at some length. " * 10
    (tmp_path / "long.md").write_text(f"# Terms\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}\n", encoding="utf-8")
    passages = read_passages(tmp_path)
    assert len(passages) == 2
    assert all(len(passage.text) <= LONGEST and passage.heading == "Terms" for passage in passages)
    assert read_passages(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("faq.csv", b"topic,text\na,b\n", "a table of answers has `question` and `answer`"),
        ("faq.csv", b"", "of an empty file"),
        ("faq.csv", b"question,answer\nHow?,\n", "faq.csv:2: a line needs a question and an answer; got 'How?,'"),
        ("faq.md", "# Rückgabe".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_bad_documents_are_refused_with_their_place(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match="faq") as refused:
        read_passages(tmp_path)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "message", ["can you stop using my history?", "别给我做画像，好吗？", "could you turn off personalisation?"]
)
def test_profiling_is_no_question_to_the_house(message: str, talk: Talk) -> None:
    assert talk.say(message).acts == (CorrectProfile(Everything()),)


@pytest.mark.parametrize(
    "message",
    [
        "how do I delete my account?",
        "track my order",
        "删除我的账户",
        "do you keep my payment data?",
        "delete my history",
    ],
)
def test_what_a_house_is_asked_switches_no_profiling(message: str, talk: Talk) -> None:
    assert not any(isinstance(act, CorrectProfile) for act in talk.say(message).acts)
