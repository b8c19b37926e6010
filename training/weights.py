"""A trained model as a file of a quarter of its size: int8 rows, exactly as CTranslate2 has them.

CTranslate2 stores a matrix as int8 with one scale for each row, 127 over the row's largest
magnitude. Written in that form, a model travels in a quarter of its bytes, and exporting what was
read back gives the very integers that exporting the original would have given.
"""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.model import ModelConfig, TranslationModel
from training.parts import join_files, split_bytes

NAME = "weights.npz"
_SCALE = "/scale"
_CONFIG = "config"


def quantise(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``matrix`` as int8 rows and each row's scale: ``int8 / scale`` is about the row."""
    largest = np.abs(matrix).max(axis=1).astype(np.float32)
    largest[largest == 0] = 127.0
    scale = np.float32(127.0) / largest
    return np.rint(matrix * scale[:, None]).astype(np.int8), scale


def write_weights(model: TranslationModel, folder: Path) -> list[Path]:
    """Write ``model`` into ``folder`` in parts small enough to carry; returns their paths."""
    arrays: dict[str, Any] = {}
    for name, parameter in model.named_parameters():
        values = parameter.detach().float().cpu().numpy()
        if values.ndim == 2:
            arrays[name], arrays[name + _SCALE] = quantise(values)
        else:
            arrays[name] = values
    config = json.dumps(model.config.document()).encode()
    arrays[_CONFIG] = np.frombuffer(config, dtype=np.uint8)
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    return split_bytes(stream.getvalue(), folder, NAME)


def read_weights(folder: Path) -> TranslationModel:
    """The model that :func:`write_weights` wrote into ``folder``, ready to be used."""
    with np.load(io.BytesIO(join_files(folder, NAME))) as arrays:
        config = ModelConfig(**json.loads(bytes(arrays[_CONFIG])))
        model = TranslationModel(config)
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                values = arrays[name].astype(np.float32)
                if name + _SCALE in arrays:
                    values /= arrays[name + _SCALE][:, None]
                parameter.copy_(torch.from_numpy(values))
    model.eval()
    return model
