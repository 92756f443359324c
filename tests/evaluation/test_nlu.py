"""The trainable understanding on small languages with a known truth, and that what it says is measured as it is."""

import numpy as np
import pytest

from chatrec.core.errors import DataError
from chatrec.data.utterances import Corpus, Name, Span, Utterance
from chatrec.evaluation.nlu import measured, nlu
from chatrec.evaluation.understanding import Found, Several, learned, overlap

CITIES = ("Rome", "Oslo", "Lima", "Bonn", "Kyiv", "Bern")
FOODS = ("soup", "rice", "cake", "fish")


def said(n: int, *, exclusive: bool = True) -> Corpus:
    """Two intents, told apart by their verbs, with a city or a food as slot."""
    rng = np.random.default_rng(3)
    utterances = []
    for at in range(n):
        where = at % 2 == 0
        value = str(rng.choice(CITIES if where else FOODS))
        text = f"please take me to {value} now" if where else f"please cook some {value} now"
        start = text.index(value)
        utterances.append(
            Utterance(
                dialogue=f"d{at // 2}",
                text=text,
                intents=frozenset({"go" if where else "eat"}),
                spans=(Span("city" if where else "food", start, start + len(value)),),
            )
        )
    return Corpus(form="made", utterances=tuple(utterances), exclusive=exclusive)


def acting(n: int) -> Corpus:
    """Several acts at once, of which one kind is a span, with names of a database."""
    names = tuple(Name(name=name, kind="city") for name in ("Rome", "New York"))
    utterances = []
    for at in range(n):
        name = names[at % 2].name
        hello = at % 3 == 0
        text = f"{'hello there, ' if hello else ''}I want {name}"
        start = text.index(name)
        acts = {f"want|{name}", "asks", *(("greets",) if hello else ())}
        utterances.append(
            Utterance(
                dialogue=f"d{at}",
                text=text,
                acts=frozenset(acts),
                spans=(Span("want", start, start + len(name)),),
                entities=frozenset({name}),
            )
        )
    return Corpus(form="made", utterances=tuple(utterances), telling=True, names=names)


@pytest.fixture(scope="module")
def exclusive() -> dict[str, float]:
    report = nlu(said(60), None, np.random.default_rng(0), name="made")
    assert report.models["most common"]["intent_accuracy"].mean == pytest.approx(0.5)
    assert report.settings["split"] == "5 folds over dialogues"
    return {name: estimate.mean for name, estimate in report.models["trained"].items()}


def test_a_separable_language_is_learned_in_folds(exclusive: dict[str, float]) -> None:
    assert exclusive["intent_accuracy"] == exclusive["macro_f1"] == 1.0
    assert exclusive["slot_f1"] > 0.95
    assert set(exclusive) == {"intent_accuracy", "macro_f1", "slot_f1"}


def test_acts_hold_values_and_names_are_linked() -> None:
    report = nlu(acting(60), acting(12), np.random.default_rng(0), name="made")
    assert report.settings["split"] == "as given"
    means = {name: estimate.mean for name, estimate in report.models["trained"].items()}
    assert means["act_f1"] > 0.95
    assert means["entity_f1"] == 1.0
    assert report.main == "act_f1"


def test_several_intents_are_measured_by_what_both_have_over_what_either_has() -> None:
    one = Utterance(dialogue="a", text="x", intents=frozenset({"p", "q"}))
    found = Found(intents=frozenset({"q", "r"}), likely="r")
    corpus = Corpus(form="made", utterances=(one,))
    metrics = measured([(one, found)], corpus, np.random.default_rng(0))
    assert metrics["intent_accuracy"].mean == pytest.approx(1 / 3)
    assert metrics["exact_match"].mean == 0.0
    assert metrics["likely_right"].mean == 0.0
    assert metrics["macro_f1"].mean == pytest.approx(1 / 3)
    assert overlap((), ()) == 1.0


def test_bounds_keep_the_most_probable_label_whatever_it_is() -> None:
    class Three:
        intents = ("a", "b", "c")

    odds = np.array([0.2, 0.15, 0.05])
    assert Several(0.3, 0.0).of(Three(), odds) == {"a"}  # type: ignore[arg-type] - only the names are read
    assert Several(0.1, 0.7).of(Three(), odds) == {"a", "b"}  # type: ignore[arg-type] - likewise


def test_an_intent_that_goes_on_is_read_from_what_was_understood_before() -> None:
    def talk(dialogue: str, verb: str, at: int) -> tuple[Utterance, ...]:
        among = frozenset({"s|go", "s|eat"})
        first = Utterance(
            dialogue=dialogue, text=verb, intents=frozenset({f"s|{verb}"}), among=among, cues=("service s",)
        )
        later = Utterance(
            dialogue=dialogue, text="yes", intents=first.intents, among=among, cues=("service s",), follows=at
        )
        return first, later

    talks = [one for at in range(40) for one in talk(f"d{at}", ("go", "eat")[at % 2], 2 * at)]
    corpus = Corpus(form="made", utterances=tuple(talks), exclusive=True)
    pairs = list(learned(corpus, None, np.random.default_rng(0)))
    assert len(pairs) == 80
    assert all(found.intents == one.intents for one, found in pairs)


def test_two_forms_and_too_few_dialogues_are_refused() -> None:
    other = Corpus(form="other", utterances=said(4).utterances)
    with pytest.raises(DataError, match="must be of one form"):
        next(learned(said(4), other, np.random.default_rng(0)))
    with pytest.raises(DataError, match="at least 5"):
        next(learned(said(4), None, np.random.default_rng(0)))
