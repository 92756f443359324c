"""The report as a page: whole, escaped, in both languages, and true to the numbers."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from tests.evaluation.fixed import Fixed, sequences

from chatrec.core.query import Locale
from chatrec.evaluation import PROTOCOLS, Estimate, Report, Study
from chatrec.evaluation.html import page
from chatrec.evaluation.markup import node, written
from chatrec.evaluation.plots import NAMES, NUMBERS, WIDTH, bars, dots
from chatrec.evaluation.words import METRICS, TEXT

SHOWN = ("hit_rate@10", "ndcg@10")
NASTY = "<script>alert('x')</script> & \"friends\""


class Outline(HTMLParser):
    """The tags, their attributes and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def report() -> Report:
    data = sequences([[(user * 7 + step) % 30 for step in range(user % 9 + 2)] for user in range(40)], items=30)
    models = {"blend": Fixed(range(30)), NASTY: Fixed([-item for item in range(30)])}
    return PROTOCOLS["next"].run(Study(data=data, name="<b>films</b>"), models)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_page_needs_nothing_from_outside_and_holds_no_foreign_markup(report: Report, locale: Locale) -> None:
    text = page(report, SHOWN, locale)
    outline = Outline(text)
    assert outline.links == []
    assert not {"script", "link", "img", "b", "iframe"} & set(outline.tags)
    assert re.findall(r"https?://|@import|url\(", text) == []
    assert outline.tags.count("svg") == 2 * len(SHOWN)
    assert NASTY in outline.words
    heads = [TEXT[locale][key] for key in ("accuracy", "beyond", "groups", "every", "terms")]
    assert set(heads) <= set(outline.words)


def test_the_page_states_the_numbers_of_the_report(report: Report) -> None:
    words = " ".join(Outline(page(report, SHOWN, "en")).words)
    for found in report.models.values():
        assert f"{found['ndcg@10'].mean:.4f}" in words
    assert f"{report.lists['blend']['gini@10']:.4f}" in words


def test_a_report_without_comparisons_is_a_page_too() -> None:
    """As that of predicted ratings, where less is better."""
    low, high = Estimate(0.9, 0.8, 1.0, 5), Estimate(1.1, 1.0, 1.2, 5)
    plain = Report("ratings", "films", "f", {}, 1.0, {"a": {"rmse": high}, "b": {"rmse": low}})
    text = page(plain, ("rmse",), "en")
    assert 'class="best">0.9000' in text
    assert 'class="best">1.1000' not in text
    assert TEXT["en"]["better_down"] in text


def test_both_languages_have_the_same_words() -> None:
    assert TEXT["en"].keys() == TEXT["zh"].keys()
    assert METRICS["en"].keys() == METRICS["zh"].keys()
    fields = {
        language: {key: set(re.findall(r"{(\w+)}", text)) for key, text in TEXT[language].items()} for language in TEXT
    }
    assert fields["en"] == fields["zh"]


def test_bars_are_as_long_as_their_means_and_stay_in_the_picture() -> None:
    drawn = bars({"one": Estimate(0.4, 0.3, 0.5, 9), "two": Estimate(0.2, 0.1, 0.3, 9)}, "NDCG", marked="two")
    one, two = drawn.findall("rect")
    assert float(one.attrib["width"]) == pytest.approx(2 * float(two.attrib["width"]), abs=0.02)
    assert float(one.attrib["x"]) == float(two.attrib["x"]) == NAMES
    assert (one.attrib["class"], two.attrib["class"]) == ("bar", "bar marked")
    ends = [float(x) for path in drawn.findall("path") for x in re.findall(r"[MH]([\d.]+)", path.attrib["d"])]
    assert NAMES <= min(ends) < max(ends) <= WIDTH - NUMBERS


def test_dots_have_zero_in_the_picture() -> None:
    drawn = dots({"a long name that does not fit": Estimate(-0.2, -0.3, -0.1, 9)}, "NDCG")
    zero = next(path for path in drawn.findall("path") if path.attrib["class"] == "zero")
    assert zero.attrib["d"].startswith(f"M{WIDTH - NUMBERS:.2f} ")
    name = next(text for text in drawn.findall("text") if text.attrib["class"] == "name")
    assert str(name.text).endswith("…")


def test_equal_values_have_a_place() -> None:
    assert bars({"none": Estimate(0.0, 0.0, 0.0, 9)}, "NDCG").findall("rect")[0].attrib["width"] == "0.5"


def test_texts_and_elements_stand_in_their_order() -> None:
    made = node("p", {"title": '"'}, "a < ", node("b", {}, "b"), " & c", " d")
    assert ET.tostring(made, encoding="unicode") == '<p title="&quot;">a &lt; <b>b</b> &amp; c d</p>'
    assert written(node("br", {})) == "<!doctype html>\n<br>\n"
