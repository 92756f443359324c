"""What a protocol is run on, and what makes data unfit for it, said before any fitting."""

from dataclasses import dataclass, field

import numpy as np

from chatrec.core.arrays import BoolArray
from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Dataset, Interactions
from chatrec.data import apart
from chatrec.evaluation.course import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Behaviour in which every row counts as positive or is a rating, and what the report calls it.

    `seeds` random splits are averaged for each user; a protocol whose split is given has one. `held_out` (r,) marks the
    rows that the source itself sets aside for testing; `course` says whom to tell how far it is and where to keep what is
    done. `scale` says that every weight is a rating, graded linearly from -1 at its low end to 1 at its high end. Raises
    DataError for weights that are no finite numbers.
    """

    data: Dataset
    name: str
    seeds: int = 5
    held_out: BoolArray | None = None
    course: Course = field(default_factory=Course)
    scale: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.seeds < 1:
            raise InputError(f"A study averages one or more seeds; got {self.seeds!r}.")
        weights = self.data.interactions.weights
        faulty = np.flatnonzero(~np.isfinite(weights))
        if len(faulty):
            raise DataError(
                f"{len(faulty)} of {len(weights)} rows of {self.name!r} have no finite weight, the first is row "
                f"{faulty[0]} with {float(weights[faulty[0]])!r}; correct or remove them."
            )

    def in_order(self) -> Interactions:
        """The interactions, whose order in time is known. Raises DataError when it is not."""
        rows = self.data.interactions
        unknown = np.count_nonzero(rows.times == 0)
        later = (np.diff(rows.users) == 0) & (np.diff(rows.times) > 0)
        if unknown or not later.any():
            what = f"{unknown} of {len(rows)} rows of {self.name!r} have no time" if unknown else "All times are equal"
            raise DataError(
                f"{what}, so it is not known which item came last; give a file with a timestamp in every row or "
                "sequences in time order, or choose `holdout`."
            )
        return rows

    def rated(self) -> tuple[Interactions, tuple[float, float]]:
        """The interactions, each a rating, and their scale. Raises DataError when they are none or say one thing."""
        rows = self.data.interactions
        if self.scale is None:
            raise DataError(
                f"The {len(rows)} rows of {self.name!r} are not all ratings; give a file with a rating in every row, or "
                "choose `holdout`, which takes behaviour of any kind."
            )
        if not len(rows) or rows.weights.min() == rows.weights.max():
            raise DataError(
                f"The {len(rows)} ratings of {self.name!r} are all equal, so there is nothing to predict; give ratings "
                "that differ, or choose `holdout`."
            )
        return rows, self.scale

    def described(self) -> Interactions:
        """The interactions, on items with attributes. Raises DataError when no item has any."""
        if not self.data.catalogue.fields:
            raise DataError(
                f"No item of {self.name!r} has a label or a number, so nothing is known of one that nobody used; give an "
                "items file with attributes, such as genres, or choose `holdout`."
            )
        return self.data.interactions

    def own_split(self) -> tuple[Interactions, Interactions]:
        """(train, test) as the source has them. Raises DataError when it splits nothing."""
        if self.held_out is None:
            raise DataError(
                f"{self.name!r} brings no split of its own; give a folder with train.txt and test.txt, or choose "
                "`holdout`, which splits at random."
            )
        return apart(self.data.interactions, self.held_out)


__all__ = ["Study"]
