"""The JSON form of acts."""

from pydantic import BaseModel, ConfigDict

from chatrec.core.acts import (
    Accept,
    Act,
    Adjust,
    AnyWillDo,
    Approve,
    AskDesk,
    AskFact,
    AskProfile,
    AskWhy,
    AskWorks,
    Choose,
    Company,
    Compare,
    CorrectProfile,
    Dislike,
    Evaluate,
    Everything,
    Favour,
    Feel,
    Greet,
    Guessed,
    Help,
    Like,
    More,
    Negate,
    NoSuchPlace,
    NotUnderstood,
    OffTopic,
    Questions,
    Recommend,
    Refine,
    Reject,
    Retract,
    Seen,
    Thanks,
    TheField,
    TheItem,
    TheValue,
    TheWish,
    UnknownTitle,
)
from chatrec.core.catalogue import Catalogue
from chatrec.core.dial import Dial
from chatrec.core.query import Locale
from chatrec.domains.base import titled


class ActOut(BaseModel):
    """One act: its name, and what it is about in the fields that apply to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    act: str
    item_id: str | None = None
    title: str | None = None
    field: str | None = None
    value: str | None = None
    constraint: str | None = None
    n: int | None = None
    text: str | None = None


def act_out(act: Act, catalogue: Catalogue, locale: Locale) -> ActOut:
    """An act for people and programs."""
    match act:
        case (
            Like(target)
            | Dislike(target)
            | Seen(target)
            | Retract(target)
            | AskWhy(target)
            | Evaluate(target)
            | Favour(target)
            | Choose(target)
        ):
            return _about(_NAMES[type(act)], target, catalogue, locale)
        case CorrectProfile(target, counts):
            told = _about("correct_profile", target, catalogue, locale)
            return told.model_copy(update={"text": "counts again" if counts else "counts no more"})
        case Refine(constraint) | Negate(constraint):
            return ActOut(act=_NAMES[type(act)], constraint=constraint.key)
        case Recommend(n) | More(n):
            return ActOut(act=_NAMES[type(act)], n=n)
        case AskFact(target, about):
            return _asked(target, about, catalogue, locale)
        case AskWorks() | Compare():
            return _of_several(act, catalogue, locale)
        case UnknownTitle(text) | NotUnderstood(text) | NoSuchPlace(text) | AskDesk(text):
            return ActOut(act=_NAMES[type(act)], text=text)
        case Accept() | Adjust() | AnyWillDo() | Feel() | Company() | Questions():
            return _answering(act)
        case Reject() | Greet() | Thanks() | Help() | Approve() | AskProfile() | Guessed() | OffTopic():
            return ActOut(act=_NAMES[type(act)])


def _answering(act: Accept | Adjust | AnyWillDo | Feel | Company | Questions) -> ActOut:
    match act:
        case Accept(relaxation):
            return ActOut(act="accept", text=relaxation.key)
        case Adjust(to=Dial(novelty, variety)):
            return ActOut(act="adjust", text=f"novelty to {novelty:g}, variety to {variety:g}")
        case Adjust(novelty, variety):
            return ActOut(act="adjust", text=f"novelty {novelty:+d}, variety {variety:+d}")
        case Feel((valence, arousal)):
            return ActOut(act="feel", text=f"valence {valence:+g}, arousal {arousal:+g}")
        case Company(who):
            return ActOut(act="company", text=who)
        case Questions(welcome):
            return ActOut(act="questions", text="welcome" if welcome else "unwelcome")
        case AnyWillDo(field):
            return ActOut(act="any_will_do", field=field)


def _of_several(act: AskWorks | Compare, catalogue: Catalogue, locale: Locale) -> ActOut:
    if isinstance(act, Compare):
        return ActOut(act="compare", text=", ".join(titled(catalogue[target.item], locale) for target in act.targets))
    item_id = catalogue[act.beside.item].id if act.beside else None
    return ActOut(act="ask_works", field=act.of.field, value=act.of.value, item_id=item_id)


def _asked(target: TheItem, about: TheField | TheValue | None, catalogue: Catalogue, locale: Locale) -> ActOut:
    item = catalogue[target.item]
    value = about.value if isinstance(about, TheValue) else None
    return ActOut(
        act="ask_fact", item_id=item.id, title=titled(item, locale), field=about.field if about else None, value=value
    )


def _about(
    name: str,
    target: TheItem | TheValue | TheField | TheWish | Everything | None,
    catalogue: Catalogue,
    locale: Locale,
) -> ActOut:
    match target:
        case TheItem(item):
            return ActOut(act=name, item_id=catalogue[item].id, title=titled(catalogue[item], locale))
        case TheValue(field, value):
            return ActOut(act=name, field=field, value=value)
        case TheField(field):
            return ActOut(act=name, field=field)
        case TheWish(constraint):
            return ActOut(act=name, constraint=constraint.key)
        case Everything() | None:
            return ActOut(act=name)


_NAMES: dict[type[Act], str] = {
    Recommend: "recommend",
    More: "more",
    Like: "like",
    Dislike: "dislike",
    Seen: "seen",
    Refine: "refine",
    Negate: "negate",
    Retract: "retract",
    AskWhy: "ask_why",
    Evaluate: "evaluate",
    UnknownTitle: "unknown_title",
    NoSuchPlace: "no_such_place",
    NotUnderstood: "not_understood",
    AskDesk: "ask_desk",
    Reject: "reject",
    Greet: "greet",
    Thanks: "thanks",
    Help: "help",
    Favour: "favour",
    Choose: "choose",
    Approve: "approve",
    AskProfile: "ask_profile",
    Guessed: "guessed",
    OffTopic: "off_topic",
}

__all__ = ["ActOut", "act_out"]
