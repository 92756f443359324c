"""Settings into trainers."""

import json
import os
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, JsonValue

from chatrec.app.code import code_version
from chatrec.app.embedding import Embedding, embedder
from chatrec.app.registry import plugin, plugins
from chatrec.app.settings import Settings, checked
from chatrec.core.errors import ConfigError, InputError
from chatrec.core.protocols import ScorerPlugin, Trainer
from chatrec.evaluation.comparing import BLEND
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.questions import HoldOut


def trainers(settings: Settings) -> tuple[dict[str, Trainer], dict[str, Trainer]]:
    """(learned, spoken): the trainers that the settings name, with their hyper-parameters, by name."""
    unused = set(settings.scorer) - set(settings.scorers)
    if unused:
        raise ConfigError(
            f"Settings for {sorted(unused)} have no effect; `scorers` names {list(settings.scorers)}.",
            zh=f"{sorted(unused)} 的设置不起作用；`scorers` 里只有 {list(settings.scorers)}。",
        )
    learned: dict[str, Trainer] = {}
    spoken: dict[str, Trainer] = {}
    for name in settings.scorers:
        found = plugin(name)
        (spoken if found.spoken else learned)[name] = _made(found, settings)
    if not learned:
        raise ConfigError(
            f"`scorers` = {list(settings.scorers)} has none that learns; add 'together' or 'popularity'.",
            zh=f"`scorers` = {list(settings.scorers)} 里没有一个会学习；请加上 'together' 或 'popularity'。",
        )
    return learned, spoken


def _made(found: ScorerPlugin, settings: Settings) -> Trainer:
    """A plug-in's trainer with its hyper-parameters, and with the embedding model that they name."""
    trainer = checked(found.trainer, settings.scorer.get(found.name, {}), f"scorer.{found.name}")
    if isinstance(trainer, Embedding):
        return trainer.using(embedder(trainer.embeddings, os.environ))
    return trainer


def remade(name: str, table: Mapping[str, JsonValue]) -> Trainer:
    """The trainer of a name with every hyper-parameter as a manifest has it. Raises ConfigError for what is no longer known."""
    return _made(plugin(name), Settings(scorers=(name,), scorer={name: dict(table)}))


def blend_trainer(settings: Settings, *, holds_out: HoldOut = HoldOut.AUTO) -> BlendTrainer:
    """The blend over every scorer that the settings name; `holds_out` where the settings do not say it."""
    return blended(*trainers(settings), settings, holds_out)


def blended(
    learned: Mapping[str, Trainer],
    spoken: Mapping[str, Trainer],
    settings: Settings,
    holds_out: HoldOut = HoldOut.AUTO,
) -> BlendTrainer:
    """The blend over these very trainers, see `blend_trainer`."""
    content = tuple(name for name in learned if plugin(name).content)
    parts = {"learned": tuple(learned.values()), "spoken": tuple(spoken.values()), "content": content}
    return checked(BlendTrainer, {"holds_out": holds_out, **settings.blend, **parts}, "blend")


def measurable(
    settings: Settings, names: Sequence[str] | None, holds_out: HoldOut = HoldOut.AUTO
) -> dict[str, Trainer]:
    """The trainers to measure, by name: those that are named, else the blend and each of its scorers that learn.

    A scorer may be named that the blend does not hold; its hyper-parameters are those of the settings all the same.
    Raises InputError for a name that is none of a scorer that learns, and lists those.
    """
    if names is None:
        learned, spoken = trainers(settings)
        return {BLEND: blended(learned, spoken, settings, holds_out), **learned}
    known = {name: found for name, found in plugins().items() if not found.spoken}
    unknown = [name for name in names if name not in known and name != BLEND]
    if unknown or not names:
        said = repr(unknown[0]) if unknown else "no model at all"
        raise InputError(f"{said} cannot be measured; known are {', '.join([BLEND, *sorted(known)])}.")
    unused = set(settings.scorer) - set(settings.scorers) - set(names)
    if unused:
        raise ConfigError(f"Settings for {sorted(unused)} have no effect; neither `scorers` nor --models names them.")
    held = {name: table for name, table in settings.scorer.items() if name in settings.scorers}
    return {
        name: blend_trainer(settings.model_copy(update={"scorer": held}), holds_out=holds_out)
        if name == BLEND
        else _made(known[name], settings)
        for name in names
    }


def identity(trainer: Trainer) -> str | None:
    """All that decides a trainer's model beside data and seed: its hyper-parameters and its code; None when unknown."""
    parts = (trainer.learned + trainer.spoken) if isinstance(trainer, BlendTrainer) else ()
    if not all(isinstance(part, BaseModel) for part in (trainer, *parts)):
        return None
    own = trainer.model_dump_json(exclude={"learned", "spoken"}) if isinstance(trainer, BaseModel) else ""
    within = [(part.name, part.model_dump_json()) for part in parts if isinstance(part, BaseModel)]
    modules = [type(part).__module__ for part in (trainer, *parts)]
    return json.dumps({"name": trainer.name, "settings": own, "within": within, "code": code_version(modules)})


__all__ = ["blend_trainer", "blended", "identity", "measurable", "remade", "trainers"]
