"""What is given of the judged posts: everything, or less, or the caption in another language."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .dataset import Dataset

AS_POSTED = "as posted"
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "cs": "Czech", "de_own": "German, by another person"}
WITHHELD: dict[str, dict[str, bool]] = {
    AS_POSTED: {},
    "photo only": {"caption": False},
    "caption only": {"photo": False},
    "without history": {"history": False},
}


@dataclass(frozen=True)
class Case:
    """Posts, what is withheld from all of them, and the texts in the seat of their captions."""

    rows: np.ndarray
    given: dict[str, bool] = field(default_factory=dict)
    texts: np.ndarray | None = None


def cases_of(dataset: Dataset, rows: np.ndarray) -> dict[str, Case]:
    """Name → case. Without a photo only posts with a caption can be judged.

    The posts of the languages are the same for all of them: those that have a caption in every one.
    """
    captioned = rows[dataset.has_caption[rows]]
    cases = {name: Case(captioned if name == "caption only" else rows, given) for name, given in WITHHELD.items()}
    known = [texts for texts in dataset.languages.values() if texts]
    many = np.array([row for row in rows.tolist() if known and all(row in texts for texts in known)], np.int64)
    if len(many):
        for language, texts in dataset.languages.items():
            if texts:
                said = np.array([texts[row] for row in many.tolist()])
                cases[f"caption in {LANGUAGES.get(language, language)}"] = Case(many, texts=said)
    return cases
