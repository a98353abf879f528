"""Where this package reads and writes."""

from __future__ import annotations

from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2]
FEATURES = TRAINING / ".cache" / "features"
MODELS = TRAINING.parent / "public" / "models"
FIXTURES = TRAINING.parent / "e2e" / "fixtures" / "models"
