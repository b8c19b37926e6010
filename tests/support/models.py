"""A real CTranslate2 Transformer with weights set by hand, so that it translates predictably.

The encoder passes each token on together with its position. At step ``t`` the decoder looks at
source position ``t`` and emits the token that the lexicon gives for what stands there: a word for
word translation, done by a real attention, a real beam search and a real vocabulary. Layers
beyond the first hold small random weights whose output is scaled away, so that a model of any size
costs what a trained one would.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Lexicon = Mapping[str, str | tuple[str, str]]

_SHARPNESS = 600.0
"""How strongly a query prefers its own position."""
_CERTAINTY = 30.0
"""The scale of the logits: how sure the model is of its first choice."""
_COPY = 6.0
"""The weight of the attended token against the token before."""
_LONGEST = 600
"""Positions the model knows."""


@dataclass(frozen=True)
class Size:
    """The dimensions of a model; the defaults make the smallest that still works."""

    encoder_layers: int = 1
    decoder_layers: int = 1
    width: int = 192
    heads: int = 2
    inner: int = 64


TINY = Size()
BASE = Size(encoder_layers=6, decoder_layers=6, width=512, heads=8, inner=2048)
"""Transformer base."""


class CopyModel:
    """The weights of a word-for-word model over ``vocabulary``.

    ``lexicon`` maps source pieces to target pieces, or to a first and a second choice; others are
    copied.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        lexicon: Lexicon,
        size: Size = TINY,
    ) -> None:
        self._size = size
        self._vocabulary = list(vocabulary)
        self._lexicon = lexicon
        self._random = np.random.default_rng(20261122)
        self._places = size.width // size.heads // 2 * 2
        self._tokens = size.width - self._places

    def save(self, folder: Path, quantization: str | None = None) -> None:
        """Write the model into ``folder``, in float32 or quantised (``int8``)."""
        from ctranslate2.specs import TransformerSpec

        size = self._size
        spec = TransformerSpec.from_config((size.encoder_layers, size.decoder_layers), size.heads)
        target = self._vectors(len(self._vocabulary))
        self._fill_encoder(spec.encoder, target)
        self._fill_decoder(spec.decoder, target)
        spec.config.add_source_eos = True
        spec.config.decoder_start_token = "<s>"
        spec.register_source_vocabulary(self._vocabulary)
        spec.register_target_vocabulary(self._vocabulary)
        spec.validate()
        spec.optimize(quantization=quantization)
        folder.mkdir(parents=True, exist_ok=True)
        spec.save(str(folder))

    def _vectors(self, count: int) -> Matrix:
        """Unit vectors for tokens in the first dimensions, nearly orthogonal, with mean zero."""
        vectors = self._random.standard_normal((count, self._tokens)).astype(np.float32)
        vectors -= vectors.mean(axis=1, keepdims=True)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        padded: Matrix = np.pad(vectors, ((0, 0), (0, self._places)))
        return padded

    def _sources(self, target: Matrix) -> Matrix:
        """For every source piece the vector of what it becomes."""
        number = {piece: index for index, piece in enumerate(self._vocabulary)}
        vectors: Matrix = target.copy()
        for index, piece in enumerate(self._vocabulary):
            choices = self._lexicon.get(piece, piece)
            first, *second = (choices,) if isinstance(choices, str) else choices
            vectors[index] = target[number.get(first, 0)]
            for other in second:
                vectors[index] = 0.78 * vectors[index] + 0.62 * target[number.get(other, 0)]
        return vectors

    def _positions(self) -> Matrix:
        """Unit vectors for positions in the last dimensions, each most like itself."""
        frequencies = self._random.uniform(0.02, np.pi, self._places // 2)
        angles = np.arange(_LONGEST)[:, None] * frequencies[None, :]
        waves = np.concatenate([np.cos(angles), np.sin(angles)], axis=1)
        waves /= np.sqrt(self._places / 2)
        padded: Matrix = np.pad(waves.astype(np.float32), ((0, 0), (self._tokens, 0)))
        return padded

    def _fill_encoder(self, encoder: Any, target: Matrix) -> None:
        encoder.scale_embeddings = False
        encoder.embeddings[0].weight = self._sources(target)
        self._waves = self._positions()
        encoder.position_encodings.encodings = self._waves
        self._norm(encoder.layer_norm)
        for layer in encoder.layer:
            self._idle_self_attention(layer.self_attention)
            self._idle_feed_forward(layer.ffn)

    def _fill_decoder(self, decoder: Any, target: Matrix) -> None:
        decoder.scale_embeddings = False
        decoder.embeddings.weight = 0.2 * target
        decoder.position_encodings.encodings = self._waves
        decoder.projection.weight = _CERTAINTY * target
        self._norm(decoder.layer_norm, gain=1.0 / np.sqrt(self._size.width))
        for number, layer in enumerate(decoder.layer):
            self._idle_self_attention(layer.self_attention)
            self._attention(layer.attention, _COPY if number == 0 else 1e-4)
            self._idle_feed_forward(layer.ffn)

    def _attention(self, spec: Any, weight: float) -> None:
        width, places, heads = self._size.width, self._places, self._size.heads
        head = width // heads
        seek = np.zeros((width, width), np.float32)
        for number in range(heads):
            rows = slice(number * head, number * head + places)
            seek[rows, self._tokens :] = np.eye(places, dtype=np.float32)
        take = np.eye(width, dtype=np.float32)
        take[self._tokens :] = 0
        self._norm(spec.layer_norm, gain=np.sqrt(2.0 / width))
        self._linear(spec.linear[0], _SHARPNESS * seek)
        self._linear(spec.linear[1], np.concatenate([seek, take]))
        self._linear(spec.linear[2], weight * np.eye(width, dtype=np.float32))

    def _idle_self_attention(self, spec: Any) -> None:
        width = self._size.width
        self._norm(spec.layer_norm)
        self._linear(spec.linear[0], self._noise(3 * width, width))
        self._linear(spec.linear[1], 1e-4 * self._noise(width, width))

    def _idle_feed_forward(self, spec: Any) -> None:
        width, inner = self._size.width, self._size.inner
        self._norm(spec.layer_norm)
        self._linear(spec.linear_0, self._noise(inner, width))
        self._linear(spec.linear_1, 1e-4 * self._noise(width, inner))

    def _noise(self, rows: int, columns: int) -> Matrix:
        values = self._random.standard_normal((rows, columns)) / np.sqrt(columns)
        noise: Matrix = values.astype(np.float32)
        return noise

    def _linear(self, spec: Any, weight: Matrix) -> None:
        spec.weight = weight
        spec.bias = np.zeros(weight.shape[0], np.float32)

    def _norm(self, spec: Any, gain: float | None = None) -> None:
        """Layer norm; with the default gain a token's and its position's vectors keep length 1."""
        gain = np.sqrt(2.0 / self._size.width) if gain is None else gain
        spec.gamma = np.full(self._size.width, gain, np.float32)
        spec.beta = np.zeros(self._size.width, np.float32)
