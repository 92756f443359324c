"""Words for a plan."""

from chatrec.dialogue.nlg.templates import TemplateNlg

__all__ = ["TemplateNlg"]
