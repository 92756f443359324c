"""How fast Chat-Rec is beside RecTools, LensKit and implicit: the same interactions, threads and machine, in turn.

Every measurement is a process of its own, ours and the peers' alternately, round after round; a ratio is the median of the
rounds'. Reading data is timed on no side. RecTools and LensKit ask for other versions of numpy and for torch, so each has
an environment under --envs, which is made with venv and pip where it is missing; what cannot be had is left out, and named.
`cpu_s` is the processor's time over all threads, steadier on a busy machine; `peak_mb` the most memory of the process, the
fit of those that recommend included.

Run: chatrec bench peers [--home DIR] [--json]
     python benchmarks/peers.py --data PATH --envs DIR [--rounds 3] [--threads 2] [--only ease-fit,als-fit] [--json]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from chatrec.app.datasets import load_data
from chatrec.app.home import find_home
from chatrec.app.wiring import clock
from chatrec.core.interactions import Dataset
from chatrec.data import WeightRule, dataset

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS")
LENSKIT_THREADS = ("LK_NUM_THREADS", "LK_NUM_BACKEND_THREADS")
NEEDS = {"rectools": ("rectools==0.19.0",), "lenskit": ("lenskit==2025.8.1", "torch==2.13.0")}
HERE = ("ours", "implicit")  # sides that run in this environment

Answer = dict[str, Any]  # Any: numbers, and the versions by name


class Rival(NamedTuple):
    """One side's job: who does it, how the side calls it, and how many times faster than this one we mean to be."""

    side: str
    job: str
    aim: float


RACES: dict[str, tuple[str, tuple[Rival, ...]]] = {
    "ease-fit": ("ease-fit", (Rival("rectools", "ease-fit", 2.0), Rival("lenskit", "ease-fit", 2.0))),
    "als-fit": ("als-fit", (Rival("implicit", "als-fit", 1.0),)),
    "ease-top": ("ease-top", (Rival("rectools", "ease-top", 3.0), Rival("implicit", "als-top", 1.0))),
    "als-top": ("als-top", (Rival("implicit", "als-top", 1.0), Rival("implicit", "als-top-folded", 1.0))),
    "query-together": ("query-together", ()),
    "query-blend": ("query-blend", ()),
}


def main() -> None:
    """Print each side's seconds, memory and the ratio to ours."""
    found = _arguments()
    data = dataset(load_data(found.data, find_home(found.home), clock()), WeightRule.ALL)
    pythons, missing = _environments(found.envs)
    races = {name: RACES[name] for name in found.only.split(",")}
    answers: dict[str, list[Answer]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interactions.npz"
        _write(path, data)
        for number in range(found.rounds):
            for side, job in _entries(races):
                if side in pythons:
                    print(f"round {number + 1} of {found.rounds}: {side} {job}", file=sys.stderr)
                    answers.setdefault(f"{side} {job}", []).append(
                        _asked(pythons[side], side, job, path, found.threads)
                    )
    result = {
        "fingerprint": data.fingerprint,
        "interactions": len(data.interactions),
        "users": data.interactions.n_users,
        "items": data.interactions.n_items,
        "threads": found.threads,
        "rounds": found.rounds,
        "missing": missing,
        "versions": _versions(answers),
        "sides": {name: _medians(rounds) for name, rounds in answers.items()},
        "ratios": _ratios(races, answers),
    }
    print(json.dumps(result) if found.json else _table(result))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--data", default="ml-1m", help="a folder, or a data set in the home")
    parser.add_argument("--envs", type=Path, help="where the peers' environments are, or are made; none = without them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default=",".join(RACES), help=f"of {', '.join(RACES)}")
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    if unknown := set(found.only.split(",")) - set(RACES):
        parser.error(f"There is no race {sorted(unknown)}; known are: {', '.join(RACES)}.")
    return found


def _environments(envs: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """(pythons, missing): the interpreter of each side, and why the others have none."""
    pythons = {side: sys.executable for side in HERE if side == "ours" or find_spec(side)}
    missing = {side: "install chatrec[fast]" for side in HERE if side not in pythons}
    for side, needs in NEEDS.items():
        if envs is None:
            missing[side] = "no --envs was given"
            continue
        python = envs.absolute() / side / "bin" / "python"
        if problem := _made(python, side, needs):
            missing[side] = problem
        else:
            pythons[side] = str(python)
    return pythons, missing


def _made(python: Path, side: str, needs: tuple[str, ...]) -> str:
    """Make the environment unless it works; why that failed, "" where it did not."""
    check = [str(python), "-c", f"import {side}"]
    if python.exists() and subprocess.run(check, check=False, capture_output=True).returncode == 0:
        return ""
    print(f"making the environment of {side} in {python.parent.parent}", file=sys.stderr)
    for command in (
        [sys.executable, "-m", "venv", str(python.parent.parent)],
        [str(python), "-m", "pip", "install", "--quiet", *needs],
        check,
    ):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            return f"{' '.join(command[1:])!r} failed: {done.stderr.strip().splitlines()[-1:]}"
    return ""


def _write(path: Path, data: Dataset) -> None:
    rows = data.interactions
    labels = np.array(
        [json.dumps({field: list(values) for field, values in item.labels.items()}) for item in data.catalogue]
    )
    columns = {"users": rows.users, "items": rows.items, "weights": rows.weights, "times": rows.times}
    np.savez(path, labels=labels, n_users=np.array(rows.n_users), **columns)


def _entries(races: dict[str, tuple[str, tuple[Rival, ...]]]) -> list[tuple[str, str]]:
    """Who runs what, each once, in turn."""
    entries = [
        entry for job, rivals in races.values() for entry in (("ours", job), *((one.side, one.job) for one in rivals))
    ]
    return list(dict.fromkeys(entries))


def _asked(python: str, side: str, job: str, path: Path, threads: int) -> Answer:
    variables = {**os.environ, **dict.fromkeys(THREADS, str(threads))}
    variables |= dict.fromkeys(LENSKIT_THREADS, str(threads)) if side == "lenskit" else {}
    if side not in HERE:
        variables.pop("PYTHONPATH", None)  # ours would be found before what the environment holds
    script = Path(__file__).with_name(f"_peer_{side}.py")
    command = [python, "-W", "ignore", str(script), job, str(path), str(threads)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=variables)
    if done.returncode:
        raise SystemExit(f"{side} could not do {job!r}:\n{done.stderr}")
    answer: Answer = json.loads(done.stdout.splitlines()[-1])
    return answer


def _versions(answers: dict[str, list[Answer]]) -> dict[str, dict[str, str]]:
    return {name.split()[0]: rounds[0]["versions"] for name, rounds in answers.items()}


def _medians(rounds: list[Answer]) -> dict[str, float]:
    """The medians of everything that was measured, and the range of the seconds."""
    numbers = [name for name, value in rounds[0].items() if isinstance(value, float)]
    found = {name: round(float(np.median([one[name] for one in rounds])), 3) for name in numbers}
    return found | {
        "min_s": round(min(one["s"] for one in rounds), 3),
        "max_s": round(max(one["s"] for one in rounds), 3),
    }


def _ratios(
    races: dict[str, tuple[str, tuple[Rival, ...]]], answers: dict[str, list[Answer]]
) -> dict[str, dict[str, float]]:
    """How many times as long the rival takes, round by round."""
    found: dict[str, dict[str, float]] = {}
    for job, rivals in races.values():
        for one in rivals:
            if (theirs := answers.get(f"{one.side} {one.job}")) is not None:
                pairs = list(zip(theirs, answers[f"ours {job}"], strict=True))
                ratio = {unit: float(np.median([a[unit] / b[unit] for a, b in pairs])) for unit in ("s", "cpu_s")}
                rounded = {unit: round(value, 2) for unit, value in ratio.items()}
                found[f"{one.side} {one.job} / ours {job}"] = {**rounded, "aim": one.aim}
    return found


def _table(result: Answer) -> str:
    lines = [
        f"{name:14} {result[name]}" for name in ("fingerprint", "interactions", "users", "items", "threads", "rounds")
    ]
    lines += [
        f"{side:14} {' '.join(f'{name} {number}' for name, number in found.items())}"
        for side, found in result["versions"].items()
    ]
    lines += [f"{side:14} left out: {why}" for side, why in result["missing"].items()]
    lines += ["", f"{'':28}{'s':>9}{'min':>9}{'max':>9}{'cpu s':>9}{'MB':>8}"]
    for name, found in result["sides"].items():
        seconds = "".join(f"{found[column]:9.2f}" for column in ("s", "min_s", "max_s", "cpu_s"))
        query = f"   a query {found['query_ms']:.2f} ms, cpu {found['query_cpu_ms']:.2f}" if "query_ms" in found else ""
        lines.append(f"{name:28}{seconds}{found['peak_mb']:8.0f}{query}")
    lines += ["", f"{'times as long as ours':44}{'s':>8}{'cpu s':>8}{'aim':>8}"]
    lines += [f"{name:44}{one['s']:8.2f}{one['cpu_s']:8.2f}{one['aim']:8.1f}" for name, one in result["ratios"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
