"""The folder `public/models/<id>/` of a network (docs/formats.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from .network import Design
from .shape import SEQUENCE_STEPS, Gate, Shape
from .weights import Form, decode_weights, encode_weights, shipped_name


@dataclass(frozen=True)
class Description:
    """A person's words about a network, and which encoders it was trained on."""

    id: str
    revision: str
    name: str
    description: str
    licence: str
    source: tuple[str, ...]
    photo_encoder: str
    caption_encoder: str


def write_package(
    folder: Path,
    network: Design,
    vocabulary: list[dict[str, Any]],
    golden: dict[str, Any],
    description: Description,
    beta: float,
    card: str,
    form: Form = "float16",
) -> dict[str, Any]:
    """Writes manifest, weights, vocabulary, golden and card; returns the manifest.

    `network` must be folded and rounded to `form`.
    """
    if len(vocabulary) != network.shape.vocabulary:
        raise ValueError(f"{len(vocabulary)} hashtags for a network of {network.shape.vocabulary}")
    if network.shape.gate != Gate() or network.shape.rule != "A2":
        raise ValueError("the app knows the paper's gate and A2; ablations are for comparison")
    folder.mkdir(parents=True, exist_ok=True)
    weights, specs = encode_weights(network, form)
    (folder / "weights.bin").write_bytes(weights)
    write_json(folder / "vocabulary.json", {"schema": 1, "tags": vocabulary})
    write_json(folder / "golden.json", golden)
    (folder / "card.md").write_text(card, encoding="utf-8")
    shape = network.shape
    manifest = {
        "schema": 1,
        "kind": "network",
        "id": description.id,
        "revision": description.revision,
        "name": description.name,
        "description": description.description,
        "licence": description.licence,
        "source": list(description.source),
        "golden": "golden.json",
        "files": [file_entry(folder, name) for name in ("weights.bin", "vocabulary.json")],
        "network": {
            "photo": {"encoder": description.photo_encoder, "rows": shape.photo_rows, "width": shape.photo_width},
            "caption": {"encoder": description.caption_encoder, "width": shape.caption_width},
            "d": shape.d,
            "k": shape.k,
            "vocabulary": shape.vocabulary,
            "gru": shape.gru,
            "tagEmbedding": shape.tag_embedding,
            "fusion": shape.fusion,
            "pooling": shape.pooling,
            "history": {"length": shape.history_length},
            "head": "hybrid",
            "sequence": {"steps": SEQUENCE_STEPS},
            "hybrid": {"rule": "A2", "beta": beta},
            "weights": {"file": "weights.bin", "specs": specs},
        },
    }
    write_json(folder / "manifest.json", manifest, indent=1)
    return manifest


def add_file(folder: Path, manifest: dict[str, Any], use: str, name: str) -> dict[str, Any]:
    """The manifest with one more file of the folder, named under `network.<use>`; written anew."""
    files = [entry for entry in manifest["files"] if entry["path"] != name]
    whole = {
        **manifest,
        "files": [*files, file_entry(folder, name)],
        "network": {**manifest["network"], use: {"file": name}},
    }
    write_json(folder / "manifest.json", whole, indent=1)
    return whole


def read_package(folder: Path) -> tuple[Design, dict[str, Any]]:
    """The folded network of a shipped folder, and its manifest."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    sizes = manifest["network"]
    shape = Shape(
        photo_rows=sizes["photo"]["rows"], photo_width=sizes["photo"]["width"], caption_width=sizes["caption"]["width"],
        vocabulary=sizes["vocabulary"], d=sizes["d"], k=sizes["k"], gru=sizes["gru"],
        tag_embedding=sizes["tagEmbedding"], fusion=sizes["fusion"], pooling=sizes["pooling"],
        history_length=sizes["history"]["length"],
    )  # fmt: skip
    network = Design(shape).fold()
    weights = decode_weights((folder / sizes["weights"]["file"]).read_bytes(), sizes["weights"]["specs"])
    with torch.no_grad():
        for name, weight in network.named_parameters():
            weight.copy_(torch.from_numpy(weights[shipped_name(name)]))
    return network, manifest


def file_entry(folder: Path, name: str) -> dict[str, Any]:
    """`{path, bytes, sha256}` of one file of the folder."""
    content = (folder / name).read_bytes()
    return {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write_json(path: Path, value: object, indent: int | None = None) -> None:
    """JSON as UTF-8 with a newline at its end."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")
