"""`chatrec evaluate chat-rec`: what a language model adds to the stages of the settings, on a sample of users."""

from dataclasses import dataclass, field

from chatrec.app.enriching import domain_of, enriched
from chatrec.app.evaluating import rating_scale, rating_trainers, refuse_lost_ratings
from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.core.errors import ConfigError, DataError
from chatrec.data import Loaded, WeightRule, dataset
from chatrec.evaluation import Progress, Report, Silent
from chatrec.evaluation.chat_rec import LISTS, NAME, SHORT, STARS, ChatRec, Stages, published_lines
from chatrec.evaluation.tables import report_lines
from chatrec.llm.judging import ORDERS, Judge
from chatrec.llm.stars import StarGuesser
from chatrec.llm.telling import Profiles
from chatrec.ports.language_model import LanguageModel
from chatrec.scorers.questions import HoldOut
from chatrec.scorers.ratings import PLUGIN as RATINGS

MOST_STARS = 10  # a scale that an answer of one token can name


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """Measures the `model` beside the blend and the rating predictor of the settings."""

    settings: Settings
    model: LanguageModel | None
    users: int
    progress: Progress = field(default_factory=Silent)

    def run(self, loaded: Loaded, *, name: str) -> Report:
        """Both tables. Raises ConfigError without a model, DataError for behaviour that is no ratings."""
        if self.model is None:
            raise ConfigError(
                f"{NAME} measures a language model and none is named; give --llm gguf:PATH, --llm openai:MODEL@URL or "
                "--llm anthropic:MODEL."
            )
        refuse_lost_ratings(loaded)
        loaded = enriched(loaded, self.settings)
        scale = rating_scale(loaded.ratings)
        if scale is None:
            raise DataError(f"{NAME} predicts ratings, and not every row of {loaded.source} is one; give ratings.")
        data, domain = dataset(loaded), domain_of(dataset(loaded).catalogue, self.settings)
        timeout_s = self.settings.llm.timeout_s
        profiles = Profiles(data.catalogue, domain)
        whole = scale[1] - scale[0] < MOST_STARS and all(end.is_integer() for end in scale)
        stages = Stages(
            ranker=blend_trainer(self.settings, holds_out=HoldOut.RANDOM),
            rater=rating_trainers(self.settings)[RATINGS.name],
            judge=Judge(self.model, profiles, timeout_s=ORDERS * timeout_s),
            guess=StarGuesser(self.model, data.catalogue, domain, scale=scale, timeout_s=timeout_s) if whole else None,
        )
        graded = dataset(loaded, WeightRule.GRADED)
        measured = ChatRec(data=data, graded=graded, scale=scale, name=name, users=self.users, progress=self.progress)
        return measured.run(stages)


def lines(report: Report) -> list[str]:
    """The two tables for a terminal, and what was published."""
    stars = [metric for metric in STARS if any(metric in found for found in report.models.values())]
    return [*report_lines(report, [*LISTS, *SHORT, *stars], ("paired",)), "", *published_lines()]


__all__ = ["NAME", "Measuring", "lines"]
