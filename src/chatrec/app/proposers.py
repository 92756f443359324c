"""Who proposes what about which things of a home, put together for `chatrec propose`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from chatrec.app.enriching import domain_of
from chatrec.app.language_model import PATIENCE_S, is_local
from chatrec.app.proposing import Proposed, Proposing
from chatrec.app.reviewing import vocabulary
from chatrec.app.wiring import App, clock
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ConfigError, DataError
from chatrec.core.query import Locale
from chatrec.data.utterances import read_corpus
from chatrec.dialogue.nlu import BackedNlu, RuleNlu, trained_intents
from chatrec.dialogue.nlu.intents.said import said
from chatrec.dialogue.nlu.words.text import keys
from chatrec.domains.base import Domain
from chatrec.llm.enriching import Enricher
from chatrec.llm.paraphrasing import Paraphraser, Utterance
from chatrec.llm.proposing import Asking
from chatrec.llm.querying import QueryWriter
from chatrec.ports.proposals import ProposalKind, Wanted

Told = Callable[[Proposed], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is asked: about `limit` things, `asks` times about the labels of one, and for `each` searches or paraphrases; `locale`
    is the language of searches, and `of` a file of labelled utterances instead of our own.
    """

    limit: int = 100
    asks: int = 2
    each: int = 3
    locale: Locale = "en"
    of: Path | None = None


def propose(app: App, kind: ProposalKind, effort: Effort, told: Told) -> Proposed:
    """Ask the model of the home; what its check confirms waits for a person.

    Raises ConfigError where no model is set, and DataError where there is nothing to ask about: a home without items, a domain
    without a vocabulary of the field, a file without utterances.
    """
    model = app.language_model
    if model is None:
        raise ConfigError(
            "No language model is set that could propose anything; name one in chatrec.toml, as in "
            "llm = 'openai:qwen3:8b@http://127.0.0.1:11434/v1' or llm = 'gguf:PATH'."
        )
    at_once = 1 if is_local(model) else app.settings.llm.at_once
    proposing = Proposing(store=app.stores.proposals, clock=clock(), model=model.name, at_once=at_once)
    asking = Asking(model, max(PATIENCE_S, app.settings.llm.timeout_s))
    catalogue = app.stores.items.catalogue()
    if not len(catalogue):
        raise DataError("The home has no items to propose anything about; bring some in with `chatrec ingest`.")
    domain = domain_of(catalogue, app.settings)
    if kind is ProposalKind.PARAPHRASE:
        utterances = _utterances(effort.of)
        paraphraser = _paraphraser(app, (catalogue, domain), asking, utterances, effort.each)
        return proposing.run(paraphraser, utterances, limit=effort.limit, told=told)
    if kind is ProposalKind.QUERY:
        writer = QueryWriter(catalogue=catalogue, domain=domain, asking=asking, locale=effort.locale, each=effort.each)
        return proposing.run(writer, catalogue, limit=effort.limit, told=told)
    values = vocabulary(kind, domain)
    enricher = Enricher(kind=kind, vocabulary=values, domain=domain, asking=asking, asks=effort.asks)
    return proposing.run(enricher, _lacking(catalogue, kind), limit=effort.limit, told=told)


def _lacking(catalogue: Catalogue, kind: ProposalKind) -> Iterable[Item]:
    """The items that do not tell the field."""
    return (item for item in catalogue if kind.value not in item.labels)


def _paraphraser(
    app: App, things: tuple[Catalogue, Domain], asking: Asking, utterances: Sequence[Utterance], each: int
) -> Paraphraser:
    """One that knows our own utterances, those that are asked about and those that it proposed before."""
    before = app.stores.proposals.find(Wanted(kinds=(ProposalKind.PARAPHRASE,)))
    texts = chain((text for _, text in said()), (one.text for one in utterances), (one.value for one in before))
    return Paraphraser(
        nlu=BackedNlu(RuleNlu(*things), trained_intents()),
        intents=trained_intents(),
        asking=asking,
        known=frozenset(map(keys, texts)),
        each=each,
    )


def _utterances(file: Path | None) -> list[Utterance]:
    """Those of a file, else those on which our intents are trained; each once."""
    if file is None:
        return list(dict.fromkeys(Utterance(text, intent) for intent, text in said()))
    found = dict.fromkeys(
        Utterance(" ".join(one.text.split()), *one.intents)
        for one in read_corpus(file).utterances
        if one.text.strip() and len(one.intents) == 1
    )
    if not found:
        raise DataError(f"{file} holds no utterance with exactly one intent; there is nothing to say in other words.")
    return list(found)


__all__ = ["Effort", "propose"]
