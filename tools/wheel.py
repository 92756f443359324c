"""Check that the built wheel holds what a user needs and nothing that is not ours to give.

python tools/wheel.py WHEEL
"""

import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

PAGE = "chatrec/interfaces/http/page/"
NEEDED = (f"{PAGE}index.html", "chatrec/py.typed", "chatrec/interfaces/cli/main.py")
# Ratings, catalogues, databases and models: data keeps its own terms and never travels with us.
DATA = frozenset(
    {
        ".base",
        ".csv",
        ".dat",
        ".data",
        ".db",
        ".genre",
        ".gz",
        ".inter",
        ".item",
        ".jsonl",
        ".npy",
        ".npz",
        ".occupation",
    }
    | {".parquet", ".sqlite", ".test", ".tsv", ".user", ".whl", ".zip"}
)
# Facts that we wrote ourselves are ours to give.
OURS = "chatrec/domains/packs/"
MEBIBYTE = 1024 * 1024
LIMIT = 5 * MEBIBYTE


def problems(names: Sequence[str], size: int) -> Iterator[str]:
    """What is wrong with a wheel of these members and this size in bytes, one sentence each."""
    for name in NEEDED:
        if name not in names:
            yield f"lacks {name}"
    if not any(name.startswith(PAGE) and name.endswith(".js") for name in names):
        yield f"lacks the page's program below {PAGE}"
    if not any(name.endswith("/LICENSE") for name in names):
        yield "lacks the licence"
    for name in names:
        if PurePosixPath(name).suffix in DATA and not (name.startswith(OURS) and name.endswith(".jsonl")):
            yield f"holds data: {name}"
        if "node_modules" in name:
            yield f"holds a package that is not ours: {name}"
    if size > LIMIT:
        yield f"weighs {size / MEBIBYTE:.1f} MiB; the limit is {LIMIT / MEBIBYTE:.0f}"


def main() -> int:
    """Check the wheel named on the command line; the exit status."""
    wheel = Path(sys.argv[1])
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    found = list(problems(names, wheel.stat().st_size))
    for problem in found:
        print(f"{wheel.name} {problem}")
    if not found:
        print(
            f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / MEBIBYTE:.1f} MiB, page included, no data of others"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
