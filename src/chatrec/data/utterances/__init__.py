"""Utterances that people labelled with what they mean, in the forms in which they are published."""

from chatrec.data.utterances.corpus import Corpus, Name, Span, Utterance
from chatrec.data.utterances.reading import FORMS, read_corpus

__all__ = ["FORMS", "Corpus", "Name", "Span", "Utterance", "read_corpus"]
