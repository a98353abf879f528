"""How a hashtag is written for people: `goldenhour` → `GoldenHour`."""

from __future__ import annotations

import json
from functools import cache

from wordsegment import Segmenter

from .posts import CURATION


@cache
def segmenter() -> Segmenter:
    """The word counts of the package wordsegment, loaded once (English)."""
    loaded = Segmenter()
    loaded.load()
    return loaded


@cache
def corrections() -> dict[str, str]:
    """Labels that the segmentation gets wrong, from reading them all once."""
    return json.loads(CURATION.read_text(encoding="utf-8"))["labels"]


def label(key: str) -> str:
    """The key in CamelCase by word segmentation. Lower-cased it is the key again, so that either finds the other."""
    if key in corrections():
        return corrections()[key]
    parts = [segmenter().segment(part) or [part] for part in key.split("_")]
    written = "_".join("".join(word[:1].upper() + word[1:] for word in words) for words in parts)
    # The segmentation keeps ASCII letters and digits only: a key with others is shown as a single word.
    return written if written.lower() == key else key[:1].upper() + key[1:]
