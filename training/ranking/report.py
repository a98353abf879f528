"""What the model is worth on posts that it has not learnt: F1, hit and NDCG beside the classifier and the floors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .fit import Model
from .lines import Line
from .logistic import calibration_error

K = 5
BANDS = ((1, 2), (3, 5), (6, 10), (11, 10**9), (3, 10**9))
Score = Callable[[Line], np.ndarray]


def measured(lines: list[Line], score: Score, k: int = K) -> tuple[float, float, float]:
    """F1 (of the averaged precision and recall), hit and NDCG at K; G = all hashtags of the post."""
    hits, recall, gain = [], [], []
    discount = 1 / np.log2(np.arange(2, k + 2))
    for line in lines:
        used = line.used[np.argsort(-score(line), kind="stable")[:k]]
        hits.append(used.sum())
        recall.append(used.sum() / len(line.tags))
        gain.append((used * discount[: len(used)]).sum() / discount[: min(k, len(line.tags))].sum())
    precision, share = float(np.mean(hits)) / k, float(np.mean(recall))
    total = precision + share
    return (2 * precision * share / total if total else 0.0), float(np.mean(np.minimum(1, hits))), float(np.mean(gain))


def within(lines: list[Line], vocabulary: frozenset[str]) -> list[Line]:
    """The posts with a hashtag of `vocabulary`, G restricted to it (docs/decisions/0013)."""
    return [replace(line, tags=known) for line in lines if (known := line.tags & vocabulary)]


def report(model: Model, lines: list[Line], part: str, vocabulary: frozenset[str]) -> str:
    """Tables as text; `vocabulary`: the network's hashtags."""
    place = {term: n for n, term in enumerate(model.terms)}

    def term(name: str) -> Score:
        return lambda line: line.terms[:, place[name]]

    def classifier(line: Line) -> np.ndarray:
        return line.terms[:, place["classifier"]] - 100 * line.terms[:, place["beyond"]]

    def nearest(line: Line) -> np.ndarray:
        return term("nearPhoto")(line) + term("nearCaption")(line) + 1e-3 * term("habit")(line)

    rows = [f"{part}: F1@5 / hit@5 / NDCG@5 (F1@3), posts"]
    for name in dict.fromkeys(line.set for line in lines):
        for source in ("both", "photo", "caption"):
            chosen = [line for line in lines if (line.set, line.source, line.variant) == (name, source, "alone")]
            if len(chosen) < 20:
                continue
            for title, score in (("classifier", classifier), ("model", model.score)):
                for of, judged in (("", chosen), (" in vocabulary", within(chosen, vocabulary))):
                    f1, hit, gain = measured(judged, score)
                    said = f"{f1:.3f} / {hit:.3f} / {gain:.3f} ({measured(judged, score, 3)[0]:.3f}), {len(judged)}"
                    rows.append(f"{name:10} {source:8} {title + of:24} {said}")
        rows.extend(personal_rows(name, [line for line in lines if line.set == name], model, nearest, term("habit")))
    for variant in ("alone", "known"):
        chosen = [line for line in lines if line.variant == variant]
        best = [(model.probability(line), line.used, np.argsort(-model.score(line))[:K]) for line in chosen]
        if best:
            error = calibration_error(
                np.concatenate([probability[top] for probability, _, top in best]),
                np.concatenate([used[top] for _, used, top in best]),
            )
            rows.append(f"{variant}: calibration error of the five that are shown {error:.3f}")
    return "\n".join(rows) + "\n\n"


def personal_rows(name: str, lines: list[Line], model: Model, nearest: Score, usual: Score) -> list[str]:
    """By how many posts came before."""
    rows = []
    for variant in ("known", "few"):
        rows.extend(banded_rows(f"{name} ({variant})", lines, variant, model, nearest, usual))
    return rows


def banded_rows(title: str, lines: list[Line], variant: str, model: Model, nearest: Score, usual: Score) -> list[str]:
    """The bands of one variant: all earlier posts, or a history cut to one to ten."""
    known = [line for line in lines if line.variant == variant and line.source != "photo"]
    alone = {line.id: line for line in lines if line.variant == "alone" and line.source != "photo"}
    rows = []
    for low, high in BANDS:
        chosen = [line for line in known if low <= line.earlier <= high]
        if len(chosen) < 10:
            continue
        figures = {
            "model": measured(chosen, model.score)[0],
            "nearest": measured(chosen, nearest)[0],
            "usual": measured(chosen, usual)[0],
            "nothing": measured([alone[line.id] for line in chosen if line.id in alone], model.score)[0],
        }
        text = " · ".join(f"{system} {value:.3f}" for system, value in figures.items())
        rows.append(f"{title:18} {low}–{high if high < 10**9 else ''} before: {text}, {len(chosen)}")
    return rows
