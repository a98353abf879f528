"""Words and phrases that speak for or against a grave caption: inputs of the classifier beside the vector."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("signals.json")
WITHOUT_SPACES = re.compile("[぀-ヿ㐀-鿿]")
"""Kana and Han: written without spaces between words."""


@dataclass(frozen=True)
class Signal:
    """A list of phrases, as `signals.json` explains them."""

    name: str
    phrases: tuple[str, ...]

    @cached_property
    def patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """Each phrase's plain text, which is looked for first since that is fast, and its pattern."""
        return [(normal(phrase.removesuffix("*")), re.compile(phrase_pattern(phrase))) for phrase in self.phrases]

    def is_in(self, text: str) -> bool:
        written = normal(text)
        spaced = " ".join(written.split())
        return any(plain in spaced and pattern.search(written) for plain, pattern in self.patterns)


def phrase_pattern(phrase: str) -> str:
    """A phrase as whole words; with `*` at its end its last word may go on. As `phrasePattern` in tact.ts."""
    words = r"\s+".join(map(re.escape, normal(phrase.removesuffix("*")).split(" ")))
    if WITHOUT_SPACES.search(phrase) or not re.search(r"\w", phrase):
        return words
    return rf"(?<!\w){words}" + ("" if phrase.endswith("*") else r"(?!\w)")


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


def read_signals() -> list[Signal]:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return [Signal(row["name"], tuple(row["phrases"])) for row in read["signals"]]


def signal_matrix(texts: list[str], signals: list[Signal]) -> np.ndarray:
    """float32 (texts, signals): 1 where the caption holds a phrase of the list."""
    rows = [[float(signal.is_in(text)) for signal in signals] for text in texts]
    return np.array(rows, np.float32).reshape(len(texts), len(signals))
