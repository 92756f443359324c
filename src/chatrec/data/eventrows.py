"""One row of an events file: who did what with which item, in the words of the house."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType

from chatrec.core.events import DONE, TEXTS, TIMED, EventKind
from chatrec.ports.staging import Staged

SLACK_S = 86_400.0  # clocks and time zones differ: a day ahead is not yet the future
MILLISECONDS_FROM = 1e11  # taken as seconds this is the year 5138, as milliseconds 1973
MOST_TIMES = 10**9

# What others call it, in small letters and nothing but letters: "Add to cart" is "addtocart".
_USUAL: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.RATING: "rating rate rated 评分 打分",
        EventKind.LIKE: "like liked upvote thumbsup favorite favourite favorited favourited love loved wishlist save saved bookmark bookmarked 喜欢 收藏 点赞",
        EventKind.DISLIKE: "dislike disliked downvote thumbsdown 不喜欢 踩",
        EventKind.SEEN: "seen 看过",
        EventKind.VIEW: "view viewed pageview pv itemview productview productdetailview detailpageview viewitem visit 浏览 查看",
        EventKind.CLICK: "click clicked clickthrough itemclick selectitem 点击",
        EventKind.PLAY: "play played listen listened watch watched stream streamed 播放",
        EventKind.CART: "cart addtocart cartadd addcart addedtocart basket addtobasket 加购 加入购物车",
        EventKind.BUY: "buy bought purchase purchased order ordered transaction purchasecomplete book booked booking reserve reserved enrol enroll enrolled enrolment enrollment 购买 下单 预订 报名",
        EventKind.ACCEPT: "accept accepted chosen chose",
        EventKind.SEARCH: "search searched query searchquery 搜索",
        EventKind.COMMENT: "comment commented review reviewed 评论",
    }
)
_KIND_OF = {word: kind for kind, words in _USUAL.items() for word in words.split()}


@dataclass(frozen=True, kw_only=True)
class EventFields:
    """Where the fields of an event stand in a row; None = the file has no such column.

    A row without a kind is a rating where the file has ratings, a play where it says how often or how long; elsewhere
    it says that the item was seen.
    """

    user: int
    item: int | None
    rating: int | None = None
    time: int | None = None
    kind: int | None = None
    text: int | None = None
    seconds: int | None = None
    count: int | None = None

    @cached_property
    def usual_kind(self) -> EventKind:
        """What a row is that does not say."""
        if self.rating is not None:
            return EventKind.RATING
        if self.count is not None or self.seconds is not None:
            return EventKind.PLAY
        return EventKind.SEEN


def read_row(line: int, row: Sequence[str], fields: EventFields) -> Staged:
    """What a row says. Raises ValueError when it cannot be read."""
    kind = fields.usual_kind
    if fields.kind is not None and (word := row[fields.kind].strip()):
        kind = kind_of(word)
    user, item = row[fields.user].strip(), "" if fields.item is None else row[fields.item].strip()
    if not user or not (item or kind in TEXTS):
        raise ValueError(row)
    at = 0.0 if fields.time is None else seconds_of(row[fields.time].strip())
    if kind is EventKind.RATING:
        if fields.rating is None:
            raise ValueError(row)
        return Staged(line, user, item, kind, at, float(row[fields.rating]))
    if kind in TEXTS:
        return Staged(line, user, item, kind, at, text=_text(row, fields.text))
    if kind not in DONE:
        return Staged(line, user, item, kind, at)
    seconds = None if fields.seconds is None or kind not in TIMED else lasted_of(row[fields.seconds].strip())
    times = 1 if fields.count is None else times_of(row[fields.count].strip())
    return Staged(line, user, item, kind, at, None, seconds, times)


def kind_of(word: str) -> EventKind:
    """What a word for it means. Raises ValueError for a word that nobody uses, as the others here do for theirs."""
    kind = _KIND_OF.get(word)
    if kind is None:
        plain = "".join(letter for letter in word.lower() if letter.isalpha())
        kind = _KIND_OF.get(plain)
    if kind is None:
        raise ValueError(word)
    return kind


def seconds_of(text: str) -> float:
    """Seconds since 1970 of a number or of an ISO 8601 date (UTC unless it says otherwise); 0 for an empty field."""
    if not text:
        return 0.0
    try:
        seconds = float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    if not math.isfinite(seconds):
        raise ValueError(text)
    return seconds


def _text(row: Sequence[str], place: int | None) -> str:
    text = "" if place is None else row[place].strip()
    if not text:
        raise ValueError(row)
    return text


def lasted_of(text: str) -> float | None:
    """How long it lasted; None where that is not known."""
    if not text:
        return None
    seconds = float(text)
    if not 0.0 <= seconds < math.inf:
        raise ValueError(text)
    return seconds


def times_of(text: str) -> int:
    """How often it was done; once where that is not said."""
    if not text:
        return 1
    count = float(text)
    if not (1 <= count <= MOST_TIMES and count.is_integer()):
        raise ValueError(text)
    return int(count)


__all__ = [
    "MILLISECONDS_FROM",
    "MOST_TIMES",
    "SLACK_S",
    "EventFields",
    "kind_of",
    "lasted_of",
    "read_row",
    "seconds_of",
    "times_of",
]
