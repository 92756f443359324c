"""Whether the language model of the settings is asked about lists: only one that was measured to help, as it was measured."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from chatrec.app.language_model import identity
from chatrec.app.settings import LlmSettings
from chatrec.core.catalogue import Catalogue
from chatrec.domains.base import Domain
from chatrec.learning import JudgeReport
from chatrec.llm import Counsel
from chatrec.llm.judging import QUESTION, Judge
from chatrec.llm.telling import Profiles
from chatrec.ports.language_model import LanguageModel


class Standing(StrEnum):
    """Whether lists wait for a model's judgement, or why not."""

    OFF = "off"  # no setting, or no model
    UNMEASURED = "unmeasured"
    ANOTHER = "another"  # another model, or other questions, than were measured
    USELESS = "useless"
    ASKED = "asked"


SENTENCES: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.OFF: "lists wait for no language model (llm.ranking_s is 0, or no model is named)",
        Standing.UNMEASURED: "not asked about lists: what its judgement is worth beside {version} was not measured; "
        "`chatrec judge` does",
        Standing.ANOTHER: "not asked about lists: {version} knows what the judgement of {measured} is worth, and the settings name "
        "{named} now, or its file or our questions changed; `chatrec judge` measures it",
        Standing.USELESS: "not asked about lists: measured with {users} users beside {version}, its judgement makes none better",
        Standing.ASKED: "asked about the best twenty of lists, for up to {seconds:g} s; it took {took:.2g} s when it was measured, and its judgement counts {weights}",
    }
)


class Judged(NamedTuple):
    """How a version stands to the model of the settings, in a sentence for who runs this, and whether that is as it should be: what
    lists wait for is asked, fast enough, or makes none better.
    """

    standing: Standing
    sentence: str
    ok: bool


class Advisers:
    """Makes who is asked about the lists of a version. `model` is that of the settings, None where they name none."""

    def __init__(self, settings: LlmSettings, model: LanguageModel | None) -> None:
        self._settings = settings
        self._model = model

    def of(self, report: JudgeReport | None, catalogue: Catalogue, domain: Domain) -> Counsel | None:
        """The model's counsel; None where it is not to be asked."""
        if self._model is None or report is None or self.standing(report) is not Standing.ASKED:
            return None
        profiles = Profiles(catalogue, domain)
        judge = Judge(self._model, profiles, timeout_s=self._settings.ranking_s, manner=report.manner)
        weights = [bucket.weight for bucket in report.buckets]
        return Counsel(judge, report.model, weights, [bucket.least for bucket in report.buckets])

    def standing(self, report: JudgeReport | None) -> Standing:
        """Whether it is asked. Reads a few blocks of a model's file."""
        if self._model is None or not self._settings.ranking_s:
            return Standing.OFF
        if report is None:
            return Standing.UNMEASURED
        if question_digest(self._settings) != report.digest:
            return Standing.ANOTHER
        return Standing.ASKED if report.helps else Standing.USELESS

    def judged(self, report: JudgeReport | None, version: str) -> Judged:
        """The standing of a version, in a sentence."""
        standing = self.standing(report)
        told = {"version": version, "named": self._settings.model, "seconds": self._settings.ranking_s}
        if report is not None:
            told |= {"measured": report.model, "users": report.users, "weights": weights_text(report)}
            told |= {"took": report.seconds}
        fast = report is not None and report.seconds <= self._settings.ranking_s
        ok = standing in (Standing.OFF, Standing.USELESS) or (standing is Standing.ASKED and fast)
        return Judged(standing, SENTENCES[standing].format(**told), ok)


def question_digest(settings: LlmSettings) -> str:
    """16 hexadecimal digits that tell the model of the settings, and what it is asked, from others."""
    named = identity(settings)
    return hashlib.sha256(f"{named.name}\0{named.digest}\0{QUESTION}".encode()).hexdigest()[:16] if named else ""


def weights_text(report: JudgeReport) -> str:
    """How much a judgement counts: "0.4 after 1 to 4 interactions" and so on."""
    least = [bucket.least for bucket in report.buckets]
    until = [f"-{end - 1}" for end in least[1:]] + ["+"]
    told = zip(report.buckets, until, strict=True)
    return ", ".join(f"{one.weight:.3g} after {one.least}{end}" for one, end in told if one.least)


__all__ = ["Advisers", "Judged", "Standing", "question_digest", "weights_text"]
