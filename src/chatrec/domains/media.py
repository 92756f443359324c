"""Films, books and music in one catalogue, told apart by the label `kind`; taste moves across them by what they share."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from chatrec.domains import books, movies, music
from chatrec.domains.base import Domain, LabelField, Words
from chatrec.domains.packs.media import FACTS, OWN, WORLD
from chatrec.domains.packs.telling import AFTER_WORK_BY

PARTS = (movies.DOMAIN, books.DOMAIN, music.DOMAIN)


def _merged(parts: Iterable[Mapping[str, LabelField]]) -> dict[str, LabelField]:
    """Every field; one that several have knows the words of all, those of the first first."""
    fields: dict[str, LabelField] = {}
    for name, field in ((name, field) for part in parts for name, field in part.items()):
        old = fields.get(name)
        fields[name] = (
            replace(
                old,
                words=Words(en=_both(old.words.en, field.words.en), zh=_both(old.words.zh, field.words.zh)),
                values={**field.values, **old.values},
                open=old.open or field.open,
            )
            if old
            else field
        )
    return fields


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


DOMAIN = Domain(
    name="media",
    noun=Words(en=("title", "titles", "thing", "things", "item", "items"), zh=("作品", "东西")),
    measure="部",
    labels=_merged((OWN, *(part.labels for part in PARTS))),
    numbers={name: field for part in reversed(PARTS) for name, field in part.numbers.items()},
    relations={name: words for part in reversed(PARTS) for name, words in part.relations.items()},
    facts=FACTS,
    ties={
        **{name: words for part in reversed(PARTS) for name, words in part.ties.items()},
        # True of a book and of a film alike.
        AFTER_WORK_BY: Words(en=("a story by {what}",), zh=("{what}笔下的故事",)),
        WORLD: Words(en=("of the world of {what}",), zh=("{what}的世界",)),
    },
    requires=("kind",),
)

__all__ = ["DOMAIN"]
