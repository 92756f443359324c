"""What a language model is told of a person: what they liked and disliked, and what they ask for, in a few lines."""

from collections.abc import Callable, Sequence

from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.query import ABOUT, ALIKE, Interaction, Locale, Preference, Query
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.domains.base import Domain, named

MOST_TOLD = 8  # things of each kind, the latest


class Profiles:
    """Tells queries as text."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self.catalogue = catalogue
        self.domain = domain

    def told(self, query: Query) -> str:
        """One line each of what was liked, what was disliked and what is asked for, as far as there is any."""
        language = LANGUAGES[query.context.locale]
        wishes = [wording(wish, language, self.catalogue, self.domain) for wish in query.constraints]
        wishes += [
            f"{'' if wish.weight > 0 else 'no '}{self._wished(wish, query.context.locale)}"
            for wish in query.preferences
        ]
        parts = {
            "They liked": self._titles(query, lambda past: past.weight > 0),
            "They disliked": self._titles(query, lambda past: past.weight < 0),
            "They ask for": wishes,
        }
        return "\n".join(f"{what}: {'; '.join(things)}" for what, things in parts.items() if things)

    def _wished(self, wish: Preference, locale: Locale) -> str:
        if wish.field == ABOUT:
            return f"“{wish.value}”"
        if wish.field == ALIKE and self.catalogue.has(ItemId(wish.value)):
            return f"something like {named(self.catalogue[self.catalogue.row(ItemId(wish.value))], locale)}"
        return self.domain.say_value(wish.field, wish.value, locale)

    def item(self, row: int) -> str:
        """An item with its year and its kinds."""
        item = self.catalogue[row]
        kinds = [value for field, values in item.labels.items() if not self._many(field) for value in values]
        return f"{named(item, 'en')} [{', '.join(kinds)}]" if kinds else named(item, "en")

    def _titles(self, query: Query, counts: Callable[[Interaction], bool]) -> Sequence[str]:
        rows = [past.item for past in query.history if counts(past)][-MOST_TOLD:]
        return [named(self.catalogue[row], "en") for row in rows]

    def _many(self, field: str) -> bool:
        """Whether a field has no end of values, as people and brands: those would fill the prompt."""
        known = self.domain.labels.get(field)
        return known is not None and (known.names or known.open)


__all__ = ["MOST_TOLD", "Profiles"]
