"""How fast a language model reads and writes, and whether its ears ever make what the rules understand worse.

Run: python benchmarks/language_model.py --llm gguf:PATH [--data ml-100k] [--gold FOLDER] [--utterances 40] [--json]
     chatrec bench language_model      (asks the model that the home's settings name, about speed alone)

The gold utterances are those of tests/dialogue/gold; each is parsed by the rules and by rules and model. Speeds are of one
request at a time; a busy machine reads slower.
"""

import argparse
import json
import platform
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from chatrec.app.home import find_home
from chatrec.app.language_model import language_model, tried, with_model
from chatrec.app.settings import LlmSettings, read_settings
from chatrec.app.wiring import clock
from chatrec.core.errors import LanguageModelError
from chatrec.core.ids import ConversationId, ModelVersion, UserId
from chatrec.data import dataset, load
from chatrec.dialogue import DialogueState, FactBook, RulePolicy, TemplateNlg, Tools
from chatrec.dialogue.nlu import RuleNlu
from chatrec.domains import fitting
from chatrec.explain import Explainer
from chatrec.llm import Ears
from chatrec.ports.language_model import LanguageModel, Prompt
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.popularity import PopularityTrainer

PATIENCE_S = 300.0
WORDS = 40


class Choice(BaseModel):
    """One letter."""

    model_config = ConfigDict(extra="forbid")

    choice: str


class Story(BaseModel):
    """Many words."""

    model_config = ConfigDict(extra="forbid")

    words: list[str] = Field(min_length=WORDS, max_length=WORDS)


def main() -> None:
    """Ask, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--llm")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data", type=Path, help="a MovieLens 100K folder, to hear with")
    parser.add_argument("--gold", type=Path, default=Path("tests/dialogue/gold"))
    parser.add_argument("--utterances", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    settings = (
        read_settings(find_home(given.home).folder).llm if given.llm is None else LlmSettings(threads=given.threads)
    )
    settings = with_model(settings, given.llm or settings.model or "")
    model = language_model(settings, {}, clock())
    assert model is not None
    result: dict[str, object] = dict(speeds(model))
    if given.data is not None:
        result |= hearing(model, given.data, given.gold, given.utterances)
    result["machine"] = f"{platform.machine()} {platform.python_version()}"
    print(json.dumps(result) if given.json else "\n".join(f"{name:32} {value}" for name, value in result.items()))


def speeds(model: LanguageModel) -> Mapping[str, float]:
    """Seconds to the first answer, and tokens a second read and written."""
    first = tried(model, timeout_s=PATIENCE_S).seconds
    read, seconds = timed(model, Prompt("Choose.", "A film is a film. " * 80, options=("A", "B")), Choice)
    wrote, whole = timed(model, Prompt("Tell a story, word by word.", "Begin."), Story)
    return {
        "first answer s": round(first, 2),
        "tokens a second read": round(read[0] / seconds, 1),
        "tokens a second written": round(wrote[1] / whole, 1),
    }


def timed(model: LanguageModel, prompt: Prompt, schema: type[BaseModel]) -> tuple[tuple[int, int], float]:
    """(tokens read, tokens written) and seconds of one request."""
    began = time.perf_counter()
    usage = model.complete(prompt, schema=schema, timeout_s=PATIENCE_S).usage
    return (usage.prompt_tokens, usage.completion_tokens), time.perf_counter() - began


def hearing(model: LanguageModel, data: Path, gold: Path, most: int) -> Mapping[str, object]:
    """How often rules and model understand exactly what the rules do, on a sample of the gold utterances."""
    tools = tools_for(data)
    lines = [line for path in sorted(gold.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    sample = [lines[at].partition("\t")[0] for at in np.random.default_rng(0).permutation(len(lines))[:most]]
    state = DialogueState(conversation=ConversationId("c"), user=UserId("u"))
    ears, same, asked, outcomes = (
        Ears(model, timeout_s=PATIENCE_S),
        0,
        0,
        dict.fromkeys(("added", "stricter", "disputed", "refused"), 0),
    )
    troubles: list[str] = []
    for utterance in sample:
        listening = ears.listening(tools)
        same += listening.parse(utterance, state) == tools.nlu.parse(utterance, state)
        heard = listening.heard
        asked += heard.model is not None
        troubles += [heard.trouble.value] if heard.trouble else []
        for outcome in outcomes:
            outcomes[outcome] += getattr(heard, outcome)
    return {
        "utterances": len(sample),
        "asked about": asked,
        "as the rules alone": same,
        **outcomes,
        "troubles": len(troubles),
    }


def tools_for(data: Path) -> Tools:
    """What a turn is made with, over the catalogue of a data set."""
    whole = dataset(load(data))
    catalogue, scorer = whole.catalogue, PopularityTrainer().fit(whole, np.random.default_rng(0))
    films = fitting(catalogue)
    return Tools(
        nlu=RuleNlu(catalogue, films),
        policy=RulePolicy(),
        nlg=TemplateNlg(catalogue, films),
        recommender=Recommender(
            catalogue, scorer, DiversityReranker(catalogue, strength=0.0), model=ModelVersion("bench")
        ),
        explainer=Explainer(catalogue, films),
        catalogue=catalogue,
        domain=films,
        book=FactBook(catalogue, films),
    )


if __name__ == "__main__":
    try:
        main()
    except LanguageModelError as error:
        raise SystemExit(str(error)) from error
