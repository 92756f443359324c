"""A model's address: posts JSON there within a deadline, and says in one sentence what is wrong when no answer comes."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

import httpx2
from pydantic import JsonValue

from chatrec.adapters.llm.answers import slow
from chatrec.adapters.llm.egress import Gate
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Prompt

MOST_BYTES = 2_000_000  # of an answer; one that goes on is cut off
MOST_SAID = 200  # characters of a refusal that are repeated
CONNECT_S = 3.0


@dataclass(frozen=True, slots=True)
class Api:
    """What an address speaks: how its models' names begin, where below the base it answers, what it is to a person and which
    variable of the environment holds its key.
    """

    prefix: str
    path: str
    spoken: str
    variable: str


class Endpoint:
    """Posts to one address, with a key in the headers and nowhere else."""

    def __init__(self, api: Api, model: str, url: str, *, key: str | None, headers: Mapping[str, str]) -> None:
        self._api = api
        self._model = model
        self._url = url.rstrip("/")
        self._key = key
        # Loading the certificates takes a tenth of a second, and nobody shows one over plain HTTP.
        self._client = httpx2.Client(
            headers={"Content-Type": "application/json", **headers}, verify=url.startswith("https:")
        )

    @property
    def name(self) -> str:
        return f"{self._api.prefix}:{self._model}@{public(self._url)}"

    @property
    def address(self) -> str:
        """Where it is, without what an address may hide."""
        return public(self._url)

    def passed(self, prompt: Prompt, form: Callable[[Prompt], Mapping[str, JsonValue]], gate: Gate | None) -> bytes:
        """The request as it leaves, its `form` made of what the gate lets out, and recorded there."""
        text, blacked_out = gate.passed(prompt.user) if gate else (prompt.user, 0)
        body = json.dumps(form(replace(prompt, user=text)), ensure_ascii=False).encode("utf-8", "replace")
        if gate:
            gate.leaving(body, prompt, to=self.address, model=self._model, blacked_out=blacked_out)
        return body

    def post(self, body: bytes, end: float) -> tuple[int, bytes]:
        """The status and the whole body, read until the deadline `end` of the monotonic clock and no further than MOST_BYTES.

        A server that sends headers byte by byte can go past the deadline, which is why `LimitedModel` does not wait for this.
        """
        left = max(0.001, end - time.monotonic())
        timeout = httpx2.Timeout(left, connect=min(left, CONNECT_S))
        read = bytearray()
        with (
            self._translated(),
            self._client.stream("POST", self._url + self._api.path, content=body, timeout=timeout) as response,
        ):
            if response.status_code == 429:
                raise self._limited(response.headers.get("Retry-After", ""))
            for chunk in response.iter_bytes():
                read += chunk
                if len(read) > MOST_BYTES:
                    raise LanguageModelError(f"{self.name} sent over {MOST_BYTES:,} bytes.", Trouble.GARBLED)
                if time.monotonic() > end:
                    raise slow(self.name)
        return response.status_code, bytes(read)

    def refusal(self, status: int, content: bytes) -> LanguageModelError:
        """What a status other than 200 means."""
        said = " ".join(content[: 4 * MOST_SAID].decode(errors="replace").split())[:MOST_SAID] or "nothing more"
        if self._key:
            said = said.replace(self._key, "***")
        if status in (401, 403):
            what = f"refused the key: set {self._api.variable}, or llm.key_file to a file that holds it"
        elif status == 404:
            what = f"knows no model {self._model!r}, or {self.address} is not the base of {self._api.spoken}"
        elif status >= 500:
            return LanguageModelError(f"{self.name} failed: status {status}, {said}.", Trouble.DOWN)
        else:
            what = "refused the request"
        return LanguageModelError(f"{self.name} {what} (status {status}, {said}).", Trouble.REFUSED)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Foreign errors as ours."""
        try:
            yield
        except httpx2.ConnectTimeout as error:
            raise LanguageModelError(f"{self.name} could not be reached in time.", Trouble.DOWN) from error
        except httpx2.TimeoutException as error:
            raise slow(self.name) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            raise LanguageModelError(
                f"{self.name} could not be asked: {str(error) or type(error).__name__}.", Trouble.DOWN
            ) from error

    def _limited(self, wait: str) -> LanguageModelError:
        seconds = float(wait) if wait.isdecimal() else 0.0
        return LanguageModelError(
            f"{self.name} is asked too often: status 429.", Trouble.LIMITED, retry_after_s=seconds
        )


def public(url: str) -> str:
    """An address without the name, the password and the query that it may carry."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be read"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


__all__ = ["MOST_BYTES", "Api", "Endpoint", "public"]
