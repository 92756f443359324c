"""Language models as a coat: better words for what is already decided, ears beside the rules, and nothing that is not so."""

from chatrec.llm.nlg import Spoken, Voice
from chatrec.llm.nlu import Ears, Heard, heard_by
from chatrec.llm.rerank import Counsel

__all__ = ["Counsel", "Ears", "Heard", "Spoken", "Voice", "heard_by"]
