"""A profile as a file that its owner takes away and brings back: the same file, the same ranking."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Literal

from pydantic import Field, ValidationError

from chatrec.app.replies import Form
from chatrec.core.errors import InputError
from chatrec.core.events import DONE, Event, EventKind
from chatrec.core.heed import Dispute, Matter
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.profile import Profile
from chatrec.core.steering import UNSTEERED, Steering, change_text

VERSION = 2  # 1 did not say how its owner steers


class CarriedTaste(Form):
    """One taste: the latest word or the strongest deed, its weight and time (seconds), how often each thing was done."""

    item_id: str = Field(min_length=1, max_length=200)
    kind: EventKind
    weight: float = Field(ge=-1, le=1, allow_inf_nan=False)
    at: float = Field(allow_inf_nan=False)
    done: dict[EventKind, int] = Field(default={})
    muted: bool = False


class CarriedSteering(Form):
    """How its owner steers: sliders that do not stand as usual, and disputes (matter, ref)."""

    sliders: dict[str, float] = Field(default={})
    disputes: tuple[tuple[Matter, str], ...] = ()
    profiling: bool = True

    @classmethod
    def of(cls, steering: Steering) -> "CarriedSteering":
        """As it is written down."""
        usual = UNSTEERED.sliders()
        return cls(
            sliders={name: at for name, at in steering.sliders().items() if at != usual[name]},
            disputes=tuple((one.matter, one.ref) for one in steering.heed.disputes),
            profiling=steering.profiling,
        )

    def read(self) -> Steering:
        """Raises InputError for a slider out of its range or a dispute of nothing."""
        disputes = tuple(Dispute(matter, ref) for matter, ref in self.disputes)
        steering = UNSTEERED.set_to(self.sliders)
        return replace(steering, heed=replace(steering.heed, disputes=disputes), profiling=self.profiling)


class CarriedProfile(Form):
    """A profile, oldest taste first. `checksum` is that of everything else: a file that was changed is refused. It guards
    against accidents and half files; it is no signature.
    """

    format: Literal["chatrec-profile"] = "chatrec-profile"
    version: int = VERSION
    user: str
    at: float
    tastes: tuple[CarriedTaste, ...]
    steering: CarriedSteering = CarriedSteering()
    checksum: str = ""

    def sealed(self) -> "CarriedProfile":
        """With its checksum."""
        return self.model_copy(update={"checksum": self._sum()})

    def check(self) -> None:
        """Raises InputError for a file of a newer version, or one that is not as it was exported."""
        if self.version > VERSION:
            raise InputError(
                f"The profile file has version {self.version} and this Chat-Rec reads up to {VERSION}; export it from there in "
                "an older form, or install the newer Chat-Rec. Nothing was changed.",
                zh=f"档案文件的版本是 {self.version}，这里的 Chat-Rec 只能读到版本 {VERSION}；请导出旧格式，或安装更新的 Chat-Rec。"
                "没有改动任何内容。",
            )
        if self.checksum != self._sum():
            raise InputError(
                f"The profile file was changed after it was exported (checksum {self.checksum[:16]!r}); export it again. "
                "Nothing was changed.",
                zh="档案文件在导出后被改动过（校验和不符）；请重新导出。没有改动任何内容。",
            )

    def _sum(self) -> str:
        later = {"steering"} if self.version == 1 else set()
        content = self.model_dump(mode="json", exclude={"checksum", *later})
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
        steering=CarriedSteering.of(profile.steering),
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
        raise InputError(
            f"This is no profile file: {_complaint(error)}; give one that was exported here.",
            zh="这不是档案文件；请选择从这里导出的文件。没有改动任何内容。",
        ) from error
    found.check()
    found.steering.read()
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


def steering_of(profile: CarriedProfile, now: Steering, user: UserId, prefix: str) -> list[Event]:
    """The event after which a user who is profiled, and else steers as `now`, steers as the file says; none where they do."""
    text = change_text(replace(now, profiling=True), profile.steering.read())
    if not text:
        return []
    return [_steering(text, user, profile.at, f"{prefix}:steer")]


def _steering(text: str, user: UserId, at: float, event_id: str) -> Event:
    return Event(event_id=EventId(event_id), user=user, item=None, kind=EventKind.STEER, at=at, text=text)


def clearing(profile: Profile, at: float, prefix: str) -> list[Event]:
    """Events that take every taste back, and let new ones be learned: what comes next is to be folded."""
    profiled = change_text(profile.steering, replace(profile.steering, profiling=True))
    return [
        *([_steering(profiled, profile.user, at, f"{prefix}:profiled")] if profiled else []),
        *_retractions(profile, at, prefix),
    ]


def _retractions(profile: Profile, at: float, prefix: str) -> Iterator[Event]:
    for number, item in enumerate(profile.tastes):
        yield Event(event_id=EventId(f"{prefix}:{number}"), user=profile.user, item=item, kind=EventKind.RETRACT, at=at)


__all__ = [
    "VERSION",
    "CarriedProfile",
    "CarriedSteering",
    "CarriedTaste",
    "carried",
    "clearing",
    "events_of",
    "read_carried",
    "steering_of",
]
