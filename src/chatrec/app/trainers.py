"""Settings into trainers."""

from chatrec.app.registry import plugin
from chatrec.app.settings import Settings, checked
from chatrec.core.errors import ConfigError
from chatrec.core.protocols import Trainer
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.questions import HoldOut


def trainers(settings: Settings) -> tuple[dict[str, Trainer], dict[str, Trainer]]:
    """(learned, spoken): the trainers that the settings name, with their hyper-parameters, by name."""
    unused = set(settings.scorer) - set(settings.scorers)
    if unused:
        raise ConfigError(f"Settings for {sorted(unused)} have no effect; `scorers` names {list(settings.scorers)}.")
    learned: dict[str, Trainer] = {}
    spoken: dict[str, Trainer] = {}
    for name in settings.scorers:
        found = plugin(name)
        trainer = checked(found.trainer, settings.scorer.get(name, {}), f"scorer.{name}")
        (spoken if found.spoken else learned)[name] = trainer
    if not learned:
        raise ConfigError(f"`scorers` = {list(settings.scorers)} has none that learns; add 'together' or 'popularity'.")
    return learned, spoken


def blend_trainer(settings: Settings, *, holds_out: HoldOut = HoldOut.AUTO) -> BlendTrainer:
    """The blend over every scorer that the settings name; `holds_out` where the settings do not say it."""
    learned, spoken = trainers(settings)
    parts = {"learned": tuple(learned.values()), "spoken": tuple(spoken.values())}
    return checked(BlendTrainer, {"holds_out": holds_out, **settings.blend, **parts}, "blend")


__all__ = ["blend_trainer", "trainers"]
