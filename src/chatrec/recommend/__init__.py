"""Retrieve, score, rerank, slate; hard constraints remove, and the removal is counted."""

from chatrec.recommend.pipeline import Recommender
from chatrec.recommend.rerank import DiversityReranker

__all__ = ["DiversityReranker", "Recommender"]
