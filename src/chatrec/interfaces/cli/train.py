"""`chatrec train`."""

from collections.abc import Mapping
from typing import Annotated

import typer

from chatrec.app.advising import Standing
from chatrec.app.training import Trained, Training
from chatrec.app.wiring import clock
from chatrec.core.query import Locale
from chatrec.interfaces.cli.terminal import COMMON, command, terminal

app = command()

WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "made": "{version}: {items:,} items, {users:,} users, {interactions:,} interactions, {seconds:.1f} s",
        "quality": "held out: {metrics}",
        "unmeasured": "held out: too few liked items to measure anything",
        "kinds": "learned how much each deed says: {weights}",
        "synthetic": "the scorer of words learned from {queries:,} searches that a model invented and a person accepted, too",
        "live": "{version} is live. {reason}",
        "kept": "{version} is stored but not live (--force makes it so). {reason}",
        "unjudged": "What the language model's judgement is worth beside it was not measured, so its lists wait for none; `chatrec judge` does.",
    },
    "zh": {
        "made": "{version}：{items:,} 个条目，{users:,} 位用户，{interactions:,} 次互动，{seconds:.1f} 秒",
        "quality": "留出评测：{metrics}",
        "unmeasured": "留出评测：喜欢的条目太少，无法评测",
        "kinds": "学得各类行为的权重：{weights}",
        "synthetic": "词语评分器还学习了 {queries:,} 条由模型生成并经人工接受的搜索",
        "live": "{version} 已上线。{reason}",
        "kept": "{version} 已保存但未上线（--force 可强制上线）。{reason}",
        "unjudged": "尚未评测语言模型的判断对它有多大用处，因此列表不会等待；请运行 `chatrec judge`。",
    },
}
SHOWN = ("precision@5", "recall@5", "ndcg@10")


@app.command(epilog=COMMON)
def run(
    context: typer.Context,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Override a setting: scorer.together.l2=500.")] = None,
    learn_weights: Annotated[
        bool, typer.Option("--learn-weights", help="Let it choose how much views, plays, buys ... say.")
    ] = False,
    force: Annotated[bool, typer.Option(help="Make it live even when it is clearly worse than the live one.")] = False,
) -> None:
    """Train on everything logged: load, split, evaluate, fit, gate, promote."""
    face = terminal(context)
    overrides = [*(set_ or ()), *(["learn_weights=true"] if learn_weights else [])]
    with face.app(overrides) as opened:
        stores = opened.stores
        training = Training(stores.items, stores.events, opened.models, clock(), stores.proposals)
        trained = training.train(opened.settings, force=force)
        unmeasured = opened.advisers.standing(trained.manifest.judge) is Standing.UNMEASURED
    result = {
        **trained.manifest.model_dump(mode="json"),
        "live": trained.verdict.promoted,
        "reason": trained.verdict.reason,
    }
    face.print(result, [*_lines(trained, face.locale), *([WORDS[face.locale]["unjudged"]] if unmeasured else [])])


def _lines(trained: Trained, locale: Locale) -> list[str]:
    words, manifest = WORDS[locale], trained.manifest
    metrics = ", ".join(f"{name} {manifest.metrics[name].mean:.3f}" for name in SHOWN if name in manifest.metrics)
    return [
        words["made"].format(
            version=manifest.version,
            items=manifest.items,
            users=manifest.users,
            interactions=manifest.interactions,
            seconds=manifest.seconds,
        ),
        words["quality"].format(metrics=metrics) if metrics else words["unmeasured"],
        *([words["synthetic"].format(queries=manifest.synthetic)] if manifest.synthetic else []),
        *([words["kinds"].format(weights=_kinds(manifest.kind_weights))] if manifest.kind_weights_tried else []),
        words["live" if trained.verdict.promoted else "kept"].format(
            version=manifest.version, reason=trained.verdict.reason
        ),
    ]


def _kinds(weights: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {weight:.2f}" for name, weight in weights.items())
