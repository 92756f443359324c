"""How long `chatrec recommend` takes as a whole process, from the shell's point of view.

Run: chatrec bench recommend [--home DIR] [--json]
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from chatrec.app.home import find_home

ROUNDS = 10


def main() -> None:
    """Print the seconds of ten processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    home = find_home(found.home).existing().folder
    seconds: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        command = [sys.executable, "-m", "chatrec", "recommend", "--user", "1", "--json", "--home", str(home)]
        subprocess.run(command, capture_output=True, check=True)
        seconds.append(time.perf_counter() - started)
    result = {
        "rounds": ROUNDS,
        "median_s": round(float(np.median(seconds)), 3),
        "max_s": round(max(seconds), 3),
    }
    print(json.dumps(result) if found.json else "\n".join(f"{name:10} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
