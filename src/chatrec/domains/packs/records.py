"""The music pack as what a catalogue can hold: artists, and albums of theirs."""

from chatrec.core.catalogue import Item
from chatrec.domains.base import LabelField, Words
from chatrec.domains.packs.facts import MUSIC
from chatrec.domains.packs.record import Record
from chatrec.domains.packs.sheet import Sheet, folded
from chatrec.domains.packs.shelf import Names, PackFacts
from chatrec.domains.packs.telling import FIELDS as OF_FILMS

FIELDS = {
    "artist": LabelField(Words(en=("artist", "artists"), zh=("音乐人", "歌手")), open=True),
    **{name: OF_FILMS[name] for name in ("country", "language", "theme", "mood", "pace")},
}
VALUES = {"artist": "people", "country": "countries", "language": "languages", "theme": "themes", "mood": "moods"}


def _sheet(record: Record, names: Names) -> Sheet:
    artists, themes = names.of("people", record.artists), names.of("themes", record.themes)
    countries = names.of("countries", record.countries)
    return Sheet(
        id=record.id,
        title=record.english,
        title_zh=record.title_zh,
        called=(record.title, *record.aliases),
        labels={
            "kind": (record.kind,),
            "genre": tuple(record.genres),
            "artist": artists,
            "country": countries,
            "language": names.of("languages", record.languages),
            "theme": themes,
            "mood": names.of("moods", record.moods),
            "pace": (record.pace,) if record.pace else (),
        },
        numbers={} if record.year is None else {"year": float(record.year)},
        text=record.about_en or "",
        text_zh=record.about_zh or "",
        ties={"artist": artists, "country": countries, "theme": themes},
    )


def _agrees(item: Item, sheet: Sheet) -> bool:
    """An album by an artist in common; an artist by the name, unless the item says that it is something else."""
    kind = item.labels.get("kind", sheet.labels["kind"])
    if kind != sheet.labels["kind"]:
        return False
    artists = set(map(folded, item.labels.get("artist", ())))
    if kind == ("album",) or artists:
        return bool(artists & set(map(folded, sheet.labels["artist"])))
    names = {_written(name) for name in (sheet.title, sheet.title_zh, *sheet.called) if name}
    return not names.isdisjoint(map(_written, _named(item)))


def _written(name: str) -> str:
    """A name as artists are told apart by it: case and spaces do not matter, but "S.H.E" is not "She"."""
    return "".join(name.casefold().split())


def _named(item: Item) -> tuple[str, ...]:
    return (item.title, *item.aliases)


FACTS = PackFacts(
    kind=MUSIC, fields=FIELDS, values=VALUES, sheet=_sheet, agrees=_agrees, named=_named, people=("artist",)
)

__all__ = ["FACTS"]
