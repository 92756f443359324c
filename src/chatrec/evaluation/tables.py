"""A report as lines for a terminal."""

from collections.abc import Sequence

from chatrec.evaluation.fairness import Fairness
from chatrec.evaluation.paired import Paired
from chatrec.evaluation.report import BEYOND, LISTS, Report, cell, table
from chatrec.evaluation.worth import METRIC, Worth

PARTS = ("paired", "worth", "beyond", "groups")  # what can be told beside the protocol's own metrics


def report_lines(report: Report, shown: Sequence[str], parts: Sequence[str]) -> list[str]:
    """The protocol's own metrics and the chosen parts, as far as the report has them."""
    lines = report.text(shown).splitlines()
    if "paired" in parts and report.paired is not None:
        lines += ["", *paired_lines(report.paired, [metric for metric in shown if metric in _compared(report.paired)])]
    if "worth" in parts:
        lines += [line for model, found in report.worth.items() for line in ("", *worth_lines(model, found))]
    if "beyond" in parts and report.lists:
        lines += ["", *beyond_lines(report)]
    if "groups" in parts and report.fairness is not None:
        lines += ["", *group_lines(report.fairness)]
    for other in report.beside.values():
        lines += ["", *report_lines(other, shown, parts)]
    return lines


def paired_lines(paired: Paired, metrics: Sequence[str]) -> list[str]:
    """Every model's difference from the reference, one a line."""
    rows = {
        model: [f"{cell(found[metric].estimate)} {p_text(found[metric].p_holm)}" for metric in metrics]
        for model, found in paired.models.items()
    }
    about = (
        "Mean differences over the same users with 95 % bootstrap intervals; p by sign permutation, two-sided, with "
        "Holm's correction over the models."
    )
    return [*table(f"minus {paired.against}", metrics, rows), "", about]


def worth_lines(model: str, worth: Worth) -> list[str]:
    """What each scorer of a blend adds to the others, one a line; "-" where the blend does not use it."""
    rows = {
        name: [f"{gain:+.4f}" if weight > 0 else "-" for gain, weight in zip(gains, worth.weights[name], strict=True)]
        for name, gains in worth.gains.items()
    }
    about = (
        f"How much {METRIC} a scorer adds to the others, by how many interactions are known, cross-validated on rows that "
        "the blend holds out of its training; - = the blend does not use it."
    )
    return [*table(f"worth in {model}", [f"history {span}" for span in worth.spans], rows), "", about]


def beyond_lines(report: Report) -> list[str]:
    """What lists are like beside accurate."""
    known = list(dict.fromkeys(metric for found in report.models.values() for metric in found))
    whole = list(dict.fromkeys(metric for found in report.lists.values() for metric in found))
    metrics = [metric for name in BEYOND for metric in known if metric.partition("@")[0] == name]
    metrics += [metric for name in LISTS for metric in whole if metric.partition("@")[0] == name]
    return table("model", metrics, {model: report.cells(model, metrics) for model in report.models})


def group_lines(fairness: Fairness) -> list[str]:
    """One metric by groups of users, and the gap between the outer two."""
    heads = [f"{name} ({low:g}-{high:g})" for name, (low, high) in fairness.spans.items()]
    rows = {model: [*map(cell, gap.groups.values()), cell(gap.difference)] for model, gap in fairness.models.items()}
    return [
        *table(fairness.metric, [*heads, "most - least"], rows),
        "",
        "Users by how many interactions are known of them, in brackets; a gap above 0 favours the active.",
    ]


def p_text(p: float) -> str:
    """A p-value as papers print it."""
    return "p<.001" if p < 0.001 else f"p={p:.3f}".replace("0.", ".", 1)


def _compared(paired: Paired) -> set[str]:
    return {metric for found in paired.models.values() for metric in found}


__all__ = ["PARTS", "beyond_lines", "group_lines", "p_text", "paired_lines", "report_lines", "worth_lines"]
