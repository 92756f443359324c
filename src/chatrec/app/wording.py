"""Answers in the words of a language model, after the list has left."""

from dataclasses import replace

from chatrec.app.chat import Answer
from chatrec.app.live import LiveModel
from chatrec.app.replies import reworded
from chatrec.llm import Voice
from chatrec.ports.conversations import Rewordings, StoredTurn


class Wording:
    """Words answers anew; leaves them as they are where there is no voice."""

    def __init__(self, live: LiveModel, rewordings: Rewordings, voice: Voice | None) -> None:
        self._live = live
        self._rewordings = rewordings
        self._voice = voice

    def worded(self, answer: Answer) -> Answer:
        """The same answer in the words of the language model, as far as they hold; itself where there is no model.

        What is recommended stands already and waits for nothing. Takes as long as the model may, never longer; the turn as
        it was stored gets the words too.
        """
        if self._voice is None:
            return answer
        spoken = self._voice.word(answer.plan, answer.sentences, self._live.tools())
        turn = reworded(answer.turn, spoken)
        if spoken.reworded:
            self._rewordings.reword(answer.conversation, StoredTurn(turn.number, "", turn.model_dump_json(), answer.at))
        return replace(answer, turn=turn, sentences=spoken.sentences)


__all__ = ["Wording"]
