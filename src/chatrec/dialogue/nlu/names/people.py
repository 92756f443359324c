"""People by their last names: "something by Kubrick", "库布里克的电影"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.text import HAN, Word, keys
from chatrec.domains.base import Words

Phrase = tuple[str, ...]
DOT = "·"
PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "du", "la", "le", "van", "von", "der", "den", "ten", "mac", "st"}
)
SHORTEST = 4  # letters of a last name
SHORTEST_SMALL_LOOSE = 7  # letters behind words that others follow too: "but not tarantino"
LOOSE = frozenset({"not", "no", "another", "more", "love", "like", "hate", "except", "without"})
SHORTEST_SMALL = 6  # letters of one that is written small, behind "by" or "starring": "stone" is mostly a stone
# Characters that stand for one sound in foreign names; the first stands for all.
ALIKE: Mapping[str, str] = {
    char: group[0]
    for group in (
        "朱茱珠", "莉丽利里理黎", "亚娅雅", "罗洛萝", "茨兹", "斯丝思", "娜纳", "玛马", "芙弗夫", "薇维", "黛戴", "克科", "塔达", "伊依", "妮尼",
        "艾埃爱", "吉杰", "菲费", "蒂迪", "琳林", "安恩", "汉翰", "森逊", "珍简", "莎沙", "西希茜", "拉腊", "瑞雷", "尔",
    )
    for char in group
}  # fmt: skip
SHORTEST_HAN = 3  # characters; two make a common word too easily


def full_names(words: Words) -> Iterator[Phrase]:
    """The names by which a person is meant wherever they stand: in English two words at least."""
    for name in (*words.en, *words.zh):
        phrase = keys(name)
        if len(phrase) > 1:
            yield phrase


def sounding(phrase: Sequence[str]) -> Phrase:
    """A Chinese transliteration without the choice of characters: 茱莉亚·罗伯茨 and 朱莉娅·罗伯茨 are one."""
    return tuple(ALIKE.get(char, char) for char in phrase)


def last_names(people: Mapping[str, Words]) -> Mapping[Phrase, str]:
    """The person of each last name that only one of them has."""
    having: dict[Phrase, set[str]] = {}
    for person, words in people.items():
        for phrase in _lasts(words):
            having.setdefault(phrase, set()).add(person)
    return {phrase: next(iter(who)) for phrase, who in having.items() if len(who) == 1}


def _lasts(words: Words) -> Iterable[Phrase]:
    parts = words.en[0].split()
    last = parts[-1]  # of one who has but one name that: "with Mako"
    if len(last) >= SHORTEST:
        yield keys(last)
    if len(parts) > 2 and parts[-2].lower() in PARTICLES:
        yield keys(" ".join(parts[-2:]))
    for name in words.zh[:1]:
        last = name.rpartition(DOT)[2]
        if DOT in name and len(last) >= SHORTEST_HAN:
            yield keys(last)


def meant(words: Sequence[Word], start: int, end: int, cues: Iterable[str]) -> bool:
    """Whether a last name is meant: as one in Chinese, with a capital within a sentence, or behind one of the cues."""
    word = words[start]
    if HAN.match(word.key):
        return True
    if word.key in STOPWORDS or end > start + 1 or not start:
        return False
    shouting = word.text.isupper()
    before, long = words[start - 1].key, len(word.key)
    small = (before in cues and long >= SHORTEST_SMALL) or (before in LOOSE and long >= SHORTEST_SMALL_LOOSE)
    return (word.capital and not shouting) or small


__all__ = ["DOT", "full_names", "last_names", "meant", "sounding"]
