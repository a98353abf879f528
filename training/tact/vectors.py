"""Captions as the classifier reads them: the mean of the caption's own token rows, at length 1."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from data.work import CACHE
from encoders.caption.encode import CaptionEncoder

SPACE = "▁"
"""A piece that holds no letter of the caption: the app gives it no span, so it is left out there (captionSpans)."""


class CaptionVectors:
    """Vectors of captions by one encoder, kept in a file of the cache."""

    def __init__(self, encoder: CaptionEncoder, cache: Path | None = CACHE / "tact") -> None:
        self.encoder = encoder
        self.head = len(encoder.ids("")) - 1
        self.cache = cache

    def of(self, texts: list[str]) -> np.ndarray:
        """float32 (texts, width); a text without a token of its own is a row of zeros."""
        if self.cache is None:
            return self.encode(texts)
        key = hashlib.sha256(json.dumps([self.encoder.name, texts]).encode()).hexdigest()[:16]
        path = self.cache / f"{key}.npy"
        if not path.exists():
            self.cache.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".part.npy")
            np.save(unfinished, self.encode(texts))
            unfinished.replace(path)
        return np.load(path)

    def encode(self, texts: list[str]) -> np.ndarray:
        matrices = self.encoder.tokens(texts)
        return np.stack([self.pooled(text, matrix) for text, matrix in zip(texts, matrices, strict=True)])

    def own_rows(self, text: str, matrix: np.ndarray) -> np.ndarray:
        """The rows of the caption's own tokens."""
        pieces = self.encoder.tokenizer.encode(self.encoder.prefix + text).tokens
        return matrix[[row for row in range(self.head, len(pieces) - 1) if pieces[row] != SPACE]]

    def mean(self, text: str, matrix: np.ndarray) -> np.ndarray:
        """Their mean, as the engine's `pooledCaption` makes it; the text has one."""
        return self.own_rows(text, matrix).mean(0, dtype=np.float64)

    def pooled(self, text: str, matrix: np.ndarray) -> np.ndarray:
        total = self.own_rows(text, matrix).sum(0, dtype=np.float64)
        length = np.linalg.norm(total)
        return (total / length if length > 0 else total).astype(np.float32)
