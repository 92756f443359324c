"""Trains the intents that back the rules, from the utterances in `dialogue/nlu/intents/said`, and writes them into the package.

    python tools/intents.py          train and write the weights and the manifest
    python tools/intents.py check    say whether what lies there is what training gives now
    python tools/intents.py try FILE  say what further utterances would change, without writing anything

By how much an intent must be more probable than the next, to be acted on, is chosen on every fifth utterance of each intent, held
out: the lowest bound at which at least 90 of 100 guesses are right. Then everything trains the weights.

`FILE` holds labelled utterances, one JSON object a line with `text` and `intent`, as `chatrec review export` writes them. They train and
are never held out, so that both figures are of the same utterances. What helps is copied into `dialogue/nlu/intents/said` by a person.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from chatrec.data.utterances import read_corpus
from chatrec.dialogue.nlu.backed import MANIFEST, UNGUESSED, WEIGHTS
from chatrec.dialogue.nlu.intents.features import ALONE, blocks
from chatrec.dialogue.nlu.intents.model import IntentModel, Vocabulary
from chatrec.dialogue.nlu.intents.said import said
from chatrec.dialogue.nlu.intents.training import trained

FOLDER = Path(__file__).parents[1] / "src" / "chatrec" / "dialogue" / "nlu" / "intents"
FIFTH = 5
RIGHT = 0.9  # of the guesses that are acted on
BOUNDS = tuple(round(at / 100, 2) for at in range(20, 96, 5))
STRENGTH = 30.0  # of what trains; chosen on what is held out, as is that no feature is too rare
Labelled = Sequence[tuple[str, str]]


def parted(utterances: Labelled) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What trains and what is held out: every fifth utterance of each intent."""
    seen: Counter[str] = Counter()
    parts: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for intent, text in utterances:
        seen[intent] += 1
        parts[seen[intent] % FIFTH == 0].append((intent, text))
    return parts


def fitted(utterances: Labelled) -> IntentModel:
    """The model of labelled utterances."""
    features, intents = [blocks(text) for _, text in utterances], [{intent} for intent, _ in utterances]
    return trained(features, intents, vocabulary=Vocabulary.of(features, ALONE, least=1), strength=STRENGTH, least=1)


def outcomes(model: IntentModel, utterances: Labelled) -> list[tuple[float, str, str]]:
    """(lead, guess, intent) of each utterance."""
    likeliest = ((model.likeliest(blocks(text)), intent) for intent, text in utterances)
    return [(lead, guess, intent) for (guess, lead), intent in likeliest]


def measured(found: Sequence[tuple[float, str, str]], sure: float) -> dict[str, float]:
    """What becomes of utterances at a bound: how many are acted on, and how many of those rightly."""
    acted = [(guess, intent) for lead, guess, intent in found if lead >= sure and guess not in UNGUESSED]
    ours = sum(intent not in UNGUESSED for _, _, intent in found)
    right = sum(guess == intent for guess, intent in acted)
    return {
        "utterances": len(found),
        "precision": round(right / len(acted), 3) if acted else 1.0,
        "recall": round(right / ours, 3) if ours else 1.0,
    }


def bound(found: Sequence[tuple[float, str, str]]) -> float:
    """The lowest bound at which enough guesses are right; the highest where none is."""
    return next((sure for sure in BOUNDS if measured(found, sure)["precision"] >= RIGHT), BOUNDS[-1])


def made(folder: Path) -> dict[str, object]:
    """Train, and write the weights and the manifest into a folder."""
    utterances = list(said())
    training, held_out = parted(utterances)
    found = outcomes(fitted(training), held_out)
    sure = bound(found)
    fitted(utterances).save(folder / WEIGHTS)
    manifest: dict[str, object] = {"sure": sure, "utterances": len(utterances), "held_out": measured(found, sure)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def compared(further: Labelled) -> dict[str, object]:
    """What becomes of the utterances held out, by what is there and with further ones to train on, at the bound that each gets."""
    training, held_out = parted(list(said()))
    outside = {text for _, text in held_out}
    known = {intent for intent, _ in training}
    taken = [(intent, text) for intent, text in further if intent in known and text not in outside]
    found = {"now": outcomes(fitted(training), held_out), "with": outcomes(fitted([*training, *taken]), held_out)}
    figures = {name: {"sure": bound(one), **measured(one, bound(one))} for name, one in found.items()}
    return {"further": len(taken), "left_out": len(further) - len(taken), **figures}


def differences(one: Path, other: Path) -> list[str]:
    """The arrays in which two folders differ by more than the precision that is kept, and the manifest where it does."""
    with np.load(one / WEIGHTS) as ours, np.load(other / WEIGHTS) as theirs:
        names = sorted({*ours.files, *theirs.files})
        found = [name for name in names if not _same(ours, theirs, name)]
    if json.loads((one / MANIFEST).read_text("utf-8")) != json.loads((other / MANIFEST).read_text("utf-8")):
        found.append(MANIFEST)
    return found


def _same(ours: "np.lib.npyio.NpzFile", theirs: "np.lib.npyio.NpzFile", name: str) -> bool:
    if name not in ours.files or name not in theirs.files or ours[name].shape != theirs[name].shape:
        return False
    if ours[name].dtype.kind == "f":
        return bool(np.allclose(ours[name], theirs[name], atol=5e-3))
    return bool(np.array_equal(ours[name], theirs[name]))


def main(arguments: Sequence[str]) -> int:
    """Write, or check; 1 where the check finds a difference."""
    if arguments == ["check"]:
        with TemporaryDirectory() as folder:
            made(Path(folder))
            wrong = differences(FOLDER, Path(folder))
        print(f"differs: {', '.join(wrong)}; run `python tools/intents.py`" if wrong else "as training gives them")
        return bool(wrong)
    if arguments[:1] == ["try"] and len(arguments) == len(["try", "FILE"]):
        corpus = read_corpus(Path(arguments[1]))
        further = [(intent, one.text) for one in corpus.utterances for intent in one.intents]
        print(json.dumps(compared(further)))
        return 0
    print(json.dumps(made(FOLDER)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
