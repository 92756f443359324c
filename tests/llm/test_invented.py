"""Invented searches and paraphrases: each is read by our own understanding and held against what it is about."""

from dataclasses import dataclass, field

import pytest
from tests.dialogue.films import FILMS
from tests.llm.proposing import ITEMS, opened, told
from tests.llm.scripted import Scripted, said

from chatrec.app.proposers import Effort, propose
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, LanguageModelError
from chatrec.core.ids import ItemId
from chatrec.dialogue.nlu import BackedNlu, RuleNlu, trained_intents
from chatrec.dialogue.nlu.words.text import keys
from chatrec.domains import domain
from chatrec.llm.paraphrasing import Paraphraser, Utterance
from chatrec.llm.proposing import Asking, Drop, Offer, digest_of
from chatrec.llm.querying import QueryWriter
from chatrec.ports.language_model import Completion, Prompt, T
from chatrec.ports.proposals import ProposalKind, Wanted

NOIR = Item(
    id=ItemId("noir"),
    title="The Third Man",
    aliases=("Third Man, The",),
    labels={"genre": ("Film-Noir", "Mystery")},
    numbers={"year": 1949.0},
    text="A writer searches the ruins of Vienna for the truth about a friend who sold bad penicillin.",
    texts={"zh": "一位作家在维也纳的废墟里追查朋友贩卖假药的真相。"},
)
CATALOGUE = Catalogue([*FILMS, NOIR])
MOVIES = domain("movies")


@dataclass
class Saying:
    """A model that says the same to everybody."""

    says: dict[str, list[str]]
    asked: list[Prompt] = field(default_factory=list)
    name: str = "saying"

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:  # noqa: ARG002 - the port's
        self.asked.append(prompt)
        return Completion(schema.model_validate(self.says), self.name)


@pytest.mark.parametrize(
    ("query", "locale", "found"),
    [
        ("a film noir from the 40s", "en", "genre=Film-Noir, year=1940..1949, noir"),
        ("mysteries made before 1950, no comedies", "en", "genre=Mystery, year=..1949, genre!=Comedy"),
        ("a friend who sold bad penicillin in Vienna", "en", "bad, friend, penicillin, sold, vienna"),
        ("四十年代的悬疑片", "zh", "genre=Mystery, year=1940..1949, 悬疑片"),
        ("维也纳废墟里的真相", "zh", "废墟, 真相, 维也纳"),
        ("the third man in vienna's ruins", "en", Drop.NAMING),
        ("Third Man The", "en", Drop.NAMING),
        ("a comedy from the 40s", "en", Drop.CONTRADICTED),
        ("a film noir from the 90s", "en", Drop.CONTRADICTED),
        ("no mysteries please, something noir", "en", Drop.CONTRADICTED),
        ("I loved Casablanca", "en", Drop.UNREAD),
        ("who directed Casablanca?", "en", Drop.UNREAD),
        ("a wizard at school", "en", Drop.UNCONFIRMED),
        ("something nice", "en", Drop.UNCONFIRMED),
        ("四十年代的悬疑片", "en", Drop.FORMLESS),
        ("a film noir from the 40s", "zh", Drop.FORMLESS),
        ("noir", "en", Drop.FORMLESS),
        ("", "en", Drop.FORMLESS),
        ("noir " * 40, "en", Drop.FORMLESS),
        ("noir mystery\x00 film", "en", Drop.FORMLESS),
    ],
)
def test_a_search_is_one_by_our_rules_and_the_item_answers_it(query: str, locale: str, found: str | Drop) -> None:
    offers = writer(query, locale).offers(NOIR)
    if isinstance(found, Drop):
        assert (offers.kept, offers.dropped) == ((), {found: 1})
    else:
        assert [(one.value, set(one.ground.split(", "))) for one in offers.kept] == [(query, set(found.split(", ")))]


def writer(*queries: str | tuple[str, ...], **more: object) -> QueryWriter:
    said_, locale = queries
    texts = [said_] if isinstance(said_, str) else list(said_)
    return QueryWriter(
        catalogue=CATALOGUE, domain=MOVIES, asking=Asking(Saying({"queries": texts}), 1.0), locale=locale, **more
    )


def test_the_title_is_not_told_and_the_same_search_is_one() -> None:
    twice = writer(("a film noir from the 40s", "A film noir, from the 40s!"), "en")
    assert twice.offers(NOIR).dropped == {Drop.REPEATED: 1}
    (prompt,) = twice.prompts(NOIR)
    assert "Third Man" not in prompt.system + prompt.user
    assert ("penicillin" in prompt.user, "1949" in prompt.user) == (True, True)
    assert "假药" in writer("x", "zh").prompts(NOIR)[0].user
    assert writer("x", "en").prompts(Item(id=ItemId("bare"), title="Bare")) == ()


RULES = BackedNlu(RuleNlu(CATALOGUE, MOVIES), trained_intents())


def paraphraser(*texts: str, known: frozenset[tuple[str, ...]] = frozenset()) -> Paraphraser:
    asking = Asking(Saying({"paraphrases": list(texts)}), 1.0)
    return Paraphraser(nlu=RULES, intents=trained_intents(), asking=asking, known=known)


@pytest.mark.parametrize(
    ("utterance", "intent", "paraphrase", "dropped"),
    [
        ("recommend a sci-fi movie from the 90s", "", "could you suggest science fiction films of the nineties", None),
        ("recommend a sci-fi movie from the 90s", "", "could you suggest a movie from the 90s", Drop.ANOTHER_MEANING),
        ("recommend a sci-fi movie from the 90s", "", "no sci-fi movies from the 90s", Drop.ANOTHER_MEANING),
        ("recommend a sci-fi movie from the 90s", "", "a sci-fi comedy from the 90s", Drop.ANOTHER_MEANING),
        ("no horror", "", "I don't want horror", None),
        ("no horror", "", "some horror", Drop.ANOTHER_MEANING),
        ("I loved Heat", "", "Heat was great", None),
        ("I loved Heat", "", "I loved Fargo", Drop.ANOTHER_MEANING),
        ("I loved Heat", "", "I hated Heat", Drop.ANOTHER_MEANING),
        ("decide for me", "recommend", "make up my mind for me", None),
        ("decide for me", "recommend", "be so kind and settle it on my behalf", Drop.UNCONFIRMED),
        ("decide for me", "recommend", "description", Drop.UNCONFIRMED),
        ("decide for me", "a label of others", "be so kind and settle it", Drop.UNCONFIRMED),
        ("what else", "more", "and what comes after those", None),
        ("decide for me", "recommend", "the way to go, " * 4, Drop.FORMLESS),
        ("decide for me", "recommend", "thanks a lot, bye", Drop.ANOTHER_MEANING),
        ("decide for me", "recommend", "show me more of these", Drop.ANOTHER_MEANING),
        ("decide for me", "recommend", "Decide, for me!", Drop.REPEATED),
        ("decide for me", "recommend", "known already", Drop.REPEATED),
        ("decide for me", "recommend", "替我决定", Drop.FORMLESS),
        ("替我挑一个", "recommend", "decide for me", Drop.FORMLESS),
        ("不要恐怖片", "", "别给我恐怖片", None),
        ("不要恐怖片", "", "来点恐怖片", Drop.ANOTHER_MEANING),
        ("decide for me", "recommend", "   ", Drop.FORMLESS),
        ("decide for me", "recommend", "so " * 90, Drop.FORMLESS),
    ],
)
def test_what_an_utterance_means_stands_in_its_paraphrase(
    utterance: str, intent: str, paraphrase: str, dropped: Drop | None
) -> None:
    found = paraphraser(paraphrase, known=frozenset({keys("known already")})).offers(Utterance(utterance, intent))
    assert found.dropped == ({} if dropped is None else {dropped: 1})
    assert found.kept == ((Offer(paraphrase, intent),) if dropped is None else ())


def test_a_title_is_the_same_however_it_is_written() -> None:
    assert (
        paraphraser("HEAT was great", "heat is what I loved").offers(Utterance("I loved Heat")).kept[0].value
        == "HEAT was great"
    )


def test_a_model_that_fails_proposes_nothing() -> None:
    class Down:
        name = "down"

        def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:  # noqa: ARG002 - the port's
            raise LanguageModelError("down")

    for proposer, subject in (
        (QueryWriter(catalogue=CATALOGUE, domain=MOVIES, asking=Asking(Down(), 1.0)), NOIR),
        (Paraphraser(nlu=RULES, intents=trained_intents(), asking=Asking(Down(), 1.0)), Utterance("no horror")),
    ):
        offers = proposer.offers(subject)
        assert (offers.kept, offers.dropped, str(offers.trouble)) == ((), {}, "down")


def test_what_is_asked_has_a_digest_of_its_own() -> None:
    prompts = [Prompt("a", "b"), Prompt("ab", "")]
    found = {digest_of(model, asked) for model in "mn" for asked in (prompts[:1], prompts[1:], prompts, [])}
    assert len(found) == 8


def test_a_home_asks_for_searches_and_paraphrases(tmp_path, server: Scripted) -> None:
    server.script = lambda body: said(
        {"paraphrases": ["make up my mind for me"]}
        if "utterance" in told(body)
        else {"queries": ["the same day in a small town", "groundhog day again"]}
    )
    with opened(tmp_path, server) as app:
        found = propose(app, ProposalKind.QUERY, Effort(), lambda _: None)
        assert (found.kept, found.dropped) == (1, {Drop.UNCONFIRMED: 8, Drop.NAMING: 1})
        (query,) = app.stores.proposals.find(Wanted(kinds=(ProposalKind.QUERY,)))
        assert (query.about, query.value) == (ITEMS[1].id, "the same day in a small town")
        file = tmp_path / "said.jsonl"
        file.write_text(
            '{"text": "decide for me", "intent": "recommend"}\n{"text": "you choose", "intent": "recommend"}\n'
        )
        found = propose(app, ProposalKind.PARAPHRASE, Effort(of=file), lambda _: None)
        assert (found.asked, found.kept) == (2, 2)
        again = propose(app, ProposalKind.PARAPHRASE, Effort(limit=3), lambda _: None)
        assert (again.asked, again.kept, again.dropped) == (3, 0, {Drop.REPEATED: 3})
        file.write_text('{"text": "", "intent": ""}\n')
        with pytest.raises(DataError):
            propose(app, ProposalKind.PARAPHRASE, Effort(of=file), lambda _: None)
