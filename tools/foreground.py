"""Run a command so that Ctrl-C ends the command and nothing around it.

    python tools/foreground.py COMMAND [ARGUMENT...]

A terminal sends Ctrl-C to every process of the foreground group, and GNU make dies of it with a noise and a failure
even when the server it started has stopped cleanly. So the command gets a group and the terminal of its own for as
long as it runs. The exit status is 0 when the command ended by Ctrl-C, else its own.
"""

import os
import signal
import subprocess
import sys
from types import FrameType

STDIN = 0
INTERRUPTED = (-signal.SIGINT, 128 + signal.SIGINT)


def owns_terminal() -> bool:
    """Whether Ctrl-C of a terminal reaches this process."""
    return os.isatty(STDIN) and os.tcgetpgrp(STDIN) == os.getpgrp()


def run(command: list[str], *, alone: bool) -> int:
    """Run the command and return its exit status; with `alone` it owns the terminal meanwhile."""
    if alone:
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # else handing the terminal over would stop us
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # inherited: nobody would be there to wake the command up
    with subprocess.Popen(command, process_group=0 if alone else None) as process:

        def forward(number: int, _frame: FrameType | None) -> None:
            process.send_signal(number)

        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, forward)
        # In a shared group the command gets Ctrl-C by itself; all we do is outlive it.
        signal.signal(signal.SIGINT, forward if alone else lambda *_: None)
        if alone:
            os.tcsetpgrp(STDIN, process.pid)
        try:
            return process.wait()
        finally:
            if alone:
                os.tcsetpgrp(STDIN, os.getpgrp())


def main() -> int:
    """The exit status for the shell; ended by Ctrl-C counts as success."""
    status = run(sys.argv[1:], alone=owns_terminal())
    if status in INTERRUPTED:
        return 0
    return 128 - status if status < 0 else status


if __name__ == "__main__":
    sys.exit(main())
