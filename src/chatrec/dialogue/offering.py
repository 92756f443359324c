"""Relaxations as they are offered: as chips that a press accepts, and as points of the reply. None is ever applied here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chatrec.core.claims import Claim
from chatrec.core.ids import ItemId
from chatrec.core.query import Between, Constraint, Excludes, Includes, Locale, Outside, Query
from chatrec.core.relaxation import Relaxation
from chatrec.dialogue.claiming import further, wished
from chatrec.dialogue.nlg.kinds import told_together
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.dialogue.points import Point, Say, Slot, Wishes
from chatrec.dialogue.state import Offer, Offering
from chatrec.dialogue.tools import Tools
from chatrec.domains.base import named

FORGET = {"en": "Forget {what}", "zh": "取消{what}"}
ANY = {"en": "Any {what} is fine", "zh": "不限{what}"}
MAKE_IT = {"en": "Make it {what}", "zh": "改成{what}"}
ONLY = {"en": "Only {what}", "zh": "只看{what}"}
JOINED = {"en": ", ", "zh": "，"}


def offering(
    query: Query, kept_out: frozenset[int], tools: Tools, earlier: Sequence[Constraint] = ()
) -> Offering | None:
    """What may be relaxed so that further items fit, the smallest first; None where nothing would help. Where the smallest would
    take back what was asked last, or several wishes, that the `earlier` ones fall all at once comes before.
    """
    found = tools.recommender.relaxations(query, shown=kept_out)
    last = _last_alone(query, kept_out, tools, earlier) if _far(found, earlier) else None
    offers = tuple(Offer(_chip(relaxation, query, tools), relaxation) for relaxation in found if relaxation != last)
    if last is not None:
        offers = (Offer(_only(last, query, tools), last), *offers)
    return Offering(offers, kept_out) if offers else None


def _far(found: Sequence[Relaxation], earlier: Sequence[Constraint]) -> bool:
    """Whether nobody would think of the smallest relaxation first."""
    touched = found[0].touched if found else ()
    return len(earlier) > 1 and (len(touched) != 1 or touched[0] not in earlier)


def _last_alone(
    query: Query, kept_out: frozenset[int], tools: Tools, earlier: Sequence[Constraint]
) -> Relaxation | None:
    last = tuple(one for one in query.constraints if one not in earlier)
    count = tools.recommender.fitting(replace(query, constraints=last), shown=kept_out) if last and earlier else 0
    return Relaxation(tuple(earlier), (), count) if count else None


def _only(relaxation: Relaxation, query: Query, tools: Tools) -> str:
    """What a person would say to let what was asked last stand alone: "Only espionage"."""
    locale = query.context.locale
    language = LANGUAGES[locale]
    kept = [wording(one, language, tools.catalogue, tools.domain) for one in relaxation.of(query.constraints)]
    return ONLY[locale].format(what=language.listed(kept))


def alone(offer: Offer, wishes: Sequence[Constraint]) -> Point:
    """In words that what was asked last would stand alone, and how many items that brings."""
    kept = offer.relaxation.of(wishes)
    claims = (further(offer.relaxation), *wished(kept))
    return Point(Say.ALONE, {"kept": Wishes(kept), "n": offer.relaxation.count}, claims)


def offered(offers: Sequence[Offer]) -> Iterator[Point]:
    """Each offer in words: what would fall or widen, and how many further items that brings."""
    for offer in offers:
        relaxation = offer.relaxation
        claims: tuple[Claim, ...] = (further(relaxation), *wished(relaxation.touched))
        slots: dict[str, Slot] = {"n": relaxation.count}
        if relaxation.dropped:
            slots["dropped"] = Wishes(relaxation.dropped)
        if relaxation.widened:
            slots["former"] = Wishes(tuple(range_.former for range_ in relaxation.widened))
            slots["wider"] = Wishes(tuple(range_.wider for range_ in relaxation.widened))
        yield Point(_say(relaxation), slots, claims)


def _say(relaxation: Relaxation) -> Say:
    if not relaxation.widened:
        return Say.RELAX
    return Say.RELAX_AND_WIDEN if relaxation.dropped else Say.WIDEN


def _chip(relaxation: Relaxation, query: Query, tools: Tools) -> str:
    """What a person would say to accept: "Forget horror", "Any year is fine", "Make it up to 1966"; of two ranges of one field
    that which falls, "Forget from 2001 on".
    """
    locale = query.context.locale
    language = LANGUAGES[locale]
    said: list[str] = []
    first = relaxation.dropped[0] if len(relaxation.dropped) == 1 else None
    if isinstance(first, Between | Outside):
        alone = [constraint.field for constraint in query.constraints].count(first.field) == 1
        wish = wording(first, language, tools.catalogue, tools.domain)
        field = _called(first, tools, locale)
        said.append(ANY[locale].format(what=field) if alone else FORGET[locale].format(what=wish))
    elif relaxation.dropped:
        names = dict.fromkeys(_called(constraint, tools, locale) for constraint in relaxation.dropped)
        said.append(FORGET[locale].format(what=language.listed([*names])))
    if relaxation.widened:
        wider = [wording(range_.wider, language, tools.catalogue, tools.domain) for range_ in relaxation.widened]
        what = MAKE_IT[locale].format(what=language.listed(wider))
        said.append(what[:1].lower() + what[1:] if said else what)
    return JOINED[locale].join(said)


def _called(constraint: Constraint, tools: Tools, locale: Locale) -> str:
    """What a constraint is about: its titles, its values, or its field."""
    match constraint:
        case Excludes("item", values):
            rows = (tools.catalogue.row(ItemId(value)) for value in values)
            return LANGUAGES[locale].listed([named(tools.catalogue[row], locale) for row in rows])
        case Includes(field, values) | Excludes(field, values):
            together = told_together(constraint, tools.domain, locale)
            said = [tools.domain.say_value(field, value, locale) for value in values]
            return together or LANGUAGES[locale].alternatives(said)
        case Between(field) | Outside(field):
            return tools.domain.say_field(field, locale)


__all__ = ["alone", "offered", "offering"]
