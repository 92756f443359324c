"""What a protocol found, for people and as JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatrec.evaluation.fairness import Fairness
from chatrec.evaluation.intervals import Estimate
from chatrec.evaluation.paired import DRAWS, Paired
from chatrec.evaluation.worth import METRIC, Worth

BEYOND = ("novelty", "popularity", "serendipity", "diversity", "calibration")  # of one user's list
LISTS = ("coverage", "gini")  # of all lists together
LOWER_IS_BETTER = frozenset(
    {"rmse", "mae", "calibration", "popularity", "gini", "changes", "sparsity", "words_en", "characters_zh"}
)

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Report:
    """Every model's metrics under one protocol on one data set, with everything needed to run it again.

    `main` is the metric that ranks the models, `paired` compares each with one of them, `fairness` tells groups of users
    apart, and `lists` holds what is said of all lists of a model together: it is exact for the users that were tested
    and depends on how many they are, so it has no interval. `worth` tells of each blend what its scorers add to each other;
    `beside` are the same models under the same protocol where only ratings from some value on count as positive, by that value.
    """

    protocol: str
    data: str
    fingerprint: str
    settings: Mapping[str, object]
    seconds: float
    models: Mapping[str, Mapping[str, Estimate]]
    main: str | None = None
    paired: Paired | None = None
    fairness: Fairness | None = None
    lists: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    worth: Mapping[str, Worth] = field(default_factory=dict)
    beside: Mapping[str, "Report"] = field(default_factory=dict)

    def json(self) -> str:
        """One JSON object; the form is the contract of `chatrec evaluate --json`."""
        return json.dumps(_report(self))

    def text(self, metrics: Sequence[str]) -> str:
        """A table of the chosen metrics, one model a line."""
        lines = [f"{self.protocol} on {self.data} (fingerprint {self.fingerprint}), {self.seconds:.1f} s"]
        lines += [f"  {name} = {value}" for name, value in self.settings.items()]
        lines += ["", *table("model", metrics, {model: self.cells(model, metrics) for model in self.models})]
        n = next(iter(next(iter(self.models.values())).values())).n
        lines += ["", f"Means over {n} users with 95 % bootstrap intervals over users."]
        return "\n".join(lines)

    def cells(self, model: str, metrics: Sequence[str]) -> list[str]:
        """A model's metrics as text, "-" where it has none."""
        estimates, whole = self.models[model], self.lists.get(model, {})
        return [
            f"{whole[metric]:.4f}" if metric in whole else cell(estimates[metric]) if metric in estimates else "-"
            for metric in metrics
        ]


def _report(report: Report) -> Json:
    return {
        "protocol": report.protocol,
        "data": report.data,
        "fingerprint": report.fingerprint,
        "settings": dict(report.settings),
        "seconds": round(report.seconds, 3),
        "models": {model: _estimates(metrics) for model, metrics in report.models.items()},
        "lists": {model: dict(metrics) for model, metrics in report.lists.items()},
        "paired": None if report.paired is None else _paired(report.paired),
        "fairness": None if report.fairness is None else _fairness(report.fairness),
        "worth": {model: _worth(found) for model, found in report.worth.items()},
        "beside": {value: _report(other) for value, other in report.beside.items()},
    }


def direction(metric: str) -> int:
    """1 where more is better, -1 where less is."""
    return -1 if metric.partition("@")[0] in LOWER_IS_BETTER else 1


def cell(estimate: Estimate) -> str:
    """A mean with its interval."""
    if not estimate.n:
        return "-"
    return f"{estimate.mean:.4f} [{estimate.low:.4f}, {estimate.high:.4f}]"


def table(corner: str, heads: Sequence[str], rows: Mapping[str, Sequence[str]]) -> list[str]:
    """Lines of one row each, columns flush right."""
    first = max(map(len, (corner, *rows)))
    widths = [max(len(head), *(len(cells[at]) for cells in rows.values())) + 2 for at, head in enumerate(heads)]
    line = [corner.ljust(first) + "".join(head.rjust(width) for head, width in zip(heads, widths, strict=True))]
    for name, cells in rows.items():
        line.append(name.ljust(first) + "".join(text.rjust(width) for text, width in zip(cells, widths, strict=True)))
    return line


def _estimates(metrics: Mapping[str, Estimate]) -> Json:
    return {metric: _estimate(estimate) for metric, estimate in metrics.items()}


def _estimate(estimate: Estimate) -> Json:
    mean, low, high, n = estimate
    return {"mean": _number(mean), "ci95": [_number(low), _number(high)], "n": n}


def _number(value: float) -> float | None:
    """JSON has no NaN."""
    return None if math.isnan(value) else value


def _paired(paired: Paired) -> Json:
    models = {
        model: {
            metric: {**_estimate(one.estimate), "p": one.p, "p_holm": one.p_holm} for metric, one in differences.items()
        }
        for model, differences in paired.models.items()
    }
    test = f"two-sided sign permutation over users, {DRAWS} draws, Holm over the models of a metric"
    return {"against": paired.against, "test": test, "models": models}


def _fairness(fairness: Fairness) -> Json:
    return {
        "metric": fairness.metric,
        "known_interactions": {name: list(span) for name, span in fairness.spans.items()},
        "models": {
            model: {"groups": _estimates(gap.groups), "gap": _estimate(gap.difference)}
            for model, gap in fairness.models.items()
        },
    }


def _worth(found: Worth) -> Json:
    scorers = {name: {"worth": list(gains), "weight": list(found.weights[name])} for name, gains in found.gains.items()}
    return {"metric": METRIC, "history": list(found.spans), "scorers": scorers}


__all__ = ["BEYOND", "LISTS", "LOWER_IS_BETTER", "Report", "cell", "direction", "table"]
