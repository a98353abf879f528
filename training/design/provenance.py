"""Where a result comes from: written beside every figure."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

import torch

from .configuration import Configuration, Encoders
from .dataset import Dataset
from .prepare import data_checksum, encoder_key


def machine() -> str:
    """In words, without names: `2-core x86-64 with AVX-512`."""
    kind = platform.machine().replace("_", "-")
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    return f"{os.cpu_count()}-core {kind}" + (" with AVX-512" if "avx512f" in flags else "")


def commit() -> str:
    """The checkout's git commit, with `+` where training/ has changes that are not in it; empty outside a checkout."""
    folder = Path(__file__).resolve().parents[1]

    def git(*words: str) -> str:
        try:
            return subprocess.run(
                ["git", *words], cwd=folder, capture_output=True, text=True, check=True
            ).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return ""

    changed = git(
        "status", "--porcelain", "--untracked-files=no", "--", "design", "compared", "data", "evaluation", "configs"
    )
    return git("rev-parse", "--short=12", "HEAD") + ("+" if changed else "")


def provenance(
    dataset: Dataset, encoders: Encoders, command: str, configuration: Configuration | None
) -> dict[str, Any]:
    """Commit, data, encoders, configuration, command, machine, date and versions."""
    return {
        "commit": commit(),
        "command": command,
        "configuration": None if configuration is None else configuration.to_json(),
        "data": data_checksum(dataset.posts, dataset.vocabulary),
        "encoders": [encoder_key(encoders.photo), encoder_key(encoders.caption)],
        "vocabulary": len(dataset.vocabulary),
        "machine": machine(),
        "torch": torch.__version__,
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d"),
    }
