"""Where the captions of each language lie: two Ukrainian captions are alike before either says anything.

The caption encoder's mean vectors share a direction by language. Seen from the middle of all captions, two Ukrainian
sentences about different things have a median cosine of .19, two English ones .04; with .25 a lone post is half
believed (`near.reference`), so that every Ukrainian post was near every other and its tags came back below anything.
Seen from the middle of their own language it is −.02. The sentences are tact's ordinary ones, written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from encoders.caption.encode import CaptionEncoder
from tact.sentences import FOLDER
from tact.vectors import CaptionVectors

LANGUAGES = ("uk", "ru", "pl", "cs", "de", "fr", "es", "it", "pt", "nl", "tr", "ja")
# A vector so much in a language's direction is of it: 97 % of English sentences are of none, 88 % or more of each
# other language's of its own.
LEAST = 0.28


def middle(vectors: CaptionVectors, texts: list[str]) -> np.ndarray:
    """Mean of the texts' vectors, each the mean of its own tokens: (width,)."""
    matrices = vectors.encoder.tokens(texts)
    return np.mean([vectors.mean(text, matrix) for text, matrix in zip(texts, matrices, strict=True)], axis=0)


def language_offsets(encoder: Path, centre: list[float]) -> dict[str, Any]:
    """`near.languages` of `ranking.json`: by language, its middle seen from `centre`, and `least`."""
    vectors = CaptionVectors(CaptionEncoder(encoder), None)
    offsets = {}
    for language in LANGUAGES:
        texts = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["ordinary"]
        offset = middle(vectors, texts) - np.asarray(centre)
        offsets[language] = [round(float(value), 2) for value in offset]
    return {"least": LEAST, "offsets": offsets}
