"""What names say: which inflected forms mean another thing, which hashtags say the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
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
SAME_WITHIN = 0.9  # of one kind, one of them the other with a word of `BEFORE` or `AFTER`
# A mood, a time, filler or one of `said.txt` that captions say, used below this rate: the log-odds of the floor over
# those of all names (docs/decisions/0014).
SAID_RATE = -1.08
SAID_KINDS = frozenset({"mood", "season", "occasion", "filler"})
SAID = Path(__file__).with_name("said.txt")
SEEN = Path(__file__).with_name("seen.txt")
DESCRIBED = Path(__file__).with_name("described.txt")
GUESSED = Path(__file__).with_name("guessed.txt")
OPPOSITES = Path(__file__).with_name("opposites.txt")  # by hand: groups, of which a caption that names one means it
REFUSED_FORMS = ("ear>earrings", "ears>earrings")  # by hand: the noun is no form of a verb
# Words that make a hashtag longer and say nothing more.
BEFORE = ("my", "the", "insta", "good", "las")
AFTER = (
    "day",
    "days",
    "time",
    "life",
    "love",
    "lover",
    "vibes",
    "mood",
    "season",
    "cheer",
    "fun",
    "ful",
    "nationalpark",
)


def refused_forms(header: Header, keys: list[str]) -> list[str]:
    """`form>key` pairs that share a stem and not a meaning."""
    found = []
    for form, index, captions, used, cosine in header.naming["forms"]:
        share = used / captions
        if (cosine < LEAST_COSINE and share < USED_SO) or (captions >= SAID_OFTEN and share < NEVER_MEANT):
            found.append(f"{form}>{keys[index]}")
    known = set(keys)
    return sorted({*found, *(pair for pair in REFUSED_FORMS if pair.split(">")[1] in known)})


def opposites(keys: list[str]) -> list[list[int]]:
    """Pairs of classes of which one, named, says that the other is not meant."""
    place = {key: index for index, key in enumerate(keys)}
    pairs: set[tuple[int, int]] = set()
    for line in OPPOSITES.read_text(encoding="utf-8").splitlines():
        groups = [[place[key] for key in group.split() if key in place] for group in line.split("|")]
        for one, other in combinations(groups, 2):
            pairs.update((min(a, b), max(a, b)) for a in one for b in other)
    return [list(pair) for pair in sorted(pairs)]


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
    index_of = {key: index for index, key in enumerate(keys)}
    for index, key in enumerate(keys):
        for other in within(key, index_of):
            place = min(index, other), max(index, other)
            if kinds[index] == kinds[other] != "community":
                limit[place] = min(limit[place], SAME_WITHIN)
    pairs = {(int(one), int(other)) for one, other in np.argwhere(np.triu(cosine >= limit, 1))}
    for group in json.loads(SYNONYMS.read_text(encoding="utf-8"))["groups"]:
        known = sorted(index_of[key] for key in group if key in index_of)
        pairs |= set(combinations(known, 2))
    return [list(pair) for pair in sorted(pairs)]


def within(key: str, index_of: dict[str, int]) -> Iterator[int]:
    """Classes of what is left of a name without a word that adds nothing: #beach of #beachday."""
    parts = [key.removeprefix(word) for word in BEFORE] + [key.removesuffix(word) for word in AFTER]
    yield from (index_of[part] for part in parts if part != key and part in index_of)


def doubtful(rates: list[float], keys: list[str], kinds: list[str]) -> dict[str, list[int]]:
    """Classes that are wrong too often by one kind of evidence alone (docs/decisions/0014).

    `said`: the caption merely says them; `seen`, things and moods: the photo looks like them and nothing names them;
    `described`, words of picture descriptions, and `guessed`, one animal, sport or place of many: nothing names them.
    """
    words, seen, described, guessed = (
        set(path.read_text(encoding="utf-8").split()) for path in (SAID, SEEN, DESCRIBED, GUESSED)
    )
    rows = list(enumerate(zip(rates, keys, kinds, strict=True)))
    return {
        "said": [n for n, (rate, key, kind) in rows if rate < SAID_RATE and (kind in SAID_KINDS or key in words)],
        "seen": [n for n, (_, key, kind) in rows if key in seen or kind == "mood"],
        "described": [n for n, (_, key, _) in rows if key in described],
        "guessed": [n for n, (_, key, _) in rows if key in guessed],
    }


def stem_of(key: str) -> str:
    """Adjective, plural, tense cut off: snow, snowy, snowing. Broad on purpose: the cosine decides."""
    stem = key.replace("_", "")
    for ending in ("iest", "ness", "ing", "ies", "est", "ers", "ed", "er", "es", "ly", "s", "y", "e"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            return stem[: -len(ending)]
    return stem
