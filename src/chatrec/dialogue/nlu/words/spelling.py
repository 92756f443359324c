"""Slips of the pen in the words that we know: "horor movies", "recomend me some comedys"."""

from collections.abc import Mapping, Sequence

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


class Names:
    """Full names of two words, by either of them: whoever misspells one of them rarely misspells both."""

    def __init__(self, meanings: Mapping[tuple[str, str], Meaning]) -> None:
        self._meanings = {"".join(name): meaning for name, meaning in meanings.items()}
        self._by_part: dict[str, list[str]] = {}
        for name in sorted(meanings):
            for part in name:
                self._by_part.setdefault(part, []).append("".join(name))

    def nearest(self, words: Sequence[str]) -> Meaning | None:
        """Whom words mean that are one slip away from a name, of a long name two, and whose first or last is right: "jim carey",
        "leonardo di caprio". O(people with that part).
        """
        said = "".join(words)
        if len(said) < SHORTEST_NAME:
            return None
        slips = 1 + (len(said) >= LONG_NAME)
        known = {*self._by_part.get(words[0], ()), *self._by_part.get(words[-1], ())}
        near = ((OSA.distance(said, name, score_cutoff=slips), name) for name in known)
        distance, nearest = min(near, default=(slips + 1, ""))
        return self._meanings[nearest] if distance <= slips else None


__all__ = ["Names", "Spelling"]
