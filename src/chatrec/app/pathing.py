"""What joins an item to what its user liked, as a graph that a page can draw."""

from typing import Literal

from chatrec.app.explained import PlaceOut
from chatrec.app.explaining import Explaining, Question
from chatrec.app.live import LiveModel
from chatrec.app.replies import Form
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM
from chatrec.core.query import Query
from chatrec.dialogue import Tools
from chatrec.explain.graph import Chain, PathGraph, path_graph
from chatrec.explain.paths import SHOWN, Stop

Role = Literal["past", "fact", "shown"]


class NodeOut(Form):
    """A thing in the graph: an item of the user's own, a fact, or the item that is shown."""

    name: str
    label: str
    role: Role


class EdgeOut(Form):
    """`source` has `label` to `target` ("director"); `value` sums the terms that run along it, log-odds."""

    source: str
    target: str
    label: str
    value: float


class ChainOut(Form):
    """One term: in words, what it adds, and its nodes in order from what was liked to what is shown."""

    label: str
    value: float
    nodes: tuple[str, ...]


class PathsOut(Form):
    """The graph around an item for a user. `value`, the sum of the chains and of the `others` further terms (`rest`), is all
    that facts add to the item's score.
    """

    item: PlaceOut
    nodes: tuple[NodeOut, ...]
    edges: tuple[EdgeOut, ...]
    chains: tuple[ChainOut, ...]
    others: int
    rest: float
    value: float
    model_version: str


class Pathing:
    """Answers "what joins it to what I liked?"."""

    def __init__(self, live: LiveModel, explaining: Explaining) -> None:
        self._live = live
        self._explaining = explaining

    def paths(self, asked: Question, item: ItemId) -> PathsOut:
        """The graph of an item, whether or not it would be shown. Raises NotFoundError for an unknown item."""
        tools, query = self._live.tools(), self._explaining.situation(asked).query
        judged = tools.recommender.judged(query, tools.catalogue.row(item))
        return paths_out(path_graph(judged, query, tools.catalogue, tools.domain), query, tools)


def paths_out(found: PathGraph, query: Query, tools: Tools) -> PathsOut:
    """The graph with each thing and each tie once."""
    shown = Stop(f"{ITEM}{tools.catalogue[found.item].id}", tools.explainer.title(found.item, query))
    nodes: dict[str, NodeOut] = {}
    edges: dict[tuple[str, str, str], float] = {}
    for chain in found.chains:
        for hop in chain.hops:
            source, target = (shown if stop == SHOWN else stop for stop in (hop.source, hop.target))
            for stop in (source, target):
                nodes.setdefault(stop.name, NodeOut(name=stop.name, label=stop.label, role=_role(stop, shown)))
            tie = (source.name, target.name, hop.relation)
            edges[tie] = edges.get(tie, 0.0) + chain.evidence.value
    chains = tuple(_chain(chain, shown, query, tools) for chain in found.chains)
    return PathsOut(
        item=PlaceOut(item_id=tools.catalogue[found.item].id, title=shown.label),
        nodes=tuple(nodes.values()),
        edges=tuple(EdgeOut(source=a, target=b, label=label, value=value) for (a, b, label), value in edges.items()),
        chains=chains,
        others=found.others,
        rest=found.rest,
        value=sum(chain.value for chain in chains) + found.rest,
        model_version=tools.recommender.model,
    )


def _chain(chain: Chain, shown: Stop, query: Query, tools: Tools) -> ChainOut:
    stops = [stop for hop in chain.hops for stop in (hop.source, hop.target) if stop != SHOWN]
    names = dict.fromkeys(stop.name for stop in sorted(stops, key=lambda stop: not stop.own))
    label = tools.explainer.label(chain.evidence, query)
    return ChainOut(label=label, value=chain.evidence.value, nodes=(*names, shown.name))


def _role(stop: Stop, shown: Stop) -> Role:
    if stop == shown:
        return "shown"
    return "past" if stop.own else "fact"


__all__ = ["Pathing", "PathsOut"]
