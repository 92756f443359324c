"""Settings into trainers."""

import os
from collections.abc import Mapping

from chatrec.app.embedding import Embedding, embedder
from chatrec.app.registry import plugin
from chatrec.app.settings import Settings, checked
from chatrec.core.errors import ConfigError
from chatrec.core.protocols import Trainer
from chatrec.scorers.blending import BlendTrainer


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
        if isinstance(trainer, Embedding):
            trainer = trainer.using(embedder(trainer.embeddings, os.environ))
        (spoken if found.spoken else learned)[name] = trainer
    if not learned:
        raise ConfigError(f"`scorers` = {list(settings.scorers)} has none that learns; add 'together' or 'popularity'.")
    return learned, spoken


def blend_trainer(settings: Settings) -> BlendTrainer:
    """The blend over every scorer that the settings name."""
    return blended(*trainers(settings))


def blended(learned: Mapping[str, Trainer], spoken: Mapping[str, Trainer]) -> BlendTrainer:
    """The blend over these very trainers."""
    return BlendTrainer(learned=tuple(learned.values()), spoken=tuple(spoken.values()))


__all__ = ["blend_trainer", "blended", "trainers"]
