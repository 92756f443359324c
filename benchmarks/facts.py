"""What the facts of our packs add to the blend: a blend that goes by behaviour alone, and the same with each scorer that
reads facts, under one protocol on the same splits, so that the differences are paired.

Run: chatrec bench facts [--protocol next] [--data NAME] [--seeds N] [--home DIR]
"""

import argparse
from pathlib import Path

from chatrec.app.datasets import load_data
from chatrec.app.enriching import enriched
from chatrec.app.home import find_home
from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.app.wiring import clock
from chatrec.core.protocols import Trainer
from chatrec.data import WeightRule, dataset
from chatrec.evaluation import Study, find_protocol
from chatrec.evaluation.tables import report_lines
from chatrec.scorers.questions import HoldOut

BEHAVIOUR = ("together", "popularity")


def main() -> None:
    """Print one table: behaviour alone, and what each reader of facts adds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true", help="accepted and ignored: the table is the result")
    parser.add_argument("--protocol", default="holdout")
    parser.add_argument("--data", default="ml-100k")
    parser.add_argument("--seeds", type=int, default=3)
    found = parser.parse_args()
    protocol, settings = find_protocol(found.protocol), Settings(facts=True)
    loaded = load_data(found.data, find_home(found.home), clock(), ordered=protocol.ordered)
    data = dataset(enriched(loaded, settings), WeightRule.ALL)
    behaviour = (*BEHAVIOUR, "next") if protocol.ordered else BEHAVIOUR
    models = {"blend": behaviour} | {
        f"+ {' '.join(added)}": (*behaviour, *added)
        for added in (("attributes",), ("text",), ("knowledge",), ("attributes", "text", "knowledge"))
    }
    holds_out = HoldOut.NEXT if protocol.ordered else HoldOut.RANDOM
    trainers: dict[str, Trainer] = {
        name: blend_trainer(settings.model_copy(update={"scorers": scorers}), holds_out=holds_out)
        for name, scorers in models.items()
    }
    report = protocol.run(Study(data=data, name=Path(found.data).name, seeds=found.seeds), trainers)
    print("\n".join(report_lines(report, protocol.shown, ("paired",))))


if __name__ == "__main__":
    main()
