"""Domains are found by name, and speak both languages."""

import pytest

from chatrec.core.errors import ConfigError
from chatrec.domains import domain, domains

OURS = ("books", "courses", "generic", "media", "movies", "music", "shop", "travel")
MOVIELENS_GENRES = {
    "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir",
    "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
}  # fmt: skip


def test_our_domains_are_known() -> None:
    assert domains() == OURS
    assert tuple(domain(name).name for name in domains()) == OURS


@pytest.mark.parametrize("name", ["films", "", "base", "../movies"])
def test_an_unknown_domain_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ConfigError, match="known are books, courses, generic, media, movies, music, shop, travel"):
        domain(name)


def test_every_genre_of_movielens_has_words_in_both_languages() -> None:
    genres = domain("movies").labels["genre"].values
    assert set(genres) == MOVIELENS_GENRES
    assert all(words.en and words.zh for words in genres.values())


@pytest.mark.parametrize("name", OURS)
def test_we_say_what_a_domain_calls_things_and_else_their_own_names(name: str) -> None:
    found = domain(name)
    assert len(found.noun.en) >= 2
    assert found.say_value("brand", "Acme", "zh") == "Acme"
    assert found.say_field("brand", "en") == "brand"


def test_movies_in_words() -> None:
    films = domain("movies")
    assert [films.say_value("genre", "Sci-Fi", locale) for locale in ("en", "zh")] == ["science-fiction", "科幻片"]
    assert [films.say_field("year", locale) for locale in ("en", "zh")] == ["year", "年代"]


@pytest.mark.parametrize(("genre", "said"), [("Musical", "musicals"), ("Mystery", "mysteries"), ("Horror", "horror")])
def test_things_of_a_kind_are_named_in_the_plural_where_english_has_one(genre: str, said: str) -> None:
    assert domain("movies").say_many("genre", genre) == said
