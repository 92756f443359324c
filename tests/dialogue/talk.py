"""A conversation as the app holds it."""

from dataclasses import dataclass, field

from chatrec.core.events import Event, EventKind
from chatrec.core.profile import Profile
from chatrec.dialogue import DialogueState, Tools, Turn, react, take_turn


@dataclass
class Talk:
    """A conversation as the app holds it: the state and the profile after every turn."""

    tools: Tools
    state: DialogueState = field(default_factory=lambda: DialogueState(conversation="c1", user="ann"))
    profile: Profile = field(default_factory=lambda: Profile("ann"))

    def say(self, message: str) -> Turn:
        return self._kept(take_turn(message, self.state, self.profile, self.tools, at=1.0))

    def press(self, kind: EventKind, row: int) -> Turn:
        return self._kept(react((kind, row), self.state, self.profile, self.tools, at=1.0))

    def reply(self, turn: Turn) -> str:
        return " ".join(sentence.text for sentence in self.tools.nlg.realise(turn.plan))

    def titles(self, turn: Turn) -> list[str]:
        return [self.tools.catalogue[item.item].title for item in turn.slate.items]

    def _kept(self, turn: Turn) -> Turn:
        events = [
            Event(event_id=f"e{n}", user="ann", item=self.tools.catalogue[row].id, kind=kind, at=1.0)
            for n, (kind, row) in enumerate(turn.feedback)
        ]
        self.state, self.profile = turn.state, self.profile.folded(events)
        return turn
