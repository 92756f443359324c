"""How far long work is, as a terminal and as a log see it."""

import contextlib
import io
import signal

import pytest

from chatrec.core.query import Locale
from chatrec.evaluation import Step
from chatrec.interfaces.cli.progress import TerminalProgress


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, locale: Locale = "en") -> str:
    clock = Seconds()
    with TerminalProgress(locale, stream, clock=clock) as progress:
        for number, seconds in ((1, 0.5), (2, 61.0), (3, 3600.0)):
            step = Step("blend" if number % 2 else "together", (number + 1) // 2, 2, number, 4)
            progress.starts(step)
            clock.now += seconds
            progress.ends(step, reused=number == 1)
        progress.warns("A file is damaged.")
        progress.warns("A file is damaged.")
        assert progress.done == 3
    return stream.getvalue()


def test_a_log_has_one_line_a_step_and_a_warning_once() -> None:
    """What was kept took no time, so it says nothing of how long the rest takes."""
    assert told(io.StringIO()).splitlines() == [
        "1/4 blend, trial 1 of 2: kept from before",
        "2/4 together, trial 1 of 2: 61.0 s; 1:02 so far, about 2:02 left",
        "3/4 blend, trial 2 of 2: 3600.0 s; 1:01:02 so far, about 30:30 left",
        "warning: A file is damaged.",
    ]


def test_it_speaks_chinese() -> None:
    lines = told(io.StringIO(), "zh").splitlines()
    assert lines[1] == "2/4 together，第 1/2 次：61.0 秒；已用 1:02，约剩 2:02"
    assert lines[3] == "警告：A file is damaged."


@pytest.mark.parametrize("columns", ["120", "50"])
def test_a_terminal_has_a_line_that_moves_and_is_gone_in_the_end(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm")
    text = told(Screen())
    assert "blend, trial 2 of 2" in text
    assert "\x1b[2K" in text  # the line is erased
    assert "A file is damaged." in text
    assert "kept from before" not in text


def interrupted(progress: TerminalProgress) -> None:
    step = Step("blend", 1, 1, 1, 1)
    with progress:
        progress.starts(step)
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        progress.ends(step, reused=False)


def test_an_interrupt_that_something_swallowed_is_raised_when_the_step_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    progress = TerminalProgress("en", io.StringIO())
    with pytest.raises(KeyboardInterrupt):
        interrupted(progress)
    assert progress.done == 1
    assert signal.getsignal(signal.SIGINT) is before
