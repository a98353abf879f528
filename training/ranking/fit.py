"""Learns the weights of the ranking model from candidates of validation posts, and puts `ranking.json` together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from .lines import Header, Line
from .logistic import Weights, calibrate, fit
from .names import alike_pairs, doubtful, opposites, refused_forms

SOURCES = ("both", "photo", "caption")
# Terms of the person; where nothing of a person counts they are zero and cannot be learnt.
PENALTY = 1e-4
# No set of posts knows what people took away: by hand.
REMOVED = -4.0
# Real photo posts of many people are what the product is for; a set of one person counts about as one of them, and tags
# that are words for pictures little. By persons held out (docs/decisions/0014).
EMPHASIS = {"people": 10.0, "captions": 5.0, "writers": 3.0, "klg": 0.3, "chema": 0.1, "mvsa": 0.3}
LESS = 0.25
# Posts of others with none of a person's tags, as if the person wrote them now: so much of what the person's own posts
# count for. A tag on so many of the own posts is a habit, and whether a habit stands there too nobody knows.
FOREIGN = 0.3
HABIT = 0.8
# Chosen on validation (docs/decisions/0014): below `floor` a tag is not shown; an own tag that is shown wants `least`
# of the near posts' say, of which the nearest says `alone` by itself, or to stand on `habit` of all posts; a named tag
# of at least this rate, in a caption of at most so many words, has a place for certain.
SETTINGS = {"floor": 0.05, "least": 0.3, "alone": 0.5, "habit": 0.8, "rate": -2.0, "words": 12}
# Probability that a tag wants where the caption merely says it, where the photo alone looks like it, where nothing
# names it (`doubtful`).
DOUBTS = {"said": 0.1, "seen": 0.2, "described": 1.0, "guessed": 0.1}
# Below a caption alone that says so many tags of the list, a guess wants this probability.
BESIDE = {"named": 2, "least": 0.1}
# Suggestions that a list might show: what probabilities must be right about.
SHOWN = 10


@dataclass(frozen=True)
class Model:
    """Weights and calibrations by source; `alone` and `known`: without own posts and with them."""

    terms: tuple[str, ...]
    weights: dict[str, Weights]
    calibration: dict[tuple[str, str], tuple[float, float]]

    def score(self, line: Line) -> np.ndarray:
        """Log-odds of the line's candidates."""
        return self.weights[line.source].score(line.terms)

    def probability(self, line: Line) -> np.ndarray:
        """Calibrated probabilities of the line's candidates."""
        scale, shift = self.calibration[line.source, "known" if line.earlier > 0 else "alone"]
        return 1 / (1 + np.exp(-(scale * self.score(line) + shift)))


def emphasis_of(lines: list[Line]) -> list[float]:
    """How much each line counts: by set, every set's lines together as much as its emphasis, persons by their root.

    Foreign posts count beside the person's own, `FOREIGN` times as much.
    """
    people = Counter((line.set, line.user, line.variant == "foreign") for line in lines)
    raw = [people[line.set, line.user, line.variant == "foreign"] ** -0.5 for line in lines]
    sums: Counter[tuple[str, bool]] = Counter()
    for line, weight in zip(lines, raw, strict=True):
        sums[line.set, line.variant == "foreign"] += weight
    return [
        EMPHASIS.get(line.set, LESS)
        * (FOREIGN if line.variant == "foreign" else 1)
        * weight
        / sums[line.set, line.variant == "foreign"]
        for line, weight in zip(lines, raw, strict=True)
    ]


def candidate_emphasis(line: Line, count: float, terms: tuple[str, ...]) -> np.ndarray:
    """How much each candidate of a line counts; habits on a foreign post not at all."""
    counts = np.full(len(line.used), count, np.float32)
    if line.variant == "foreign":
        counts[habits(line, terms)] = 0
    return counts


def habits(line: Line, terms: tuple[str, ...]) -> np.ndarray:
    """Which candidates stand on nearly all own posts, twice at least."""
    belief, habit = (line.terms[:, terms.index(name)] for name in ("used", "habit"))
    share = np.divide(habit, belief, out=np.zeros_like(habit), where=belief > 0)
    return (share >= HABIT) & (share * line.earlier >= 2 - 1e-3)


def stacked(lines: list[Line], terms: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Terms, targets and emphasis of all candidates of the lines."""
    counts = emphasis_of(lines)
    return (
        np.concatenate([line.terms for line in lines]),
        np.concatenate([line.used for line in lines]),
        np.concatenate([candidate_emphasis(line, count, terms) for line, count in zip(lines, counts, strict=True)]),
    )


def fixed_terms(terms: tuple[str, ...]) -> np.ndarray:
    """Weights that are given; NaN where they are learnt."""
    return np.array([REMOVED if term == "removed" else np.nan for term in terms])


def learn(terms: tuple[str, ...], lines: list[Line], penalty: float = PENALTY) -> Model:
    """One set of weights for each source, from lines with and without own posts alike."""
    weights: dict[str, Weights] = {}
    calibration: dict[tuple[str, str], tuple[float, float]] = {}
    for source in SOURCES:
        of_source = [line for line in lines if line.source == source]
        weights[source] = fit(*stacked(of_source, terms), penalty, fixed_terms(terms))
        for variant in ("alone", "known"):
            # How often people write of something new is not known: foreign posts are no measure of a probability.
            own = [line for line in of_source if line.variant != "foreign"]
            chosen = [line for line in own if (line.earlier > 0) == (variant == "known")]
            calibration[source, variant] = calibrate(*shown(chosen, weights[source]))
    return Model(terms, weights, calibration)


def shown(lines: list[Line], weights: Weights) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, targets and emphasis of the suggestions that a list might show."""
    if not lines:
        return np.zeros(0, np.float32), np.zeros(0, np.float32), np.zeros(0, np.float32)
    rows = [(np.argsort(-weights.score(line.terms), kind="stable")[:SHOWN], line) for line in lines]
    return (
        np.concatenate([weights.score(line.terms)[best] for best, line in rows]).astype(np.float32),
        np.concatenate([line.used[best] for best, line in rows]),
        np.concatenate(
            [np.full(len(best), count, np.float32) for (best, _), count in zip(rows, emphasis_of(lines), strict=True)]
        ),
    )


def as_json(model: Model, header: Header, vocabulary: list[dict[str, Any]]) -> dict[str, Any]:
    """`ranking.json` (docs/formats.md)."""
    keys = [tag["key"] for tag in vocabulary]
    kinds = [tag.get("kind", "topic") for tag in vocabulary]

    def weights(source: str) -> dict[str, Any]:
        found = model.weights[source]
        terms = {name: round(float(value), 4) for name, value in zip(model.terms, found.terms, strict=True)}
        calibrations = {name: model.calibration[source, name] for name in ("alone", "known")}
        return {"bias": round(found.bias, 4), "terms": {name: value for name, value in terms.items() if value}} | {
            name: {"scale": round(scale, 4), "shift": round(shift, 4)} for name, (scale, shift) in calibrations.items()
        }

    return {
        "schema": 1,
        "network": header.network,
        "sources": {source: weights(source) for source in SOURCES},
        "floor": SETTINGS["floor"],
        "near": {**header.near, **{name: SETTINGS[name] for name in ("least", "alone", "habit")}},
        "naming": {
            "rates": header.naming["rates"],
            "least": SETTINGS["rate"],
            "words": SETTINGS["words"],
            "refused": refused_forms(header, keys),
        },
        "doubtful": {
            name: {"tags": tags, "least": DOUBTS[name]}
            for name, tags in doubtful(header.naming["rates"], keys, kinds).items()
        },
        "beside": BESIDE,
        "opposites": opposites(keys),
        "alike": alike_pairs(header, keys, kinds),
    }
