"""Intents learned from labelled utterances, for what no rule reads."""
