"""Embeddings in the form of OpenAI, for the clients that speak it: vectors of items, and of texts to compare them with."""

import base64
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from chatrec.app.replies import Form
from chatrec.core.arrays import FloatArray
from chatrec.interfaces.http.completions import check_model
from chatrec.interfaces.http.given import TheApp

Text = Annotated[str, Field(min_length=1, max_length=8000)]

router = APIRouter(prefix="/v1", tags=["openai"])


class EmbeddingsIn(BaseModel):
    """What to embed: "item:ID" is the item of that id, anything else a text. What else the protocol knows changes nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    model: str
    input: Text | Annotated[tuple[Text, ...], Field(min_length=1, max_length=2048)]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None


class EmbeddingOut(Form):
    """One vector of length 1, as numbers or as the base64 of little-endian 32-bit floats."""

    object: Literal["embedding"] = "embedding"
    index: int
    embedding: tuple[float, ...] | str


class UsedOut(Form):
    """How much was read, in words; nothing is paid by it."""

    prompt_tokens: int
    total_tokens: int


class EmbeddingsOut(Form):
    """The vectors in the order of the inputs."""

    object: Literal["list"] = "list"
    data: tuple[EmbeddingOut, ...]
    model: str
    usage: UsedOut


@router.post("/embeddings")
def embed(body: EmbeddingsIn, app: TheApp) -> EmbeddingsOut:
    """Vectors of items ("item:ID") and of texts, whose products say how alike they are; made of the catalogue's own words."""
    check_model(body.model, app)
    inputs = (body.input,) if isinstance(body.input, str) else body.input
    vectors = app.embeddings.of(inputs, body.dimensions)
    read = sum(len(text.split()) for text in inputs)
    return EmbeddingsOut(
        data=tuple(
            EmbeddingOut(index=at, embedding=_encoded(vector, body.encoding_format))
            for at, vector in enumerate(vectors)
        ),
        model=body.model,
        usage=UsedOut(prompt_tokens=read, total_tokens=read),
    )


def _encoded(vector: FloatArray, form: Literal["float", "base64"]) -> tuple[float, ...] | str:
    if form == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode("ascii")
    return tuple(np.asarray(vector).tolist())


__all__ = ["EmbeddingsIn", "EmbeddingsOut", "router"]
