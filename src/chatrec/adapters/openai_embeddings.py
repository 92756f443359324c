"""Embeddings over the protocol of OpenAI, which most servers of models speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx2
import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import LanguageModelError


class _Vector(BaseModel):
    model_config = ConfigDict(extra="ignore")  # servers add fields of their own

    index: int
    embedding: list[float]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    data: list[_Vector]


@dataclass(frozen=True, slots=True)
class OpenAiEmbedder:
    """Asks `url` + "/embeddings" for the vectors of a model, `batch` texts at a time; `key` goes into the header only."""

    model: str
    url: str
    key: str | None = field(default=None, repr=False)
    batch: int = 64
    connect_timeout_s: float = 5.0
    read_timeout_s: float = 120.0

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(texts, size); an empty text is sent as one space, because servers refuse nothing at all."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        timeout = httpx2.Timeout(self.read_timeout_s, connect=self.connect_timeout_s)
        with httpx2.Client(headers=headers, timeout=timeout) as client:
            rows = [
                row
                for at in range(0, len(texts), self.batch)
                for row in self._rows(client, [text or " " for text in texts[at : at + self.batch]])
            ]
        if len({len(row) for row in rows}) > 1:
            raise LanguageModelError(f"{self.url} gave vectors of several sizes for the model {self.model!r}.")
        return np.array(rows, dtype=np.float64).reshape(len(texts), -1 if rows else 0)

    def _rows(self, client: httpx2.Client, texts: list[str]) -> list[list[float]]:
        body: Mapping[str, object] = {"model": self.model, "input": texts, "encoding_format": "float"}
        try:
            response = client.post(self.url.rstrip("/") + "/embeddings", json=body)
            response.raise_for_status()
            answer = _Answer.model_validate_json(response.content)
        except httpx2.HTTPStatusError as error:
            said = error.response.text.strip()[:200] or "nothing more"
            raise LanguageModelError(
                f"{self.url} refused to embed with {self.model!r}: status {error.response.status_code}, {said}."
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise LanguageModelError(f"{self.url} could not be asked: {str(error) or type(error).__name__}.") from error
        except ValidationError as error:
            raise LanguageModelError(
                f"{self.url} answered something else than embeddings: {error.errors()[0]['msg']}."
            ) from error
        rows = {vector.index: vector.embedding for vector in answer.data}
        if sorted(rows) != list(range(len(texts))):
            raise LanguageModelError(f"{self.url} gave {len(rows)} vectors for {len(texts)} texts.")
        return [rows[at] for at in range(len(texts))]


__all__ = ["OpenAiEmbedder"]
