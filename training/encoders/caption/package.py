"""A model's folder as the app reads it: manifest with checksums (docs/formats.md), golden vectors, JSON files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from .encode import CaptionEncoder

ID, REVISION = "e5-small-100k", "1"
PREFIX, MAX_TOKENS = "query: ", 64
DOWNLOADED = ("config.json", "tokenizer.json", "tokenizer_config.json")


def write_json(path: Path, value: Any, indent: int | None = 2) -> None:
    """JSON with letters as themselves; `indent` None for files that only machines read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    path.write_text(text + "\n", encoding="utf-8")


def listed(folder: Path, name: str) -> dict[str, Any]:
    """One entry of `files`."""
    data = (folder / name).read_bytes()
    return {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest(folder: Path, model_file: str, **rest: Any) -> dict[str, Any]:
    """A caption encoder's manifest over the files already in `folder`; `rest` brings id, dtype, dims and so on."""
    recipe = [rest["derived"]["recipe"]] if "derived" in rest else []
    files = [listed(folder, name) for name in (*DOWNLOADED, *recipe, model_file)]
    head = {"schema": 1, "kind": "caption-encoder", "output": "last_hidden_state"}
    return head | {"modelType": "bert", "prefix": PREFIX, "maxTokens": MAX_TOKENS} | rest | {"files": files}


def bert_config(
    width: int, layers: int, heads: int, inner: int, vocabulary: int, pad: int, dtype: str, types: int = 1
) -> dict[str, Any]:
    """`config.json`: positions count from 0 as in BERT (XLM-R's begin at 2), hence `bert`."""
    return {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "hidden_size": width,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": inner,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": 2 * MAX_TOKENS,
        "type_vocab_size": types,
        "vocab_size": vocabulary,
        "pad_token_id": pad,
        "transformers.js_config": {"dtype": dtype},
    }


def golden(encoder: CaptionEncoder, cases: list[tuple[str, str]], tolerance: float) -> dict[str, Any]:
    """Golden vectors of (name, text) pairs, from the shipped file run alone, one text at a time."""
    written = []
    for name, text in cases:
        ids, matrix = encoder.ids(text), encoder.tokens([text])[0]
        values = {
            "first": [round(float(x), 6) for x in matrix[0, :8]],
            "sum": round(float(matrix.sum(dtype="float64")), 4),
            "mean": [round(float(x), 6) for x in matrix.mean(axis=0, dtype="float64")],
        }
        written.append({"name": name, "input": {"text": text, "ids": ids}, "rows": len(ids), "values": values})
    return {"schema": 1, "tolerance": tolerance, "cases": written}
