"""What a load found wrong: counted by reason, with the first lines by number, for people and for programs."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from pydantic import JsonValue

from chatrec.core.query import Locale

SHOWN = 5  # examples kept of each reason


class Reason(StrEnum):
    """Why a row was left out; the last six tell of rows that were corrected, or kept though training passes over them."""

    MALFORMED = "malformed"
    DUPLICATE_ITEM = "duplicate_item"
    DUPLICATE_EVENT = "duplicate_event"
    DUPLICATE_TRIPLE = "duplicate_triple"
    UNKNOWN_ITEM = "unknown_item"
    RATING_RANGE = "rating_out_of_range"
    TIME_FUTURE = "time_in_the_future"
    TIME_EARLY = "time_before_1970"
    WORDS = "words_without_taste"
    MILLISECONDS = "time_in_milliseconds"
    TEXT_CUT = "text_cut"
    ODD_VALUE = "value_left_out"
    BURST = "noise_burst"
    BOUNCE = "noise_bounce"
    BOT = "noise_bot"


REPAIRED = frozenset({Reason.MILLISECONDS, Reason.TEXT_CUT, Reason.ODD_VALUE, Reason.BURST, Reason.BOUNCE, Reason.BOT})

# What happened, and what to do about it.
_PHRASES: Mapping[Reason, Mapping[Locale, tuple[str, str]]] = MappingProxyType(
    {
        Reason.MALFORMED: {
            "en": ("{rows} left out, cannot be read", "Correct or remove them."),
            "zh": ("略去 {rows} 行，无法读取", "请改正或删除。"),
        },
        Reason.DUPLICATE_ITEM: {
            "en": ("{rows} left out, the item id came before", "The first one counts; make the ids unique."),
            "zh": ("略去 {rows} 行，物品编号重复", "以首次出现者为准；请使编号唯一。"),
        },
        Reason.DUPLICATE_EVENT: {
            "en": (
                "{rows} left out, the same user had to do with the item again",
                "The latest one counts; nothing to do.",
            ),
            "zh": ("略去 {rows} 行，同一用户对同一物品另有记录", "以最新者为准；无需处理。"),
        },
        Reason.DUPLICATE_TRIPLE: {
            "en": ("{rows} left out, the same fact came before", "Nothing to do."),
            "zh": ("略去 {rows} 行，同一事实已出现过", "无需处理。"),
        },
        Reason.UNKNOWN_ITEM: {
            "en": ("{rows} left out, the items file lacks the item", "Add the items, or remove the rows."),
            "zh": ("略去 {rows} 行，物品文件中没有该物品", "请补充物品，或删除这些行。"),
        },
        Reason.RATING_RANGE: {
            "en": ("{rows} left out, rating outside {low:g} to {high:g}", "Correct them, or say what the scale is."),
            "zh": ("略去 {rows} 行，评分超出 {low:g} 至 {high:g} 的范围", "请改正，或指明评分范围。"),
        },
        Reason.TIME_FUTURE: {
            "en": ("{rows} left out, the time lies in the future", "Give seconds since 1970 or ISO 8601 dates."),
            "zh": ("略去 {rows} 行，时间在未来", "请给出自 1970 年起的秒数或 ISO 8601 日期。"),
        },
        Reason.TIME_EARLY: {
            "en": ("{rows} left out, the time lies before 1970", "Give seconds since 1970 or ISO 8601 dates."),
            "zh": ("略去 {rows} 行，时间早于 1970 年", "请给出自 1970 年起的秒数或 ISO 8601 日期。"),
        },
        Reason.WORDS: {
            "en": ("{rows} left out, searches and comments say nothing of taste", "Ingest keeps them; nothing to do."),
            "zh": ("略去 {rows} 行，搜索与评论不表示喜好", "导入时会保留；无需处理。"),
        },
        Reason.ODD_VALUE: {
            "en": (
                "{rows} kept without a value that is no number, unlike its column",
                "Correct the value, or leave it empty.",
            ),
            "zh": ("保留 {rows} 行，但略去一个与该列不符、不是数字的值", "请改正该值，或留空。"),
        },
        Reason.TEXT_CUT: {
            "en": ("{rows} kept, the text cut to 4,000 characters", "Shorten them to be sure of what is kept."),
            "zh": ("保留 {rows} 行，其文字截至 4,000 字", "为稳妥起见，请自行缩短。"),
        },
        Reason.BURST: {
            "en": (
                "{rows} kept but passed over in training, the same again at once",
                "The setting noise.burst_s = 0 counts them.",
            ),
            "zh": ("保留 {rows} 行但不用于训练，瞬间重复", "设 noise.burst_s = 0 则计入。"),
        },
        Reason.BOUNCE: {
            "en": (
                "{rows} kept but passed over in training, a few seconds only",
                "The setting noise.bounce_s = 0 counts them.",
            ),
            "zh": ("保留 {rows} 行但不用于训练，仅停留数秒", "设 noise.bounce_s = 0 则计入。"),
        },
        Reason.BOT: {
            "en": (
                "{rows} kept but passed over in training, too fast for a person",
                "The setting noise.bot_events = 0 counts them.",
            ),
            "zh": ("保留 {rows} 行但不用于训练，快于常人", "设 noise.bot_events = 0 则计入。"),
        },
        Reason.MILLISECONDS: {
            "en": ("{rows} kept, the time read as milliseconds", "Give seconds since 1970 to be sure."),
            "zh": ("保留 {rows} 行，其时间按毫秒读取", "为稳妥起见，请给出自 1970 年起的秒数。"),
        },
    }
)
_TOTALS: Mapping[Locale, str] = MappingProxyType(
    {
        "en": "{file}: rows read {read:,}, kept {kept:,}, left out {dropped:,}.",
        "zh": "{file}：读取 {read:,} 行，保留 {kept:,} 行，略去 {dropped:,} 行。",
    }
)
_ENRICHED: Mapping[Locale, str] = MappingProxyType(
    {
        "en": "{items:,} items told more of by our pack of facts; the setting facts = false leaves them as they came.",
        "zh": "{items:,} 个条目由内置事实包补充；设 facts = false 则保持原样。",
    }
)


class Example(NamedTuple):
    """One row at fault: its line in the file, counted from 1, and the value that was wrong."""

    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows had one fault, and the first of them."""

    reason: Reason
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of the rows of one file. Law: read = kept + dropped."""

    file: str
    read: int
    kept: int
    findings: tuple[Finding, ...] = ()

    @property
    def dropped(self) -> int:
        return self.read - self.kept

    def count(self, reason: Reason) -> int:
        """How many rows had this fault."""
        return sum(finding.count for finding in self.findings if finding.reason is reason)

    def as_json(self) -> dict[str, JsonValue]:
        """The report for programs."""
        findings: list[JsonValue] = [
            {
                "reason": finding.reason.value,
                "count": finding.count,
                "examples": [{"line": line, "value": value} for line, value in finding.examples],
            }
            for finding in self.findings
        ]
        return {"file": self.file, "read": self.read, "kept": self.kept, "dropped": self.dropped, "findings": findings}


@dataclass(frozen=True, slots=True)
class CleaningReport:
    """What became of every row of a load; `scale` is the lowest and the highest rating that counts as one, `knowledge` the
    files of a knowledge graph, `enriched` how many items a pack of ours told more of.
    """

    items: FileReport
    events: FileReport | None
    scale: tuple[float, float]
    knowledge: tuple[FileReport, ...] = ()
    enriched: int = 0

    @property
    def files(self) -> tuple[FileReport, ...]:
        behaviour = () if self.events is None else (self.events,)
        return (self.items, *behaviour, *self.knowledge)

    def lines(self, locale: Locale) -> tuple[str, ...]:
        """The report for people, a sentence a line."""
        told = (_ENRICHED[locale].format(items=self.enriched),) if self.enriched else ()
        return (*_sentences(self.files, locale, self.scale), *told)

    def as_json(self) -> dict[str, JsonValue]:
        """The report for programs: `items`, `events` (null when no such file was read), `scale`, and `knowledge` where
        there is a graph, `enriched` where a pack told more of items.
        """
        graph: dict[str, JsonValue] = {"knowledge": [file.as_json() for file in self.knowledge]}
        return {
            "items": self.items.as_json(),
            "events": None if self.events is None else self.events.as_json(),
            "scale": list(self.scale),
            **(graph if self.knowledge else {}),
            **({"enriched": self.enriched} if self.enriched else {}),
        }


def told(files: Sequence[FileReport], locale: Locale) -> tuple[str, ...]:
    """What became of the rows of files without ratings, for people, a sentence a line."""
    return tuple(_sentences(files, locale, (-math.inf, math.inf)))


def _sentences(files: Sequence[FileReport], locale: Locale, scale: tuple[float, float]) -> Iterator[str]:
    for file in files:
        yield _TOTALS[locale].format(file=file.file, read=file.read, kept=file.kept, dropped=file.dropped)
        for finding in file.findings:
            what, remedy = _PHRASES[finding.reason][locale]
            what = what.format(rows=_rows(finding.count, locale), low=scale[0], high=scale[1])
            yield f"  {what}{_where(finding, locale)}{remedy}"


def _rows(count: int, locale: Locale) -> str:
    if locale == "zh":
        return f"{count:,}"
    return "1 row" if count == 1 else f"{count:,} rows"


def _where(finding: Finding, locale: Locale) -> str:
    more = finding.count > len(finding.examples)
    if locale == "zh":
        places = "，".join(f"第 {line} 行 {value!r}" for line, value in finding.examples)
        return f"：{places}{' 等' if more else ''}。"
    places = ", ".join(f"line {line} {value!r}" for line, value in finding.examples)
    return f": {places}{' and others' if more else ''}. "


__all__ = ["REPAIRED", "SHOWN", "CleaningReport", "Example", "FileReport", "Finding", "Reason", "told"]
