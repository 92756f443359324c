"""Understanding by rules: English, Chinese and both in one message; deterministic, no model."""

from collections.abc import Sequence

from chatrec.core.acts import Act, OffTopic
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.answering import answered
from chatrec.dialogue.nlu.asking import Asking
from chatrec.dialogue.nlu.clauses import clauses
from chatrec.dialogue.nlu.guessing import with_guesses
from chatrec.dialogue.nlu.marker import Knowledge, Marker
from chatrec.dialogue.nlu.reading import acts_of
from chatrec.dialogue.nlu.text import Normaliser, Word, words
from chatrec.dialogue.nlu.undoing import undone
from chatrec.dialogue.nlu.unserved import with_unserved
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain

LONGEST = 4000  # characters; what stands behind is not read
MOST_WORDS = 800  # words or Chinese characters; likewise, so that no message takes long


class RuleNlu:
    """Reads a message in six steps: normalise, find words, take the questions, mark what they mean, cut into clauses, read the acts."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._normalise = Normaliser()
        self._knowledge = Knowledge.of(catalogue, domain)
        self._asking = Asking(catalogue, domain, self._knowledge.lexicon, self._knowledge.titles)

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The acts of the message, OffTopic when there is none. Never raises; under 1 ms for an ordinary message."""
        text = self._normalise(message[:LONGEST])
        spoken = words(text)[:MOST_WORDS]
        answer, at = answered(spoken, state.unsure, self._catalogue)
        if not answer:
            answer, begin = undone(text, state)
            at = sum(word.start < begin for word in spoken)
        questions, rest = self._asking.split(text, spoken[at:], state)
        further = self._read(text, rest, state) if rest or not (questions or answer) else ()
        asked = tuple(self._asking.acts(questions, (*answer, *further), state))
        if not (answer or asked):
            return further
        return (*answer, *(act for act in further if not isinstance(act, OffTopic)), *asked)

    def _read(self, text: str, spoken: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
        marked = with_unserved(spoken, Marker(text, spoken, self._knowledge, shown=state.last_rows).marks())
        said = tuple(clauses(spoken, with_guesses(spoken, marked, self._knowledge.titles)))
        return acts_of(said, state, self._catalogue, self._knowledge.lexicon)


__all__ = ["LONGEST", "MOST_WORDS", "RuleNlu"]
