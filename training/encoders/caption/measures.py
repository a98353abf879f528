"""What the check computes: likeness to the original, and whether meaning survives across languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np


def sentences() -> dict[str, list[str]]:
    """Language → the same captions in each."""
    return json.loads(Path(__file__).with_name("sentences.json").read_text(encoding="utf-8"))["languages"]


def pooled(matrices: list[np.ndarray]) -> np.ndarray:
    """(texts, width): the mean over each text's rows, of length 1."""
    means = np.stack([matrix.mean(axis=0, dtype=np.float64) for matrix in matrices])
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosine of each pair of rows of length 1."""
    return (a * b).sum(axis=1)


@dataclass(frozen=True)
class Meaning:
    """Over all ordered pairs of languages.

    `same`: mean cosine of a sentence and its translation; `other`: of different sentences; `found`: how often the
    nearest sentence of the other language is the translation (chance: 1 / sentences).
    """

    same: float
    other: float
    found: float


def meaning(vectors: np.ndarray, languages: int) -> Meaning:
    """From pooled vectors of languages × sentences texts, language by language; sentence i means the same in each."""
    sentences = len(vectors) // languages
    alike = (vectors @ vectors.T).reshape(languages, sentences, languages, sentences).transpose(0, 2, 1, 3)
    pairs = alike[~np.eye(languages, dtype=bool)]  # (ordered language pairs, sentences, sentences)
    diagonal = np.eye(sentences, dtype=bool)
    nearest = pairs.argmax(axis=2) == np.arange(sentences)
    return Meaning(float(pairs[:, diagonal].mean()), float(pairs[:, ~diagonal].mean()), float(nearest.mean()))
