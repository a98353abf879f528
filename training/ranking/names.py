"""What names say: which inflected forms mean another thing, which hashtags say the same."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np

from .lines import Header

SYNONYMS = Path(__file__).with_name("synonyms.json")
# A form whose meaning is further than this from the name's is another word (très, trees), unless people use it so ...
LEAST_COSINE = 0.86
USED_SO = 0.02
# ... and so is one that many captions say and nobody means (days, looked).
SAID_OFTEN = 40
NEVER_MEANT = 0.005
# From these cosines on two names say the same: of any kind, of two moods, of one stem (decision 0014).
SAME = 0.945
SAME_MOOD = 0.88
SAME_STEM = 0.85


def refused_forms(header: Header, keys: list[str]) -> list[str]:
    """`form>key` pairs that share a stem and not a meaning."""
    found = []
    for form, index, captions, used, cosine in header.naming["forms"]:
        share = used / captions
        if (cosine < LEAST_COSINE and share < USED_SO) or (captions >= SAID_OFTEN and share < NEVER_MEANT):
            found.append(f"{form}>{keys[index]}")
    return sorted(found)


def alike_pairs(header: Header, keys: list[str], kinds: list[str]) -> list[list[int]]:
    """Pairs of classes of which a list carries one."""
    cosine = header.names @ header.names.T
    mood = np.array([kind == "mood" for kind in kinds])
    limit = np.full(cosine.shape, SAME, np.float32)
    limit[np.ix_(mood, mood)] = SAME_MOOD
    by_stem: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        by_stem.setdefault(stem_of(key), []).append(index)
    for group in by_stem.values():
        for one, other in combinations(group, 2):
            limit[one, other] = SAME_STEM
    pairs = {(int(one), int(other)) for one, other in np.argwhere(np.triu(cosine >= limit, 1))}
    index_of = {key: index for index, key in enumerate(keys)}
    for group in json.loads(SYNONYMS.read_text(encoding="utf-8"))["groups"]:
        known = sorted(index_of[key] for key in group if key in index_of)
        pairs |= set(combinations(known, 2))
    return [list(pair) for pair in sorted(pairs)]


def stem_of(key: str) -> str:
    """Adjective, plural, tense cut off: snow, snowy, snowing. Broad on purpose: the cosine decides."""
    stem = key.replace("_", "")
    for ending in ("iest", "ness", "ing", "ies", "est", "ers", "ed", "er", "es", "ly", "s", "y", "e"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            return stem[: -len(ending)]
    return stem
