"""What is said of the user and of whom they watch with."""

from collections.abc import Mapping

from chatrec.core.events import EventKind
from chatrec.core.query import Locale
from chatrec.dialogue.companions import named_companion
from chatrec.dialogue.nlg.language import Language
from chatrec.dialogue.points import Companion, Counted, Known
from chatrec.domains.base import Domain

# Where something is known from, before the items.
ORIGINS: Mapping[Locale, Mapping[EventKind, str]] = {
    "en": {
        EventKind.LIKE: "You said that you like",
        EventKind.DISLIKE: "You said that you do not like",
        EventKind.RATING: "You rated",
        EventKind.SEEN: "You said that you know",
        EventKind.ACCEPT: "You chose",
        EventKind.BUY: "You bought",
        EventKind.CART: "You put into the cart",
        EventKind.PLAY: "You played",
        EventKind.CLICK: "You opened",
        EventKind.VIEW: "You looked at",
    },
    "zh": {
        EventKind.LIKE: "你说过喜欢",
        EventKind.DISLIKE: "你说过不喜欢",
        EventKind.RATING: "你打过分",
        EventKind.SEEN: "你说过看过",
        EventKind.ACCEPT: "你选定过",
        EventKind.BUY: "你买过",
        EventKind.CART: "你放进过购物车",
        EventKind.PLAY: "你播放过",
        EventKind.CLICK: "你点开过",
        EventKind.VIEW: "你看过页面",
    },
}


def personal(slot: Companion | Known | Counted, language: Language, domain: Domain) -> str:
    """The words of such a slot."""
    locale = language.locale
    match slot:
        case Companion(who):
            return named_companion(who, locale)
        case Known(kind):
            return ORIGINS[locale][kind]
        case Counted(values):
            form = "{} ({})" if locale == "en" else "{}（{}）"
            return language.listed(
                [form.format(domain.say_value(field, value, locale), n) for field, value, n in values]
            )


__all__ = ["ORIGINS", "personal"]
