"""Where what was made from the posts is kept: this folder's `.cache` and `results`, or those of `TAGWEAVE_WORK`."""

from __future__ import annotations

import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[1]
NAMED = os.environ.get("TAGWEAVE_WORK")
CACHE = Path(NAMED).resolve() / "cache" if NAMED else TRAINING / ".cache"
FROM = Path(os.environ.get("TAGWEAVE_FROM", "."))
RESULTS = Path(NAMED).resolve() / "results" if NAMED else TRAINING / "results"


def placed(text: str | Path) -> Path:
    """A path given on the command line, as seen from where `training/run` was called."""
    return FROM / text
