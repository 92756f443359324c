"""English."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from chatrec.core.query import ABOUT, ALIKE, Between, Constraint, Excludes, Includes, Outside
from chatrec.dialogue.nlg.kinds import ADJECTIVES, SEPARATE, THINGS, behind, is_kind, lacking, place, told_together
from chatrec.dialogue.nlg.language import Language
from chatrec.dialogue.nlg.ranges import ranged
from chatrec.dialogue.points import Say
from chatrec.domains.base import Domain, before_a_noun

MOST_NAMED = 3  # items of an exclusion
TEMPLATES: Mapping[Say, tuple[str, ...]] = MappingProxyType(
    {
        Say.GREETING: ("Hello!", "Hi there!"),
        Say.WELCOME: ("You're welcome.", "My pleasure."),
        Say.HELP: (
            "I am a recommender, no person. Tell me what you feel like, what you liked and what to leave out, and ask me why.",
        ),
        Say.NOT_UNDERSTOOD: (
            "Sorry, I did not get that. Tell me in English or Chinese what kind of {plural} you would like, or name one that you love.",
        ),
        Say.ENJOY: ("Enjoy {what}!", "Good choice. Have fun with {what}!"),
        Say.ENJOY_IT: ("Enjoy it!", "Have fun with it!"),
        Say.APPROVED: ("Good to hear! Say “more” for others, or ask me about any of them.",),
        Say.NO_QUESTIONS: ("All right, I will ask no more questions here; say “ask me” when I may.",),
        Say.QUESTIONS: ("Good, I will ask where it helps.",),
        Say.FOR_COMPANY: ("I keep {who} in mind, in this conversation.",),
        Say.TELL_OF_COMPANY: (
            "I keep {who} in mind: tell me what they like or cannot stand. It counts in this conversation alone.",
        ),
        Say.FAVOURED: ("Noted as an example: {what}.",),
        Say.TOLD: ("{how} ({n}): {what}.",),
        Say.TOLD_MOST: ("{how} ({n}), the latest first: {what}.",),
        Say.TOLD_BEST: ("{how} ({n}), best of all: {what}.",),
        Say.LEANS: ("Most often among what you like: {what}.",),
        Say.MUTED: ("Known, but not counted, as you asked: {n}.",),
        Say.NO_TASTES: ("I know nothing of your tastes yet; tell me {a_noun} you like, or one you do not.",),
        Say.WISHED_HERE: ("In this conversation you asked for: {what}.",),
        Say.LEANING_HERE: ("Here the list also leans by: {what}.",),
        Say.NO_WISHES_HERE: ("In this conversation you have no wishes so far.",),
        Say.CHANGE_TASTES: (
            "Say “not because of {title}” and it counts no more, or “forget that I liked {title}” and it is gone.",
        ),
        Say.CHANGE_WISHES: ("“Start over” drops the wishes of this conversation.",),
        Say.GUESSED: ("If I understand you right:", "I take it like this:"),
        Say.GUESSED_WISH: ("I take that as a request for {plural}.",),
        Say.GUESSED_MORE: ("I take that as a request for more {plural}.",),
        Say.LIKED: ("Noted: you like {what}.", "Good to know that you like {what}."),
        Say.DISLIKED: ("Noted: {what} is not for you.", "All right, you did not like {what}."),
        Say.SEEN: ("Noted: you know {what} already.",),
        Say.LIKES_VALUE: ("I will lean towards {what}.", "Noted: more {what}."),
        Say.DISLIKES_VALUE: ("I will hold back on {what}.", "Noted: fewer {what}."),
        Say.ALIKE: ("Something like {what}, then.", "You want something like {what}."),
        Say.UNLIKE: ("Nothing like {what}, then.",),
        Say.MENTIONED: ("{n} {plural} here mention “{text}”.",),
        Say.MENTIONED_ONCE: ("One {noun} here mentions “{text}”; what follows it does not.",),
        Say.MENTIONED_AND_OTHERS: ("{n} {plural} here mention “{text}”; what follows them does not.",),
        Say.MENTIONED_ELSEWHERE: ("What mentions “{text}” here ({n}) does not fit this list.",),
        Say.MENTIONED_NOWHERE: ("No {noun} here mentions “{text}”.",),
        Say.NOT_ABOUT: ("What mentions “{text}” goes to the end.",),
        Say.TAKEN_BACK: (
            "Done: what you said about {what} no longer counts.",
            "All right, I dropped what you said about {what}.",
        ),
        Say.COUNTS_NO_MORE: (
            "What I know of you and {what} no longer counts. Say “undo that”, and it counts again.",
            "All right, not because of {what}. Say “undo that”, and it counts again.",
        ),
        Say.COUNT_NO_MORE: (
            "What I know of you and {what} and {n} more no longer counts. Say “undo that”, and it counts again.",
        ),
        Say.COUNTS_AGAIN: ("What I know of you and {what} counts again.",),
        Say.NOTHING_KNOWN: ("I know nothing of you and {what}, so it counted for nothing.",),
        Say.PROFILING_OFF: (
            "You are not profiled now: I go by what you say here and learn nothing new. Say “use my history again”, and it counts again.",
        ),
        Say.PROFILING_ON: (
            "What I know of you counts, and I learn from what you say and do. Say “stop using my history”, and it does not.",
        ),
        Say.CAME: ("New in the list: {what}.",),
        Say.WENT: ("No longer in it: {what}.",),
        Say.SAME_LIST: ("The list stays as it is.",),
        Say.STARTED_OVER: ("All wishes of this conversation are forgotten; your likes and dislikes stay.",),
        Say.LIFTED: ("“{what}” no longer holds.",),
        Say.CLAMPED: ("You asked for {asked}; I show {n} at a time.",),
        Say.UNKNOWN: ("I do not know {a_noun} called “{title}”.",),
        Say.DID_YOU_MEAN: ("I do not know {a_noun} called “{title}”. Did you mean {close}?",),
        Say.KNOWN: ("{title} is in the catalogue: {traits}.",),
        Say.UNTOLD: ("{title} is in the catalogue, which tells no more of it.",),
        Say.NO_SUCH_FILTER: (
            "I cannot filter by “{text}”, but by {fields}, for example; say “what can I say?” for more.",
        ),
        Say.TITLES_ONLY: ("I cannot filter by “{text}”: the catalogue only holds titles.",),
        Say.DROPPED: ("All right, not that one then. Try the title in another spelling.",),
        Say.SLATE: ("Here are {n} {what}.", "I found {n} {what}."),
        Say.SLATE_OF_ONE: ("Here is one {what}.",),
        Say.FEWER: ("You asked for {asked}; only {n} fit.",),
        Say.POPULAR: ("These are popular choices.",),
        Say.UNPROFILED: ("You are not profiled, so I go by what you say here.",),
        Say.COLD: ("Tell me {a_noun} you like, and the list becomes yours.",),
        Say.BY_WISHES: ("I go by your wishes alone so far; tell me {a_noun} you like, and it gets more personal.",),
        Say.LEFT_OUT: ("Left out because of “{what}”: {n}.",),
        Say.NOTHING_FITS: ("Sorry, I found no new {what}.",),
        Say.ALONE: ("If I go by “{kept}” alone, I can offer {n}.",),
        Say.RELAX: ("If I drop “{dropped}”, I can offer {n} more.",),
        Say.WIDEN: ("If I make it “{wider}” instead of “{former}”, I can offer {n} more.",),
        Say.RELAX_AND_WIDEN: (
            "If I drop “{dropped}” and make it “{wider}” instead of “{former}”, I can offer {n} more.",
        ),
        Say.ASK: ("Which {field} would you like: {choices}?", "Is there any {field} you would prefer: {choices}?"),
        Say.ASK_RANGE: ("Would you rather have {plural} {choices}?",),
        Say.ANY_WILL_DO: ("All right, any {field} will do.",),
        Say.LESS_KNOWN: ("I will look for less known {plural}.", "Less known {plural} it is."),
        Say.WELL_KNOWN: ("I will stay with well-known {plural}.",),
        Say.MORE_VARIED: ("I will mix them more.",),
        Say.MORE_ALIKE: ("I will keep them more alike.",),
        Say.AS_USUAL: ("Back to the usual mix.",),
        Say.SORRY: ("I am sorry to hear that.", "That sounds hard, I am sorry."),
        Say.CALMING: ("Then something that lets you breathe.", "Let us take it easy, then."),
        Say.ENLIVENING: ("Let us do something about that.", "Then let us find something to wake you up."),
        Say.RESTFUL: ("Then something easy.", "Lean back, then: something that asks little of you."),
        Say.GLAD: ("Good to hear!", "How nice!"),
        Say.BY_MOOD: ("How you feel counts in this list; say “never mind my mood” and it does not.",),
        Say.NOT_BY_MOOD: ("All right, how you feel does not count.",),
        Say.KEPT: ("All right, your wishes stay as they are.",),
        Say.NOTHING_LEFT: ("That was everything that fits; start over to see it again.",),
        Say.WHY: ("Why I ranked {title} there:",),
        Say.UNRANKED: ("{title} fits what you asked for; nothing that I know ranks it above the others that do.",),
        Say.REASON: ("{value}: {label}.",),
        Say.NOT_SHOWN: ("{title} is not in my last list.",),
        Say.WHY_NOT: ("{text}",),
        Say.NOTHING_SHOWN: ("I have not recommended anything yet.",),
        Say.WHICH_OF_THEM: ("Which one do you mean: {close}?",),
        Say.WHICH: ("There are several called “{title}”: do you mean {close}?",),
        Say.FACT: ("{title} {said}.",),
        Say.ALSO: ("It {said}.",),
        Say.FIELD: ("{title}: {field} {what}.",),
        Say.YES: ("Yes, {title} {said}.",),
        Say.NO: ("No: {title} {said}.",),
        Say.NO_FACT: ("The catalogue does not know this of {title}: {field}.",),
        Say.SYNOPSIS: ("{title}: {text}",),
        Say.QUOTED: ("“{text}” ({source})",),
        Say.HAND_OVER: ("I do not find that in our documents; please ask {contact}.",),
        Say.NO_ANSWER: ("I do not find that in our documents; please ask our service.",),
        Say.WORKS: ("Of {who} the catalogue has {titles}.",),
        Say.WORKS_LATEST: ("Of {who} the catalogue has {n}; the latest are {titles}.",),
        Say.WORKS_BEFORE: ("From before {title} the catalogue has of {who}: {titles}.",),
        Say.WORKS_AFTER: ("From after {title} the catalogue has of {who}: {titles}.",),
        Say.NO_WORKS: ("The catalogue has nothing of {who} that fits.",),
        Say.VERSUS: ("{title} {said}; {other} {also}.",),
        Say.CHOSEN: ("For you I would choose {title}: its score is {value} above that of {other}.",),
        Say.CHOSEN_BY_ALL: (
            "I do not know your taste yet; by what everybody likes, {title} is {value} ahead of {other}.",
        ),
        Say.EVEN: ("For you {title} and {other} come out even.",),
        Say.ORDERED: ("In this order for you: {titles}.",),
        Say.DIFFERENCE: ("In favour of {title}, {value}: {label}.",),
        Say.DIFFERENCE_OF_ALL: ("In favour of {title}, {value}: what everybody likes.",),
        Say.YOU_LIKED: ("You said that you like {title}.",),
        Say.YOU_DISLIKED: ("You said that you do not like {title}.",),
        Say.YOU_KNOW: ("You know {title} already.",),
        Say.RATED: ("Of {n} people here who rated {title}, {liking} gave it 4 or 5 stars and {disliking} 1 or 2.",),
        Say.OPINED: (
            "Of {n} people here who rated {title} or said what they think of it, {liking} like it and {disliking} do not.",
        ),
        Say.FEW_OPINED: ("Fewer than {n} people here have said what they think of {title}, too few to tell.",),
        Say.CLOSEST: (
            "Of the {n} of them whose likes are closest to yours, {liking} like it; each likes at least {least} that you like.",
        ),
        Say.FOLLOWED: (
            "{n} people here chose {title} soon after {other}, {value} times as many as its popularity alone explains (95 %: {low} to {high}).",
        ),
        Say.STANDING: ("For you I would rank {title} above {n} of the {of} others that you have not told me of.",),
        Say.STANDING_FOR_ALL: (
            "I do not know your taste yet; by what everybody likes, {title} ranks above {n} of the {of} others.",
        ),
        Say.SPEAKS_FOR: ("In its favour: {reasons}.",),
        Say.SPEAKS_AGAINST: ("Against it: {reasons}.",),
        Say.BREAKS: ("{title} is not what you asked for: {what}.",),
        Say.NO_PLACE: ("There is no “{text}”: my last list has {n}.",),
        Say.REASON_OF_FIRST: ("{title}: {text}",),
    }
)
# Requests that no field of the catalogue holds.
REQUESTS: Mapping[str, str] = MappingProxyType({ALIKE: "like {what}", ABOUT: "about “{what}”"})


def listed(names: Sequence[str]) -> str:
    """Names joined: "A, B and C"."""
    return _joined(names, "and")


def alternatives(names: Sequence[str]) -> str:
    """Names to choose from: "A, B or C"."""
    return _joined(names, "or")


def _joined(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def clause(sentence: str) -> str:
    """A sentence behind a colon: "it fits your taste"."""
    return sentence[:1].lower() + sentence[1:]


def things(constraints: Sequence[Constraint], many: bool, domain: Domain) -> str:
    """Items under constraints: "French science-fiction and comedy films starring A from the 1990s, without horror"."""
    kinds = [wish for wish in constraints if isinstance(wish, Includes) and is_kind(wish, domain)]
    noun = domain.noun.en[1] if many else domain.noun.en[0]
    (kinds, noun) = _as_noun(kinds, noun, domain) if many else (kinds, noun)
    forms = {wish.field: behind(wish.field, domain, "en") for wish in kinds}
    later = _grouped([wish for wish in kinds if forms[wish.field]], domain)
    before = _grouped(sorted((wish for wish in kinds if not forms[wish.field]), key=place), domain)
    after = [
        wish_of(wish, domain) for wish in constraints if not isinstance(wish, Excludes) and not is_kind(wish, domain)
    ]
    told = ((forms[field] or "{what}").format(what=what) for field, what in later.items())
    phrase = " ".join((*before.values(), noun, *told, *([listed(after)] if after else [])))
    return ", ".join((phrase, *_apart([wish for wish in constraints if isinstance(wish, Excludes)], domain)))


def _as_noun(kinds: list[Includes], noun: str, domain: Domain) -> tuple[list[Includes], str]:
    """The wishes without the one that says by itself what a thing is, "hotels", and that word; all of them where none does."""
    said = [wish for wish in kinds if wish.field in THINGS and len(wish.values) == 1]
    known = domain.labels[said[0].field].values.get(said[0].values[0]) if len(said) == 1 else None
    return ([wish for wish in kinds if wish is not said[0]], known.many) if known and known.many else (kinds, noun)


def _grouped(wishes: Sequence[Includes], domain: Domain) -> Mapping[str, str]:
    """What is asked of each field, in the order in which the fields come; of one field everything must hold."""
    fields: dict[str, list[str]] = {}
    for wish in wishes:
        fields.setdefault(wish.field, []).append(_values(wish, domain))
    return {field: listed(values) for field, values in fields.items()}


def _apart(unwanted: Sequence[Excludes], domain: Domain) -> Iterator[str]:
    """What is left out: "not American", "nothing bleak", "without horror or war"."""
    lacks = [said for wish in unwanted if (said := lacking(wish, domain, "en"))]
    yield from lacks
    unwanted = [wish for wish in unwanted if not lacking(wish, domain, "en")]
    separate = [_values(wish, domain) for wish in unwanted if wish.field in SEPARATE]
    feeling = [_values(wish, domain) for wish in unwanted if wish.field in ADJECTIVES]
    without = [_unwanted(wish, domain) for wish in unwanted if wish.field not in SEPARATE | ADJECTIVES]
    if separate:
        yield f"not {alternatives(separate)}"
    if feeling:
        yield f"nothing {alternatives(feeling)}"
    if without:
        yield f"without {alternatives([*dict.fromkeys(without)])}"


def wish_of(constraint: Constraint, domain: Domain) -> str:
    """One constraint by itself: "no horror", "no longer than 97 minutes", "brand Sony"."""
    match constraint:
        case Includes(field=field) if field in REQUESTS:
            return REQUESTS[field].format(what=alternatives(constraint.values))
        case Excludes(field=field) if field == ABOUT:
            return f"nothing {REQUESTS[ABOUT].format(what=alternatives(constraint.values))}"
        case Includes():
            values = _values(constraint, domain)
            known = domain.labels.get(constraint.field)
            if known is not None and known.whether and known.behind is not None:
                return known.behind.say("en").format(what=values)
            return values if is_kind(constraint, domain) else f"of {domain.say_field(constraint.field, 'en')} {values}"
        case Excludes():
            return _unwished(constraint, domain)
        case Between():
            return ranged(constraint, domain, "en")
        case Outside():
            return f"not {ranged(constraint, domain, 'en')}"


def _unwished(constraint: Excludes, domain: Domain) -> str:
    if lacks := lacking(constraint, domain, "en"):
        return lacks
    if constraint.field in SEPARATE:
        return f"not {_values(constraint, domain)}"
    if constraint.field in ADJECTIVES:
        return f"nothing {_values(constraint, domain)}"
    return f"{'not' if _many_items(constraint) else 'no'} {_unwanted(constraint, domain)}"


def _values(constraint: Includes | Excludes, domain: Domain) -> str:
    together = told_together(constraint, domain, "en")
    return together or alternatives([before_a_noun(constraint.field, value, domain) for value in constraint.values])


def _many_items(constraint: Excludes) -> bool:
    """Whether more items are left out than anybody wants to read the titles of."""
    return constraint.field == "item" and len(constraint.values) > MOST_NAMED


def _unwanted(constraint: Excludes, domain: Domain) -> str:
    if _many_items(constraint):
        return f"those {len(constraint.values)} {domain.noun.en[1]}"
    together = told_together(constraint, domain, "en")
    return together or alternatives([domain.say_many(constraint.field, value) for value in constraint.values])


ENGLISH = Language(
    locale="en",
    templates=TEMPLATES,
    things=things,
    wish=wish_of,
    listed=listed,
    alternatives=alternatives,
    clause=clause,
)

__all__ = ["ENGLISH", "TEMPLATES", "alternatives", "listed", "things", "wish_of"]
