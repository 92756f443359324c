"""Changes of a user's actions and wishes as JSON: as they are told, and as they are sent back to be tried."""

from collections.abc import Sequence
from typing import Literal, assert_never

from pydantic import Field

from chatrec.app.replies import Form
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.heed import LONGEST
from chatrec.core.ids import ItemId
from chatrec.core.query import Preference
from chatrec.dialogue.stored import ConstraintForm, constraint_form
from chatrec.explain import Speaker
from chatrec.explain.changes import Again, Ask, Change, Lift, Love, Mute, Unheard, Unsay, Unwish, Wish

ChangeKind = Literal["mute", "unsay", "unheard", "love", "again", "wish", "unwish", "ask", "lift"]
OF_ITEMS: dict[ChangeKind, type[Mute | Unsay | Love | Again]] = {
    "mute": Mute,
    "unsay": Unsay,
    "love": Love,
    "again": Again,
}


class ChangeForm(Form):
    """One change: of an item (mute, unsay, love, again), of a word that was said (unheard), of a soft wish (wish, unwish) or of a hard one (ask, lift).

    `clause` tells it in the reader's language; it is not read when a change is sent.
    """

    kind: ChangeKind
    item_id: str | None = None
    word: str | None = Field(default=None, min_length=1, max_length=LONGEST)
    preference: Preference | None = None
    constraint: ConstraintForm | None = None
    clause: str = ""

    def read(self, catalogue: Catalogue) -> Change:
        """Raises InputError for one that lacks what it is about, NotFoundError for an unknown item."""
        if self.kind in OF_ITEMS and self.item_id is not None:
            return OF_ITEMS[self.kind](catalogue.row(ItemId(self.item_id)))
        if self.word is not None and self.kind == "unheard":
            return Unheard(self.word)
        if self.preference is not None and self.kind in ("wish", "unwish"):
            return Wish(self.preference) if self.kind == "wish" else Unwish(self.preference)
        if self.constraint is not None and self.kind in ("ask", "lift"):
            return Ask(self.constraint.read()) if self.kind == "ask" else Lift(self.constraint.read())
        raise InputError(
            f"A change of kind {self.kind!r} lacks what it is about; give item_id (mute, unsay, love, again), word "
            "(unheard), preference (wish, unwish) or constraint (ask, lift)."
        )


def change_forms(changes: Sequence[Change], speaker: Speaker) -> tuple[ChangeForm, ...]:
    """The changes as they are told."""
    return tuple(_form(change, speaker) for change in changes)


def _form(change: Change, speaker: Speaker) -> ChangeForm:
    clause = speaker.clause(change)
    match change:
        case Mute(item) | Unsay(item) | Love(item) | Again(item):
            kind = next(kind for kind, of in OF_ITEMS.items() if of is type(change))
            return ChangeForm(kind=kind, item_id=speaker.catalogue[item].id, clause=clause)
        case Unheard(word):
            return ChangeForm(kind="unheard", word=word, clause=clause)
        case Wish(preference):
            return ChangeForm(kind="wish", preference=preference, clause=clause)
        case Unwish(preference):
            return ChangeForm(kind="unwish", preference=preference, clause=clause)
        case Ask(constraint):
            return ChangeForm(kind="ask", constraint=constraint_form(constraint), clause=clause)
        case Lift(constraint):
            return ChangeForm(kind="lift", constraint=constraint_form(constraint), clause=clause)
        case _:
            assert_never(change)


__all__ = ["ChangeForm", "ChangeKind", "change_forms"]
