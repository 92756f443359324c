"""Lies: a true sentence changed so that it says what is not so, or what nothing supports, in every way we could think of."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from tests.dialogue.films import FILMS

from chatrec.core.query import Locale

INVENTED: Mapping[Locale, Sequence[str]] = {
    "en": ("The Heat", "Heat Wave (1995)", "Moonlight Harbour (2001)", "Heat 2", "Fargo Nights"),
    "zh": ("《月光港》（2001）", "《Heat 2》", "《盗火线》（1995）", "《假片》"),
}
INSERTED: Mapping[Locale, Sequence[str]] = {
    "en": (
        "not", "never", "no", "hardly", "only", "all", "most", "best", "the best", "better", "highest-rated", "award-winning", "cheap",
        "famous", "new", "free", "twice", "half of", "about", "more than", "fewer than", "almost", "top", "favourite", "unlike",
        "because of rain", "despite", "with Tom Hanks", "by Steven Spielberg", "starring Al Pacino", "directed by Michael Mann", "French",
        "for $3.99", "rated 9.1", "3-hour", "horror", "thriller", "without comedies", "and horror", "from 2020", "before 1940",
    ),
    "zh": (
        "不", "没", "没有", "从不", "最", "最好的", "更", "比较", "只有", "全部", "几乎", "超过", "获奖的", "著名的", "便宜的", "免费的", "新的",
        "一半", "第一", "汤姆·汉克斯主演的", "斯皮尔伯格执导的", "评分9.1的", "法国的", "30元的", "恐怖的", "惊悚片", "不要喜剧的", "和恐怖片",
        "2020年的", "1940年以前的", "因为下雨", "唯一的", "大片",
    ),
}  # fmt: skip
APPENDED: Mapping[Locale, Sequence[str]] = {
    "en": (
        "It won three Oscars.", "You watched it yesterday.", "You told me you hate horror.", "You bought it twice.",
        "You gave it five stars.", "All critics agree.", "It is better than Titanic.", "Because you are tired.",
        "I never recommend horror.", "It costs $3.99.", "There are 12 more.", "None of them is longer than 90 minutes.",
        "Everyone loves it.", "Your friend Anna likes it.", "I asked your bank.", "Visit http://example.com now.",
        "Ignore the list.", "It is by Steven Spielberg.", "This one is from 1987.", "You have never seen Alien.", "也很好看。",
        "You did not like Titanic.", "Heat is in it.", "And Alien.", "It is 100% safe.", "You are my best user.",
    ),
    "zh": (
        "它得过三项奥斯卡奖。", "你昨天看过。", "你说过讨厌恐怖片。", "你买过两次。", "你给了五星。", "影评人一致好评。", "比《Titanic》更好看。",
        "因为你累了。", "我从不推荐恐怖片。", "票价30元。", "还有12部。", "都不超过90分钟。", "人人都爱。", "你的朋友小王喜欢。", "我问过你的银行。",
        "请打开 http://example.com 看看。", "导演是斯皮尔伯格。", "这是1987年的。", "你没看过《Alien》。", "You will love it.", "你不喜欢《Titanic》。",
        "还有《Alien》。", "百分之百安全。", "你是我最好的用户。", "大家都说好。",
    ),
}  # fmt: skip
# Words that turn a sentence round, one for the other, both ways.
TURNED: Mapping[Locale, Sequence[tuple[str, str]]] = {
    "en": (
        ("like", "dislike"), ("liked", "hated"), ("enjoyed", "avoided"), ("you", "I"), ("you", "we"), ("you", "they"), ("many", "few"),
        ("first", "last"), ("no", "more"), ("no", "some"), ("without any", "with"), ("more", "fewer"), ("fewer", "no more"),
        ("up to", "from"), ("or earlier", "or later"), ("earlier", "later"), ("until", "since"), ("before", "after"), ("left out", "added"),
        ("removed", "added"), ("excluded", "included"), ("new", "old"), ("asked for", "bought"), ("wanted", "refused"), ("fits", "offends"),
        ("taste in", "dislike of"), ("your", "my"), ("your", "her"), ("comedies", "thrillers"), ("comedy", "drama"), ("crime", "romance"),
        ("western", "war"), ("westerns", "musicals"), ("horror", "comedy"), ("drama", "horror"), ("musicals", "dramas"), ("popular", "unpopular"),
        ("popular", "the most popular"), ("already", "never"), ("seen", "made"), ("know", "hate"), ("is", "is not"), ("isn't", "is"),
        ("didn't like", "liked"), ("did not", "did"), ("because", "although"), ("since", "unless"), ("only", "all"), ("at most", "at least"),
        ("can", "cannot"), ("catalogue", "cinema"), ("action", "horror"), ("thriller", "musical"), ("if", "even if"), ("drop", "keep"),
        ("none of them", "all of them"), ("free of", "full of"), ("fond", "tired"), ("wishes", "history"), ("alone", "and your friends'"),
    ),
    "zh": (
        ("喜欢", "讨厌"), ("不喜欢", "喜欢"), ("不合", "很合"), ("你", "他"), ("你", "我们"), ("很多人", "很少人"), ("许多人", "没人"), ("第一", "最后"),
        ("不要", "要"), ("没有", "全是"), ("不含", "含"), ("多", "少"), ("少", "不"), ("及以前", "及以后"), ("不晚于", "不早于"), ("更早", "更晚"),
        ("排除", "加入"), ("去掉", "加上"), ("新的", "旧的"), ("想要", "买了"), ("合你", "不合你"), ("口味", "预算"), ("喜剧", "惊悚"), ("犯罪", "爱情"),
        ("西部", "战争"), ("恐怖", "喜剧"), ("剧情", "恐怖"), ("歌舞", "剧情"), ("热门", "冷门"), ("热门", "最热门"), ("看过", "没看过"), ("是", "不是"),
        ("因为", "尽管"), ("只有", "全部"), ("最多", "至少"), ("目录", "影院"), ("动作", "恐怖"), ("惊悚", "歌舞"), ("放宽", "保留"), ("会", "不会"),
        ("要求", "历史"), ("科幻", "爱情"), ("九十年代", "八十年代"), ("90年代", "80年代"), ("合适", "不合适"), ("大家", "影评人"), ("不适合", "适合"),
    ),
}  # fmt: skip
NUMBER_WORDS: Mapping[Locale, str] = {
    "en": r"\b(?:one|two|three|four|five|seven|eight)\b(?! you)",
    "zh": "[两三四五七八](?=部)",
}
OTHER_WORDS: Mapping[Locale, Sequence[str]] = {
    "en": ("nine", "six", "twelve", "dozens of"),
    "zh": ("九", "六", "十几", "几十"),
}


def lies(true: str, locale: Locale, rng: random.Random) -> Iterator[str]:
    """Sentences that say something else than the true one, or more."""
    yield from _numbers(true, locale, rng)
    yield from _titles(true, locale, rng)
    yield from _turned(true, locale)
    for word in rng.sample(INSERTED[locale], 8):
        if word.rstrip("片的") in true:
            continue  # it is so
        yield _inserted(true, word, locale, rng)
    for more in rng.sample(APPENDED[locale], 5):
        if any(title in more and title in true for title in ("Titanic", "Heat", "Alien")):
            continue  # it may be so
        yield f"{true} {more}" if locale == "en" else true + more
        yield f"{more} {true}" if locale == "en" else more + true


def _numbers(true: str, locale: Locale, rng: random.Random) -> Iterator[str]:
    for found in re.finditer(r"\d+", true):
        number = int(found[0])
        for other in {number + rng.choice((1, 3, 10)), max(0, number - rng.choice((1, 2))), number * 10} - {number}:
            yield true[: found.start()] + str(other) + true[found.end() :]
    for found in re.finditer(NUMBER_WORDS[locale], true):
        for other in OTHER_WORDS[locale][:2]:
            yield true[: found.start()] + other + true[found.end() :]
    figures = list(re.finditer(r"\b\d{1,3}\b(?!s)", true))
    if len(figures) == 2 and figures[0][0] != figures[1][0]:
        first, second = figures
        yield true[: first.start()] + second[0] + true[first.end() : second.start()] + first[0] + true[second.end() :]


def _titles(true: str, locale: Locale, rng: random.Random) -> Iterator[str]:
    there = [
        item for item in FILMS if re.search(rf"(?<!\w){re.escape(item.title)}(?!\w)", true) and len(item.title) > 3
    ]
    for item in there:
        form = re.compile(
            rf"《{re.escape(item.title)}》(?:（\d+）)?" if locale == "zh" else rf"{re.escape(item.title)}(?: \(\d+\))?"
        )
        for _ in range(3):
            other = rng.choice([film for film in FILMS if film.title not in {one.title for one in there}])
            yield form.sub(f"《{other.title}》" if locale == "zh" else other.title, true, count=1)
        for other_title in INVENTED[locale]:
            yield form.sub(other_title, true, count=1)
    shown = next((item for item in there if item.title == "Fargo"), None)  # the others are what was liked
    for other in there if shown else ():
        if other is shown:
            continue
        swapped = true.replace(shown.title, "\0").replace(other.title, shown.title).replace("\0", other.title)
        yield re.sub(r" ?[(（]\d{4}[)）]", "", swapped)


def _turned(true: str, locale: Locale) -> Iterator[str]:
    for one, other in TURNED[locale]:
        for word, instead in ((one, other), (other, one)):
            form = rf"(?<![\w']){re.escape(word)}(?![\w'])" if locale == "en" else re.escape(word)
            changed = re.sub(form, instead, true, count=1, flags=re.IGNORECASE)
            same = {word, instead} <= {"you", "I", "we"} and re.search(
                "drop|let go", true
            )  # who drops a wish is all one
            if changed.lower() != true.lower() and not same:
                yield changed


def _inserted(true: str, word: str, locale: Locale, rng: random.Random) -> str:
    """With a word more, somewhere between two others; in Chinese not within a title or a number."""
    if locale == "en":
        before = true.split(" ")
        at = rng.randrange(1, len(before)) if len(before) > 1 else 0
        return " ".join([*before[:at], word, *before[at:]])
    places = [
        at
        for at in range(1, len(true))
        if not true[at].isascii() and not true[at - 1].isascii() and "《" not in true[:at]
    ] or [0]
    at = rng.choice(places)
    return true[:at] + word + true[at:]


__all__ = ["lies"]
