"""Where runs keep their state."""

from __future__ import annotations

from pathlib import Path

from data.work import CACHE

from .configuration import Configuration

RUNS = CACHE / "runs"


def checkpoint_of(configuration: Configuration) -> Path:
    """The file a run is resumed from."""
    return RUNS / configuration.name / "checkpoint.pt"
