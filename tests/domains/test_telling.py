"""What the films pack tells a catalogue: only of films that it knows, and nothing that the catalogue knows itself."""

import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Triple
from chatrec.domains import domain, fitting
from chatrec.domains.base import Known, named
from chatrec.domains.packs.telling import FilmFacts
from chatrec.domains.packs.trusted import read_films, read_names

FACTS = FilmFacts()


def film(item: str, title: str, year: float | None = None, **more: tuple[str, ...]) -> Item:
    return Item(id=ItemId(item), title=title, numbers={} if year is None else {"year": year}, labels=more)


def fargo() -> Known:
    return FACTS.known([film("f", "Fargo", 1996.0, genre=("Crime",))])


def test_a_film_is_known_by_title_and_year_and_gets_what_it_lacks() -> None:
    (told,) = fargo().items
    assert fargo().enriched == 1
    assert told.labels["genre"] == ("Crime",), "its own column wins"
    assert told.labels["director"] == ("Joel Coen", "Ethan Coen")
    assert told.labels["actor"][0] == "Frances McDormand"
    assert told.labels["theme"][0] == "kidnapping"
    assert (told.numbers["year"], told.numbers["runtime"], told.numbers["violence"]) == (1996.0, 98.0, 3.0)
    assert "冰血暴" in told.aliases
    assert (named(told, "en"), named(told, "zh")) == ("Fargo (1996)", "《冰血暴》（1996）")
    assert told.text.endswith(".")


def test_the_ties_of_a_film_are_triples() -> None:
    triples = set(fargo().triples)
    assert {Triple("item:f", "directed_by", "Joel Coen"), Triple("item:f", "written_by", "Ethan Coen")} <= triples
    assert Triple("item:f", "theme", "kidnapping") in triples


@pytest.mark.parametrize(
    "stranger",
    [film("1", "Fargo"), film("1", "Fargo", 1952.0), film("1", "No Such Film", 1996.0), film("1", "", 1996.0)],
    ids=["no year", "another year", "another title", "no title"],
)
def test_what_is_no_film_of_the_pack_stays_as_it_is(stranger: Item) -> None:
    assert FACTS.known([stranger]) == Known((stranger,), 0, ())


def test_the_article_the_case_and_a_year_more_do_not_matter() -> None:
    found = FACTS.known([film("1", "shining, the", 1980.0), film("2", "SHINING", 1981.0)])
    assert [item.labels.get("director") for item in found.items] == [None, ("Stanley Kubrick",)]


def test_movielens_ids_are_known_by_the_years_that_they_name() -> None:
    films = [(item, one) for one in read_films() for item in one.ml.get("100k", ())][:40]
    right = [film(item, f"Title {item}", float(one.year)) for item, one in films]
    assert FACTS.known(right).enriched == 40
    wrong = [film(item, f"Title {item}", float(one.year) + 5) for item, one in films]
    assert FACTS.known(wrong).enriched == 0
    assert FACTS.known(right[:10]).enriched == 0, "too few to tell"


def test_a_catalogue_that_was_told_more_is_still_one_of_films_and_has_words_for_all_of_it() -> None:
    catalogue = Catalogue(fargo().items)
    found = fitting(catalogue)
    assert found.name == "movies"
    assert found.say_value("director", "Joel Coen", "zh") == "乔尔·科恩"
    assert found.say_value("theme", "kidnapping", "zh") == "绑架"
    assert found.say_field("director", "zh") == "导演"
    assert set(found.labels["director"].values) == {"Joel Coen", "Ethan Coen"}, "no words for what is not there"
    assert domain("movies").worded(Catalogue([film("f", "Fargo", 1996.0)])) is domain("movies")


def test_every_value_has_words_and_people_who_share_a_name_are_told_apart() -> None:
    names = read_names()
    worded = FACTS.worded()
    assert set(worded) == set(FACTS.fields)
    assert len(worded["director"].values) == len(names.people)


def test_further_films_are_those_that_the_catalogue_lacks() -> None:
    items = fargo().items
    further = FACTS.further(items)
    assert len(further) == len(read_films()) - 1
    assert not FACTS.further([*items, *further])
    assert all(item.labels and item.numbers["year"] > 1900 for item in further)


def test_ties_are_said_as_a_person_says_them_in_both_languages() -> None:
    known = fitting(Catalogue(fargo().items))
    said = [known.say_tie("directed_by", known.say_entity("Joel Coen", locale), locale) for locale in ("en", "zh")]
    assert said == ["directed by Joel Coen", "乔尔·科恩执导"]
    assert known.say_tie("produced_by", "Ann", "en") == ""
