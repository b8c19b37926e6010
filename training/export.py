"""From a trained model to an ``.argosmodel`` file: CTranslate2 weights, SentencePiece, metadata.

``uv run --group training python -m training.export RESULTS --package build/zh-en.argosmodel``
"""

import argparse
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec
from torch import Tensor, nn

from training.card import model_card
from training.model import Attention, Layer, TranslationModel
from training.prepared import VOCABULARY
from training.weights import read_weights


def array(tensor: Tensor) -> np.ndarray:
    """``tensor`` as a float32 array of its own: CTranslate2 quantises in place."""
    return np.array(tensor.detach().float().cpu().numpy())


def copy_linear(spec: common_spec.LinearSpec, linear: nn.Linear) -> None:
    """Set a linear layer's weight and bias."""
    spec.weight = array(linear.weight)
    spec.bias = array(linear.bias)


def copy_norm(spec: common_spec.LayerNormSpec, norm: nn.LayerNorm) -> None:
    """Set a layer normalisation's scale and offset."""
    spec.gamma = array(norm.weight)
    spec.beta = array(norm.bias)


def copy_attention(spec: Any, attention: Attention, norm: nn.LayerNorm) -> None:
    """Set an attention's projections and the normalisation before it."""
    copy_norm(spec.layer_norm, norm)
    for part, linear in zip(spec.linear, [*attention.inputs, attention.output], strict=True):
        copy_linear(part, linear)


def copy_layer(spec: Any, layer: Layer) -> None:
    """Set everything in a layer of the encoder or the decoder."""
    copy_attention(spec.self_attention, layer.attention, layer.attention_norm)
    if layer.across is not None and layer.across_norm is not None:
        copy_attention(spec.attention, layer.across, layer.across_norm)
    copy_norm(spec.ffn.layer_norm, layer.feed_norm)
    copy_linear(spec.ffn.linear_0, layer.feed_in)
    copy_linear(spec.ffn.linear_1, layer.feed_out)


def specification(model: TranslationModel, pieces: list[str]) -> transformer_spec.TransformerSpec:
    """The CTranslate2 form of ``model``, whose vocabulary is ``pieces``.

    Position encodings are left out: CTranslate2 computes the same ones, for any length.
    """
    config = model.config
    spec = transformer_spec.TransformerSpec.from_config(
        (config.encoder_layers, config.decoder_layers), config.heads, pre_norm=True
    )
    table = array(model.embedding.weight)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    spec.decoder.projection.bias = array(model.output_bias)
    copy_norm(spec.encoder.layer_norm, model.encoder_norm)
    copy_norm(spec.decoder.layer_norm, model.decoder_norm)
    for part, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        copy_layer(part, layer)
    for part, layer in zip(spec.decoder.layer, model.decoder, strict=True):
        copy_layer(part, layer)

    # The vocabulary's own order is the model's: no piece is added or moved.
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    return spec


METADATA = {
    "argos_version": "1.9",
    "from_code": "zh",
    "from_name": "Chinese",
    "to_code": "en",
    "to_name": "English",
    "credits": "See README.md in this package for every text it was trained on.",
}


def export_package(
    model: TranslationModel,
    vocabulary: Path,
    package: Path,
    *,
    version: str,
    card: str,
    quantization: str | None = "int8",
) -> Path:
    """Write ``model`` and its SentencePiece ``vocabulary`` as the Argos package file ``package``.

    ``card`` is the model card (README.md of the package). ``quantization`` is CTranslate2's name
    of the stored form; ``None`` keeps float32.
    """
    processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec = specification(model.eval(), pieces)
    spec.validate()
    spec.optimize(quantization=quantization)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / f"reader-zh_en-{version.replace('.', '_')}"
        (root / "model").mkdir(parents=True)
        spec.save(str(root / "model"))
        shutil.copy(vocabulary, root / "sentencepiece.model")
        document = {"package_version": version, **METADATA}
        (root / "metadata.json").write_text(json.dumps(document, indent=2) + "\n")
        (root / "README.md").write_text(card, encoding="utf-8")
        package.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(root.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(root.parent))
    return package


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("results", type=Path, help="the folder that training.run wrote")
    parser.add_argument("--package", type=Path, required=True, help="the .argosmodel to write")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--figures", type=Path, help="JSON of training.evaluate, for the card")
    parser.add_argument("--float32", action="store_true", help="do not quantise")
    given = parser.parse_args()
    model = read_weights(given.results)
    export_package(
        model,
        given.results / VOCABULARY,
        given.package,
        version=given.version,
        card=model_card(model.config, given.results, given.figures, given.version),
        quantization=None if given.float32 else "int8",
    )
    print(f"{given.package}: {given.package.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
