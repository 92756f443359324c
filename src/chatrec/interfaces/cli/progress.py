"""How far long work is, on stderr: a line that moves on a terminal, one line a step elsewhere."""

import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from chatrec.core.query import Locale
from chatrec.evaluation import Step

WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "step": "{model}, trial {trial} of {trials}",
        "done": "{number}/{steps} {step}: {seconds:.1f} s; {elapsed} so far{left}",
        "reused": "{number}/{steps} {step}: kept from before",
        "left": ", about {left} left",
        "warning": "warning: {message}",
    },
    "zh": {
        "step": "{model}，第 {trial}/{trials} 次",
        "done": "{number}/{steps} {step}：{seconds:.1f} 秒；已用 {elapsed}{left}",
        "reused": "{number}/{steps} {step}：沿用此前的结果",
        "left": "，约剩 {left}",
        "warning": "警告：{message}",
    },
}


class TerminalProgress:
    """Tells a stream; used as a context, so that the moving line ends however the work does. `done` counts steps.

    Within it, Ctrl-C that something swallowed (Python drops an exception in a finaliser) is raised again when the step ends.
    """

    def __init__(
        self, locale: Locale, stream: TextIO | None = None, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._words = WORDS[locale]
        self._stream = stream or sys.stderr
        self._clock = clock
        self._began = self._step_began = clock()
        self._seconds: dict[str, list[float]] = {}
        self._bar = _bar(self._stream) if self._stream.isatty() else None
        self._warned: set[str] = set()
        self._handler: signal.Handlers | Callable[[int, FrameType | None], object] | int | None = None
        self._interrupted = False
        self.done = 0

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # nobody else may set a handler
            self._handler = signal.signal(signal.SIGINT, self._interrupt)
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._handler is not None:
            signal.signal(signal.SIGINT, self._handler)

    def starts(self, step: Step) -> None:
        self._step_began = self._clock()
        if self._bar is not None:
            self._show(self._bar, step, step.number - 1)

    def ends(self, step: Step, *, reused: bool) -> None:
        self.done += 1
        seconds = self._clock() - self._step_began
        if not reused:
            self._seconds.setdefault(step.model, []).append(seconds)
        if self._bar is not None:
            self._show(self._bar, step, step.number)
        else:
            self._print(self._line(step, seconds, reused=reused))
        if self._interrupted:
            raise KeyboardInterrupt

    def warns(self, message: str) -> None:
        if message in self._warned:  # a disk that is full says so at every step
            return
        self._warned.add(message)
        text = self._words["warning"].format(message=message)
        if self._bar is not None:
            self._bar.console.print(text, highlight=False, markup=False)
        else:
            self._print(text)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._interrupted = True
        raise KeyboardInterrupt

    def _show(self, bar: Bar, step: Step, completed: int) -> None:
        if not bar.tasks:
            bar.add_task("", total=step.steps, left="")
        text = self._left(step.steps - completed).lstrip(",， ")  # it stands alone here
        bar.update(bar.tasks[0].id, completed=completed, description=self._step(step), left=text)

    def _line(self, step: Step, seconds: float, *, reused: bool) -> str:
        return self._words["reused" if reused else "done"].format(
            number=step.number,
            steps=step.steps,
            step=self._step(step),
            seconds=seconds,
            elapsed=_clock_text(self._clock() - self._began),
            left=self._left(step.steps - step.number),
        )

    def _step(self, step: Step) -> str:
        return self._words["step"].format(model=step.model, trial=step.trial, trials=step.trials)

    def _left(self, steps: int) -> str:
        """About how long so many steps take: models take turns, so each counts as much as any other."""
        if not self._seconds or not steps:
            return ""
        means = [sum(one) / len(one) for one in self._seconds.values()]
        return self._words["left"].format(left=_clock_text(sum(means) / len(means) * steps))

    def _print(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


def _bar(stream: TextIO) -> Bar:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}", markup=False),
    )
    return Bar(*columns, console=Console(file=stream), transient=True)


def _clock_text(seconds: float) -> str:
    """Hours, minutes and seconds, "0:07" or "1:02:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


__all__ = ["TerminalProgress"]
