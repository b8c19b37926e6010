"""The translation model: a pre-norm Transformer with a deep encoder and a shallow decoder.

Built from PyTorch's own layers in exactly the form that CTranslate2's ``TransformerSpec``
computes (pre-norm, ReLU, sinusoidal positions, embeddings scaled by the root of the width), so
that :mod:`training.export` can copy the weights without any approximation.

A deep encoder with a shallow decoder keeps the quality of a balanced model and decodes several
times faster (Kasai et al. 2021, "Deep Encoder, Shallow Decoder").
"""

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

PAD, UNK, BOS, EOS = 0, 1, 2, 3
"""Piece numbers fixed when the vocabulary is trained (see :mod:`training.vocabulary`)."""


@dataclass(frozen=True)
class ModelConfig:
    """The size of a model. ``positions`` is the longest sentence in pieces, end mark included."""

    vocabulary: int = 20_000
    width: int = 512
    heads: int = 8
    feed_forward: int = 2048
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.1
    positions: int = 256

    def document(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def sinusoids(positions: int, width: int) -> Tensor:
    """Position encodings of Vaswani et al. 2017: sines in the first half, cosines in the second."""
    frequencies = torch.exp(
        torch.arange(width // 2, dtype=torch.float32) * (-math.log(10_000.0) / (width // 2 - 1))
    )
    angles = torch.arange(positions, dtype=torch.float32).unsqueeze(1) * frequencies
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)


class TranslationModel(nn.Module):
    """Encoder, decoder, and one embedding table shared by source, target and output."""

    positions: Tensor

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.width, padding_idx=PAD)
        self.register_buffer("positions", sinusoids(config.positions, config.width), False)
        self.dropout = nn.Dropout(config.dropout)
        shape: dict[str, Any] = {
            "d_model": config.width,
            "nhead": config.heads,
            "dim_feedforward": config.feed_forward,
            "dropout": config.dropout,
            "activation": "relu",
            "batch_first": True,
            "norm_first": True,
        }
        self.encoder = nn.TransformerEncoder(
            nn.TransformerEncoderLayer(**shape),
            config.encoder_layers,
            norm=nn.LayerNorm(config.width),
            enable_nested_tensor=False,
        )
        self.decoder = nn.TransformerDecoder(
            nn.TransformerDecoderLayer(**shape),
            config.decoder_layers,
            norm=nn.LayerNorm(config.width),
        )
        self.output_bias = nn.Parameter(torch.zeros(config.vocabulary))
        self._initialise()

    def _initialise(self) -> None:
        # nn.Transformer* stacks deep copies of one layer: draw each layer's weights anew.
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.xavier_uniform_(parameter)
        nn.init.normal_(self.embedding.weight, std=self.config.width**-0.5)
        with torch.no_grad():
            self.embedding.weight[PAD].zero_()

    def embed(self, pieces: Tensor) -> Tensor:
        """The scaled embeddings of ``pieces`` (batch, length) with their positions."""
        scaled = self.embedding(pieces) * math.sqrt(self.config.width)
        return self.dropout(scaled + self.positions[: pieces.shape[1]].to(scaled.dtype))

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's states of ``source`` (batch, length) and the mask of its padding."""
        padding = source == PAD
        return self.encoder(self.embed(source), src_key_padding_mask=padding), padding

    def decode(self, target: Tensor, memory: Tensor, padding: Tensor) -> Tensor:
        """The decoder's states for ``target``, each seeing only those before it."""
        length = target.shape[1]
        causal = torch.ones(length, length, dtype=torch.bool, device=target.device).triu(1)
        return self.decoder(
            self.embed(target),
            memory,
            tgt_mask=causal,
            tgt_is_causal=True,
            memory_key_padding_mask=padding,
        )

    def logits(self, states: Tensor) -> Tensor:
        """The scores of every piece for ``states``."""
        return nn.functional.linear(
            states, self.embedding.weight, self.output_bias.to(states.dtype)
        )

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Scores (batch, length, vocabulary) of the piece that follows each of ``target``."""
        memory, padding = self.encode(source)
        return self.logits(self.decode(target, memory, padding))

    @torch.inference_mode()
    def greedy(self, source: Tensor, longest: int) -> list[list[int]]:
        """The most likely pieces one after the other, for each row of ``source``.

        Slow (nothing is cached); it is the reference that an export is compared with.
        """
        memory, padding = self.encode(source)
        target = torch.full((source.shape[0], 1), BOS, device=source.device)
        done = torch.zeros(source.shape[0], dtype=torch.bool, device=source.device)
        for _ in range(longest):
            scores = self.logits(self.decode(target, memory, padding)[:, -1])
            best = scores.argmax(-1).masked_fill(done, PAD)
            done |= best == EOS
            target = torch.cat([target, best.unsqueeze(1)], dim=1)
            if bool(done.all()):
                break
        return [
            [piece for piece in row[1:].tolist() if piece not in (PAD, EOS)] for row in target
        ]
