"""Which column means what: the ids, the titles, who did what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from chatrec.core.errors import DataError
from chatrec.data.scale import Scale
from chatrec.data.usual import plain

_USUAL: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "item_id": (
            "itemid", "item", "movieid", "bookid", "productid", "songid", "trackid", "asin", "sku", "id", "编号", "物品编号", "商品编号",
        ),
        "title": ("title", "name", "movietitle", "itemname", "booktitle", "productname", "标题", "名称", "片名", "书名", "品名", "名字"),
        "description": (
            "description", "text", "plot", "summary", "synopsis", "overview", "abstract", "blurb", "简介", "描述", "介绍", "详情", "剧情", "概述",
        ),
        "aliases": ("aliases", "alias", "alsoknownas", "aka", "别名"),
        "user_id": (
            "userid", "user", "customerid", "customer", "reviewerid", "visitorid", "visitor", "guestid", "guest", "clientid", "memberid",
            "member", "studentid", "student", "learnerid", "learner", "用户", "用户编号", "用户id", "顾客", "客户", "会员", "学员",
        ),
        "rating": ("rating", "score", "stars", "overall", "评分", "打分"),
        "timestamp": ("timestamp", "time", "datetime", "date", "ts", "createdat", "时间", "日期"),
        "kind": ("kind", "event", "eventtype", "action", "behavior", "behaviour", "behaviortype", "行为", "操作", "事件"),
        "text": ("text", "query", "searchquery", "comment", "reviewtext", "搜索词", "评论"),
        "seconds": ("seconds", "duration", "durationseconds", "dwelltime", "watchtime", "playtime", "秒数"),
        "count": ("count", "plays", "playcount", "listens", "listeningcount", "次数"),
    }
)  # fmt: skip
# How columns that only their catalogue knows end: "course_id", "hotelCode", "课程编号", "课程名称".
_ENDINGS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "item_id": ("id", "code", "number", "no", "编号", "编码", "代码", "序号", "号"),
        "title": ("title", "name", "名称", "名", "标题"),
        "description": ("description", "简介", "介绍", "描述"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table mean what; None = recognise it by the usual names (movieId, user, score, ...).

    `description` is prose about an item, `text` what was searched for or commented; `event_item_id` is the items' column in the events file, where it has another name than in
    the items file; `ignore` names columns of the items file that become neither labels nor numbers; `scale` is the lowest
    and the highest rating that can be given, None = find out.
    """

    item_id: str | None = None
    title: str | None = None
    description: str | None = None
    aliases: str | None = None
    user_id: str | None = None
    event_item_id: str | None = None
    rating: str | None = None
    timestamp: str | None = None
    kind: str | None = None
    text: str | None = None
    seconds: str | None = None
    count: str | None = None
    ignore: tuple[str, ...] = ()
    scale: Scale | None = None


def find(header: Sequence[str], meaning: str, column: str | None, *, file: str) -> int | None:
    """Where the column of a meaning ("item_id", "rating", ...) stands: the one called `column`, else one with a usual
    name, else None. Raises DataError when `column` is given and not there.
    """
    if column is not None:
        if column in header:
            return header.index(column)
        raise DataError(
            f"{file} has no column {column!r} for {meaning}; its columns are {', '.join(header)}.",
            zh=f"{file} 没有表示 {meaning} 的 {column!r} 列；它的列是 {'、'.join(header)}。",
        )
    names = [plain(name) for name in header]
    return next((names.index(usual) for usual in _USUAL[meaning] if usual in names), None)


def find_needed(header: Sequence[str], meaning: str, column: str | None, *, file: str) -> int:
    """As `find`, and by how a column's name ends; raises DataError when there is none."""
    position = find(header, meaning, column, file=file)
    position = _ending(header, meaning) if position is None else position
    if position is None:
        raise DataError(
            f"{file} has no column for {meaning}; its columns are {', '.join(header)}. Call one of them "
            f"{meaning!r}, or say which one it is with --column {meaning}=NAME.",
            zh=f"{file} 没有表示 {meaning} 的列；它的列是 {'、'.join(header)}。请把其中一列命名为 {meaning!r}，或用 --column {meaning}=列名 说明是哪一列。",
        )
    return position


def find_item(header: Sequence[str], column: str | None, *, file: str, beside: int | None = None) -> int:
    """Where the ids of items stand: in the column of that name, else in one whose name ends like "course_id" and is not the one
    `beside`, else in that of titles: a catalogue without ids goes by its titles. Raises DataError where there is none of these.
    """
    position = find(header, "item_id", column, file=file)
    if position is None:
        position = _ending(header, "item_id", beside)
    if position is None and (titled := find(header, "title", None, file=file)) is not None:
        return titled
    return find_needed(header, "item_id", column, file=file) if position is None else position


def _ending(header: Sequence[str], meaning: str, beside: int | None = None) -> int | None:
    """The first column whose name ends as those of a meaning do; an id after a small letter or a mark: "hotelId", not "paid"."""
    for ending in _ENDINGS.get(meaning, ()):
        for at, name in enumerate(header):
            parts = (
                re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.strip()).lower().replace("_", " ").replace("-", " ").split()
            )
            if (
                at != beside
                and parts
                and (parts[-1] == ending or (not ending.isascii() and parts[-1].endswith(ending)))
            ):
                return at
    return None


__all__ = ["Columns", "find", "find_item", "find_needed"]
