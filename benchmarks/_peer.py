"""What every side of `peers.py` shares: reading the interactions, timing one job, and the answer; numpy and no more.

Each side is a process `python _peer_SIDE.py JOB INTERACTIONS.npz THREADS`, in an environment of its own, that prints one line of
JSON. What is prepared before the job (reading, the library's own data set, a fit for those that recommend) is not timed.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

L2 = 300.0  # the ridge of every EASE
FACTORS, ITERATIONS, ALS_L2, ALPHA = 64, 15, 30.0, 3.0  # of every ALS
N = 10


class Given(NamedTuple):
    """One row an interaction: users (r,), items (r,) and weights (r,) in [-1, 1]; labels (n_items,) JSON, of each item."""

    users: NDArray[np.int64]
    items: NDArray[np.int64]
    weights: NDArray[np.float64]
    times: NDArray[np.float64]
    n_users: int
    labels: NDArray[np.str_]

    @property
    def chosen(self) -> NDArray[np.float64]:
        """(r,) (1 + weight) / 2, how much each item was chosen."""
        return (1.0 + self.weights) / 2.0


Job = Callable[[], object]
Prepare = Callable[[Given, int], Job]


def answer(jobs: Mapping[str, Prepare], libraries: tuple[str, ...]) -> None:
    """Prepare and time the job that the command line names; print seconds, the processor's seconds and memory."""
    name, path, threads = sys.argv[1:]
    with np.load(path, allow_pickle=False) as arrays:
        given = Given(
            *(arrays[part] for part in ("users", "items", "weights", "times")), int(arrays["n_users"]), arrays["labels"]
        )
    before = _peak_mb()
    job = jobs[name](given, int(threads))
    started, used = time.perf_counter(), time.process_time()
    found = job()
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    details = found if isinstance(found, dict) else {}
    print(
        json.dumps(
            {
                "s": seconds,
                "cpu_s": cpu,
                "peak_mb": _peak_mb(),
                "read_mb": before,
                "versions": {library: version(library) for library in libraries},
                **details,
            }
        )
    )


def _peak_mb() -> float:
    """The most memory that the process has held (Linux); not `ru_maxrss`, which starts at what its parent held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if found is None:
        raise SystemExit("This system does not say how much memory a process has held; run the benchmark on Linux.")
    return int(found[1]) / 1024
