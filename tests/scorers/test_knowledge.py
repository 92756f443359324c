"""Chains by hand, weights against an independent ridge, and claims against the graph they are read from."""

from itertools import product

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.core.attribution import Kind
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.knowledge import BACKWARDS, Knowledge, Triple, knowledge, path_parts
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.scorers.knowledge import KnowledgePaths, KnowledgeTrainer
from chatrec.testing import check_scorer, synthetic_dataset

MATRIX, SPEED, HEAT, MYSTIC, REEVES = "item:0", "item:1", "item:2", "item:3", "item:4"
# Reeves directed what he stars in elsewhere; Mystic was made by the sister of Heat's director; Speed has a sequel.
TRIPLES = [
    Triple(MATRIX, "directed_by", "Lana Wachowski"),
    Triple(MATRIX, "actor", "Keanu Reeves"),
    Triple(SPEED, "actor", "Keanu Reeves"),
    Triple(SPEED, "sequel", HEAT),
    Triple(HEAT, "directed_by", "Ann"),
    Triple(MYSTIC, "directed_by", "Bea"),
    Triple("Ann", "sister", "Bea"),
    Triple("Keanu Reeves", "made", REEVES),
    Triple(MYSTIC, "writer", "Lana Wachowski"),
]


def films(n: int, graph: Knowledge | None = None) -> Catalogue:
    items = [
        Item(id=ItemId(str(at)), title=f"Film {at}", labels={"genre": ("Drama",)} if at > 4 else {}) for at in range(n)
    ]
    return Catalogue(items, graph)


def behaviour(catalogue: Catalogue, users: int = 40, seed: int = 0) -> Dataset:
    rng, n = np.random.default_rng(seed), len(catalogue)
    chosen = np.array([np.sort(rng.choice(n, 3, replace=False)) for _ in range(users)])
    rows = Interactions(
        np.repeat(np.arange(users), 3), chosen.ravel(), np.ones(users * 3), np.zeros(users * 3), users, n
    )
    return Dataset(catalogue, rows, (), "")


def fitted(data: Dataset, **settings: float) -> KnowledgePaths:
    return KnowledgeTrainer.model_validate({"least": 1, **settings}).fit(data, np.random.default_rng(0))


def told(scorer: KnowledgePaths, liked: int, candidate: int) -> set[str]:
    answer = scorer.attribute(Query(history=(Interaction(liked, 1.0),)), Candidates(np.array([candidate])))
    return {piece.term.ref for piece in answer.evidence(0)}


@pytest.mark.parametrize(
    ("liked", "candidate", "refs"),
    [
        (0, 1, {"item:0>actor>Keanu Reeves"}),
        (0, 3, {"item:0>directed_by>Lana Wachowski>writer"}),
        (3, 0, {"item:3>writer>Lana Wachowski>directed_by"}),
        (1, 2, {"item:1>sequel>item:2>"}),
        (2, 1, {"item:2>>item:2>sequel"}),
        (0, 4, {"item:0>actor>Keanu Reeves>^made"}),
        (2, 3, {"item:2>directed_by>Ann>sister>Bea>directed_by"}),
        (3, 2, {"item:3>directed_by>Bea>^sister>Ann>directed_by"}),
        (5, 6, {"item:5>genre>Drama"}),
        (0, 2, set()),
        (0, 0, set()),
    ],
)
def test_paths_are_named_as_they_are_walked(liked: int, candidate: int, refs: set[str]) -> None:
    assert told(fitted(behaviour(films(8, knowledge(TRIPLES)))), liked, candidate) == refs


def test_two_hops_leave_out_what_is_linked() -> None:
    scorer = fitted(behaviour(films(8, knowledge(TRIPLES))), hops=2)
    assert told(scorer, 2, 3) == set()
    assert told(scorer, 0, 1) == {"item:0>actor>Keanu Reeves"}


def random_graph(rng: np.random.Generator, items: int) -> Knowledge:
    """Directors, many actors, sequels and sisters; some items have no node."""
    triples = [Triple(f"item:{at}", "director", f"d{rng.integers(6)}") for at in range(items - 3)]
    triples += [Triple(f"item:{at}", "actor", f"a{rng.integers(12)}") for at in range(items - 3) for _ in range(4)]
    triples += [Triple(f"item:{at}", "actor", f"d{at % 6}") for at in range(0, items - 3, 4)]
    triples += [Triple(f"a{at}", "sister", f"d{at % 6}") for at in range(8)]
    return knowledge([*triples, *(Triple(f"item:{at}", "sequel", f"item:{at + 1}") for at in range(0, 9, 3))])


def dense_features(catalogue: Catalogue, rarity: float) -> dict[tuple[str, ...], FloatArray]:
    """(m, m) what each shape carries, by loops over the triples: the definition, written a second time."""
    n, facts = len(catalogue), [[] for _ in catalogue]  # type: list[list[tuple[str, str]]]
    nodes = {f"item:{item.id}" for item in catalogue if item.id in catalogue.knowledge.items}
    triples = list(catalogue.knowledge.named())
    for row, item in enumerate(catalogue):
        facts[row] += [(field, value) for field, values in item.labels.items() for value in values]
        name = f"item:{item.id}"
        facts[row] += [(via, tail) for head, via, tail in triples if head == name]
        facts[row] += [(BACKWARDS + via, head) for head, via, tail in triples if tail == name and head not in nodes]
    entities = {entity for own in facts for _, entity in own} - {"Drama"}
    for row, item in enumerate(catalogue):
        if f"item:{item.id}" in entities & nodes:
            facts[row].append(("", f"item:{item.id}"))
    links = {(head, tail): via for head, via, tail in triples if {head, tail} <= entities - nodes}
    links |= {(tail, head): BACKWARDS + via for (head, tail), via in links.items()}
    degree = {fact: sum(fact in own for own in facts) for own in facts for fact in own}

    def amount(row: int, fact: tuple[str, str]) -> float:
        return max(2, degree[fact]) ** (-rarity / 2) / sum(fact[0] == other[0] for other in facts[row]) ** 0.5

    carried: dict[tuple[str, ...], FloatArray] = {}
    for a, b in product(range(n), repeat=2):
        for one, other in product(facts[a], facts[b]):
            via = links.get((one[1], other[1]))
            shapes = [(one[0], via, other[0])] if via else []
            shapes += [(one[0], other[0])] if one[1] == other[1] and (one[1] in entities or one == other) else []
            for shape in shapes:
                carried.setdefault(shape, np.zeros((n, n)))[a, b] += (a != b) * amount(a, one) * amount(b, other)
    carried.pop(("", ""), None)
    return carried


def test_weights_solve_the_ridge_with_a_level_for_each_item() -> None:
    """By lstsq over one row a user and item, with a dummy column an item; z in steps of 1/1024 moves a weight by 1e-3 at most."""
    catalogue = films(20, random_graph(np.random.default_rng(2), 20))
    data = behaviour(catalogue, users=60)
    chosen = np.zeros((60, 20))
    chosen[data.interactions.users, data.interactions.items] = 1.0
    carried = {shape: matrix for shape, matrix in dense_features(catalogue, 0.75).items() if matrix.any()}
    shapes = sorted(carried)
    z = np.stack([chosen @ carried[shape] for shape in shapes], axis=2)
    z, x = z - z.mean(axis=0), chosen - chosen.mean(axis=0)
    flat = z.reshape(-1, len(shapes))
    penalty = 5.0**0.5 * np.eye(len(shapes))
    wanted, *_ = np.linalg.lstsq(np.vstack([flat, penalty]), np.append(x.ravel(), np.zeros(len(shapes))), rcond=None)
    arrays = fitted(data, l2=5.0, shapes=500).arrays()
    got = {tuple(path_parts(ref)): weight for ref, weight in zip(arrays["shapes"], arrays["weights"], strict=True)}
    silent = {shape: weight for shape, weight in got.items() if shape not in carried}
    assert set(carried) <= set(got)
    assert not any(silent.values())
    np.testing.assert_allclose([got[shape] for shape in shapes], wanted, atol=1e-3)
    past = chosen[:3] @ sum(got[shape] * carried[shape] for shape in shapes)
    queries = [Query(history=tuple(Interaction(int(at), 1.0) for at in np.flatnonzero(row))) for row in chosen[:3]]
    np.testing.assert_allclose(fitted(data, l2=5.0, shapes=500).score_batch(queries), past, atol=1e-12)


@pytest.mark.parametrize("named", [0, 2, 50])
def test_what_is_not_named_stays_in_the_sum(named: int) -> None:
    """However few paths are named, an item's evidence is the same; the named ones are the strongest, at most two times `named`."""
    data = behaviour(films(20, random_graph(np.random.default_rng(3), 20)), users=60)
    history = tuple(Interaction(row, weight) for row, weight in ((0, 1.0), (4, -0.5), (9, 0.25)))
    query, everything = Query(history=history), Candidates(np.arange(20))
    answer = fitted(data, named=named).attribute(query, everything)
    whole = fitted(data, named=1000).attribute(query, everything)
    np.testing.assert_allclose(answer.scores, whole.scores, atol=1e-14)
    for row in (0, 4, 9):
        start = f"item:{row}"
        mine = {
            term.ref: column
            for term, column in zip(answer.terms, answer.values.T, strict=True)
            if path_parts(term.ref)[0] == start
        }
        full = {
            term.ref: column
            for term, column in zip(whole.terms, whole.values.T, strict=True)
            if path_parts(term.ref)[0] == start
        }
        assert start in mine
        assert len(mine) <= 2 * named + 1
        assert all(np.array_equal(column, full[ref]) for ref, column in mine.items() if ref != start)
        assert not full[start].any()


def test_a_graph_obeys_every_law() -> None:
    rng = np.random.default_rng(4)
    plain = synthetic_dataset(rng)
    triples = [
        Triple(f"item:{item.id}", "made_by", f"m{rng.integers(9)}") for item in plain.catalogue if rng.random() < 0.8
    ]
    triples += [Triple(f"m{at}", "with", f"m{at + 1}") for at in range(8)]
    data = Dataset(Catalogue(list(plain.catalogue), knowledge(triples)), plain.interactions, plain.users, "")
    check_scorer(KnowledgeTrainer(least=1, named=3), data, rng, linear=True, content=True)


def test_a_new_item_is_scored_by_its_facts_and_changes_nothing_of_the_old() -> None:
    graph = random_graph(np.random.default_rng(5), 12)
    data = behaviour(films(12, graph))
    scorer = fitted(data)
    fresh = knowledge([*graph.named(), Triple("item:12", "director", "d1"), Triple("item:12", "seen_with", "x")])
    later = KnowledgePaths.restored(scorer.arrays(), films(13, fresh))
    liked = next(at for at in range(9) if Triple(f"item:{at}", "director", "d1") in set(graph.named()))
    query = Query(history=(Interaction(liked, 1.0), Interaction(2, -1.0)))
    answer, before = (
        later.attribute(query, Candidates(np.arange(13))),
        scorer.attribute(query, Candidates(np.arange(12))),
    )
    assert f"item:{liked}>director>d1" in {piece.term.ref for piece in answer.evidence(12)}
    np.testing.assert_allclose(answer.scores[:12], before.scores, atol=1e-14)
    assert later.score_batch([query])[0, 12] != 0.0


def test_a_fact_that_was_unique_in_training_is_named_once_it_is_shared() -> None:
    triples = [
        Triple("item:0", "director", "Solo"),
        Triple("item:1", "director", "Duo"),
        Triple("item:2", "director", "Duo"),
    ]
    scorer = fitted(behaviour(films(8, knowledge(triples))))
    grown = films(9, knowledge([*triples, Triple("item:8", "director", "Solo")]))
    assert told(KnowledgePaths.restored(scorer.arrays(), grown), 0, 8) == {"item:0>director>Solo"}


def test_every_named_path_holds_in_the_graph() -> None:
    """Wherever a two-hop path speaks, the liked item has the fact and the candidate has its own."""
    graph = random_graph(np.random.default_rng(6), 20)
    catalogue = films(20, graph)
    answer = fitted(behaviour(catalogue), named=100).attribute(
        Query(history=tuple(Interaction(at, 1.0) for at in range(10))), Candidates(np.arange(20))
    )
    facts = {(head, via, tail) for head, via, tail in graph.named()}
    facts |= {(tail, BACKWARDS + via, head) for head, via, tail in graph.named()}
    facts |= {(f"item:{at}", "genre", "Drama") for at in range(5, 20)}
    facts |= {(f"item:{at}", "", f"item:{at}") for at in range(20)}
    checked = 0
    for column, term in enumerate(answer.terms):
        start, *parts = path_parts(term.ref)
        if len(parts) in (2, 3):
            assert term.kind is Kind.PATH
            relation, entity = parts[:2]
            assert (start, relation, entity) in facts
            for row in np.flatnonzero(answer.values[:, column]).tolist():
                assert (f"item:{row}", parts[-1] if len(parts) == 3 else relation, entity) in facts
                checked += 1
    assert checked > 100


def test_without_facts_it_has_no_opinion() -> None:
    scorer = fitted(behaviour(films(4)))
    query = Query(history=(Interaction(1, 1.0),))
    assert not scorer.score_batch([query]).any()
    assert scorer.attribute(query, Candidates(np.array([0, 2]))).scores.tolist() == [0.0, 0.0]
