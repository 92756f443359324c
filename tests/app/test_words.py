"""Words of a home's own say what its things, fields and values are called."""

from pathlib import Path

import pytest

from chatrec.app.enriching import domain_of
from chatrec.app.settings import read_settings
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ConfigError
from chatrec.core.ids import ItemId

CATALOGUE = Catalogue(
    [
        Item(id=ItemId("1"), title="Knots", labels={"knot": ("reef",), "grade": ("a",)}, numbers={"rope_m": 3.0}),
        Item(id=ItemId("2"), title="Splices", labels={"knot": ("eye",), "grade": ("b",)}, numbers={"rope_m": 5.0}),
    ]
)
TOLD = """
[words]
noun = { en = ["workshop", "workshops"], zh = ["工作坊"] }
measure = "场"
card = ["knot", "rope_m"]

[words.fields.knot]
en = ["kind of knot"]
zh = ["绳结"]
phrase = { en = ["on the {what}"], zh = ["教{what}"] }
values.reef = { en = ["reef knot"], zh = ["平结"] }

[words.fields.grade]
order = ["a", "b"]
more = { en = ["tricky"], zh = ["难"] }
less = { en = ["easy"], zh = ["简单"] }

[words.fields.rope_m]
en = ["rope"]
unit = { en = ["metres", "metre"], zh = ["米"] }
"""


def told(folder: Path, text: str) -> Path:
    (folder / "chatrec.toml").write_text(text, encoding="utf-8")
    return folder


def test_things_fields_and_values_are_called_as_the_home_says(tmp_path: Path) -> None:
    found = domain_of(CATALOGUE, read_settings(told(tmp_path, TOLD)))
    assert (found.noun.en, found.noun.say("zh"), found.measure) == (("workshop", "workshops"), "工作坊", "场")
    assert (found.say_value("knot", "reef", "en"), found.say_value("knot", "reef", "zh")) == ("reef knot", "平结")
    assert (found.say_field("knot", "zh"), found.say_value("knot", "eye", "zh")) == ("绳结", "eye")
    assert found.labels["grade"].order == ("a", "b")
    assert found.numbers["rope_m"].unit is not None
    assert found.numbers["rope_m"].unit.en == ("metres", "metre")
    assert found.card == ("knot", "rope_m")


def test_without_words_a_catalogue_is_spoken_of_by_its_columns(tmp_path: Path) -> None:
    found = domain_of(CATALOGUE, read_settings(tmp_path))
    assert (found.name, found.noun.en[0], found.say_field("rope_m", "en")) == ("generic", "item", "rope")
    assert found.numbers["rope_m"].unit is not None


@pytest.mark.parametrize(("text", "says"), [
    ('[words]\nnoun = { en = ["workshop"] }', "lacks the plural"),
    ("[words.fields.color]\nen = ['hue']", "no field 'color'; it has grade, knot, rope_m"),
    ("[words]\ncard = ['prize']", "no field 'prize'"),
    ("[words.fields.rope_m]\nvalues.x = { en = ['y'] }", "values is for labels, and 'rope_m' holds numbers"),
    ("[words.fields.rope_m]\norder = ['a']", "order is for labels"),
    ("[words.fields.knot]\nunit = { en = ['m'] }", "unit is for numbers, and 'knot' holds labels"),
    ("[words.fields.knot]\nphrase = { en = ['on it'] }", "does not say where the value stands"),
    ("[words.fields.knot]\nphrase = { en = ['{what} {it}'] }", "does not say where the value stands"),
    ("[words.fields.rope_m]\nunit = { zh = ['尺'] }", "lacks its English word"),
    ("[words]\nnuon = {}", "nuon"),
])  # fmt: skip
def test_words_that_stand_for_nothing_are_refused(tmp_path: Path, text: str, says: str) -> None:
    catalogue = CATALOGUE
    if "尺" in text:
        catalogue = Catalogue([Item(id=ItemId("1"), title="Knots", numbers={"rope_m": 3.0, "x": 1.0})])
        text = text.replace("rope_m", "x")
    with pytest.raises(ConfigError, match=says):
        domain_of(catalogue, read_settings(told(tmp_path, text)))
