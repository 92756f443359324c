"""How a person steers what is recommended to them, for good: sliders, the dial, disputes, and whether they are profiled."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from chatrec.core.dial import AS_USUAL, Dial
from chatrec.core.errors import InputError
from chatrec.core.heed import EVENLY, MOST, Dispute, Family, Heed, Matter

DISPUTES = 200  # that a person may hold
SLIDERS: Mapping[str, tuple[float, float, float]] = {
    **{family.value: (0.0, 1.0, MOST) for family in Family},
    "novelty": (-1.0, 0.0, 1.0),
    "variety": (-1.0, 0.0, 1.0),
}  # the least, the usual and the most of each


@dataclass(frozen=True, slots=True)
class Steering:
    """`heed` multiplies evidence, `dial` is where a conversation's dial starts from. Without `profiling`, nothing that a person
    said or did is read and nothing new is learned of them; what was known stays, for when they switch it on again.
    """

    heed: Heed = EVENLY
    dial: Dial = AS_USUAL
    profiling: bool = True

    def set_to(self, sliders: Mapping[str, float]) -> "Steering":
        """With these sliders, the others as they are. Raises InputError for one that there is not, or out of its range."""
        for name, value in sliders.items():
            _check(name, value)
        weights = {**dict(self.heed.weights), **{Family(name): at for name, at in sliders.items() if name in _FAMILIES}}
        held = tuple((family, weights[family]) for family in Family if weights.get(family, 1.0) != 1.0)
        turned = {name: float(at) for name, at in sliders.items() if name not in _FAMILIES}
        return replace(self, heed=replace(self.heed, weights=held), dial=self.dial._replace(**turned))

    def sliders(self) -> dict[str, float]:
        """Where each slider stands."""
        families = {family.value: self.heed.weight(family) for family in Family}
        return {**families, "novelty": self.dial.novelty, "variety": self.dial.variety}

    def disputing(self, dispute: Dispute) -> "Steering":
        """With one more dispute. Raises InputError beyond 200: then a slider or a whole kind of evidence says it better."""
        if dispute in self.heed.disputes:
            return self
        if len(self.heed.disputes) >= DISPUTES:
            raise InputError(
                f"{DISPUTES} disputes are held and {dispute.ref!r} is one more; take some back first.",
                zh=f"最多可以排除 {DISPUTES} 条理由，现在已满；请先恢复几条。",
            )
        return replace(self, heed=replace(self.heed, disputes=(*self.heed.disputes, dispute)))

    def upholding(self, dispute: Dispute) -> "Steering":
        """Without a dispute."""
        left = tuple(one for one in self.heed.disputes if one != dispute)
        return replace(self, heed=replace(self.heed, disputes=left))

    def after(self, text: str) -> "Steering":
        """After a change as `change_text` writes it. Raises InputError for any other text."""
        found = _read(text)
        now = self.set_to(found.sliders)
        for dispute in found.uphold:
            now = now.upholding(dispute)
        for dispute in found.dispute:
            now = now.disputing(dispute)
        return now if found.profiling is None else replace(now, profiling=found.profiling)


UNSTEERED = Steering()
_FAMILIES = frozenset(family.value for family in Family)


def change_text(before: Steering, after: Steering) -> str:
    """What leads from one steering to the other, as an event carries it: only what differs, so that two pages which change
    different things do not undo each other. "" where nothing differs.
    """
    was, now = before.sliders(), after.sliders()
    change: dict[str, object] = {
        "sliders": {name: at for name, at in now.items() if was[name] != at},
        "dispute": _listed(one for one in after.heed.disputes if one not in before.heed.disputes),
        "uphold": _listed(one for one in before.heed.disputes if one not in after.heed.disputes),
    }
    change = {what: value for what, value in change.items() if value}
    if before.profiling != after.profiling:
        change["profiling"] = after.profiling
    return json.dumps(change, ensure_ascii=False, separators=(",", ":")) if change else ""


def _check(name: str, value: float) -> None:
    if name not in SLIDERS:
        raise InputError(f"There is no slider {name!r}; there are {', '.join(SLIDERS)}.")
    least, usual, most = SLIDERS[name]
    if not (math.isfinite(value) and least <= value <= most):
        raise InputError(
            f"The slider {name!r} cannot stand at {value!r}; give {least:g} to {most:g} (as usual: {usual:g})."
        )


def _listed(disputes: Iterable[Dispute]) -> list[tuple[str, str]]:
    return [(one.matter.value, one.ref) for one in disputes]


class _Change(NamedTuple):
    """What a change's text holds."""

    sliders: Mapping[str, float]
    dispute: tuple[Dispute, ...]
    uphold: tuple[Dispute, ...]
    profiling: bool | None


def _read(text: str) -> _Change:
    """A change of steering. Raises InputError for any other text: it may have come from anywhere."""
    try:
        found = json.loads(text)
        change = _Change(
            {name: at + 0.0 for name, at in found.pop("sliders", {}).items()},
            _disputes(found.pop("dispute", ())),
            _disputes(found.pop("uphold", ())),
            found.pop("profiling", None),
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(_UNREADABLE.format(text[:80])) from error
    if found or not (change.profiling is None or isinstance(change.profiling, bool)):
        raise InputError(_UNREADABLE.format(text[:80]))
    return change


def _disputes(listed: Iterable[tuple[str, str]]) -> tuple[Dispute, ...]:
    return tuple(Dispute(Matter(matter), str(ref)) for matter, ref in listed)


_UNREADABLE = (
    "The change of steering {!r} cannot be read; it is a JSON object with any of sliders (name: number), dispute and uphold "
    "(lists of [matter, ref]) and profiling (true or false)."
)

__all__ = ["SLIDERS", "UNSTEERED", "Steering", "change_text"]
