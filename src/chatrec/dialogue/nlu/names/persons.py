"""Whose things are asked for: a person by name, or "she"."""

from collections.abc import Sequence

from chatrec.core.acts import TheField, TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.words.text import Word, vocabulary
from chatrec.dialogue.state import Topic
from chatrec.domains.base import Domain

PRONOUNS = vocabulary(
    "he she they him her them his their 他 她 他们 她们 导演 这个导演 这位导演 该导演 这个演员 这位演员 作者 这个作者"
)


class Persons:
    """Finds people, and what else items are called after, among the words of one catalogue."""

    def __init__(self, catalogue: Catalogue, domain: Domain, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._domain = domain
        self._lexicon = lexicon

    def named(self, words: Sequence[Word], role: str | None, topic: Topic | None) -> TheValue | None:
        """The person that the words name in a role ("director"), or in whichever they have most things; of a name that the
        catalogue does not know, that name; None for no one.
        """
        if "".join(word.key for word in words) in PRONOUNS:
            return self._spoken_of(topic)
        meant = [values.values[0] for values in self._lexicon.meanings(tuple(word.key for word in words))]
        people = [value for value in meant if self._names(value.field)]
        fitting = [value for value in people if value.field == role] or people
        return max(fitting, key=self._things, default=None) or self._stranger(words, role)

    def _stranger(self, words: Sequence[Word], role: str | None) -> TheValue | None:
        """A name that nobody here has, where the words are written as one."""
        fields = [name for name, field in self._domain.labels.items() if field.names or field.open]
        field = role if role in fields else next(iter(fields), None)
        named = words and not words[0].han and all(word.text[0].isupper() for word in words)
        return TheValue(field, " ".join(word.text for word in words)) if field and named else None

    def _things(self, value: TheValue) -> int:
        return len(self._catalogue.label_rows.get((value.field, value.value), ()))

    def _names(self, field: str) -> bool:
        known = self._domain.labels.get(field)
        return known is None or known.names or known.open

    def _spoken_of(self, topic: Topic | None) -> TheValue | None:
        """Whom the last question was about or asked for, else who made what it was about."""
        if topic is None:
            return None
        if isinstance(topic.about, TheValue) and self._names(topic.about.field):
            return topic.about
        if topic.item is None:
            return None
        labels = self._catalogue[topic.item].labels
        asked = topic.about.field if isinstance(topic.about, TheField) else ""
        known = (name for name, field in self._domain.labels.items() if field.names or field.open)
        fields = (asked, *known) if asked in labels and self._names(asked) else tuple(known)
        return next((TheValue(name, labels[name][0]) for name in fields if labels.get(name)), None)


__all__ = ["Persons"]
