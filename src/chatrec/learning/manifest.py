"""What is written beside a model's arrays: everything needed to know it and to make it again."""

from pydantic import (
    BaseModel,
    ConfigDict,
    JsonValue,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from chatrec.core.errors import StorageError
from chatrec.core.ids import ModelVersion
from chatrec.evaluation import Estimate
from chatrec.learning.judge_report import JudgeReport


class Manifest(BaseModel):
    """A model version. `created_at` is seconds since 1970; `metrics` were measured on held-out behaviour before the
    final fit; `weights` are what the blend learned, by scorer, one a history-length bucket, and `worth` is how much NDCG@10
    each scorer adds there to the others; `kind_weights` say how much each thing that people do said, {} = the defaults, and
    `kind_weights_tried` the validation NDCG@10 of every candidate where they were learned.

    What it takes to take a user out again: `until`, the last place of the log that was read (None = not known), `trainers`,
    every hyper-parameter by scorer, the `noise` rules, and a digest of the `catalogue`. `forgotten` counts the users who were
    taken out of `parent`, the version before, and those before it.

    `synthetic` counts the searches that a language model invented and a person accepted from which the scorer of words learned;
    they are not among users and interactions. `judge` is what a language model's judgement is worth
    beside this version, None where that was not measured.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: ModelVersion
    created_at: float
    fingerprint: str
    items: int
    users: int
    interactions: int
    seed: int
    settings: dict[str, dict[str, JsonValue]]
    scorers: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]
    kind_weights: dict[str, float] = {}
    kind_weights_tried: dict[str, float] = {}
    worth: dict[str, tuple[float, ...]] = {}
    metrics: dict[str, Estimate]
    seconds: float
    code: dict[str, str]
    until: int | None = None
    trainers: dict[str, dict[str, JsonValue]] = {}
    noise: dict[str, float] = {}
    catalogue: str = ""
    forgotten: int = 0
    synthetic: int = 0
    parent: ModelVersion | None = None
    judge: JudgeReport | None = None

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without a judge where there is none: whoever never measured one can go back to the version of Chat-Rec before."""
        written: dict[str, object] = write(self)
        return {name: value for name, value in written.items() if name != "judge" or value is not None}


def parse_manifest(text: str) -> Manifest:
    """The manifest in a JSON text. Raises StorageError for one that this version cannot read."""
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StorageError(
            f"A model manifest cannot be read: {where or 'it'}: {first['msg']}. It may come from another version of Chat-Rec; "
            "train again with `chatrec train`."
        ) from error


__all__ = ["Manifest", "parse_manifest"]
