"""Catalogue and behaviour in: readers, cleaning report, datasets with a fingerprint, splits, known data sets."""

from chatrec.data.building import WeightRule, dataset, dataset_of
from chatrec.data.facts import events
from chatrec.data.fetching import Fetched, fetch, find_set
from chatrec.data.ledger import Ledger
from chatrec.data.loaded import Loaded, Ratings
from chatrec.data.loading import FORMS, find_source, load
from chatrec.data.noise import Noise, NoiseDetector, NoiseRules, without_noise
from chatrec.data.report import CleaningReport, FileReport, Finding, Reason, told
from chatrec.data.sets import DATA_SETS, DataSet
from chatrec.data.source import FormSource, GivenSource, Source, SplitSource
from chatrec.data.splits import (
    ColdSplit,
    LastLeft,
    apart,
    cold_items,
    cold_users,
    holdout,
    last_rows,
    leave_last,
    random_rows,
    temporal,
    timed,
)
from chatrec.data.stream import EventStream
from chatrec.data.tables import load_tables, tables
from chatrec.data.textfile import TextFile
from chatrec.data.triples import LoadedKnowledge, load_knowledge, with_knowledge
from chatrec.data.words import Columns

__all__ = [
    "DATA_SETS",
    "FORMS",
    "CleaningReport",
    "ColdSplit",
    "Columns",
    "DataSet",
    "EventStream",
    "Fetched",
    "FileReport",
    "Finding",
    "FormSource",
    "GivenSource",
    "LastLeft",
    "Ledger",
    "Loaded",
    "LoadedKnowledge",
    "Noise",
    "NoiseDetector",
    "NoiseRules",
    "Ratings",
    "Reason",
    "Source",
    "SplitSource",
    "TextFile",
    "WeightRule",
    "apart",
    "cold_items",
    "cold_users",
    "dataset",
    "dataset_of",
    "events",
    "fetch",
    "find_set",
    "find_source",
    "holdout",
    "last_rows",
    "leave_last",
    "load",
    "load_knowledge",
    "load_tables",
    "random_rows",
    "tables",
    "temporal",
    "timed",
    "told",
    "with_knowledge",
    "without_noise",
]
