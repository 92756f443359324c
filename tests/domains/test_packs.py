"""The films pack is whole, and whatever would spoil it is refused with its file and line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from chatrec.core.errors import DataError
from chatrec.domains import domain
from chatrec.domains.packs import Film, Named, examine_films, load_films, slug
from chatrec.domains.packs.film import Genre

PACK = Path(__file__).parents[2] / "src" / "chatrec" / "domains" / "packs"
FARGO: dict[str, Any] = {
    "id": "fargo-1996",
    "ml": {"100k": ["100"]},
    "title": "Fargo",
    "title_zh": "冰血暴",
    "year": 1996,
    "directors": ["joel-coen"],
    "countries": ["US"],
    "languages": ["en"],
    "genres": ["Crime"],
    "themes": ["kidnapping"],
    "moods": ["wry"],
    "awards": ["oscar-actress"],
}
WORDS = {"kidnapping", "heist", "wry", "warm", "US", "en", "oscar-actress"}
COEN = {"id": "joel-coen", "en": "Joel Coen", "zh": "乔尔·科恩"}

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """A pack of these files, beside a few words of our vocabularies. A line is an object, or the text of a broken one."""
    (tmp_path / "movies").mkdir()
    for file in [*PACK.glob("*.jsonl"), PACK / "movies" / "awards.jsonl"]:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        (tmp_path / file.relative_to(PACK)).write_text(
            "".join(one for one in lines if json.loads(one)["id"] in WORDS), "utf-8"
        )

    def lay(films: list[object], people: list[object] | None = None, **others: list[object]) -> Path:
        for name, lines in {"films-1": films, "people-1": people or [COEN], **others}.items():
            text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)
            (tmp_path / "movies" / f"{name.replace('_', '-')}.jsonl").write_text(text, "utf-8")
        return tmp_path

    return lay


def problems(root: Path, **options: dict[str, int]) -> list[str]:
    return [str(problem) for problem in examine_films(root, **options).problems]


def test_our_pack_has_nothing_wrong_and_its_genres_are_the_domains() -> None:
    pack = load_films()
    assert set(get_args(Genre)) == set(domain("movies").labels["genre"].values)
    fargo = pack.by_item("100k")["100"]
    assert [pack.people[one].en for one in fargo.directors] == ["Joel Coen", "Ethan Coen"]
    assert pack.words["themes"][fargo.themes[0]].words().say("zh") == "绑架"
    assert pack.by_item("1m") == {}


def test_our_vocabularies_say_one_thing_with_one_word() -> None:
    for name, words in load_films().words.items():
        for said in ([word.en[0] for word in words.values()], [word.zh[0] for word in words.values()]):
            assert sorted(said) == sorted(set(said)), name


def test_our_years_are_those_of_the_catalogue(shared_data: Callable[[str], Path]) -> None:
    rows = (line.split("|") for line in (shared_data("ml-100k") / "u.item").read_text("latin-1").splitlines())
    years = {row[0]: int(row[1][-5:-1]) for row in rows if row[1][-5:-1].isdigit()}
    assert len(load_films(years=years).films) >= 60


def test_a_good_line_is_read_and_what_it_leaves_out_is_absent(lay: Lay) -> None:
    pack = load_films(lay([FARGO]))
    film = pack.films["fargo-1996"]
    assert (film.english, film.year, film.people) == ("Fargo", 1996, ("joel-coen",))
    assert (film.runtime_min, film.content.violence, film.based_on, film.cast) == (None, None, None, ())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"themes": ["kidnaping"]}, "'kidnaping' is not among the themes; right would be 'kidnapping', or a line"),
        ({"themes": ["xyzzy"]}, "'xyzzy' is not among the themes; right would be a line for it in themes*.jsonl"),
        ({"moods": ["wary"]}, "'wary' is not among the moods; right would be 'wry' or 'warm', or a line"),
        ({"countries": ["XX"]}, "'XX' is not among the countries"),
        ({"countries": ["USA"]}, "countries.0 is 'USA': String should match pattern '^[A-Z]{2}$'"),
        ({"languages": ["qq"]}, "'qq' is not among the languages"),
        ({"awards": ["oscar-actres"]}, "'oscar-actres' is not among the awards; right would be 'oscar-actress'"),
        ({"franchise": "fargo"}, "'fargo' is not among the franchises"),
        ({"cast": ["joel-cohen"]}, "'joel-cohen' is not among the people; right would be 'joel-coen', or a line"),
        ({"genres": ["Sci-fi"]}, "genres.0 is 'Sci-fi': Input should be 'Action',"),
        ({"pace": "quick"}, "pace is 'quick': Input should be 'slow', 'medium' or 'fast'"),
        ({"content": {"violence": 4}}, "content.violence is 4: Input should be less than or equal to 3"),
        ({"content": {"gore": 1}}, "there is no field 'content.gore'"),
        ({"colour": True}, "there is no field 'colour'; known are id, ml, title,"),
        ({"year": "1996"}, "year is '1996': Input should be a valid integer"),
        ({"year": 1997}, "the id is the English title and the year: 'fargo-1997'"),
        ({"title_en": "Fargo"}, "title_en is only there where it differs from title"),
        ({"title_zh": "Fargo"}, "title_zh is 'Fargo': a Chinese title has Chinese characters"),
        ({"themes": ["heist", "heist"]}, "heist stands there twice; once is enough"),
        (
            {"synopsis_en": "A policewoman follows a trail"},
            "an English synopsis is one English sentence that ends with",
        ),
        ({"synopsis_zh": "雪地里的案子。女警长追查。"}, "a Chinese synopsis is one Chinese sentence that ends with 。"),
        ({"ml": {"100k": []}}, "ml.100k is []: Tuple should have at least 1 item"),
        ({"ml": {"20m": ["608"]}}, "Input should be '100k' or '1m'"),
        ({"title": " Fargo"}, "title is ' Fargo': String should match pattern"),
    ],
)
def test_a_spoilt_line_is_refused_with_its_place_and_what_is_right(
    change: dict[str, object], says: str, lay: Lay
) -> None:
    other = FARGO | {"id": "blood-simple-1984", "title": "Blood Simple", "year": 1984, "ml": {}}
    found = problems(lay([other, FARGO | change]))
    assert any(one.startswith("films-1.jsonl:2: ") and says in one for one in found), found


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "fargo-1996", ', "is not a JSON object on one line"),
        ("", "is not a JSON object on one line"),
        ("[]", "Input should be an object"),
        ('{"id": "fargo-1996", "id": "fargo-1996"}', "id stands there twice"),
        ("{}", "title is missing; every line has it"),
    ],
)
def test_a_broken_line_is_refused_with_its_place(line: str, says: str, lay: Lay) -> None:
    found = problems(lay([FARGO, line]))
    assert any(one.startswith("films-1.jsonl:2: ") and says in one for one in found), found


def test_a_file_that_is_not_utf8_is_refused_with_the_line(lay: Lay) -> None:
    root = lay([FARGO])
    (root / "movies" / "films-2.jsonl").write_bytes(b'{}\n{"title": "Am\xe9lie"}\n')
    assert problems(root) == ["films-2.jsonl:2: is not UTF-8; save the file as UTF-8"]


def test_one_film_is_one_line(lay: Lay) -> None:
    root = lay([FARGO], films_2=[FARGO])
    assert problems(root) == [
        "films-2.jsonl:1: id 'fargo-1996' is already that of films-1.jsonl:1; one film is one line",
        "films-2.jsonl:1: ml.100k '100' is already that of films-1.jsonl:1; one film is one line",
    ]


def test_two_films_of_one_title_and_year_differ_by_a_word(lay: Lay) -> None:
    assert problems(lay([FARGO, FARGO | {"id": "fargo-1996-short", "ml": {}}])) == []


def test_people_of_several_files_are_one_and_complete_each_other(lay: Lay) -> None:
    bare = {"id": "joel-coen", "en": "Joel Coen", "aliases": ["Roderick Jaynes"]}
    pack = load_films(lay([FARGO], people=[bare], people_2=[COEN]))
    assert pack.people == {
        "joel-coen": Named(id="joel-coen", en="Joel Coen", zh="乔尔·科恩", aliases=("Roderick Jaynes",))
    }


def test_people_whose_names_conflict_are_refused(lay: Lay) -> None:
    root = lay([FARGO], people_2=[COEN | {"zh": "乔尔·柯恩"}, {"id": "joel-coen", "en": "Joël Coen"}])
    assert problems(root) == [
        "people-2.jsonl:1: 'joel-coen' is called '乔尔·柯恩' here and '乔尔·科恩' in people-1.jsonl:1; they must be one",
        "people-2.jsonl:2: 'joel-coen' is called 'Joël Coen' here and 'Joel Coen' in people-1.jsonl:1; they must be one",
    ]


def test_an_id_is_the_names_slug_and_a_homonym_adds_to_it(lay: Lay) -> None:
    root = lay(
        [FARGO], people_2=[{"id": "j-coen", "en": "Jo Coen"}, {"id": "graham-greene-1952", "en": "Graham Greene"}]
    )
    assert problems(root) == ["people-2.jsonl:1: id 'j-coen' is not that of 'Jo Coen'; right would be 'jo-coen'"]


def test_a_vocabulary_names_a_value_once(lay: Lay) -> None:
    word = {"id": "oscar-actress", "en": ["Oscar"], "zh": ["奥斯卡"]}
    assert problems(lay([FARGO], awards_2=[word])) == [
        "awards-2.jsonl:1: 'oscar-actress' is there already; an id stands for one thing"
    ]


def test_a_year_more_than_one_from_the_catalogues_is_refused_unless_noted(lay: Lay) -> None:
    root = lay([FARGO])
    assert problems(root, years={"100": 1997, "1": 1995}) == []
    assert problems(root, years={"100": 1998}) == [
        "films-1.jsonl:1: year 1996 disagrees with 1998, the catalogue's for item 100; mend it, or say why in noted*.jsonl"
    ]
    note = {"film": "fargo-1996", "field": "year", "source": "ml-100k", "why": "theirs is the release on tape"}
    assert problems(lay([FARGO], noted_1=[note]), years={"100": 1998}) == []


def test_a_note_is_of_a_film_that_is_there(lay: Lay) -> None:
    note = {"film": "fargo-1997", "field": "year", "source": "ml-100k", "why": "no reason"}
    assert problems(lay([FARGO], noted_1=[note])) == ["noted-1.jsonl:1: there is no film 'fargo-1997' to note it of"]


def test_loading_tells_the_first_of_what_is_wrong_and_how_much_there_is(lay: Lay) -> None:
    with pytest.raises(DataError, match=r"^The films pack cannot be used: films-1.jsonl:1: .*; and 2 more\.$"):
        load_films(lay(["{"] * 5))


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Rade Šerbedžija", "rade-serbedzija"),
        ("Mads Brügger & Søn", "mads-brugger-and-son"),
        ("Œuvre: l’Été", "oeuvre-lete"),
        ("李安", ""),
    ],
)
def test_a_slug_is_plain(name: str, right: str) -> None:
    assert slug(name) == right


def test_a_foreign_film_goes_by_its_english_title() -> None:
    film = Film.model_validate_json(
        '{"id": "farewell-my-concubine-1993", "title": "霸王别姬", "title_en": "Farewell My Concubine", "year": 1993, "genres": ["Drama"]}'
    )
    assert film.english == "Farewell My Concubine"
