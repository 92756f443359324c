"""A profile as a file that its owner takes away and brings back: the same file, the same ranking."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal

from pydantic import Field, ValidationError

from chatrec.app.replies import Form
from chatrec.core.errors import InputError
from chatrec.core.events import DONE, Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.profile import Profile

VERSION = 1


class CarriedTaste(Form):
    """One taste: the latest word or the strongest deed, its weight and time (seconds), how often each thing was done."""

    item_id: str = Field(min_length=1, max_length=200)
    kind: EventKind
    weight: float = Field(ge=-1, le=1, allow_inf_nan=False)
    at: float = Field(allow_inf_nan=False)
    done: dict[EventKind, int] = Field(default={})
    muted: bool = False


class CarriedProfile(Form):
    """A profile, oldest taste first. `checksum` is that of everything else: a file that was changed is refused. It guards
    against accidents and half files; it is no signature.
    """

    format: Literal["chatrec-profile"] = "chatrec-profile"
    version: int = VERSION
    user: str
    at: float
    tastes: tuple[CarriedTaste, ...]
    checksum: str = ""

    def sealed(self) -> "CarriedProfile":
        """With its checksum."""
        return self.model_copy(update={"checksum": self._sum()})

    def check(self) -> None:
        """Raises InputError for a file of a newer version, or one that is not as it was exported."""
        if self.version > VERSION:
            raise InputError(
                f"The profile file has version {self.version} and this Chat-Rec reads up to {VERSION}; export it from there in "
                "an older form, or install the newer Chat-Rec. Nothing was changed."
            )
        if self.checksum != self._sum():
            raise InputError(
                f"The profile file was changed after it was exported (checksum {self.checksum[:16]!r}); export it again. "
                "Nothing was changed."
            )

    def _sum(self) -> str:
        content = self.model_dump(mode="json", exclude={"checksum"})
        return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def carried(profile: Profile, at: float) -> CarriedProfile:
    """The profile as a file, sealed."""
    return CarriedProfile(
        user=profile.user,
        at=at,
        tastes=tuple(
            CarriedTaste(
                item_id=item,
                kind=taste.kind,
                weight=taste.weight,
                at=taste.at,
                done=dict(taste.done),
                muted=taste.muted,
            )
            for item, taste in profile.tastes.items()
        ),
    ).sealed()


def read_carried(text: str) -> CarriedProfile:
    """The profile in a file's text. Raises InputError for one that is none, is newer, or was changed."""
    try:
        tree = json.loads(text)
        if isinstance(tree, dict) and isinstance(tree.get("version"), int) and tree["version"] > VERSION:
            # A newer file may hold anything: what it is comes before what is wrong with it.
            CarriedProfile(user="", at=0.0, tastes=(), version=tree["version"]).check()
        found = CarriedProfile.model_validate_json(text)
    except (ValidationError, ValueError, RecursionError) as error:
        raise InputError(f"This is no profile file: {_complaint(error)}; give one that was exported here.") from error
    found.check()
    return found


def _complaint(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}"
    return "it cannot be read as JSON"


def events_of(tastes: Sequence[CarriedTaste], user: UserId, prefix: str) -> list[Event]:
    """Events that fold into exactly these tastes, in their order."""
    return [event for number, taste in enumerate(tastes) for event in _events(taste, user, f"{prefix}:{number}")]


def _events(taste: CarriedTaste, user: UserId, prefix: str) -> Iterator[Event]:
    def event(kind: EventKind, *, value: float | None = None, count: int = 1) -> Event:
        return Event(
            event_id=EventId(f"{prefix}:{kind.value}"),
            user=user,
            item=ItemId(taste.item_id),
            kind=kind,
            at=taste.at,
            value=value,
            count=count,
        )

    for kind, count in taste.done.items():
        yield event(kind, count=count)
    if taste.kind is EventKind.RATING:
        # The inverse of `taste_weight`, exact: doubling is, and so is the difference of two that lie so near.
        yield event(EventKind.RATING, value=2.0 * taste.weight - 1.0 if taste.weight >= 0 else 2.0 * taste.weight)
    elif taste.kind not in DONE:
        yield event(taste.kind)
    if taste.muted:
        yield event(EventKind.MUTE)


def clearing(profile: Profile, at: float, prefix: str) -> list[Event]:
    """Events that take every taste back."""
    return [
        Event(event_id=EventId(f"{prefix}:{number}"), user=profile.user, item=item, kind=EventKind.RETRACT, at=at)
        for number, item in enumerate(profile.tastes)
    ]


__all__ = ["VERSION", "CarriedProfile", "CarriedTaste", "carried", "clearing", "events_of", "read_carried"]
