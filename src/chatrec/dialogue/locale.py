"""Which of our languages a message is in."""

import re

from chatrec.core.query import Locale

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{2}")


def spoken(message: str, former: Locale) -> Locale:
    """Chinese when the message holds a Chinese character, English when it holds a Latin word, else as before."""
    if HAN.search(message):
        return "zh"
    return "en" if LATIN.search(message) else former


__all__ = ["spoken"]
