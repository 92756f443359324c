"""No lie passes, and few true sentences are stopped."""

import random

import pytest
from tests.llm.lies import lies
from tests.llm.points import CATALOGUE, evidence, liked, points, reason, true_sentences

from chatrec.core.acts import TheField
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.profile import Profile
from chatrec.core.query import Between, Excludes, Includes, Locale, Outside
from chatrec.dialogue import Plan, TemplateNlg
from chatrec.dialogue.facts import Facts
from chatrec.dialogue.points import Clause, Named, Point, Say, Things, Titles, Wish
from chatrec.domains import domain
from chatrec.llm.grounding import LONGEST, ungrounded
from chatrec.llm.licence import Licence, Licences

FILMS = domain("movies")
LICENCES = Licences(CATALOGUE, FILMS)
PARTS = 6
LEAST_LIES = 5000  # in all, over both languages
MOST_BLOCKED = 0.1


def licences(locale: Locale) -> dict[str, Licence]:
    found = {name: LICENCES.of(point, locale) for name, point in points(locale).items()}
    assert None not in found.values()
    return found


def told(locale: Locale, part: int) -> list[tuple[Licence, str, str]]:
    """(licence, the true sentence, a lie), for a part of the sentences."""
    rng = random.Random(part)
    by_name = licences(locale)
    true = true_sentences(locale)
    known = {text.lower() for _, text in true}
    part_of = [(name, text) for place, (name, text) in enumerate(true) if place % (3 * PARTS) == part]
    changed = [(by_name[name], text, lie) for name, text in part_of for lie in lies(text, locale, rng)]
    others = [(by_name[other], text, text) for name, text in part_of for other in by_name if other != name]
    return [(licence, text, lie) for licence, text, lie in changed if lie.lower() not in known] + others


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("part", range(PARTS))
def test_no_lie_passes(part: int, locale: Locale) -> None:
    all_told = told(locale, part)
    assert len(all_told) >= LEAST_LIES / (2 * PARTS)
    assert [(true, lie) for licence, true, lie in all_told if ungrounded(lie, licence) is None] == []


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_few_true_sentences_are_stopped(locale: Locale, record_property) -> None:
    by_name = licences(locale)
    true = true_sentences(locale)
    stopped = [(text, why) for name, text in true if (why := ungrounded(text, by_name[name]))]
    share = len(stopped) / len(true)
    record_property(f"true sentences stopped, {locale}", share)
    print(f"{locale}: {len(stopped)} of {len(true)} true sentences stopped ({share:.1%})")
    assert share <= MOST_BLOCKED, stopped


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("number", [0, 1])
def test_every_template_of_ours_passes(locale: Locale, number: int) -> None:
    facts = Facts(catalogue=CATALOGUE, profile=Profile("ann"))
    plan = Plan(locale, number, tuple(points(locale).values()), facts)
    sentences = [sentence.text for sentence in TemplateNlg(CATALOGUE, FILMS).realise(plan)]
    stopped = {
        name: (text, why)
        for (name, licence), text in zip(licences(locale).items(), sentences, strict=True)
        if (why := ungrounded(text, licence))
    }
    assert stopped == {}


@pytest.mark.parametrize(
    ("constraint", "true", "false"),
    [
        (Between("year", 1990, None), "from 1990 onwards", "until 1990"),
        (Between("year", 1995, 1995), "from 1995", "from before 1995"),
        (Between("year", 1990, 1996), "between 1990 and 1996", "between 1990 and 1997"),
        (Between("year", 1990, 1996), "from 1990 to 1996", "not from 1990 to 1996"),
        (Between("year", 2010, 2019), "from the 2010s", "from the 10s"),
        (Between("runtime", None, 90), "no longer than 90 minutes", "at least 90 minutes long"),
        (Outside("year", 1980, 1989), "not from the 1980s", "from the 1980s"),
        (Excludes("item", ("f0",)), "without Heat", "with Heat"),
        (Excludes("genre", ("Horror", "War")), "without horror or war", "without horror"),
        (Includes("genre", ("Comedy", "War")), "of comedy or war", "of comedy"),
    ],
)
def test_a_wish_is_said_as_it_is(constraint, true: str, false: str) -> None:
    licence = LICENCES.of(Point(Say.SLATE, {"n": 5, "what": Things((constraint,))}), "en")
    assert ungrounded(f"Here are 5 films {true}.", licence) is None
    assert ungrounded(f"Here are 5 films {false}.", licence) is not None


@pytest.mark.parametrize(
    "lie",
    ["Here are 5 sci-fi films without horror and comedies.", "Here are 5 films, no horror, sci-fi and comedies.",
     "Here are 5 sci-fi films without horror from the 1990s."],
)  # fmt: skip
def test_a_removal_reaches_no_further_than_it_should(lie: str) -> None:
    wishes = (
        Excludes("genre", ("Horror",)),
        Includes("genre", ("Sci-Fi",)),
        Includes("genre", ("Comedy",)),
        Between("year", 1990, 1999),
    )
    wanted = wishes if "1990s" in lie else wishes[:3]
    wanted = tuple(wish for wish in wanted if "comedies" in lie or wish.key != "genre=Comedy")
    assert ungrounded(lie, LICENCES.of(Point(Say.SLATE, {"n": 5, "what": Things(wanted)}), "en")) == "scope"


@pytest.mark.parametrize(
    ("name", "locale", "lie"),
    [
        ("nothing_western_1930", "zh", "1930年及以前的新的西部片来了。"),
        ("nothing_western_1930", "zh", "没找到1930年及以前的西部片。"),
        ("nothing_western_1930", "en", "I found no westerns up to 1930."),
        ("slate_any", "zh", "这里有3部好电影。"),
        ("slate_any", "en", "Here are some of the 3 films I might have."),
        ("liked_heat", "en", "You like The Heat."),
        ("liked_heat", "en", "You like Heat and Alien."),
        ("liked_heat", "en", "You like Ηeat (1995)."),  # a Greek letter
        ("liked_heat", "en", "You\u202e like Heat (1995)."),
        ("relax_western", "en", "Without a western, I can offer 7."),
    ],
)
def test_lies_that_once_passed_or_nearly_did(name: str, locale: Locale, lie: str) -> None:
    assert ungrounded(lie, licences(locale)[name]) is not None


@pytest.mark.parametrize(
    "lie", ["Many people like Fargo because you liked Heat.", "You liked Heat because many people like Fargo.",
            "Because you liked Heat, many people like Fargo.", "You liked Heat, so many people like Fargo."],
)  # fmt: skip
def test_no_reason_is_made_the_cause_of_another(lie: str) -> None:
    claims = (*liked("Heat"), evidence("popularity|prior|popular"))
    licence = LICENCES.of(reason("Fargo", "Many people like it, and you liked Heat.", *claims), "en")
    assert ungrounded("Many people like Fargo, and you liked Heat.", licence) is None
    assert ungrounded("Fargo comes first because you liked Heat.", licence) is None
    assert ungrounded(lie, licence) == "cause"


def test_a_title_that_two_films_have_needs_its_year() -> None:
    row = next(row for row, item in enumerate(CATALOGUE) if item.title == "Sabrina" and item.numbers["year"] == 1954)
    licence = LICENCES.of(Point(Say.LIKED, {"what": Titles((row,))}), "en")
    assert ungrounded("You like Sabrina (1954).", licence) is None
    assert ungrounded("You like Sabrina.", licence) is not None
    assert ungrounded("You like Sabrina (1995).", licence) is not None


@pytest.mark.parametrize(
    "text", ["", " ", "Here are <n> films.", "Here are 5 films." + " " * 3 + "a" * LONGEST, "Here are 5 films. \x00"]
)
def test_what_is_no_sentence_is_not_said(text: str) -> None:
    assert ungrounded(text, LICENCES.of(Point(Say.SLATE, {"n": 5, "what": Things(())}), "en")) is not None


@pytest.mark.parametrize(
    "point",
    [
        Point(Say.NOT_UNDERSTOOD),
        Point(Say.UNKNOWN, {"title": "Nowhere"}),
        Point(Say.TAKEN_BACK, {"what": Named(TheField("year"))}),
        Point(
            Say.REASON_OF_FIRST,
            {"title": Titles((0,)), "text": Clause("x")},
            (Claim(ClaimKind.EVIDENCE, "f0", "text|text|word=x|+"),),
        ),
    ],
)
def test_what_we_do_not_know_how_to_check_is_said_by_template_alone(point: Point) -> None:
    assert LICENCES.of(point, "en") is None


@pytest.mark.parametrize(
    ("ref", "true", "false"),
    [
        ("decade=1990s", "films from the 1990s", "films from the 1980s"),
        ("studio=A24", "films of studio A24", "films of studio A25"),
    ],
)
def test_a_taste_is_named_as_it_is(ref: str, true: str, false: str) -> None:
    claims = (Claim(ClaimKind.EVIDENCE, "f0", f"attributes|attribute|{ref}|+"),)
    licence = LICENCES.of(Point(Say.REASON_OF_FIRST, {"title": Titles((0,)), "text": Clause("x")}, claims), "en")
    assert ungrounded(f"Heat (1995) fits your taste in {true}.", licence) is None
    assert ungrounded(f"Heat (1995) fits your taste in {false}.", licence) is not None


def test_what_was_left_out_is_named_with_its_number() -> None:
    licence = LICENCES.of(Point(Say.LEFT_OUT, {"n": 1, "what": Wish(Excludes("item", ("f0",)))}), "en")
    assert ungrounded("I left out 1 because of “no Heat”.", licence) is None
    assert ungrounded("I left out 11 because of “no Heat”.", licence) is not None
