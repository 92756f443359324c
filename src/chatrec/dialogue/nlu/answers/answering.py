"""What a message takes up of what was said last: the first reader that understands its beginning answers for all."""

from collections.abc import Callable
from functools import partial

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.answers.declining import declined
from chatrec.dialogue.nlu.answers.offers import accepted
from chatrec.dialogue.nlu.answers.replies import replied
from chatrec.dialogue.nlu.answers.undoing import undone
from chatrec.dialogue.nlu.answers.yes_no import answered
from chatrec.dialogue.nlu.words.unread import Read, Reader, Unread
from chatrec.dialogue.state import DialogueState


class Answering:
    """Reads answers to "did you mean ...?", to offers and to questions, a plain no to a list, and what takes the last wish back."""

    def __init__(self, catalogue: Catalogue, normalise: Callable[[str], str]) -> None:
        self._answers: tuple[Reader, ...] = (
            partial(answered, catalogue=catalogue),
            partial(accepted, normalise=normalise),
            partial(replied, normalise=normalise),
            declined,
        )

    def read(self, unread: Unread, state: DialogueState) -> Read:
        """What the beginning of a message answers or takes back; nothing where it does neither."""
        # "No, I meant ..." corrects what was wished, also where the "no" could answer what we asked; of a title it answers.
        readers = (undone, *self._answers) if state.unsure is None else (*self._answers, undone)
        found = (reader(unread, state) for reader in readers)
        acts, left = next((read for read in found if read[0]), ((), unread))
        taken = len(unread.words) - len(left.words)
        # Blanked, for words may form others with those behind them: 我的意思是不是法国的 asks nothing, 是不是 would.
        return acts, left.blanked(0, unread.words[taken - 1].end) if taken else left


__all__ = ["Answering"]
