"""Which film of the pack an item is: by the pack's own id, by its MovieLens id, else by title and year."""

from collections.abc import Mapping, Sequence

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.domains.packs.film import Film
from chatrec.domains.packs.sheet import folded

CATALOGUES = ("100k", "1m")
LEAST_COMPARED = 20  # items
LEAST_AGREEING = 0.95  # of their years


def matched(items: Sequence[Item], films: Sequence[Film]) -> dict[ItemId, Film]:
    """The film of each item that is one. An item without a year is known by its id alone, and only where the ids are those
    of MovieLens.
    """
    by_id = max((_by_id(items, _ids(films, name)) for name in CATALOGUES), key=len)
    by_title = _Titles(films)
    own = {film.id: film for film in films}
    found = {item.id: own.get(item.id) or by_id.get(item.id) or by_title.of(item) for item in items}
    return {item: film for item, film in found.items() if film is not None}


def _ids(films: Sequence[Film], catalogue: str) -> Mapping[str, Film]:
    return {item: film for film in films for name, items in film.ml.items() if name == catalogue for item in items}


def _by_id(items: Sequence[Item], films: Mapping[str, Film]) -> Mapping[ItemId, Film]:
    """By the ids of one MovieLens catalogue. The data come in many forms and excerpts, so they are known by what they
    say: ids are small numbers anywhere, but only where they name these films do the years agree.
    """
    dated = [(item, films[item.id]) for item in items if item.id in films and "year" in item.numbers]
    agreeing = {item.id: film for item, film in dated if _near(item, film)}
    if len(dated) < LEAST_COMPARED or len(agreeing) < LEAST_AGREEING * len(dated):
        return {}
    return agreeing


def _near(item: Item, film: Film) -> bool:
    return abs(item.numbers["year"] - film.year) <= 1


class _Titles:
    """Films by every title and their year."""

    def __init__(self, films: Sequence[Film]) -> None:
        self._films: dict[tuple[str, int], list[Film]] = {}
        for film in films:
            for name in dict.fromkeys(map(folded, (film.title, film.english, film.title_zh or "", *film.aliases))):
                self._films.setdefault((name, film.year), []).append(film)

    def of(self, item: Item) -> Film | None:
        """The one film that is called as the item is, of its year or else of the year before or after."""
        if "year" not in item.numbers:
            return None
        year = int(item.numbers["year"])
        names = [name for name in map(folded, (item.title, *item.aliases)) if name]
        for years in ((year,), (year - 1, year + 1)):
            found = {film.id: film for name in names for at in years for film in self._films.get((name, at), ())}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None


__all__ = ["matched"]
