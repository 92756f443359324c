"""Retrieve, score, rerank, slate; hard constraints remove, and the removal is counted."""

from chatrec.recommend.advising import Advisable
from chatrec.recommend.batch import BatchRecommender, Lists
from chatrec.recommend.disputing import Disputing, undisputed
from chatrec.recommend.layer import layers
from chatrec.recommend.novelty import NOVELTY, Dialled
from chatrec.recommend.pipeline import Considered, Recommender
from chatrec.recommend.requests import REQUESTS, SHARED, Requested, Strengths, requests
from chatrec.recommend.rerank import DiversityReranker

__all__ = [
    "NOVELTY",
    "REQUESTS",
    "SHARED",
    "Advisable",
    "BatchRecommender",
    "Considered",
    "Dialled",
    "Disputing",
    "DiversityReranker",
    "Lists",
    "Recommender",
    "Requested",
    "Strengths",
    "layers",
    "requests",
    "undisputed",
]
