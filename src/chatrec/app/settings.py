"""Every setting of a home, read once from `chatrec.toml`."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    TypeAdapter,
    ValidationError,
)

from chatrec.app.due import due_instead
from chatrec.app.words import WordsSettings
from chatrec.core.errors import ConfigError
from chatrec.core.weights import LIKED, KindWeights
from chatrec.data import NoiseRules
from chatrec.dialogue import Patience
from chatrec.recommend import Strengths

FILE = "chatrec.toml"
AgentScope = Literal["catalog", "recommend", "explain", "profile", "feedback", "forget"]
T = TypeVar("T")


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ServeSettings(_Section):
    """`[serve]`: where the server listens, and `hosts`, the names it goes by beside its address and localhost."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    hosts: tuple[str, ...] = ()
    log_level: Literal["debug", "info", "warning", "error"] = "info"


def _origin(text: str) -> str:
    if not re.fullmatch(r"https?://[a-z0-9.-]+(:\d{1,5})?", text):
        raise ValueError(
            "an origin is a scheme and a name in small letters, as https://shop.example, and nothing after it"
        )
    return text


class WidgetSettings(_Section):
    """`[widget]`: the origins of the sites that may show the chat in a frame and ask this server from their pages."""

    origins: tuple[Annotated[str, AfterValidator(_origin)], ...] = ()


class AskSettings(_Section):
    """`[ask]`: what a question costs, in bits of what its answer is expected to tell."""

    beside: float = Field(default=Patience().beside, ge=0, description="What it must tell to stand beside a list.")
    instead: float = Field(
        default=Patience().instead, ge=0, description="What it must tell beyond the list to be asked in its place."
    )
    most: int = Field(default=Patience().most, ge=0, description="Questions a conversation; 0 = none.")

    def patience(self) -> Patience:
        """The settings as the dialogue takes them."""
        return Patience(beside=self.beside, instead=self.instead, most=self.most)


class RequestSettings(_Section):
    """`[requests]`: what it weighs to be like an item that was named, or to speak of what was asked for."""

    people: float = Field(
        default=Strengths().people, ge=0, le=20, description="Times what is said to somebody who loves the item alone."
    )
    features: float = Field(
        default=Strengths().features, ge=0, le=100, description="Log-odds of an item with the very same features."
    )
    topic: float = Field(
        default=Strengths().topic, ge=0, le=20, description="Log-odds of an item whose texts speak of the topic."
    )

    def strengths(self) -> Strengths:
        """The settings as the recommender takes them."""
        return Strengths(people=self.people, features=self.features, topic=self.topic)


class DeskSettings(_Section):
    """`[desk]`: customers' questions, answered from documents, Markdown and CSV; the folder `desk` of the home by default."""

    folder: Path | None = None
    contact: str = Field(default="", description="Who answers what the documents do not, as in service@example.com.")


class AgentKeySettings(_Section):
    """One of `[[agents.keys]]`: the file that holds a key, and what whoever shows it may do."""

    file: Path
    scopes: tuple[AgentScope, ...]


class AgentSettings(_Section):
    """`[agents]`: what agents may do over MCP. `scopes` hold for everybody who reaches the server, and for `chatrec mcp`; a bearer
    key has scopes of its own instead.
    """

    scopes: tuple[AgentScope, ...] = ("catalog", "recommend", "explain", "profile", "feedback", "forget")
    keys: tuple[AgentKeySettings, ...] = ()


class WeightSettings(_Section):
    """`[weights]`: how much having done something once says, from 0 (nothing) to below .75 (saying "I like it")."""

    view: float = Field(default=KindWeights().view, ge=0, lt=LIKED)
    click: float = Field(default=KindWeights().click, ge=0, lt=LIKED)
    play: float = Field(default=KindWeights().play, ge=0, lt=LIKED)
    cart: float = Field(default=KindWeights().cart, ge=0, lt=LIKED)
    buy: float = Field(default=KindWeights().buy, ge=0, lt=LIKED)
    accept: float = Field(default=KindWeights().accept, ge=0, lt=LIKED)

    def of_kinds(self) -> KindWeights:
        """The weights as the fold takes them."""
        return KindWeights(
            view=self.view, click=self.click, play=self.play, cart=self.cart, buy=self.buy, accept=self.accept
        )


class NoiseSettings(_Section):
    """`[noise]`: which deeds training passes over; 0 turns a rule off. They stay in the log."""

    burst_s: float = Field(default=NoiseRules().burst_s, ge=0, description="The same deed again this soon.")
    bounce_s: float = Field(default=NoiseRules().bounce_s, ge=0, description="A view or play shorter than this.")
    bot_events: int = Field(default=NoiseRules().bot_events, ge=0, description="More deeds than this in the window.")
    bot_window_s: float = Field(default=NoiseRules().bot_window_s, ge=0)

    def rules(self) -> NoiseRules:
        """The rules as training takes them."""
        return NoiseRules(
            burst_s=self.burst_s, bounce_s=self.bounce_s, bot_events=self.bot_events, bot_window_s=self.bot_window_s
        )


class LlmSettings(_Section):
    """`[llm]`: the language model, "openai:MODEL@URL", "anthropic:MODEL" or "gguf:PATH", and what it may take; `llm = "..."`
    alone is the same as `model`. Keys are never settings: the environment holds them (OPENAI_API_KEY, ANTHROPIC_API_KEY), or
    `key_file`.
    """

    model: str | None = None
    others: tuple[str, ...] = Field(default=(), description="Models to ask when the first one fails, in order.")
    key_file: Path | None = Field(default=None, description="A file that holds the key of `model`.")
    egress: Literal["none", "redacted", "full"] = Field(
        default="redacted", description="What may leave: nothing, words without names and numbers of people, or all."
    )
    timeout_s: float = Field(default=4.0, gt=0, le=120, description="How long the words of a reply may take.")
    ears_s: float = Field(
        default=0.0,
        ge=0,
        le=30,
        description="How long a message may wait to be heard by the model too; 0 = rules alone.",
    )
    ranking_s: float = Field(
        default=0.0,
        ge=0,
        le=30,
        description="How long a list may wait for what the model makes of its best twenty, where `chatrec judge` found that it helps; 0 = "
        "it never waits.",
    )
    attempts: int = Field(default=3, ge=1, le=10)
    at_once: int = Field(default=4, ge=1, le=256, description="Requests on their way at a time.")
    failures: int = Field(default=3, ge=1, description="Failures in a row after which the model is left alone.")
    rest_s: float = Field(default=30.0, gt=0, description="For how long it is.")
    answer_tokens: int = Field(default=800, ge=16, description="The most tokens of one answer, and so of a turn.")
    threads: int = Field(default=2, ge=1, le=256, description="Threads of a model in a file.")
    context: int = Field(default=4096, ge=256, description="Tokens of prompt and answer that it holds.")
    prompt_price: float = Field(default=0.0, ge=0, description="A million tokens, in any currency.")
    completion_price: float = Field(default=0.0, ge=0)
    cost_a_day: float | None = Field(default=None, ge=0, description="The most a day (UTC) may cost; None = no limit.")
    tokens_a_day: int | None = Field(default=None, ge=0)


def _named_model(value: object) -> object:
    return {"model": value} if isinstance(value, str) else value


class Settings(_Section):
    """A home's settings; each has a default that works. `scorer` holds one table of hyper-parameters a scorer."""

    domain: str | None = Field(default=None, description="A domain's name; None = the one that fits the catalogue.")
    words: WordsSettings = WordsSettings()
    facts: bool = Field(
        default=False, description="Add what our packs know of a catalogue's items; training takes longer."
    )
    seed: int = Field(default=0, ge=0)
    diversity: float = Field(default=0.5, ge=0, le=20, description="Log-odds lost by an item just like one above it.")
    novelty: float = Field(
        default=4.0, ge=0, le=20, description="Log-odds that the best known item loses when the dial is at its end."
    )
    requests: RequestSettings = RequestSettings()
    ask: AskSettings = AskSettings()
    desk: DeskSettings = DeskSettings()
    agents: AgentSettings = AgentSettings()
    scorers: tuple[str, ...] = Field(default=("together", "attributes", "popularity", "wishes", "mood"), min_length=1)
    scorer: dict[str, dict[str, JsonValue]] = {}
    weights: WeightSettings = WeightSettings()
    synthetic: bool = Field(
        default=True,
        description="Let the scorer of words learn from searches that a model invented and a person accepted.",
    )
    learn_weights: bool = Field(default=False, description="Let training choose the weights of what people do.")
    noise: NoiseSettings = NoiseSettings()
    blend: dict[str, JsonValue] = Field(default={}, description="How the weights are learned: holds_out, users, ...")
    serve: ServeSettings = ServeSettings()
    widget: WidgetSettings = WidgetSettings()
    llm: Annotated[LlmSettings, BeforeValidator(_named_model)] = LlmSettings()


def read_settings(folder: Path, overrides: Sequence[str] = ()) -> Settings:
    """The settings in `chatrec.toml` under `folder`, the defaults where there is none; `overrides` are "a.b=value".

    Raises ConfigError naming the setting, its value and what would be right.
    """
    path = folder / FILE
    tree: dict[str, JsonValue] = {}
    if path.exists():
        try:
            tree = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"{path} cannot be read as TOML: {error}.", zh=f"{path} 不能按 TOML 读取：{error}。"
            ) from error
    for override in overrides:
        _override(tree, override)
    return checked(Settings, tree, str(path) if path.exists() else "settings")


def checked(form: type[T], tree: object, where: str) -> T:
    """The tree in its form. Raises ConfigError with the first thing that is wrong, one sentence."""
    try:
        return TypeAdapter(form).validate_python(tree)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        due = due_instead(first)
        raise ConfigError(
            f"{where}: {name} = {first['input']!r} is not right: {due.en}.",
            zh=f"{where}：{name} = {first['input']!r} 不对：{due.zh}。",
        ) from error


def _override(tree: dict[str, JsonValue], override: str) -> None:
    """Put one "a.b=value" into the tree; the value is read as TOML, and as plain text where it is not."""
    name, separator, text = override.partition("=")
    if not separator or not name:
        raise ConfigError(
            f"{override!r} sets nothing; write NAME=VALUE, as in scorer.together.l2=500.",
            zh=f"{override!r} 没有设置什么；请写成 名称=值，如 scorer.together.l2=500。",
        )
    *parents, last = name.strip().split(".")
    for parent in parents:
        branch = tree.setdefault(parent, {})
        if not isinstance(branch, dict):
            raise ConfigError(
                f"{override!r}: {parent!r} is a single value, not a table of settings.",
                zh=f"{override!r}：{parent!r} 是单个值，不是一组设置。",
            )
        tree = branch
    tree[last] = _value(text.strip())


def _value(text: str) -> JsonValue:
    try:
        value: JsonValue = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return value


__all__ = ["FILE", "LlmSettings", "ServeSettings", "Settings", "WidgetSettings", "checked", "read_settings"]
