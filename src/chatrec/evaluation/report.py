"""What a protocol found, for people and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatrec.evaluation.intervals import Estimate


@dataclass(frozen=True, slots=True)
class Report:
    """Every model's metrics under one protocol on one data set, with everything needed to run it again."""

    protocol: str
    data: str
    fingerprint: str
    settings: Mapping[str, object]
    seconds: float
    models: Mapping[str, Mapping[str, Estimate]]

    def json(self) -> str:
        """One JSON object; the form is the contract of `chatrec evaluate --json`."""
        models = {
            model: {
                metric: {"mean": estimate.mean, "ci95": [estimate.low, estimate.high], "n": estimate.n}
                for metric, estimate in metrics.items()
            }
            for model, metrics in self.models.items()
        }
        return json.dumps(
            {
                "protocol": self.protocol,
                "data": self.data,
                "fingerprint": self.fingerprint,
                "settings": dict(self.settings),
                "seconds": round(self.seconds, 3),
                "models": models,
            }
        )

    def text(self, metrics: Sequence[str]) -> str:
        """A table of the chosen metrics, one model a line."""
        width = max(len(model) for model in self.models)
        lines = [f"{self.protocol} on {self.data} (fingerprint {self.fingerprint}), {self.seconds:.1f} s"]
        lines += [f"  {name} = {value}" for name, value in self.settings.items()]
        lines += ["", "model".ljust(width) + "".join(metric.rjust(24) for metric in metrics)]
        for model, found in self.models.items():
            cells = (found[metric] for metric in metrics)
            row = "".join(f"{cell.mean:.4f} [{cell.low:.4f}, {cell.high:.4f}]".rjust(24) for cell in cells)
            lines.append(model.ljust(width) + row)
        n = next(iter(next(iter(self.models.values())).values())).n
        lines += ["", f"Means over {n} users with 95 % bootstrap intervals over users."]
        return "\n".join(lines)


__all__ = ["Report"]
