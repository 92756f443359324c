"""What makes a language model fit to be relied on, one virtue at a time."""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pydantic import BaseModel

from chatrec.adapters.llm.breaking import BreakingModel
from chatrec.adapters.llm.cached import CachedModel
from chatrec.adapters.llm.fallback import FallbackModel
from chatrec.adapters.llm.limited import LimitedModel
from chatrec.adapters.llm.metered import MeteredModel, Tariff
from chatrec.adapters.llm.retrying import RetryingModel
from chatrec.adapters.sqlite import open_sqlite
from chatrec.core.errors import LanguageModelError, StorageError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T, Usage
from chatrec.testing.fakes import FixedClock


class Word(BaseModel):
    word: str


PROMPT = Prompt("system", "user")
Outcome = str | LanguageModelError | float


@dataclass
class Told:
    """A model that does what it is told, in order, the last for ever: says a word, fails, or takes so many seconds."""

    outcomes: list[Outcome]
    usage: Usage = field(default_factory=lambda: Usage(7, 3))
    name: str = "told"
    timeouts: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def complete(self, _: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        self.timeouts.append(timeout_s)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, LanguageModelError):
            raise outcome
        if isinstance(outcome, float):
            self.over.wait(outcome)
        return Completion(schema.model_validate({"word": str(outcome)}), self.name, self.usage)


def failing(trouble: Trouble, retry_after_s: float = 0.0) -> LanguageModelError:
    return LanguageModelError(f"it is {trouble}", trouble, retry_after_s=retry_after_s)


def word(model: LanguageModel, prompt: Prompt = PROMPT, timeout_s: float = 5.0) -> str:
    return model.complete(prompt, schema=Word, timeout_s=timeout_s).value.word


def trouble(model: LanguageModel, timeout_s: float = 5.0) -> Trouble:
    with pytest.raises(LanguageModelError) as raised:
        word(model, timeout_s=timeout_s)
    return raised.value.trouble


def test_what_passes_is_tried_again_with_growing_waits() -> None:
    waits: list[float] = []
    told = Told([failing(Trouble.DOWN), failing(Trouble.LIMITED), "yes"])
    assert word(RetryingModel(told, sleep=waits.append)) == "yes"
    assert 0.2 <= waits[0] <= 0.4
    assert 0.4 <= waits[1] <= 0.6
    assert told.timeouts[0] > told.timeouts[2]


def test_the_wait_that_was_asked_for_is_kept_and_one_past_the_deadline_is_not_begun() -> None:
    waits: list[float] = []
    assert word(RetryingModel(Told([failing(Trouble.LIMITED, 2.0), "yes"]), sleep=waits.append)) == "yes"
    assert waits == [2.0]
    assert trouble(RetryingModel(Told([failing(Trouble.LIMITED, 9.0)]), sleep=waits.append)) is Trouble.LIMITED
    assert waits == [2.0]


@pytest.mark.parametrize("lasting", [Trouble.REFUSED, Trouble.GARBLED, Trouble.SLOW])
def test_what_lasts_is_not_tried_again(lasting: Trouble) -> None:
    told = Told([failing(lasting)])
    assert trouble(RetryingModel(told)) is lasting
    assert len(told.timeouts) == 1


def test_a_model_that_never_answers_is_not_waited_for_and_keeps_its_place() -> None:
    told = Told([9.0])
    model = LimitedModel(told, at_once=2)
    began = time.monotonic()
    assert [trouble(model, 0.02) for _ in range(4)] == [Trouble.SLOW, Trouble.SLOW, Trouble.BUSY, Trouble.BUSY]
    assert time.monotonic() - began < 0.9
    told.over.set()
    told.outcomes = ["yes"]
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        try:
            assert word(model) == "yes"
            break
        except LanguageModelError:
            time.sleep(0.01)
    else:
        pytest.fail("no place was given back")


def test_errors_come_through_the_thread_of_a_request() -> None:
    assert trouble(LimitedModel(Told([failing(Trouble.REFUSED)]))) is Trouble.REFUSED


def test_a_model_that_keeps_failing_rests_and_one_request_tries_it_again() -> None:
    at = [0.0]
    told = Told([failing(Trouble.DOWN)])
    model = BreakingModel(told, failures=2, rest_s=30.0, now=lambda: at[0])
    assert [trouble(model) for _ in range(3)] == [Trouble.DOWN, Trouble.DOWN, Trouble.RESTING]
    at[0] = 30.0
    assert [trouble(model) for _ in range(2)] == [Trouble.DOWN, Trouble.RESTING]
    told.outcomes = ["yes"]
    at[0] = 60.0
    assert word(model) == word(model) == "yes"
    told.outcomes = [failing(Trouble.DOWN)]
    assert trouble(model) is Trouble.DOWN  # it begins to count anew


def test_while_one_tries_the_others_rest() -> None:
    at = [0.0]
    told = Told([failing(Trouble.DOWN), 9.0])
    model = BreakingModel(told, failures=1, rest_s=1.0, now=lambda: at[0])
    assert trouble(model) is Trouble.DOWN
    at[0] = 1.0
    trial = threading.Thread(target=word, args=(model,))
    trial.start()
    while len(told.timeouts) < 2:
        time.sleep(0.001)
    assert trouble(model) is Trouble.RESTING
    told.over.set()
    trial.join()
    assert word(model) == "9.0"


def test_an_answer_that_cannot_be_read_shows_that_a_model_is_there() -> None:
    told = Told([failing(Trouble.DOWN), failing(Trouble.GARBLED), failing(Trouble.DOWN), failing(Trouble.GARBLED)])
    model = BreakingModel(told, failures=2)
    assert [trouble(model) for _ in range(6)][-1] is Trouble.GARBLED


def test_the_same_question_is_asked_once() -> None:
    told = Told(["one", "two", "three", "four"])
    model = CachedModel(told, size=2)
    other = Prompt("system", "other")
    assert [word(model), word(model), word(model, other), word(model), word(model, other)] == [
        "one", "one", "two", "one", "two",
    ]  # fmt: skip
    assert model.complete(PROMPT, schema=Word, timeout_s=1).usage == Usage()
    told.name = "another"
    assert word(model) == "three"
    told.outcomes = [failing(Trouble.DOWN)]
    assert trouble(CachedModel(told)) is Trouble.DOWN


def test_odds_are_remembered_and_other_options_are_another_question() -> None:
    class Choosing(Told):
        def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
            plain = super().complete(prompt, schema=schema, timeout_s=timeout_s)
            return replace(plain, odds=dict.fromkeys(prompt.options, -1.0))

    model = CachedModel(MeteredModel(Choosing(["one", "two", "three"]), Tariff(), FixedClock()))
    for options, answer in ((("A", "B"), "one"), (("A", "B"), "one"), (("A",), "two"), ((), "three")):
        completion = model.complete(Prompt("system", "user", options=options), schema=Word, timeout_s=1)
        assert completion.value.word == answer
        assert completion.odds == dict.fromkeys(options, -1.0)


def test_the_next_model_answers_for_one_that_fails_and_the_first_error_is_told() -> None:
    first, second = Told([failing(Trouble.REFUSED)], name="first"), Told(["yes"], name="second")
    model = FallbackModel([first, second])
    assert model.name == "first | second"
    completion = model.complete(PROMPT, schema=Word, timeout_s=4.0)
    assert (completion.value.word, completion.model) == ("yes", "second")
    assert first.timeouts[0] == pytest.approx(2.0, abs=0.1)
    assert second.timeouts[0] == pytest.approx(4.0, abs=0.1)
    second.outcomes = [failing(Trouble.DOWN)]
    assert trouble(model) is Trouble.REFUSED
    assert trouble(FallbackModel([])) is Trouble.FAILED


def test_a_day_takes_no_more_than_its_limit() -> None:
    clock = FixedClock(86_400.0 * 100)
    told = Told(["yes"])
    tariff = Tariff(prompt_price=1.0, completion_price=2.0, tokens_a_day=1000, answer_tokens=800)
    model = MeteredModel(told, tariff, clock)
    each = Usage(7, 3, pytest.approx((7 * 1.0 + 3 * 2.0) / 1e6))
    for answers in range(1, 6):
        assert model.complete(PROMPT, schema=Word, timeout_s=1).usage == each
        assert model.today().tokens == 10 * answers
    for _ in range(20):
        with suppress(LanguageModelError):
            word(model)
    assert trouble(model) is Trouble.OVER_BUDGET
    assert 50 <= model.today().tokens <= 1000 - 800
    clock.advance(86_400.0)
    assert word(model) == "yes"
    assert model.today().tokens == 10


def test_what_a_day_took_outlives_the_process(tmp_path: Path) -> None:
    tariff = Tariff(prompt_price=1e6, tokens_a_day=950, answer_tokens=800)
    clock, told = FixedClock(86_400.0 * 100), Told(["yes"], usage=Usage(50, 3))
    stores = open_sqlite(tmp_path / "a.sqlite")
    assert word(MeteredModel(told, tariff, clock, stores.spending)) == "yes"
    stores.close()
    stores = open_sqlite(tmp_path / "a.sqlite")
    again = MeteredModel(told, tariff, clock, stores.spending)
    assert again.today() == Usage(50, 3, 50.0)
    assert trouble(again) is Trouble.OVER_BUDGET
    clock.advance(86_400.0)
    assert word(again) == "yes"
    told.outcomes = [failing(Trouble.SLOW)]
    unlimited = MeteredModel(told, Tariff(answer_tokens=100), clock, stores.spending)
    trouble(unlimited)  # it may have been answered, so the most that it can cost is written down
    latest = stores.spending.latest(5)
    assert [(spent.day, spent.model, spent.requests) for spent in latest] == [(101, "told", 2), (100, "told", 1)]
    assert latest[0].completion_tokens == 3 + 100
    assert stores.spending.of_day(99) == Usage()
    stores.close()


class Full:
    """An account on a full disk; what was written before `fails_after` writes and reads is there."""

    def __init__(self, fails_after: int) -> None:
        self.left = fails_after

    def of_day(self, day: int) -> Usage:  # noqa: ARG002 - the port's
        return self._used(Usage())

    def add(self, day: int, model: str, usage: Usage) -> None:  # noqa: ARG002 - the port's
        self._used(usage)

    def _used(self, usage: Usage) -> Usage:
        self.left -= 1
        if self.left < 0:
            raise StorageError("The disk is full.")
        return usage


@pytest.mark.parametrize(("fails_after", "asked"), [(0, 0), (1, 1)])
def test_where_nothing_can_be_written_down_there_is_no_answer(fails_after: int, asked: int) -> None:
    told = Told(["yes"])
    assert trouble(MeteredModel(told, Tariff(), FixedClock(), Full(fails_after))) is Trouble.FAILED
    assert len(told.timeouts) == asked


def test_a_request_of_unknown_cost_counts_as_the_most_it_can_cost() -> None:
    told = Told([failing(Trouble.SLOW), failing(Trouble.DOWN), "yes"], usage=Usage())
    model = MeteredModel(told, Tariff(answer_tokens=100), FixedClock())
    trouble(model)
    slow = model.today().tokens
    assert slow > 100
    trouble(model)
    assert model.today().tokens == slow
    assert word(model) == "yes"
    assert model.today().tokens == 2 * slow
    assert (
        trouble(MeteredModel(told, Tariff(cost_a_day=0.0, completion_price=1.0), FixedClock())) is Trouble.OVER_BUDGET
    )
