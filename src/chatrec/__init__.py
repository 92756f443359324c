"""Chat-Rec: a self-hosted recommender that people talk to and that can prove every word it says."""

__version__ = "0.1.0"

__all__ = ["__version__"]
