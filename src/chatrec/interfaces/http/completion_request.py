"""What a client of OpenAI asks for: each parameter is honoured, changes nothing by its nature, or is refused in a sentence."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from chatrec.core.errors import InputError
from chatrec.core.ids import UserId
from chatrec.interfaces.http.excerpt import Excerpt
from chatrec.interfaces.http.given import Identifier

MOST_STOPS = 4
FREE = (None, "none", "auto")  # choices of a tool that leave it to whoever answers, who uses none


class _Lenient(BaseModel):
    """A body of a protocol that grows: what we do not know is no mistake."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Lenient):
    """A piece of a message; only text is understood."""

    type: str
    text: str = ""


class ChatMessage(_Lenient):
    """One message. What the system, the assistant and tools said is passed over: the user is who is answered."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[Part, ...] | None = None

    @property
    def text(self) -> str:
        """What is written. Raises InputError for a picture or a sound."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        other = next((part.type for part in self.content if part.type not in ("text", "input_text")), None)
        if other is not None:
            raise InputError(f"A message holds a part of type {other!r}; only text is understood here.")
        return "\n".join(part.text for part in self.content)


class ResponseFormat(_Lenient):
    """The form of the answer; it is always text."""

    type: str = "text"


class StreamOptions(_Lenient):
    """What a stream tells beside the answer: with `include_usage`, one more chunk before its end says what it took."""

    include_usage: bool | None = None


def _several(stop: object) -> object:
    return (stop,) if isinstance(stop, str) else stop


Most = Annotated[int | None, Field(ge=1)]
Stops = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    Field(max_length=MOST_STOPS),
    BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...]),
]


class CompletionIn(_Lenient):
    """A talk so far, oldest message first. `user`, or `user` in `metadata`, says whose tastes count; without it the talk is a
    guest's. `stop` and the limits in tokens cut the text, not the turn in `chatrec`.
    """

    model: str
    messages: Annotated[tuple[ChatMessage, ...], Field(min_length=1, max_length=2000)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    user: Identifier | None = None
    metadata: dict[str, JsonValue] | None = None
    max_tokens: Most = None
    max_completion_tokens: Most = None
    stop: Stops | None = None
    response_format: ResponseFormat | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = None
    modalities: tuple[str, ...] | None = None
    tool_choice: JsonValue = None
    function_call: JsonValue = None

    def said(self) -> list[str]:
        """What the user said, oldest first. Raises InputError for what is asked and cannot be given, and unless the user has
        the last word.
        """
        for trouble in self._impossible():
            raise InputError(trouble)
        return _of_user(self.messages)

    def speaker(self) -> UserId | None:
        """Whose talk it is; None for a guest."""
        named = self.user or (self.metadata or {}).get("user")
        if named is None:
            return None
        if not isinstance(named, str) or not 1 <= len(named) <= 200 or not named.isprintable():
            raise InputError(
                f"metadata.user = {str(named)[:80]!r} is no user's id: text of 1 to 200 printable characters."
            )
        return UserId(named)

    def excerpt(self) -> Excerpt:
        """As much of the text as is asked for."""
        limits = [limit for limit in (self.max_tokens, self.max_completion_tokens) if limit is not None]
        return Excerpt(tokens=min(limits, default=None), stops=self.stop or ())

    @property
    def tells_usage(self) -> bool:
        """Whether the stream ends with what it took."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def _impossible(self) -> Iterator[str]:
        """What is asked and cannot be given: a sentence each."""
        if self.n not in (None, 1):
            yield f"n = {self.n!r} answers are asked for; there is one answer to a message, so leave `n` out."
        if self.stream_options is not None and not self.stream:
            yield "stream_options go with a stream; set `stream` to true, or leave them out."
        if self.response_format is not None and self.response_format.type != "text":
            form = self.response_format.type
            yield f"response_format {form!r} cannot be filled; the turn as JSON is in the field `chatrec`."
        if self.logprobs or self.top_logprobs:
            yield "logprobs cannot be told: no language model chose these words; leave `logprobs` and `top_logprobs` out."
        if other := next((name for name in self.modalities or () if name != "text"), None):
            yield f"An answer in {other!r} is asked for in `modalities`; answers are text, so leave it out."
        yield from self._tools()

    def _tools(self) -> Iterator[str]:
        for name, choice in (("tool_choice", self.tool_choice), ("function_call", self.function_call)):
            if choice not in FREE and not _allows_none(choice):
                said = str(choice)[:80]
                yield f"{name} = {said!r} demands the call of a tool, and none is ever called here; leave it out, or send 'auto'."


def _allows_none(choice: JsonValue) -> bool:
    """Whether a choice among allowed tools leaves it open to call any."""
    allowed = choice.get("allowed_tools") if isinstance(choice, dict) else None
    return isinstance(allowed, dict) and allowed.get("mode") == "auto"


def _of_user(messages: Sequence[ChatMessage]) -> list[str]:
    if messages[-1].role != "user":
        raise InputError(f"The last message has the role {messages[-1].role!r}; it must be the user's, to be answered.")
    return [message.text for message in messages if message.role == "user"]


__all__ = ["CompletionIn"]
