"""How good the data of a home is: what became of the rows of each load, and what its items lack."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from chatrec.app.replies import Form
from chatrec.core.catalogue import Catalogue
from chatrec.data import CleaningReport, FileReport
from chatrec.ports.loads import StoredLoad


class FaultOut(Form):
    """How many rows of a file had one fault; see `chatrec.data.report.Reason`."""

    reason: str
    count: int


class FileOut(Form):
    """What became of the rows of one file: read = kept + dropped. Rows that were corrected, or are noise, count as kept."""

    file: str
    read: int
    kept: int
    dropped: int
    faults: tuple[FaultOut, ...]


class ReportForm(BaseModel):
    """A cleaning report as it is kept: counts, and no value of any row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: tuple[FileOut, ...]
    enriched: int = 0


class LoadOut(Form):
    """One load: when, how many items and events were new, what became of the rows, and of how many items our packs told more."""

    at: float
    items: int
    events: int
    files: tuple[FileOut, ...]
    enriched: int


class QualityOut(Form):
    """What the catalogue's items have, by count, and the last loads, latest first."""

    items: int
    labelled: int
    dated: int
    described: int
    translated: int
    triples: int
    loads: tuple[LoadOut, ...]


def kept_report(report: CleaningReport) -> str:
    """A cleaning report as JSON, to be kept. Values of rows stay out: they may say something of somebody."""
    files = (report.items, *([report.events] if report.events else []), *report.knowledge)
    return ReportForm(files=tuple(map(_file, files)), enriched=report.enriched).model_dump_json()


def quality(catalogue: Catalogue, loads: Sequence[StoredLoad]) -> QualityOut:
    """The quality of a home's data. Cost O(items): 1 ms for 1,700."""
    items = tuple(catalogue)
    return QualityOut(
        items=len(items),
        labelled=sum(bool(item.labels) for item in items),
        dated=sum("year" in item.numbers for item in items),
        described=sum(bool(item.text or item.texts) for item in items),
        translated=sum(bool(item.titles) for item in items),
        triples=len(catalogue.knowledge),
        loads=tuple(filter(None, map(_load, loads))),
    )


def _file(report: FileReport) -> FileOut:
    faults = tuple(FaultOut(reason=found.reason.value, count=found.count) for found in report.findings)
    return FileOut(file=report.file, read=report.read, kept=report.kept, dropped=report.dropped, faults=faults)


def _load(stored: StoredLoad) -> LoadOut | None:
    """A load in its form; None for one that another version kept in another form."""
    try:
        report = ReportForm.model_validate_json(stored.report)
    except ValidationError:
        return None
    return LoadOut(at=stored.at, items=stored.items, events=stored.events, files=report.files, enriched=report.enriched)


__all__ = ["LoadOut", "QualityOut", "kept_report", "quality"]
