"""Search spaces from trainers' fields, and as they are given."""

from typing import Literal

import pytest
from pydantic import BaseModel, Field

from chatrec.app.registry import plugins
from chatrec.app.space import described, space_of
from chatrec.core.errors import InputError
from chatrec.ports.search import Choice, Range


class Trainer(BaseModel):
    """Every kind of field there is."""

    name: Literal["every"] = "every"
    l2: float = Field(default=300.0, gt=0)
    share: float = Field(default=0.5, ge=0, lt=1)
    reach: float = Field(default=2.0, ge=0.001, le=10)
    least: float = Field(default=3.0, ge=0)
    shift: float = 0.0
    rank: int = Field(default=16, ge=1)
    steps: int = Field(default=3, gt=0, lt=6)
    once: bool = False
    kind: Literal["cosine", "lift"] = "lift"
    most: int | None = Field(default=None, ge=1)
    some: int | None = Field(default=8, ge=1)
    either: int | str = 3
    seed: int = Field(default=1, ge=0, le=9)
    lags: tuple[int, ...] = (1, 2)


def test_what_fields_say_is_where_to_search() -> None:
    assert space_of(Trainer()) == {
        "l2": Range(3.0, 30_000.0, log=True),
        "share": Range(0.0, 0.99),
        "reach": Range(0.001, 10.0, log=True),
        "least": Range(0.03, 300.0, log=True),
        "rank": Range(4.0, 64.0, log=True, whole=True),
        "steps": Range(1.0, 5.0, whole=True),
        "once": Choice((False, True)),
        "kind": Choice(("cosine", "lift")),
        "some": Range(2.0, 32.0, log=True, whole=True),
    }


def test_the_space_lies_around_the_settings() -> None:
    assert space_of(Trainer(l2=10.0))["l2"] == Range(0.1, 1000.0, log=True)


@pytest.mark.parametrize("path", ["l2", "scorer.l2", "every.l2", "scorer.every.l2"])
def test_a_range_may_be_given(path: str) -> None:
    assert space_of(Trainer(), [f"{path}=10:1000:log"])["l2"] == Range(10.0, 1000.0, log=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("shift=-1:1", Range(-1.0, 1.0)),
        ("rank=8:64", Range(8.0, 64.0, whole=True)),
        ("kind=cosine", Choice(("cosine",))),
        ("rank=8,16", Choice((8, 16))),
        ("l2=0.5", Choice((0.5,))),
        ("once=true", Choice((True,))),
    ],
)
def test_other_forms(text: str, wanted: Range | Choice) -> None:
    assert space_of(Trainer(), [text])[text.partition("=")[0]] == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("l3=1:2", "has no setting 'l3'; it has: name, l2, share"),
        ("other.l2=1:2", "is not of 'every'; write scorer.l2=10:1000:log"),
        ("l2", "is not of 'every'"),
        ("l2=2:1", "is no range"),
        ("l2=a:b", "is no range"),
        ("l2=0:1:log", "is no range"),
        ("l2=1:2:lag", "is no range"),
        ("l2=1:inf", "is no range"),
        ("rank=1.5:2", "is no range"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        space_of(Trainer(), [text])


def test_a_scorer_without_anything_to_search_says_so() -> None:
    class Bare(BaseModel):
        name: Literal["bare"] = "bare"

    with pytest.raises(InputError, match="'bare' have nothing to search"):
        space_of(Bare())


def test_a_space_is_described_as_it_is_given() -> None:
    space = space_of(Trainer())
    again = space_of(Trainer(), [f"{name}={text}" for name, text in described(space).items()])
    assert again == space


@pytest.mark.parametrize("name", sorted(name for name, found in plugins().items() if not found.spoken))
def test_every_scorer_can_be_searched_from_its_own_settings(name: str) -> None:
    trainer = plugins()[name].trainer()
    assert isinstance(trainer, BaseModel)
    for field, one in space_of(trainer).items():
        assert one.has(getattr(trainer, field)), field
