"""Pooled encodings: the mean region of a picture, the mean token of a caption; what neighbours are looked for by."""

from __future__ import annotations

import numpy as np

from design.dataset import Texts

from .features import Photos

AT_ONCE = 2048


def mean_regions(photos: Photos) -> np.ndarray:
    """posts×D float32; zeros where there is no picture."""
    means = np.zeros((len(photos.places), photos.shape[2]), np.float32)
    pictured = np.flatnonzero(photos.there)
    for start in range(0, len(pictured), AT_ONCE):
        some = pictured[start : start + AT_ONCE]
        means[some] = photos[some].astype(np.float32).mean(1)
    return means


def mean_tokens(texts: Texts, rows: np.ndarray, count: int) -> np.ndarray:
    """count×d float32: the captions of `rows`, each of which has one; zeros elsewhere."""
    means = np.zeros((count, texts.tokens.shape[1]), np.float32)
    offsets = texts.offsets
    for row in rows:
        means[row] = texts.tokens[offsets[row] : offsets[row + 1]].astype(np.float32).mean(0)
    return means
