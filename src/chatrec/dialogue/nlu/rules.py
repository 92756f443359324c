"""Understanding by rules: English, Chinese and both in one message; deterministic, no model."""

from collections.abc import Sequence

from chatrec.core.acts import Act, More, OffTopic, Recommend, TheItem
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import ABOUT
from chatrec.dialogue.nlu.answers.offers import accepted
from chatrec.dialogue.nlu.answers.replies import replied
from chatrec.dialogue.nlu.answers.yes_no import answered
from chatrec.dialogue.nlu.corrections.correcting import Correcting
from chatrec.dialogue.nlu.corrections.undoing import undone
from chatrec.dialogue.nlu.names.guessing import with_guesses
from chatrec.dialogue.nlu.questions.asking import Asking
from chatrec.dialogue.nlu.remarks.company import Companions
from chatrec.dialogue.nlu.remarks.complaints import complaints
from chatrec.dialogue.nlu.remarks.dials import dialled
from chatrec.dialogue.nlu.remarks.feelings import felt
from chatrec.dialogue.nlu.remarks.remarks import Remarks
from chatrec.dialogue.nlu.wishes.clauses import clauses
from chatrec.dialogue.nlu.wishes.marker import Knowledge, Marker
from chatrec.dialogue.nlu.wishes.reading import acts_of
from chatrec.dialogue.nlu.wishes.topics import of_qualities, with_topics
from chatrec.dialogue.nlu.wishes.unserved import with_unserved
from chatrec.dialogue.nlu.words.marks import Mark, Topics, Unserved
from chatrec.dialogue.nlu.words.text import Normaliser, Word, words
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain

LONGEST = 4000  # characters; what stands behind is not read
MOST_WORDS = 800  # words or Chinese characters; likewise, so that no message takes long


class RuleNlu:
    """Reads a message in steps: normalise, find words, take the corrections and the questions, mark what they mean, cut into clauses, read the acts."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._normalise = Normaliser()
        self._knowledge = Knowledge.of(catalogue, domain)
        self._correcting = Correcting(catalogue, domain, self._knowledge.lexicon, self._knowledge.titles)
        self._companions = Companions(domain)
        self._remarks = Remarks(catalogue, domain, self._knowledge.lexicon, self._knowledge.titles)
        self._asking = Asking(catalogue, domain, self._knowledge.lexicon, self._knowledge.titles)

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The acts of the message, OffTopic when there is none. Never raises; under 1 ms for an ordinary message."""
        text = self._normalise(message[:LONGEST])
        spoken = words(text)[:MOST_WORDS]
        answer, at = self._answered(text, spoken, state)
        corrected, text, rest = self._correcting.split(text, spoken[at:], state)
        remarked, text, rest = self._remarks.split(text, rest, state)
        answer = _joined(_joined(answer, corrected), remarked)
        feeling, rest = felt(text, rest)
        turned, rest = dialled(rest)
        questions, rest = self._asking.split(text, rest, state)
        answer = _joined(_joined(answer, feeling), turned)
        further = self._read(text, rest, state) if rest or not (questions or answer) else ()
        asked = tuple(self._asking.acts(questions, (*answer, *further), state))
        read = _joined(answer, further)
        return (*(act for act in read if not isinstance(act, OffTopic)), *asked) if asked else read

    def _answered(self, text: str, spoken: Sequence[Word], state: DialogueState) -> tuple[tuple[Act, ...], int]:
        """What the message answers to what we said last, and how many of its words that takes."""
        # "No, I meant ..." corrects what was wished, also where the "no" could answer what we asked; of a title it answers.
        begun, begin = undone(text, state) if state.unsure is None else ((), 0)
        for answer, at in (
            (begun, sum(word.start < begin for word in spoken)),
            answered(spoken, state.unsure, self._catalogue),
            accepted(spoken, state.offering, self._normalise),
            replied(spoken, state.question, self._normalise),
        ):
            if answer:
                return answer, at
        answer, begin = undone(text, state)
        return answer, sum(word.start < begin for word in spoken)

    def _read(self, text: str, spoken: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
        company = self._companions.read(text, spoken, state)
        told = (*complaints(text, spoken, self._knowledge.lexicon), *company.marks)
        marker = Marker(text, spoken, self._knowledge, shown=state.last_rows, told=told)
        held = [wish.value for wish in state.soft if wish.field == ABOUT]
        topical = with_topics(spoken, marker.marks(), self._catalogue, held)
        qualities = of_qualities(spoken, with_unserved(spoken, topical), self._catalogue)
        marked = tuple(mark for mark in qualities if not _names_company(mark, company.beside))
        said = tuple(clauses(spoken, with_guesses(spoken, marked, self._knowledge.titles), _spoken_of(state)))
        return _joined(company.acts, acts_of(said, state, self._catalogue, self._knowledge.lexicon))


def _names_company(mark: Mark, beside: frozenset[int]) -> bool:
    """Whether a topic or quality is who is there too: "something with my girlfriend" is not about girlfriends."""
    return isinstance(mark.what, Topics | Unserved) and bool(beside & set(range(mark.start, mark.end)))


def _spoken_of(state: DialogueState) -> TheItem | None:
    """What "it" is in what is said: the item of the last question, else the one that alone was shown."""
    if state.topic is not None and state.topic.item is not None:
        return TheItem(state.topic.item)
    return TheItem(state.last_rows[0]) if len(state.last_rows) == 1 else None


def _joined(said: tuple[Act, ...], further: tuple[Act, ...]) -> tuple[Act, ...]:
    """Both, each act once; what was not understood beside something that was is left out, and so is a bare request beside one
    that says how many.
    """
    if not said:
        return further
    counted = any(isinstance(act, Recommend | More) for act in further)
    first = (act for act in said if not (counted and act == Recommend()))
    return tuple(dict.fromkeys((*first, *(act for act in further if not isinstance(act, OffTopic)))))


__all__ = ["LONGEST", "MOST_WORDS", "RuleNlu"]
