"""Slips of the pen in the words that we know: "horor movies", "recomend me some comedys"."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA

from chatrec.dialogue.nlu.words.marks import Meaning

SHORTEST = 5  # letters; one slip in a shorter word is as likely another word
SHORTEST_NAME = 8  # letters of a first and a last name together
LONG_NAME = 14  # letters from which two slips are let pass: "Stephen Spielberg", "Leonardo Di Caprio"
SUBSTITUTED = 8  # letters from which one letter may stand for another: "funky" is not "funny"


class Spelling:
    """Known words by their first letter, which people rarely get wrong."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._meanings = meanings
        self._by_initial: dict[str, list[str]] = {}
        for word in sorted(meanings):
            if len(word) >= SHORTEST and word.isascii():
                self._by_initial.setdefault(word[0], []).append(word)

    def nearest(self, word: str) -> Meaning | None:
        """What a word means that is one slip away from a known one: a letter too many, missing or swapped."""
        if len(word) < SHORTEST or not word.isascii():
            return None
        for known in self._by_initial.get(word[0], ()):
            if abs(len(known) - len(word)) <= 1 and OSA.distance(word, known, score_cutoff=1) == 1:
                swapped = len(known) == len(word) and sorted(known) == sorted(word)
                if len(known) != len(word) or swapped or len(word) >= SUBSTITUTED:
                    return self._meanings[known]
        return None

    def nearest_name(self, name: str) -> Meaning | None:
        """Whom a misspelt full name means, written as one word; one slip away, of a long name two."""
        if len(name) < SHORTEST_NAME or not name.isascii():
            return None
        slips = 1 + (len(name) >= LONG_NAME)
        known = self._by_initial.get(name[0], ())
        near = [
            (OSA.distance(name, one, score_cutoff=slips), one) for one in known if abs(len(one) - len(name)) <= slips
        ]
        distance, nearest = min(near, default=(slips + 1, ""))
        return self._meanings[nearest] if distance <= slips else None


__all__ = ["Spelling"]
