"""How long training takes: `chatrec train` as a whole process, five times on a copy of the home.

Run: chatrec bench train [--home DIR] [--json]
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from chatrec.app.home import find_home

ROUNDS = 5


def main() -> None:
    """Print the seconds of the process and of the training inside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    whole: list[float] = []
    inside: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(find_home(found.home).existing().folder, copy, ignore=shutil.ignore_patterns("data"))
        for _ in range(ROUNDS):
            started = time.perf_counter()
            command = [sys.executable, "-m", "chatrec", "train", "--home", str(copy), "--json", "--force"]
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            whole.append(time.perf_counter() - started)
            inside.append(json.loads(answer.stdout)["seconds"])
    result = {
        "rounds": ROUNDS,
        "process_s": {"median": round(float(np.median(whole)), 2), "max": round(max(whole), 2)},
        "training_s": {"median": round(float(np.median(inside)), 2), "max": round(max(inside), 2)},
    }
    print(json.dumps(result) if found.json else "\n".join(f"{name:12} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
