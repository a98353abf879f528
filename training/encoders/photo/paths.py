"""Where builds keep what they can make again (data/work.py) and where finished models go."""

from __future__ import annotations

from pathlib import Path

from data.work import CACHE

TRAINING = Path(__file__).resolve().parents[2]
MODELS = TRAINING.parent / "public" / "models"
FIXTURES = TRAINING.parent / "e2e" / "fixtures" / "models"


def work_folder(name: str) -> Path:
    """A folder inside the cache, made if need be."""
    folder = CACHE / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
