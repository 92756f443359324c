"""The graph around one thing as an SVG: what is true of it on both sides, and who else it is true of at the rims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM
from chatrec.domains.base import Domain, named
from chatrec.evaluation.markup import Node, node

PEOPLE = frozenset({"directed_by", "written_by", "starring", "based_on_work_by", "author", "artist", "brand"})
WIDTH, ROW, BOX, HIGH = 1280.0, 66.0, 204.0, 42.0
SHOWN, OTHERS = 8, 7  # ties on a side, and other things beyond them
WORDS_FIT = 28  # letters in a box
COLUMNS = {"left rim": 112.0, "left": 374.0, "middle": 640.0, "right": 906.0, "right rim": 1168.0}
STYLE = (
    "text{font:12.5px system-ui,'Noto Sans CJK SC',sans-serif;text-anchor:middle;fill:#1f2933}"
    ".zh{font-size:12px;fill:#52606d}.tie{font-size:10.5px;fill:#7b8794}"
    "rect{fill:#fff;stroke:#9aa5b1}.it rect{fill:#fff3c4;stroke:#cb6e17}.who rect{fill:#e3f8ff;stroke:#0b69a3}"
    ".what rect{fill:#e3f9e5;stroke:#207227}path{fill:none;stroke:#cbd2d9}.near{stroke:#7b8794}"
)


@dataclass(frozen=True, slots=True)
class _Tied:
    """An entity, the relations by which a thing has it, and the other things that have it."""

    entity: str
    relations: tuple[str, ...]
    others: frozenset[ItemId]


def picture(catalogue: Catalogue, item: ItemId, domain: Domain) -> str:
    """The graph around an item as an SVG document with English and Chinese labels. Cost: linear in the triples.

    Up to eight people on the left and eight other ties on the right, those first that fewest other things have, and beyond
    them up to seven things that share most of these.
    """
    people, rest = _sides(catalogue, item)
    rows = max(len(people), len(rest), OTHERS, 1)
    height = rows * ROW + 60.0
    drawing = _Drawing(catalogue, domain, height)
    drawing.box("it", "middle", height / 2, drawing.title(catalogue[catalogue.row(item)]))
    drawing.side("left", "who", people)
    drawing.side("right", "what", rest)
    size: dict[str, str | float] = {
        "viewBox": f"0 0 {WIDTH:g} {height:g}",
        "width": WIDTH,
        "height": height,
        "role": "img",
    }
    heading = node("title", {}, named(catalogue[catalogue.row(item)], "en"))
    ground = node("rect", {"width": WIDTH, "height": height, "style": "fill:#fbfcfd;stroke:none"})
    page = node("svg", {"xmlns": "http://www.w3.org/2000/svg", **size}, heading, node("style", {}, STYLE), ground)
    page.extend(drawing.parts())
    return ET.tostring(page, encoding="unicode") + "\n"


def _sides(catalogue: Catalogue, item: ItemId) -> tuple[list[_Tied], list[_Tied]]:
    """Who the item is tied to, and what else; of each side the rarest, in the order in which the graph has them."""
    having: defaultdict[str, set[ItemId]] = defaultdict(set)
    relations: defaultdict[str, list[str]] = defaultdict(list)
    for head, relation, tail in catalogue.knowledge.named():
        of = ItemId(head.removeprefix(ITEM))
        having[tail].add(of)
        if of == item and relation not in relations[tail]:
            relations[tail].append(relation)
    tied = [_Tied(what, tuple(by), frozenset(having[what] - {item})) for what, by in relations.items() if by]
    who = [one for one in tied if PEOPLE.intersection(one.relations)]
    return _rarest(who), _rarest([one for one in tied if one not in who])


def _rarest(tied: Sequence[_Tied]) -> list[_Tied]:
    """Of so many as fit, those that others have too and the fewest of them."""
    best = sorted(tied, key=lambda one: (not one.others, len(one.others)))[:SHOWN]
    return [one for one in tied if one in best]


class _Drawing:
    """Boxes and the lines between them; a line lies under every box."""

    def __init__(self, catalogue: Catalogue, domain: Domain, height: float) -> None:
        self._catalogue = catalogue
        self._domain = domain
        self._height = height
        self._lines: list[Node] = []
        self._boxes: list[Node] = []

    def parts(self) -> Iterable[Node]:
        return (*self._lines, *self._boxes)

    def title(self, item: Item) -> tuple[str, str]:
        return named(item, "en"), named(item, "zh") if "zh" in item.titles else ""

    def box(self, kind: str, column: str, middle: float, words: tuple[str, str], tie: str = "") -> None:
        """A box with an English and a Chinese line, and the name of the tie above it."""
        x, (english, chinese) = COLUMNS[column], words
        lift = 0.0 if chinese and chinese != english else 4.5
        texts = [node("text", {"x": x, "y": middle - 4 + lift * 2}, _short(english))]
        if not lift:
            texts.append(node("text", {"x": x, "y": middle + 13, "class": "zh"}, _short(chinese)))
        if tie:
            texts.append(node("text", {"x": x, "y": middle - HIGH / 2 - 4, "class": "tie"}, tie))
        frame = {"x": x - BOX / 2, "y": middle - HIGH / 2, "width": BOX, "height": HIGH, "rx": 8.0}
        self._boxes.append(node("g", {"class": kind}, node("rect", frame), *texts))

    def side(self, column: str, kind: str, tied: Sequence[_Tied]) -> None:
        """The ties of one side in a column, and beyond them who shares most of them."""
        places = self._spread(len(tied))
        for one, place in zip(tied, places, strict=True):
            said = (self._domain.say_entity(one.entity, "en"), self._domain.say_entity(one.entity, "zh"))
            ties = [
                " / ".join(self._domain.say_relation(name, locale) for name in one.relations) for locale in ("en", "zh")
            ]
            self.box(kind, column, place, said, " · ".join(dict.fromkeys(ties)))
            self._line("middle", self._height / 2, column, place, "near")
        others = _sharing(tied)
        at = {item: [place for one, place in zip(tied, places, strict=True) if item in one.others] for item in others}
        ordered = sorted(others, key=lambda item: sum(at[item]) / len(at[item]))
        for item, place in zip(ordered, self._spread(len(ordered)), strict=True):
            self.box("other", f"{column} rim", place, self.title(self._catalogue[self._catalogue.row(item)]))
            for there in at[item]:
                self._line(column, there, f"{column} rim", place, "far")

    def _spread(self, count: int) -> list[float]:
        """The middles of so many boxes, around the middle of the picture."""
        return [self._height / 2 + (at - (count - 1) / 2) * ROW + 5 for at in range(count)]

    def _line(self, one: str, here: float, other: str, there: float, kind: str) -> None:
        away = 1 if COLUMNS[other] > COLUMNS[one] else -1
        start, end = COLUMNS[one] + away * BOX / 2, COLUMNS[other] - away * BOX / 2
        middle = (start + end) / 2
        curve = f"M{start:g} {here:.1f}C{middle:g} {here:.1f} {middle:g} {there:.1f} {end:g} {there:.1f}"
        self._lines.append(node("path", {"d": curve, "class": kind}))


def _sharing(tied: Sequence[_Tied]) -> list[ItemId]:
    """The things that share most of the ties, a tie weighing less the more have it; each tie leads to one where it can."""
    weights: defaultdict[ItemId, float] = defaultdict(float)
    for one in tied:
        for item in one.others:
            weights[item] += 1.0 / len(one.others)
    best: Mapping[ItemId, tuple[float, str]] = {item: (-weight, item) for item, weight in weights.items()}
    chosen: dict[ItemId, None] = {}
    for one in tied:
        if one.others and not chosen.keys() & one.others:
            chosen[min(one.others, key=best.__getitem__)] = None
    for item in sorted(weights, key=best.__getitem__):
        chosen.setdefault(item, None)
    return list(chosen)[:OTHERS]


def _short(words: str) -> str:
    return words if len(words) <= WORDS_FIT else f"{words[: WORDS_FIT - 1]}…"


__all__ = ["picture"]
