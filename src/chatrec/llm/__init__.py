"""Language models as a coat: better words for what is already decided, and nothing that is not so."""

from chatrec.llm.nlg import Spoken, Voice

__all__ = ["Spoken", "Voice"]
