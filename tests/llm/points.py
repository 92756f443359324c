"""Points of every kind that a model words, over forty films, each with what is true of it in both languages."""

from collections.abc import Mapping
from pathlib import Path

from tests.dialogue.films import FILMS

from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.query import Between, Excludes, Includes, Locale
from chatrec.dialogue.claiming import labelled, named
from chatrec.dialogue.points import Clause, Point, Say, Things, Titles, Traits, Wish, Wishes
from chatrec.explain.words import WORDS

CATALOGUE = Catalogue(FILMS)
ROW = {item.title: row for row, item in enumerate(FILMS)}
HERE = Path(__file__).parent


def titles(*names: str) -> Titles:
    return Titles(tuple(ROW[name] for name in names))


def reason(title: str, text: str, *claims: Claim) -> Point:
    row = ROW[title]
    slots = {"title": Titles((row,)), "text": Clause(text)}
    return Point(Say.REASON_OF_FIRST, slots, (*named((row,), CATALOGUE), *claims))


def evidence(term: str) -> Claim:
    return Claim(ClaimKind.EVIDENCE, "f0", f"{term}|+")


def liked(title: str) -> tuple[Claim, ...]:
    item = CATALOGUE[ROW[title]]
    opinion = Claim(ClaimKind.OPINION, item.id, "liked")
    return Claim(ClaimKind.TITLE, item.id, item.title), opinion, evidence(f"together|history|item:{item.id}")


COMEDY, WESTERN = Includes("genre", ("Comedy",)), Includes("genre", ("Western",))
NO_HORROR = Excludes("genre", ("Horror",))


def points(locale: Locale) -> Mapping[str, Point]:
    """By the names that the files of true sentences use."""
    said = WORDS[locale]
    names = (
        ("Heat (1995)", "Pulp Fiction (1994)") if locale == "en" else ("《Heat》（1995）", "《Pulp Fiction》（1994）")
    )
    comedies, crime = ("comedy films", "crime films") if locale == "en" else ("喜剧片", "犯罪片")
    sci_fi = Includes("genre", ("Sci-Fi",))
    return {
        "slate_comedy_90s": Point(Say.SLATE, {"n": 5, "what": Things((COMEDY, Between("year", 1990, 1999)))}),
        "slate_any": Point(Say.SLATE, {"n": 3, "what": Things(())}),
        "slate_scifi_no_horror": Point(Say.SLATE, {"n": 4, "what": Things((sci_fi, NO_HORROR))}),
        "one_western_1950": Point(
            Say.SLATE_OF_ONE, {"what": Things((WESTERN, Between("year", None, 1950)), many=False)}
        ),
        "liked_heat": Point(Say.LIKED, {"what": titles("Heat")}),
        "disliked_titanic": Point(Say.DISLIKED, {"what": titles("Titanic")}),
        "seen_alien": Point(Say.SEEN, {"what": titles("Alien")}),
        "fewer_2_of_8": Point(Say.FEWER, {"n": 2, "asked": 8}),
        "left_out_horror": Point(Say.LEFT_OUT, {"n": 12, "what": Wish(NO_HORROR)}),
        "nothing_western_1930": Point(Say.NOTHING_FITS, {"what": Things((WESTERN, Between("year", None, 1930)))}),
        "relax_western": Point(Say.RELAX, {"dropped": Wishes((WESTERN,)), "n": 7}),
        "reason_likes": reason("Fargo", said.because(said.both(*names)), *liked("Heat"), *liked("Pulp Fiction")),
        "reason_popular": reason("Star Wars", said.popular_sentence, evidence("popularity|prior|popular")),
        "reason_wish": reason("Clerks", said.wished(comedies), evidence("wishes|wish|genre=Comedy")),
        "reason_taste": reason("Fargo", said.tasteful(crime), evidence("attributes|attribute|genre=Crime")),
        "likes_drama": Point(Say.LIKES_VALUE, {"what": Things((Includes("genre", ("Drama",)),))}),
        "dislikes_musical": Point(Say.DISLIKES_VALUE, {"what": Things((Includes("genre", ("Musical",)),))}),
        "cold": Point(Say.COLD),
        "popular": Point(Say.POPULAR),
        "by_wishes": Point(Say.BY_WISHES),
        "clamped": Point(Say.CLAMPED, {"asked": 100, "n": 20}),
        "known_heat": Point(
            Say.KNOWN, {"title": titles("Heat"), "traits": Traits(ROW["Heat"])}, labelled(ROW["Heat"], CATALOGUE)
        ),
    }


def true_sentences(locale: Locale) -> list[tuple[str, str]]:
    """(name of the point, a true sentence), written before the check and not by its rules."""
    lines = (HERE / f"true_{locale}.tsv").read_text("utf-8").splitlines()
    return [(name, text) for name, _, text in (line.partition("\t") for line in lines)]


__all__ = ["CATALOGUE", "ROW", "points", "true_sentences"]
