"""The rules of the grammar: each gives the next line of a conversation with what holds after it, or None where it does
not apply.
"""

from collections.abc import Sequence
from math import inf, nextafter

from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside
from chatrec.testing.conversations.holding import Holding
from chatrec.testing.conversations.sayings import (
    AGAIN,
    ANY,
    EITHER_OF,
    EXCEPT,
    MAY_COME,
    MEANT,
    MORE,
    NEED_NOT,
    NEITHER,
    NO,
    NONE_OF,
    ONE_OF,
    PLACES,
    THAN,
    TOGETHER,
    UNDO,
    WHATEVER,
    WHY,
    YES,
)
from chatrec.testing.conversations.scene import Line, Rule, Scene
from chatrec.testing.conversations.sentences import ALSO, INSTEAD, Words, bare, request
from chatrec.testing.conversations.wishes import YEAR, Part, Place, wished


def opening(scene: Scene) -> Line:
    """One to three wishes, and sometimes what must not come."""
    parts = _taken(scene, scene.parts, int(scene.rng.integers(1, 4)))
    against = _taken(scene, scene.against, int(scene.rng.integers(0, 3)), beside=parts)
    return _asked(scene, [*parts, *against], request([*parts, *against], scene.rng), "opening")


def wish(scene: Scene) -> Line | None:
    """A further wish, on a field of which nothing holds yet."""
    parts = _taken(scene, scene.parts, 1)
    return _asked(scene, parts, request(parts, scene.rng), "wish") if parts else None


def exclusion(scene: Scene) -> Line | None:
    """A further exclusion."""
    parts = _taken(scene, scene.against, 1)
    return _asked(scene, parts, Words(parts[0].en, parts[0].zh), "exclusion") if parts else None


def everything_but(scene: Scene) -> Line | None:
    """Anything except one genre."""
    refused = next((one for one in scene.against if _is_genre(one.constraint, Excludes) and _free(scene, one)), None)
    if refused is None or not isinstance(refused.constraint, Excludes):
        return None
    scene.against.remove(refused)
    words = _value_words(scene, "genre", refused.constraint.values[0])
    en, zh = scene.pick(EXCEPT)
    return _asked(scene, [refused], Words(en.format(words[0]), zh.format(words[1])), "except")


def also(scene: Scene) -> Line | None:
    """A second value of a field, to hold beside the first: "also funny"."""
    mine = {one.field for one in scene.holding.constraints if isinstance(one, Includes)}
    for one in scene.parts:
        if (
            isinstance(one.constraint, Includes)
            and one.constraint.field in mine & {"genre", "actor", "theme"}
            and one.constraint not in scene.holding.constraints
        ):
            scene.parts.remove(one)
            en, zh = scene.pick(ALSO)
            said = f"{one.en} films" if one.place is Place.KIND else one.en
            return _asked(scene, [one], Words(en.format(said), zh.format(one.zh)), "also")
    return None


def instead(scene: Scene) -> Line | None:
    """A genre in the place of those that were asked for."""
    held = [one for one in scene.holding.constraints if _is_genre(one, Includes)]
    genres = [one for one in scene.vocabulary.values if one.field == "genre"]
    if not held or not genres:
        return None
    part = wished(scene.pick(genres), scene.rng)
    if part.constraint in held or Excludes("genre", _values(part.constraint)) in scene.holding.constraints:
        return None
    en, zh = scene.pick(INSTEAD)
    words = Words(en.format(f"{part.en} films"), zh.format(part.zh))
    return Line(words, scene.holding.instead(part.constraint, scene.turn), "instead")


def either(scene: Scene) -> Line | None:
    """Two genres, one of which is enough."""
    genres = [one for one in scene.vocabulary.values if one.field == "genre"]
    if len(genres) < 2 or any(one.field == "genre" for one in scene.holding.constraints):
        return None
    first, second = (wished(genres[at], scene.rng) for at in scene.rng.choice(len(genres), 2, replace=False).tolist())
    both = Includes("genre", (*_values(first.constraint), *_values(second.constraint)))
    words = Words(f"{first.en} or {second.en} films", f"{first.zh}或{second.zh}", f"{first.zh} or {second.en}")
    return Line(words, scene.holding.asked([both], scene.turn), "either")


def either_of_three(scene: Scene) -> Line | None:
    """Three genres, one of which is enough."""
    genres = [one for one in scene.vocabulary.values if one.field == "genre"]
    if len(genres) < 3 or any(one.field == "genre" for one in scene.holding.constraints):
        return None
    drawn = [wished(genres[at], scene.rng) for at in scene.rng.choice(len(genres), 3, replace=False).tolist()]
    any_of = Includes("genre", tuple(value for one in drawn for value in _values(one.constraint)))
    en, zh = scene.pick(ONE_OF)
    words = Words(en.format(*(one.en for one in drawn)), zh.format(*(one.zh for one in drawn)))
    return Line(words, scene.holding.asked([any_of], scene.turn), "either of three")


def together(scene: Scene) -> Line | None:
    """Two people who act in one film, or one of whom is enough."""
    two = [one for one in scene.parts if one.constraint.field == "actor"][:2]
    if len(two) < 2 or any(one.field == "actor" for one in scene.holding.constraints):
        return None
    for one in two:
        scene.parts.remove(one)
    first, second = (_values(one.constraint)[0] for one in two)
    (a, a_zh), (b, b_zh) = (_value_words(scene, "actor", value) for value in (first, second))
    both = scene.rng.random() < 1 / 2
    en, zh = scene.pick(TOGETHER if both else EITHER_OF)
    asked = [one.constraint for one in two] if both else [Includes("actor", (first, second))]
    words = Words(en.format(a, b), zh.format(a_zh, b_zh))
    return Line(words, scene.holding.asked(asked, scene.turn), "together")


def taking_back(scene: Scene) -> Line | None:
    """One thing that was said holds no more."""
    order = sorted(scene.holding.constraints, key=lambda one: one.key)
    for at in scene.rng.permutation(len(order)).tolist():
        match order[at]:
            case Excludes(field, (value,)) if (field, value) in scene.vocabulary:
                return _freed(scene, field, value, MAY_COME, "may come")
            case Includes(field, (value,)) if (field, value) in scene.vocabulary:
                return _freed(scene, field, value, NEED_NOT, "need not")
            case Between(field) | Outside(field) if field in ANY:
                return _any_of(scene, field)
            case _:
                continue
    return None


def any_value(scene: Scene) -> Line | None:
    """Any value will do, of a field of which something holds."""
    fields = sorted({one.field for one in scene.holding.constraints} & ANY.keys())
    return _any_of(scene, scene.pick(fields)) if fields else None


def than(scene: Scene) -> Line | None:
    """Newer, older, shorter or longer than an item of the list."""
    field, more = scene.pick(sorted(THAN))
    place = int(scene.rng.integers(len(PLACES)))
    if len(scene.heard.items) <= place or any(one.field == field for one in scene.holding.constraints):
        return None
    number = scene.vocabulary.catalogue[scene.heard.items[place]].numbers.get(field)
    if number is None:
        return None
    range_ = _beyond(field, number, more=more)
    en, zh = (scene.pick(forms) for forms in THAN[field, more])
    said = Words(en.format(PLACES[place][0]), zh.format(PLACES[place][1]))
    return Line(said, scene.holding.asked([range_], scene.turn), "than")


def start_over(scene: Scene) -> Line | None:
    """Nothing holds any more."""
    return Line(Words(*scene.pick(AGAIN)), Holding(), "start over", anew=True) if scene.holding.constraints else None


def undo(scene: Scene) -> Line | None:
    """What the last turn added holds no more; only said after one that added something and replaced nothing."""
    if scene.last is None or scene.last.rule not in {"wish", "exclusion", "opening"}:
        return None
    return Line(Words(*scene.pick(UNDO)), scene.holding.without_turn(scene.turn - 1), "undo")


def correction(scene: Scene) -> Line | None:
    """Something else was meant than the last turn said."""
    if scene.last is None or scene.last.rule not in {"wish", "exclusion", "opening"}:
        return None
    scene.holding = scene.holding.without_turn(scene.turn - 1)
    parts = _taken(scene, scene.against, 1)
    if not parts:
        scene.holding = scene.last.holding
        return None
    en, zh = scene.pick(MEANT)
    return _asked(scene, parts, Words(en.format(parts[0].en), zh.format(parts[0].zh)), "correction")


def other_wish(scene: Scene) -> Line | None:
    """Another thing was wished than the last turn said."""
    if scene.last is None or scene.last.rule != "wish":
        return None
    scene.holding = scene.holding.without_turn(scene.turn - 1)
    parts = _taken(scene, scene.parts, 1)
    if not parts:
        scene.holding = scene.last.holding
        return None
    (en, zh), said = scene.pick(MEANT), bare(parts)
    return _asked(scene, parts, Words(en.format(said.en), zh.format(said.zh)), "other wish")


def none_of_three(scene: Scene) -> Line | None:
    """Three genres that must not come."""
    refused = [one for one in scene.against if _is_genre(one.constraint, Excludes) and _free(scene, one)][:3]
    if len(refused) < 3:
        return None
    for one in refused:
        scene.against.remove(one)
    names = [_value_words(scene, "genre", _values(one.constraint)[0]) for one in refused]
    en, zh = scene.pick(NONE_OF)
    words = Words(en.format(*(name for name, _ in names)), zh.format(*(name for _, name in names)))
    return _asked(scene, refused, words, "none of three")


def neither(scene: Scene) -> Line | None:
    """Two genres that must not come."""
    refused = [one for one in scene.against if _is_genre(one.constraint, Excludes) and _free(scene, one)][:2]
    if len(refused) < 2:
        return None
    for one in refused:
        scene.against.remove(one)
    (a, a_zh), (b, b_zh) = (_value_words(scene, "genre", _values(one.constraint)[0]) for one in refused)
    en, zh = scene.pick(NEITHER)
    return _asked(scene, refused, Words(en.format(a, b), zh.format(a_zh, b_zh)), "neither")


def answer_offer(scene: Scene) -> Line | None:
    """Yes or no to what was offered, or the words of one of the offers."""
    offers = scene.heard.offers
    if not offers or scene.heard.items:
        return None
    drawn = scene.rng.random()
    if drawn < 1 / 3:
        return Line(Words(*scene.pick(NO)), scene.holding, "refused")
    if drawn < 2 / 3:
        return Line(Words(*scene.pick(YES)), scene.holding.relaxed(offers[0][1], scene.turn), "accepted")
    said, relaxation = offers[int(scene.rng.integers(len(offers)))]
    return Line(Words(said, said), scene.holding.relaxed(relaxation, scene.turn), "offer taken")


def answer_question(scene: Scene) -> Line | None:
    """One of the answers to choose from, or that it does not matter."""
    choices = scene.heard.choices
    if not choices:
        return None
    if scene.rng.random() < 1 / 3:
        return Line(Words(*scene.pick(WHATEVER)), scene.holding, "whatever")
    said, constraint = choices[int(scene.rng.integers(len(choices)))]
    return Line(Words(said, said), scene.holding.asked([constraint], scene.turn), "choice")


def more(scene: Scene) -> Line | None:
    """Further items under the same wishes."""
    return Line(Words(*scene.pick(MORE)), scene.holding, "more", fresh=True) if scene.heard.items else None


def why(scene: Scene) -> Line | None:
    """A question, which changes nothing."""
    return Line(Words(*scene.pick(WHY)), scene.holding, "why") if scene.heard.items else None


FURTHER: tuple[tuple[Rule, float], ...] = (
    (wish, 3.0), (exclusion, 2.0), (everything_but, 1.0), (also, 1.0), (instead, 1.0), (either, 1.0), (either_of_three, 0.5), (together, 1.5), (taking_back, 2.5),
    (any_value, 1.0), (than, 1.5), (start_over, 0.4), (undo, 0.8), (correction, 1.0), (other_wish, 1.0), (neither, 1.0), (none_of_three, 1.0), (answer_offer, 20.0), (answer_question, 6.0), (more, 1.0), (why, 0.5),
)  # fmt: skip


def _asked(scene: Scene, parts: Sequence[Part], words: Words, rule: str) -> Line:
    return Line(words, scene.holding.asked([one.constraint for one in parts], scene.turn), rule)


def _taken(scene: Scene, parts: list[Part], n: int, beside: Sequence[Part] = ()) -> list[Part]:
    """The next `n` parts of different fields of which nothing holds; they are not said again."""
    found: list[Part] = []
    for one in list(parts):
        fields = {other.constraint.field for other in (*found, *beside)}
        if len(found) < n and one.constraint.field not in fields and _free(scene, one) and _apart(scene, one, found):
            found.append(one)
            parts.remove(one)
    return found


def _apart(scene: Scene, part: Part, others: Sequence[Part]) -> bool:
    """Whether its words and those of others mean nothing together: "dark" beside "comedy" would."""
    names = scene.vocabulary.names
    return not any(names(part.en, one.en) or names(one.en, part.en) for one in others)


def _free(scene: Scene, part: Part) -> bool:
    """Whether it contradicts nothing: no wish holds on its field, or it keeps out another value than was asked for."""
    mine = [one for one in scene.holding.constraints if one.field == part.constraint.field]
    if isinstance(part.constraint, Excludes):
        return not any(set(_values(one)) & set(part.constraint.values) for one in mine)
    return not mine


def _freed(scene: Scene, field: str, value: str, forms: tuple[Sequence[str], Sequence[str]], rule: str) -> Line | None:
    """The take-back of a value; of a name with two parts, of one who directs and acts, both are meant."""
    words = _value_words(scene, field, value)
    said = Words(scene.pick(forms[0]).format(words[0]), scene.pick(forms[1]).format(words[1]))
    return Line(said, scene.holding.without_value(field, value), rule)


def _any_of(scene: Scene, field: str) -> Line:
    en, zh = (scene.pick(forms) for forms in ANY[field])
    return Line(Words(en, zh), scene.holding.without_field(field), "any value")


def _value_words(scene: Scene, field: str, value: str) -> tuple[str, str]:
    words = scene.vocabulary.domain.labels[field].values[value]
    return words.en[0], words.zh[0] if words.zh else words.en[0]


def _values(constraint: Constraint) -> tuple[str, ...]:
    return constraint.values if isinstance(constraint, Includes | Excludes) else ()


def _is_genre(constraint: Constraint, kind: type[Includes | Excludes]) -> bool:
    return isinstance(constraint, kind) and constraint.field == "genre"


def _beyond(field: str, number: float, *, more: bool) -> Between:
    """What lies beyond a number: the years after or before it, of other numbers whatever is more or less."""
    if field == YEAR:
        return Between(field, number + 1, None) if more else Between(field, None, number - 1)
    return Between(field, nextafter(number, inf), None) if more else Between(field, None, nextafter(number, -inf))


__all__ = ["FURTHER", "opening"]
