"""A dozen posts with pictures in the public domain, and what every configuration recommends (the paper's Table 2)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from .dataset import Dataset

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples.json"


def example_ids() -> list[str]:
    """The posts of `data/examples.json`, in its order."""
    return [entry["id"] for entry in json.loads(EXAMPLES.read_text(encoding="utf-8"))["posts"]]


def recommended(dataset: Dataset, rows: np.ndarray, rankings: dict[str, np.ndarray], k: int) -> dict[str, Any]:
    """Id of each example among `rows` → its hashtags in the vocabulary, and the first k of every ranking."""
    wanted, keys = set(example_ids()), dataset.vocabulary.keys
    found = {}
    for place, row in enumerate(rows.tolist()):
        name = dataset.posts[row].id
        if name in wanted:
            found[name] = {
                "assigned": [keys[tag] for tag in dataset.tags[row].tolist() if tag >= 0],
                "recommended": {
                    system: [keys[tag] for tag in ranking[place, :k]] for system, ranking in rankings.items()
                },
            }
    return found
