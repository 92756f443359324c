"""What was measured of a language model's judgement beside a model version: how much it is worth, and so how much it counts."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chatrec.evaluation import Estimate


class JudgedBucket(BaseModel):
    """After histories of `least` interactions and more: how much the judgement counts, the NDCG@5 of the version's best twenty by
    itself (`alone`), and the `gain` by the judgement on questions that its weight was not chosen on, with a 95 % interval; None
    where too few questions were answered to tell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int = Field(ge=0)
    weight: float = Field(ge=0)
    questions: int
    alone: float
    gain: Estimate | None = None


class JudgeReport(BaseModel):
    """`model` is who was asked, `digest` tells another model or other questions from these, and `manner` is how it answers: by
    the odds of letters, or by naming titles. `users` of the home were asked about, `asked` questions in all, which took `tokens`
    and `seconds` each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    digest: str
    manner: Literal["letters", "titles"]
    measured_at: float
    users: int
    asked: int
    unanswered: int
    tokens: int
    seconds: float
    buckets: tuple[JudgedBucket, ...] = Field(min_length=1)

    @property
    def helps(self) -> bool:
        """Whether it is worth asking at all."""
        return any(bucket.weight > 0 for bucket in self.buckets)


__all__ = ["JudgeReport", "JudgedBucket"]
