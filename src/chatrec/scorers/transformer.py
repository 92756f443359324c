"""A causal transformer over sequences of items, out of torch's own layers; torch is imported when one is made."""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.extras import Extra

if TYPE_CHECKING:
    import torch
    from torch import nn

NEURAL = Extra("neural", ("torch",))
AT_ONCE = 64  # sequences that are scored together; more leave the processor's cache


class Shape(NamedTuple):
    """How large a network is: `size` numbers an item and place, `reach` places, `heads` of each of the `layers`."""

    n_items: int
    size: int
    heads: int
    layers: int
    reach: int


class Padded(NamedTuple):
    """Sequences side by side, oldest first and padded behind: items (B, L) and lengths (B,), each in 1..L."""

    items: IntArray
    lengths: IntArray

    @classmethod
    def of(cls, sequences: Sequence[IntArray]) -> Self:
        """Sequences of one item or more, padded with item 0 to the longest of them."""
        lengths = np.array([len(one) for one in sequences], dtype=np.int64)
        items = np.zeros((len(sequences), lengths.max(initial=0)), dtype=np.int64)
        items[np.arange(items.shape[1]) < lengths[:, None]] = np.concatenate([*sequences, np.zeros(0, np.int64)])
        return cls(items, lengths)

    @property
    def real(self) -> NDArray[np.bool_]:
        """(B, L) where there is an item and no padding."""
        return np.arange(self.items.shape[1]) < self.lengths[:, None]


def network(shape: Shape, dropout: float = 0.0) -> "nn.ModuleDict":
    """Item and place embeddings, pre-norm transformer layers and output embeddings, weights drawn from torch's generator."""
    nn = _torch().nn
    size = shape.size
    layer = nn.TransformerEncoderLayer(
        size, shape.heads, size, dropout, activation="gelu", batch_first=True, norm_first=True
    )
    layer.self_attn.dropout = 0.0  # so that torch's fused attention runs, which has none on a CPU: a third of the time
    parts = nn.ModuleDict(
        {
            "inputs": nn.Embedding(shape.n_items, size),
            "places": nn.Embedding(shape.reach, size),
            "dropout": nn.Dropout(dropout),
            "layers": nn.TransformerEncoder(layer, shape.layers, nn.LayerNorm(size), enable_nested_tensor=False),
            "outputs": nn.Embedding(shape.n_items, size),
        }
    )
    for weights in parts.parameters():
        if weights.dim() > 1:  # the layers are copies of one, and would stay alike
            nn.init.xavier_normal_(weights)
    return parts


def states(parts: "nn.ModuleDict", padded: Padded) -> "torch.Tensor":
    """(B, L, size) what the network makes of each sequence up to and including each place.

    Places are counted from the end of the sequence, so that the newest item is at the same place in every history. Padding
    stands behind, where the causal mask hides it from every item.
    """
    torch = _torch()
    items, lengths = torch.from_numpy(padded.items), torch.from_numpy(padded.lengths)
    reach, size = parts["places"].weight.shape
    longest = items.shape[1]
    places = (reach - lengths[:, None] + torch.arange(longest)).clamp(max=reach - 1)
    embedded = parts["inputs"](items) * size**0.5 + parts["places"](places)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(longest, dtype=embedded.dtype)
    return parts["layers"](parts["dropout"](embedded), mask=mask, is_causal=True)


def logits(parts: "nn.ModuleDict", sequences: Sequence[IntArray]) -> FloatArray:
    """(B, n_items) of what comes next after each sequence of 1 to `reach` items, which float64 keeps free of what else is
    in the batch. `parts` is as `loaded` gives it.
    """
    torch = _torch()
    found = np.zeros((len(sequences), parts["outputs"].num_embeddings))
    with torch.inference_mode():
        for start in range(0, len(sequences), AT_ONCE):
            padded = Padded.of(sequences[start : start + AT_ONCE])
            last = states(parts, padded)[np.arange(len(padded.lengths)), padded.lengths - 1]
            found[start : start + AT_ONCE] = (last @ parts["outputs"].weight.T).numpy()
    return found


def stored(parts: "nn.ModuleDict") -> dict[str, NDArray[Any]]:
    """The weights as arrays by name, in the float32 that they were trained in."""
    return {name: weights.detach().numpy().astype(np.float32) for name, weights in parts.state_dict().items()}


def loaded(shape: Shape, arrays: Mapping[str, NDArray[Any]]) -> "nn.ModuleDict":
    """The network of `stored` weights, in float64, ready to be asked and not to be trained."""
    torch = _torch()
    with torch.random.fork_rng(devices=[]):  # the weights that are drawn and overwritten cost nobody a random number
        parts = network(shape).double()
    parts.load_state_dict({name: torch.from_numpy(arrays[name]) for name in parts.state_dict()})
    return parts.eval()


def _torch() -> ModuleType:
    return NEURAL.load("torch", "a transformer")


__all__ = ["NEURAL", "Padded", "Shape", "loaded", "logits", "network", "states", "stored"]
