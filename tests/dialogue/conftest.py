"""A small synthetic house and the real ML-100K one, each with everything that a turn needs."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.dialogue.films import FILMS, film_dataset

from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ConversationId, ModelVersion, UserId
from chatrec.core.interactions import Dataset
from chatrec.core.knowledge import knowledge
from chatrec.core.profile import Profile
from chatrec.data import dataset, dataset_of, load
from chatrec.dialogue import DialogueState, FactBook, RulePolicy, TemplateNlg, Tools
from chatrec.dialogue.nlu import RuleNlu
from chatrec.domains import domain, fitting
from chatrec.domains.base import Domain
from chatrec.explain import Explainer
from chatrec.recommend import DiversityReranker, Recommender, Requested, Strengths
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.wishes import WishesTrainer


def tools_for(data: Dataset, films: Domain | None = None, *, tastes: bool = True) -> Tools:
    learned = (PopularityTrainer(), AttributesTrainer()) if tastes else (PopularityTrainer(),)
    trainer = BlendTrainer(learned=learned, spoken=(WishesTrainer(),))
    catalogue, films = data.catalogue, films or domain("movies")
    scorer = Requested(trainer.fit(data, np.random.default_rng(7)), catalogue, Strengths())
    return Tools(
        nlu=RuleNlu(catalogue, films),
        policy=RulePolicy(),
        nlg=TemplateNlg(catalogue, films),
        recommender=Recommender(
            catalogue, scorer, DiversityReranker(catalogue, strength=0.2), model=ModelVersion("test")
        ),
        explainer=Explainer(catalogue, films),
        catalogue=catalogue,
        domain=films,
        book=FactBook(catalogue, films),
    )


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The synthetic house: 40 well-known films."""
    return tools_for(film_dataset())


def known_to_a_few(catalogue: Catalogue) -> Dataset:
    """Behaviour of three made-up users on the first items of a catalogue: these tests are not about what is recommended."""
    n = min(len(catalogue), 12)
    users = [UserId(f"user-{at % 3}") for at in range(n)]
    items = [catalogue[row].id for row in range(n)]
    return dataset_of(catalogue, users, items, np.ones(n), np.zeros(n))


@pytest.fixture(scope="session")
def informed() -> Tools:
    """The films of our own pack, with everything that it tells of them."""
    facts = domain("movies").facts
    assert facts is not None
    known = facts.known(facts.further(()))
    catalogue = Catalogue(known.items, knowledge(known.triples))
    return tools_for(known_to_a_few(catalogue), fitting(catalogue), tastes=False)


@pytest.fixture(scope="session")
def films() -> Catalogue:
    return Catalogue(FILMS)


@pytest.fixture(scope="session")
def movielens(shared_data: Callable[[str], Path]) -> Dataset:
    """ML-100K as it is."""
    return dataset(load(shared_data("ml-100k")))


@pytest.fixture
def state() -> DialogueState:
    return DialogueState(conversation=ConversationId("c1"), user=UserId("ann"))


@pytest.fixture
def nobody() -> Profile:
    """A user of whom nothing is known."""
    return Profile(UserId("ann"))
