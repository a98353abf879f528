"""Write a model folder of docs/formats.md: files of transformers.js' layout, manifest, golden vectors and card."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import onnx

from .golden import golden
from .pictures import DEVIATION, MEAN, Channels, Fit

MODEL = "onnx/model_quantized.onnx"


@dataclass(frozen=True)
class Encoder:
    """What a person and the app should know about a photo encoder; `config` is transformers.js' config.json."""

    id: str
    revision: str
    name: str
    description: str
    licence: str
    source: list[str]
    model_type: str
    rows: int
    width: int
    skip: int
    fit: Fit
    config: dict
    card: str
    tolerance: float
    size: int = 224
    mean: Channels = MEAN
    deviation: Channels = DEVIATION


def preprocessor(size: int, fit: Fit, mean: Channels = MEAN, deviation: Channels = DEVIATION) -> dict:
    """preprocessor_config.json: bytes are rescaled to [0, 1] first, hence mean 127/255 for (byte − 127)/128."""
    common = {
        "image_processor_type": "ViTImageProcessor",
        "do_resize": True,
        "resample": 2,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": list(mean),
        "image_std": list(deviation),
    }
    if fit == "squash":
        return {**common, "size": {"height": size, "width": size}, "do_center_crop": False}
    crop = {"height": size, "width": size}
    return {**common, "size": {"shortest_edge": size}, "do_center_crop": True, "crop_size": crop}


def listed(folder: Path, path: str) -> dict:
    content = (folder / path).read_bytes()
    return {"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write(folder: Path, encoder: Encoder, model: onnx.ModelProto) -> Path:
    """Write the folder and return the path of the model file. Overwrites what an earlier build left."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    model.producer_name, model.doc_string = "tagweave", f"{encoder.id}@{encoder.revision}"
    (folder / MODEL).write_bytes(model.SerializeToString())
    write_json(folder / "config.json", encoder.config)
    write_json(
        folder / "preprocessor_config.json", preprocessor(encoder.size, encoder.fit, encoder.mean, encoder.deviation)
    )
    values = golden(folder / MODEL, encoder.tolerance, encoder.mean, encoder.deviation, encoder.skip)
    write_json(folder / "golden.json", values)
    (folder / "card.md").write_text(encoder.card, encoding="utf-8")
    manifest = {
        "schema": 1,
        "kind": "photo-encoder",
        "id": encoder.id,
        "revision": encoder.revision,
        "name": encoder.name,
        "description": encoder.description,
        "licence": encoder.licence,
        "source": encoder.source,
        "modelType": encoder.model_type,
        "dtype": "q8",
        "output": "last_hidden_state",
        "dims": {"rows": encoder.rows, "width": encoder.width, "skip": encoder.skip},
        "input": {"size": encoder.size, "fit": encoder.fit},
        "golden": "golden.json",
        "files": [listed(folder, path) for path in ("config.json", "preprocessor_config.json", MODEL)],
    }
    write_json(folder / "manifest.json", manifest)
    return folder / MODEL
