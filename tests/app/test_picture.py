"""The picture of a graph: well-formed, in both languages, and every line true."""

import pytest
from defusedxml.ElementTree import fromstring

from chatrec.app.facts import Found, find_fact
from chatrec.app.picture import OTHERS, SHOWN, picture
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import NotFoundError
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Triple, knowledge
from chatrec.domains import domain

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def fargo() -> Found:
    return find_fact("冰血暴")


def texts(drawn: str) -> list[str]:
    return ["".join(text.itertext()) for text in fromstring(drawn).iter(f"{SVG}text")]


def test_a_film_stands_among_its_people_and_themes_in_both_languages(fargo: Found) -> None:
    said = texts(fargo.graph())
    for words in ("Fargo (1996)", "《冰血暴》（1996）", "Joel Coen", "乔尔·科恩", "kidnapping", "绑架"):
        assert words in said
    assert "director / writer · 导演 / 编剧" in said
    boxes = list(fromstring(fargo.graph()).iter(f"{SVG}g"))
    assert len(boxes) <= 1 + 2 * (SHOWN + OTHERS)
    assert "The Big Lebowski (1998)" in said, "who shares both directors and an actor"


def test_every_box_is_within_the_picture(fargo: Found) -> None:
    page = fromstring(fargo.graph())
    width, height = (float(page.attrib[name]) for name in ("width", "height"))
    for frame in page.iter(f"{SVG}rect"):
        place = {name: float(frame.attrib.get(name, 0)) for name in ("x", "y", "width", "height")}
        assert 0 <= place["x"] <= place["x"] + place["width"] <= width
        assert 0 <= place["y"] <= place["y"] + place["height"] <= height


def test_a_line_is_a_fact_or_leads_to_who_has_it_too() -> None:
    items = [Item(id=ItemId(one), title=f"Film <{one}>", numbers={"year": 2000.0}) for one in "abc"]
    facts = [
        Triple("item:a", "directed_by", "X"),
        Triple("item:b", "directed_by", "X"),
        Triple("item:c", "starring", "Y"),
    ]
    drawn = picture(Catalogue(items, knowledge(facts)), ItemId("a"), domain("movies"))
    assert texts(drawn) == ["Film <a> (2000)", "X", "director · 导演", "Film <b> (2000)"]
    assert len(list(fromstring(drawn).iter(f"{SVG}path"))) == 2
    alone = picture(Catalogue(items[:1]), ItemId("a"), domain("movies"))
    assert texts(alone) == ["Film <a> (2000)"]
    with pytest.raises(NotFoundError):
        picture(Catalogue(items), ItemId("z"), domain("movies"))
