"""Token matrices of all captions, made once: what the network trainer reads instead of running the encoder.

One flat float16 array (all rows of all captions in turn) with offsets: caption i is `rows[offsets[i]:offsets[i+1]]`.
An empty caption has no rows. Beside each `.npz` lies a `.json` with the checksum of the texts and of the encoder's
files; when it no longer fits, the array is made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.posts import Post, data_folder

from .encode import FILES, CaptionEncoder
from .paths import FEATURES

CHUNK = 1024
ALTERNATE_LANGUAGES = ("en", "de", "fr", "cs", "de_own")


@dataclass(frozen=True)
class CaptionFeatures:
    """Matrices by index: `features[i]` is float16 (n, width), n = 0 for an empty caption."""

    rows: np.ndarray
    offsets: np.ndarray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> np.ndarray:
        return self.rows[self.offsets[index] : self.offsets[index + 1]]


@dataclass(frozen=True)
class Alternates:
    """Other people's captions of flickr8k posts: `places[post id][language]` is an index into `features`."""

    places: dict[str, dict[str, int]]
    features: CaptionFeatures


def checksum(folder: Path, texts: Sequence[str]) -> str:
    """sha256 over what the matrices depend on: the files that compute them, prefix and limit, and the texts.

    A recipe beside the model (onnx/int8.json, for browsers) changes none of them.
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    computing = {FILES[manifest["dtype"]], "tokenizer.json"}
    files = {entry["path"]: entry["sha256"] for entry in manifest["files"] if entry["path"] in computing}
    parts = [sorted(files.items()), manifest["prefix"], manifest["maxTokens"], list(texts)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def encoded(encoder: CaptionEncoder, texts: Sequence[str]) -> CaptionFeatures:
    """Matrices of all texts; equal texts are computed once."""
    distinct = sorted({text for text in texts if text.strip()}, key=len)
    known: dict[str, np.ndarray] = {}
    for start in range(0, len(distinct), CHUNK):
        chunk = distinct[start : start + CHUNK]
        known |= {t: m.astype(np.float16) for t, m in zip(chunk, encoder.tokens(chunk), strict=True)}
    empty = np.zeros((0, encoder.width), np.float16)
    matrices = [known.get(text, empty) for text in texts]
    offsets = np.concatenate([[0], np.cumsum([len(m) for m in matrices])]).astype(np.int64)
    return CaptionFeatures(np.concatenate([empty, *matrices]), offsets)


def cached(folder: Path, texts: Sequence[str], suffix: str = "", cache: Path = FEATURES) -> CaptionFeatures:
    """The matrices of `texts` from `<cache>/<id>@<revision><suffix>.npz`, made when missing or out of date."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    stem = f"{manifest['id']}@{manifest['revision']}{suffix}"
    array, note, wanted = cache / f"{stem}.npz", cache / f"{stem}.json", checksum(folder, texts)
    if array.exists() and note.exists() and json.loads(note.read_text(encoding="utf-8"))["checksum"] == wanted:
        with np.load(array) as stored:
            return CaptionFeatures(stored["rows"], stored["offsets"])
    features = encoded(CaptionEncoder(folder), texts)
    cache.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    np.savez(array, rows=features.rows, offsets=features.offsets)
    about = {"checksum": wanted, "captions": len(features), "rows": len(features.rows), "width": features.rows.shape[1]}
    note.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return features


def ensure(folder: Path, posts: Sequence[Post]) -> CaptionFeatures:
    """Matrices of the posts' captions, in their order (that of `data.posts.read_all()` for the shared cache)."""
    return cached(folder, [post.caption for post in posts])


def ensure_alternates(folder: Path, data: Path | None = None) -> Alternates:
    """Matrices of `flickr8k/captions.jsonl` (parallel human translations): to swap captions of TRAINING posts only.

    Without the file: no places.
    """
    path = (data or data_folder()) / "flickr8k" / "captions.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    places: dict[str, dict[str, int]] = {}
    texts: list[str] = []
    for row in map(json.loads, lines):
        for language in ALTERNATE_LANGUAGES:
            if row.get(language):
                places.setdefault(row["id"], {})[language] = len(texts)
                texts.append(row[language])
    return Alternates(places, cached(folder, texts, "-alternates"))
