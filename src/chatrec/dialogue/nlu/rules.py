"""Understanding by rules: English, Chinese and both in one message; deterministic, no model."""

from chatrec.core.acts import Act, AskFact, More, OffTopic, Recommend, Refine, TheItem
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import ABOUT
from chatrec.dialogue.nlu.answers.answering import Answering
from chatrec.dialogue.nlu.answers.declining import which_of_them
from chatrec.dialogue.nlu.corrections.correcting import Correcting
from chatrec.dialogue.nlu.names.guessing import with_guesses
from chatrec.dialogue.nlu.questions.asking import Asking
from chatrec.dialogue.nlu.remarks.company import Companions
from chatrec.dialogue.nlu.remarks.complaints import complaints
from chatrec.dialogue.nlu.remarks.dials import dialled
from chatrec.dialogue.nlu.remarks.feelings import felt
from chatrec.dialogue.nlu.remarks.remarks import Remarks
from chatrec.dialogue.nlu.wishes.clauses import clauses
from chatrec.dialogue.nlu.wishes.joined import of_one_field
from chatrec.dialogue.nlu.wishes.knowledge import Knowledge
from chatrec.dialogue.nlu.wishes.marker import Marker
from chatrec.dialogue.nlu.wishes.reading import acts_of
from chatrec.dialogue.nlu.wishes.topics import of_qualities, told_of, with_topics
from chatrec.dialogue.nlu.wishes.unserved import with_unserved
from chatrec.dialogue.nlu.words.marks import Mark, Topics, Unserved
from chatrec.dialogue.nlu.words.shorthand import spelt_out
from chatrec.dialogue.nlu.words.text import Normaliser, words
from chatrec.dialogue.nlu.words.unread import Reader, Unread
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain

LONGEST = 4000  # characters; what stands behind is not read
MOST_WORDS = 800  # words or Chinese characters; likewise, so that no message takes long


class RuleNlu:
    """Reads a message by one reader after another: each takes out what it understands and leaves the rest to those behind it.

    What has a form of its own is taken out first, for its words mean something else by themselves; what is left are wishes.
    """

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._normalise = Normaliser()
        self._knowledge = Knowledge.of(catalogue, domain)
        known = (catalogue, domain, self._knowledge.lexicon, self._knowledge.titles)
        self._readers: tuple[Reader, ...] = (
            Answering(catalogue, self._normalise).read,  # "yes", "the 1954 one", "cancel that"
            Correcting(*known).read,  # "not because of Fargo"
            Remarks(*known).read,  # "I've seen all of these", "no more questions"
            felt,  # "I had a terrible day"
            dialled,  # "surprise me"
        )
        self._asking = Asking(*known)  # "who directed Heat?"
        self._companions = Companions(catalogue, domain)  # "my girlfriend hates horror"

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The acts of the message, OffTopic when there is none. Never raises; under 1 ms for an ordinary message."""
        text = spelt_out(self._normalise(message[:LONGEST]))
        unread = Unread(text, words(text)[:MOST_WORDS])
        said: tuple[Act, ...] = ()
        for reader in self._readers:
            acts, unread = reader(unread, state)
            said = _joined(said, acts)
        questions, unread = self._asking.split(unread, state)
        wishes = self._wishes(unread, state) if unread.words or not (questions or said) else ()
        asked = tuple(self._asking.acts(questions, (*said, *wishes), state))  # "it" may be what else was spoken of
        read = _joined(said, wishes)
        return _told_once((*(act for act in read if not isinstance(act, OffTopic)), *asked)) if asked else read

    def _wishes(self, unread: Unread, state: DialogueState) -> tuple[Act, ...]:
        """What is left, read as wishes: words get marks, marks make clauses, clauses say acts."""
        company = self._companions.read(unread, state)
        text, spoken = unread
        held = [wish.value for wish in state.soft if wish.field == ABOUT]
        told = (*complaints(text, spoken, self._knowledge.lexicon), *company.marks)
        marks = Marker(text, spoken, self._knowledge, shown=state.last_rows, told=told).marks()
        marks = of_one_field(spoken, marks)
        marks = with_topics(spoken, marks, self._catalogue, held)
        marks = with_unserved(spoken, marks)
        marks = of_qualities(spoken, marks, self._catalogue)
        marks = tuple(mark for mark in marks if not _names_company(mark, company.beside))
        marks = with_guesses(spoken, marks, self._knowledge.titles)
        marks = told_of(marks, spoken, self._catalogue)
        it = None if state.it is None else TheItem(state.it)
        said = tuple(clauses(spoken, marks, it))
        acts = acts_of(said, state, self._catalogue, self._knowledge.lexicon)
        if acts == (OffTopic(),):
            marked = {at for mark in marks for at in range(mark.start, mark.end)}
            acts = which_of_them(said, unread.besides(marked).words, state) or acts
        wished = {act.constraint.field for act in acts if isinstance(act, Refine)}
        # What is suitable for whoever is there is assumed only where nothing was said of it.
        assumed = (act for act in company.acts if not (isinstance(act, Refine) and act.constraint.field in wished))
        return _joined(tuple(assumed), acts)


def _names_company(mark: Mark, beside: frozenset[int]) -> bool:
    """Whether a topic or quality is who is there too: "something with my girlfriend" is not about girlfriends."""
    return isinstance(mark.what, Topics | Unserved) and bool(beside & set(range(mark.start, mark.end)))


def _told_once(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Without a question about everything of an item beside one about something of it."""
    of_one = {act.target.item for act in acts if isinstance(act, AskFact) and act.about is not None}
    return tuple(
        act for act in acts if not (isinstance(act, AskFact) and act.about is None and act.target.item in of_one)
    )


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
