"""The translation model: a pre-norm Transformer with a deep encoder and a shallow decoder.

Written in exactly the form that CTranslate2's ``TransformerSpec`` computes (pre-norm, ReLU,
sinusoidal positions, embeddings scaled by the root of the width, fused projections), so that
:mod:`training.export` copies the weights without any approximation.

A deep encoder with a shallow decoder keeps the quality of a balanced model and decodes several
times faster (Kasai et al. 2021, "Deep Encoder, Shallow Decoder").
"""

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from training.pieces import BOS, EOS, PAD


@dataclass(frozen=True)
class ModelConfig:
    """The size of a model. ``positions`` is the longest sentence in pieces, end mark included."""

    vocabulary: int = 16_000
    width: int = 512
    heads: int = 8
    feed_forward: int = 2048
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.1
    positions: int = 512

    def document(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def sinusoids(positions: int, width: int) -> Tensor:
    """Position encodings of Vaswani et al. 2017: sines in the first half, cosines in the second.

    The first piece has position 1, as in CTranslate2 where a model brings no encodings of its own.
    """
    frequencies = torch.exp(
        torch.arange(width // 2, dtype=torch.float32) * (-math.log(10_000.0) / (width // 2 - 1))
    )
    angles = torch.arange(1, positions + 1, dtype=torch.float32).unsqueeze(1) * frequencies
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)


class Attention(nn.Module):
    """Multi-head attention of a sequence to itself or to another one.

    To itself, query, key and value are one projection; to another, the query is one and key and
    value are another.
    """

    def __init__(self, config: ModelConfig, *, own: bool) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.dropout = config.dropout
        widths = [3 * width] if own else [width, 2 * width]
        self.inputs = nn.ModuleList(nn.Linear(width, size) for size in widths)
        self.output = nn.Linear(width, width)

    def forward(self, states: Tensor, others: Tensor | None, mask: Tensor | None) -> Tensor:
        """What ``states`` (batch, length, width) gather from ``others``, or from themselves.

        ``mask`` is true where a place may be looked at; without one, only what went before may.
        """
        if others is None:
            query, key, value = self.inputs[0](states).chunk(3, dim=-1)
        else:
            query = self.inputs[0](states)
            key, value = self.inputs[1](others).chunk(2, dim=-1)
        gathered = nn.functional.scaled_dot_product_attention(
            self._split(query),
            self._split(key),
            self._split(value),
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
            is_causal=mask is None,
        )
        return self.output(gathered.transpose(1, 2).flatten(2))

    def _split(self, states: Tensor) -> Tensor:
        return states.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Layer(nn.Module):
    """A layer of the encoder, or with ``decodes`` of the decoder."""

    def __init__(self, config: ModelConfig, *, decodes: bool) -> None:
        super().__init__()
        self.attention = Attention(config, own=True)
        self.attention_norm = nn.LayerNorm(config.width)
        self.across = Attention(config, own=False) if decodes else None
        self.across_norm = nn.LayerNorm(config.width) if decodes else None
        self.feed_norm = nn.LayerNorm(config.width)
        self.feed_in = nn.Linear(config.width, config.feed_forward)
        self.feed_out = nn.Linear(config.feed_forward, config.width)
        self.dropout = nn.Dropout(config.dropout)

    def forward(
        self,
        states: Tensor,
        mask: Tensor | None,
        memory: Tensor | None = None,
        memory_mask: Tensor | None = None,
    ) -> Tensor:
        """The next layer's ``states``."""
        normed = self.attention_norm(states)
        states = states + self.dropout(self.attention(normed, None, mask))
        if self.across is not None and self.across_norm is not None:
            normed = self.across_norm(states)
            states = states + self.dropout(self.across(normed, memory, memory_mask))
        hidden = self.dropout(torch.relu(self.feed_in(self.feed_norm(states))))
        return states + self.dropout(self.feed_out(hidden))


class TranslationModel(nn.Module):
    """Encoder, decoder, and one embedding table shared by source, target and output."""

    positions: Tensor

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.width, padding_idx=PAD)
        self.register_buffer("positions", sinusoids(config.positions, config.width), False)
        self.dropout = nn.Dropout(config.dropout)
        self.encoder = nn.ModuleList(
            Layer(config, decodes=False) for _ in range(config.encoder_layers)
        )
        self.encoder_norm = nn.LayerNorm(config.width)
        self.decoder = nn.ModuleList(
            Layer(config, decodes=True) for _ in range(config.decoder_layers)
        )
        self.decoder_norm = nn.LayerNorm(config.width)
        self.output_bias = nn.Parameter(torch.zeros(config.vocabulary))
        self._initialise()

    def _initialise(self) -> None:
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                nn.init.xavier_uniform_(parameter)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        nn.init.normal_(self.embedding.weight, std=self.config.width**-0.5)
        with torch.no_grad():
            self.embedding.weight[PAD].zero_()

    def compile_layers(self) -> None:
        """Compile the layers in place, for any batch size and length.

        Layers of a kind share one compiled form, so that two small graphs are compiled and not
        one large graph for each shape.
        """
        for layer in [*self.encoder, *self.decoder]:
            layer.compile(dynamic=True)

    def embed(self, pieces: Tensor) -> Tensor:
        """The scaled embeddings of ``pieces`` (batch, length) with their positions."""
        scaled = self.embedding(pieces) * math.sqrt(self.config.width)
        return self.dropout(scaled + self.positions[: pieces.shape[1]])

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's states of ``source`` (batch, length), and where they may be looked at."""
        mask = (source != PAD)[:, None, None, :]
        states = self.embed(source)
        for layer in self.encoder:
            states = layer(states, mask)
        return self.encoder_norm(states), mask

    def decode(self, target: Tensor, memory: Tensor, memory_mask: Tensor) -> Tensor:
        """The decoder's states for ``target``, each seeing only those before it."""
        states = self.embed(target)
        for layer in self.decoder:
            states = layer(states, None, memory, memory_mask)
        return self.decoder_norm(states)

    def logits(self, states: Tensor) -> Tensor:
        """The scores of every piece for ``states``."""
        return nn.functional.linear(states, self.embedding.weight, self.output_bias)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """The decoder's states for ``target``; :meth:`logits` scores the pieces that follow."""
        return self.decode(target, *self.encode(source))

    @torch.inference_mode()
    def greedy(self, source: Tensor, longest: int) -> list[list[int]]:
        """The most likely pieces one after the other, for each row of ``source``.

        Nothing is cached, so it is slow; it is the reference that an export is compared with.
        """
        memory, mask = self.encode(source)
        target = torch.full((source.shape[0], 1), BOS, device=source.device)
        done = torch.zeros(source.shape[0], dtype=torch.bool, device=source.device)
        for _ in range(longest):
            scores = self.logits(self.decode(target, memory, mask)[:, -1])
            best = scores.argmax(-1).masked_fill(done, PAD)
            done |= best == EOS
            target = torch.cat([target, best.unsqueeze(1)], dim=1)
            if bool(done.all()):
                break
        return [[piece for piece in row[1:].tolist() if piece not in (PAD, EOS)] for row in target]
