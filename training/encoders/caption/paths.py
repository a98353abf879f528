"""Where this package reads and writes."""

from __future__ import annotations

from pathlib import Path

from data.work import CACHE

TRAINING = Path(__file__).resolve().parents[2]
FEATURES = CACHE / "features"
MODELS = TRAINING.parent / "public" / "models"
FIXTURES = TRAINING.parent / "e2e" / "fixtures" / "models"
