"""Small pictures of estimates as SVG: bars from zero with intervals, and dots with intervals around zero."""

from collections.abc import Mapping

from chatrec.evaluation.intervals import Estimate
from chatrec.evaluation.markup import Node, node

WIDTH = 340.0
ROW = 30.0
NAMES = 104.0  # width of the models' names
NUMBERS = 60.0  # width of the means
AXIS = 18.0
LETTER = 6.6  # about the width of a letter of a name


class Scale:
    """Values as places from left to right; a range without width is widened so that everything has a place."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = (low, high) if high > low else (low - 0.5, high + 0.5)

    def __call__(self, value: float) -> float:
        return NAMES + (value - self.low) / (self.high - self.low) * (WIDTH - NAMES - NUMBERS)


def bars(estimates: Mapping[str, Estimate], title: str, *, marked: str | None = None) -> Node:
    """One bar a model from zero to its mean, with its interval as a whisker; `marked` is the model that stands out."""
    scale = Scale(min(0.0, *(one.low for one in estimates.values())), max(one.high for one in estimates.values()))
    drawn = []
    for place, (model, one) in enumerate(estimates.items()):
        middle = AXIS / 2 + ROW * (place + 0.5)
        left, right = sorted((scale(0.0), scale(one.mean)))
        shape = {"x": left, "y": middle - 8, "width": max(right - left, 0.5), "height": 16.0, "rx": 2.0}
        kind = "bar marked" if model == marked else "bar"
        drawn += [node("rect", {"class": kind, **shape}), *_row(model, one, middle, scale, f"{one.mean:.3f}")]
    return _picture(title, len(estimates), [_zero(scale, len(estimates)), *drawn])


def dots(estimates: Mapping[str, Estimate], title: str) -> Node:
    """One dot a model at its mean, with its interval, on a scale that has zero in it."""
    low, high = min(one.low for one in estimates.values()), max(one.high for one in estimates.values())
    scale = Scale(min(0.0, low), max(0.0, high))
    drawn = []
    for place, (model, one) in enumerate(estimates.items()):
        middle = AXIS / 2 + ROW * (place + 0.5)
        dot = node("circle", {"class": "dot", "cx": scale(one.mean), "cy": middle, "r": 4.5})
        drawn += [*_row(model, one, middle, scale, f"{one.mean:+.3f}".replace("-", "−")), dot]
    return _picture(title, len(estimates), [_zero(scale, len(estimates)), *drawn])


def _row(model: str, one: Estimate, middle: float, scale: Scale, number: str) -> list[Node]:
    """A model's name, the whisker of its interval, and its mean as a number."""
    most = int((NAMES - 8) / LETTER)
    name = model if len(model) <= most else model[: most - 1] + "…"
    left, right = scale(one.low), scale(one.high)
    ends = f"M{left:.2f} {middle:.2f}H{right:.2f}M{left:.2f} {middle - 4:.2f}v8M{right:.2f} {middle - 4:.2f}v8"
    return [
        node("text", {"class": "name", "x": NAMES - 8, "y": middle + 4, "text-anchor": "end"}, name),
        node("path", {"class": "whisker", "d": ends}),
        node("text", {"class": "number", "x": WIDTH, "y": middle + 4, "text-anchor": "end"}, number),
    ]


def _zero(scale: Scale, rows: int) -> Node:
    return node("path", {"class": "zero", "d": f"M{scale(0.0):.2f} {AXIS / 2:.2f}v{ROW * rows:.2f}"})


def _picture(title: str, rows: int, drawn: list[Node]) -> Node:
    box = f"0 0 {WIDTH:g} {ROW * rows + AXIS:g}"
    return node("svg", {"viewBox": box, "role": "img", "aria-label": title}, node("title", {}, title), *drawn)


__all__ = ["Scale", "bars", "dots"]
