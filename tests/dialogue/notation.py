"""Acts in one line of text, so that what an utterance means can be read: `Like(Heat, 1995) Negate(genre!=War)`."""

from collections.abc import Iterable

from chatrec.core.acts import Act, AskWhy, Dislike, Everything, Like, Refine, TheField, TheItem, TheValue, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.query import ALIKE, Between, Excludes, Includes, Outside


def written(acts: Iterable[Act], catalogue: Catalogue) -> str:
    return " ".join(f"{type(act).__name__}({_inside(act, catalogue)})" for act in acts)


def _inside(act: Act, catalogue: Catalogue) -> str:
    if isinstance(act, UnknownTitle):
        about = (_part(act.about, catalogue),) if act.about else ()
        return "; ".join((act.text, *(_item(row, catalogue) for row in act.close), *about))
    if isinstance(act, AskWhy) and act.target is None:
        return ""
    if isinstance(act, Like | Dislike) and isinstance(act.target, TheValue) and act.target.field == ALIKE:
        return f"like {_item(catalogue.row(ItemId(act.target.value)), catalogue)}"
    parts = [getattr(act, name) for name in act.__dataclass_fields__ if name != "joins"]
    also = ["also"] if isinstance(act, Refine) and act.joins else []
    return ", ".join([*(_part(part, catalogue) for part in parts if part is not None), *also])


def _part(part: object, catalogue: Catalogue) -> str:
    match part:
        case tuple():
            return "; ".join(_part(one, catalogue) for one in part)
        case TheItem(row):
            return _item(row, catalogue)
        case TheValue(field, value):
            return f"{field}={value}"
        case TheField(field):
            return field
        case Everything():
            return "everything"
        case Includes() | Excludes() | Between() | Outside():
            return part.key
        case _:
            return str(part)


def _item(row: int, catalogue: Catalogue) -> str:
    item = catalogue[row]
    return f"{item.title}, {item.numbers['year']:g}" if "year" in item.numbers else item.title
