"""Learns the vectors of words in `dialogue/nlu/intents` from conversations without labels, and writes them into the package.

    python tools/vectors.py REDIAL IARD

`REDIAL` is a folder of ReDial conversations (`*.jsonl.gz`), `IARD` the file of those whose utterances are labelled: they are left out,
so that nothing of what the trained understanding is tested on is seen. Takes half a minute.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from chatrec.dialogue.nlu.intents.features import Blocks, blocks
from chatrec.dialogue.nlu.intents.model import Vocabulary
from chatrec.dialogue.nlu.intents.training import matrix
from chatrec.dialogue.nlu.intents.vectors import VECTORS, readable

FOLDER = Path(__file__).parents[1] / "src" / "chatrec" / "dialogue" / "nlu" / "intents"
TITLE = re.compile(r"@(\d+)")
SIZE = 50
OFTEN, OFTEN_BESIDE = 8, 20  # utterances that must have a feature: of those that get a vector, and of their neighbours
SMOOTHING = 20.0
Features = tuple[tuple[str, ...]]


def talks(folder: Path, without: set[str]) -> Iterator[list[tuple[bool, str]]]:
    """The turns of each conversation: whether the seeker spoke, and what was said."""
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.jsonl.gz"), reverse=True):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                talk = json.loads(line)
                found.setdefault(str(talk["conversationId"]), talk)
    for key, talk in found.items():
        if key not in without:
            speakers = groupby(talk["messages"], key=lambda said: said["senderWorkerId"] == talk["initiatorWorkerId"])
            yield [(seeker, "...".join(one["text"] for one in said)) for seeker, said in speakers]


def marked(turns: Sequence[tuple[bool, str]]) -> Iterator[Features]:
    """The features of each turn, its titles as the words that tell who named them before, as the labelled utterances have them."""
    named: dict[str, str] = {}
    for seeker, text in turns:
        said = TITLE.sub(lambda title: f" title{named.get(title[1], 'new')} ", text)
        for title in TITLE.findall(text):
            named.setdefault(title, "seeker" if seeker else "recommender")
        yield (tuple(readable(blocks(said))),)


def whitened(said: "sparse.csr_matrix") -> "sparse.dia_array":
    """One over the root of how much there is of each feature."""
    return sparse.diags_array(1 / np.sqrt(np.asarray(said.multiply(said).sum(axis=0)).ravel() + SMOOTHING))


def learned(said: Sequence[Blocks], before: Sequence[Blocks], after: Sequence[Blocks]) -> tuple[list[str], np.ndarray]:
    """The features and (f, SIZE) their directions."""
    vocabulary = Vocabulary.of(said, (1.0,), least=OFTEN)
    own = matrix(said, vocabulary)
    beside = sparse.hstack(
        [matrix(those, Vocabulary.of(those, (1.0,), least=OFTEN_BESIDE)) for those in (after, before)]
    ).tocsr()
    white = whitened(own)
    left, strengths, _ = randomized_svd(
        sparse.csr_matrix(white @ (own.T @ beside) @ whitened(beside)), SIZE, n_iter=3, random_state=0
    )
    directions = vocabulary.rarity[:, None] * (white @ (left * np.sqrt(strengths)))
    return list(vocabulary.columns[0]), directions / np.abs(directions).max()


def main(arguments: Sequence[str]) -> int:
    """Learn and write."""
    redial, iard = map(Path, arguments)
    labelled = set(json.loads(gzip.decompress(iard.read_bytes())))
    said: list[Features] = []
    before: list[Features] = []
    after: list[Features] = []
    for turns in talks(redial, labelled):
        features = [(("start",),), *marked(turns), (("end",),)]
        for at, (seeker, _) in enumerate(turns, start=1):
            if seeker:
                said.append(features[at])
                before.append(features[at - 1])
                after.append(features[at + 1])
    names, directions = learned(said, before, after)
    content = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
    np.savez_compressed(FOLDER / VECTORS, features=content, directions=directions.astype(np.float16))
    print(json.dumps({"utterances": len(said), "features": len(names), "bytes": (FOLDER / VECTORS).stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
