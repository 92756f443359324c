"""How fast a file of events comes in, and how much memory that takes: a synthetic shop, ingested into a new home.

Run: chatrec bench ingest [--home DIR] [--json], or python benchmarks/ingest.py --rows 10000000   (Unix; the home is not
touched, the file and the new home lie in the system's folder for temporary files: 150 bytes a row)
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROWS = 1_000_000
ITEMS = 20_000
KINDS = np.array(["view", "view", "view", "view", "click", "click", "cart", "buy"])
CHUNK = 100_000


def main() -> None:
    """Print rows a second and the peak of resident memory of `chatrec ingest`, and of reading half of the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--whole", action="store_true", help="leave out the half of the rows")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chatrec-ingest-") as scratch:
        folder = Path(scratch)
        _write_items(folder / "items.csv")
        result: dict[str, float] = {"rows": found.rows}
        runs = {"half": found.rows // 2, "whole": found.rows}
        for name, rows in list(runs.items())[found.whole :]:
            _write_events(folder / "events.csv", rows, np.random.default_rng(0))
            seconds, cpu_s, peak_mb = _ingested(folder, folder / name)
            result |= {
                f"{name}_s": round(seconds, 1),
                f"{name}_cpu_s": round(cpu_s, 1),
                f"{name}_peak_mb": round(peak_mb),
            }
            result |= {f"{name}_rows_per_s": round(rows / seconds), f"{name}_rows_per_cpu_s": round(rows / cpu_s)}
    print(json.dumps(result) if found.json else "\n".join(f"{name:22} {value:,}" for name, value in result.items()))


def _write_items(path: Path) -> None:
    with path.open("w") as file:
        file.write("item_id,title,category\n")
        file.writelines(f"i{number},Thing {number},c{number % 50}\n" for number in range(ITEMS))


def _write_events(path: Path, rows: int, rng: np.random.Generator) -> None:
    """Rows in no order, of one user in ten rows, over a month."""
    with path.open("w") as file:
        file.write("user_id,item_id,event,timestamp,duration\n")
        for start in range(0, rows, CHUNK):
            n = min(CHUNK, rows - start)
            users, items = rng.integers(0, max(rows // 10, 1), n), (ITEMS * rng.random(n) ** 2).astype(int)
            kinds, times = KINDS[rng.integers(0, len(KINDS), n)], 1_700_000_000 + rng.integers(0, 2_592_000, n)
            seconds = rng.integers(1, 120, n)
            columns = (users.tolist(), items.tolist(), kinds.tolist(), times.tolist(), seconds.tolist())
            file.writelines(f"u{u},i{i},{k},{t},{s}\n" for u, i, k, t, s in zip(*columns, strict=True))


def _ingested(folder: Path, home: Path) -> tuple[float, float, float]:
    """Seconds, those of the processor alone (a machine may be shared), and peak resident MB of one `chatrec ingest`."""
    command = [sys.executable, "-m", "chatrec", "ingest", "--home", str(home), "--json"]
    files = ["--items", str(folder / "items.csv"), "--events", str(folder / "events.csv")]
    started = time.perf_counter()
    running = subprocess.Popen([*command, *files], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    if status:
        raise SystemExit(f"`chatrec ingest` failed with status {status}.")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
