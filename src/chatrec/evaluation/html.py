"""A report as one page that needs nothing else: tables and pictures, light and dark, for screens large, small and paper."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

import chatrec
from chatrec.core.query import Locale
from chatrec.evaluation.fairness import Fairness
from chatrec.evaluation.intervals import Estimate
from chatrec.evaluation.markup import Child, Node, node, written
from chatrec.evaluation.paired import Paired
from chatrec.evaluation.plots import bars, dots
from chatrec.evaluation.report import BEYOND, LISTS, Report, direction
from chatrec.evaluation.tables import p_text
from chatrec.evaluation.words import METRICS, TEXT, named
from chatrec.evaluation.worth import METRIC, Worth

ARROWS = {1: "↑", -1: "↓"}


def page(report: Report, shown: Sequence[str], locale: Locale) -> str:
    """The whole document; `shown` are the metrics that the protocol is known for."""
    title = TEXT[locale]["title"].format(protocol=report.protocol, data=report.data)
    style = files("chatrec.evaluation").joinpath("report.css").read_text(encoding="utf-8")
    head = node(
        "head",
        {},
        node("meta", {"charset": "utf-8"}),
        node("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        node("title", {}, title),
        node("style", {}, style),
    )
    every = list(dict.fromkeys(metric for found in report.models.values() for metric in found))
    sections = [_accuracy(report, shown, locale)]
    sections += [_beside(value, other, shown, locale) for value, other in report.beside.items()]
    if report.paired is not None:
        sections.append(_paired(report.paired, shown, locale))
    sections += [_worth(model, found, locale) for model, found in report.worth.items()]
    if report.lists:
        sections.append(_beyond(report, every, locale))
    if report.fairness is not None:
        sections.append(_groups(report.fairness, locale))
    sections.append(_folded("every", locale, _wide(_metric_table(report, every, locale))))
    sections.append(_folded("terms", locale, _terms([*every, *_whole(report)], locale)))
    made = node("footer", {}, TEXT[locale]["made"].format(version=chatrec.__version__))
    body = node("body", {}, node("h1", {}, title), _facts(report, locale), *sections, made)
    return written(node("html", {"lang": "zh-Hans" if locale == "zh" else "en"}, head, body))


def _facts(report: Report, locale: Locale) -> Node:
    words = TEXT[locale]
    n = next(iter(next(iter(report.models.values())).values())).n
    facts = {words["users"]: f"{n:,}", **{name: _plain(value) for name, value in report.settings.items()}}
    facts |= {words["fingerprint"]: report.fingerprint, words["seconds"]: f"{report.seconds:.1f}"}
    return node(
        "dl",
        {"class": "facts"},
        *(node("div", {}, node("dt", {}, name), node("dd", {}, value)) for name, value in facts.items()),
    )


def _accuracy(report: Report, shown: Sequence[str], locale: Locale) -> Node:
    reference = None if report.paired is None else report.paired.against
    plots = []
    for metric in shown:
        having = {model: found[metric] for model, found in report.models.items() if metric in found}
        if having:
            title = named(metric, locale)
            plots.append(_figure(title, _wanted(metric, locale), bars(having, title, marked=reference)))
    table = _wide(_metric_table(report, shown, locale))
    return _section("accuracy", locale, {}, node("div", {"class": "plots"}, *plots), table)


def _beside(value: str, report: Report, shown: Sequence[str], locale: Locale) -> Node:
    n = next(iter(next(iter(report.models.values())).values())).n
    table = _wide(_metric_table(report, shown, locale))
    return _section("beside", locale, {"value": value, "n": f"{n:,}"}, table)


def _paired(paired: Paired, shown: Sequence[str], locale: Locale) -> Node:
    metrics = [metric for metric in shown if all(metric in found for found in paired.models.values())]
    plots = []
    for metric in metrics:
        title = named(metric, locale)
        having = {model: found[metric].estimate for model, found in paired.models.items()}
        plots.append(_figure(title, f"− {paired.against}", dots(having, title)))
    rows = {
        model: [
            _cell(_signed(one.estimate), f"{_span(one.estimate)} · {p_text(one.p_holm)}")
            for one in (found[metric] for metric in metrics)
        ]
        for model, found in paired.models.items()
    }
    table = _wide(_table(TEXT[locale]["model"], [named(metric, locale) for metric in metrics], rows))
    return _section("paired", locale, {"against": paired.against}, node("div", {"class": "plots"}, *plots), table)


def _worth(model: str, worth: Worth, locale: Locale) -> Node:
    words = TEXT[locale]
    rows = {}
    for name, gains in worth.gains.items():
        weights = worth.weights[name]
        cells = [(f"{gain:+.4f}".replace("-", "−"), weight) for gain, weight in zip(gains, weights, strict=True)]
        rows[name] = [_cell(text, f"× {weight:.3g}") if weight > 0 else _cell("–", "") for text, weight in cells]
    heads = [words["history"].format(span=span.replace("-", "–")) for span in worth.spans]
    table = _wide(_table(words["scorer"], heads, rows))
    return _section("worth", locale, {"model": model, "metric": named(METRIC, locale)}, table)


def _beyond(report: Report, every: Iterable[str], locale: Locale) -> Node:
    metrics = [metric for name in BEYOND for metric in every if metric.partition("@")[0] == name]
    metrics += [metric for name in LISTS for metric in _whole(report) if metric.partition("@")[0] == name]
    return _section("beyond", locale, {}, _wide(_metric_table(report, metrics, locale)))


def _groups(fairness: Fairness, locale: Locale) -> Node:
    words = TEXT[locale]
    heads = [f"{words[name]} ({low:g}–{high:g})" for name, (low, high) in fairness.spans.items()]
    rows = {
        model: [
            *(_cell(f"{one.mean:.4f}", _span(one)) for one in gap.groups.values()),
            _cell(_signed(gap.difference), _span(gap.difference)),
        ]
        for model, gap in fairness.models.items()
    }
    table = _wide(_table(words["model"], [*heads, words["gap"]], rows))
    return _section("groups", locale, {"metric": named(fairness.metric, locale)}, table)


def _metric_table(report: Report, metrics: Sequence[str], locale: Locale) -> Node:
    """Models by metrics; the best of a column stands out, where there is more than one model."""
    best = {metric: _best(report, metric) for metric in metrics}
    rows = {}
    for model, found in report.models.items():
        cells = []
        for metric in metrics:
            one, whole = found.get(metric), report.lists.get(model, {}).get(metric)
            if one is not None and one.n:
                cells.append(_cell(f"{one.mean:.4f}", _span(one), best=best[metric] == model))
            else:
                cells.append(_cell("–" if whole is None else f"{whole:.4f}", "", best=best[metric] == model))
        rows[model] = cells
    heads = [f"{named(metric, locale)} {ARROWS[direction(metric)]}" for metric in metrics]
    return _table(TEXT[locale]["model"], heads, rows)


def _best(report: Report, metric: str) -> str | None:
    means = {model: found[metric].mean for model, found in report.models.items() if metric in found}
    means |= {model: found[metric] for model, found in report.lists.items() if metric in found}
    known = {model: mean for model, mean in means.items() if mean == mean}
    return max(known, key=lambda model: direction(metric) * known[model]) if len(known) > 1 else None


def _whole(report: Report) -> list[str]:
    return list(dict.fromkeys(metric for found in report.lists.values() for metric in found))


def _terms(metrics: Iterable[str], locale: Locale) -> Node:
    names = dict.fromkeys(metric.partition("@")[0] for metric in metrics)
    words = [METRICS[locale][name] for name in names if name in METRICS[locale]]
    pairs = [part for word in words for part in (node("dt", {}, word.name), node("dd", {}, word.meaning))]
    return node("dl", {"class": "terms"}, *pairs)


def _section(key: str, locale: Locale, filled: Mapping[str, str], *content: Node) -> Node:
    words = TEXT[locale]
    about = node("p", {}, words[f"{key}_about"].format(**filled))
    return node("section", {}, node("h2", {}, words[key].format(**filled)), about, *content)


def _folded(key: str, locale: Locale, content: Node) -> Node:
    return node("details", {}, node("summary", {}, TEXT[locale][key]), content)


def _figure(title: str, aside: str, picture: Node) -> Node:
    return node("figure", {}, node("figcaption", {}, title, node("span", {}, aside)), picture)


def _wanted(metric: str, locale: Locale) -> str:
    return TEXT[locale]["better_up" if direction(metric) > 0 else "better_down"]


def _wide(content: Node) -> Node:
    """What may be wider than a phone, and then scrolls within itself."""
    return node("div", {"class": "wide", "tabindex": "0"}, content)


def _table(corner: str, heads: Sequence[str], rows: Mapping[str, Sequence[Node]]) -> Node:
    head = node("tr", {}, *(node("th", {"scope": "col"}, text) for text in (corner, *heads)))
    lines = [node("tr", {}, node("th", {"scope": "row"}, name), *cells) for name, cells in rows.items()]
    return node("table", {}, node("thead", {}, head), node("tbody", {}, *lines))


def _cell(text: str, small: str, *, best: bool = False) -> Node:
    children: list[Child] = [text, node("small", {}, small)] if small else [text]
    return node("td", {"class": "best"} if best else {}, *children)


def _span(one: Estimate) -> str:
    return f"[{one.low:.4f}, {one.high:.4f}]".replace("-", "−")


def _signed(one: Estimate) -> str:
    return f"{one.mean:+.4f}".replace("-", "−")


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


__all__ = ["page"]
