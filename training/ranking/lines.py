"""Reads what `tagweave evaluate --candidates FILE` writes (src/cli/evaluate/candidate-lines.ts, fit-header.ts)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Header:
    """What the terms are, and what training posts taught of names."""

    terms: tuple[str, ...]
    network: str
    near: dict[str, Any]
    naming: dict[str, Any]
    names: np.ndarray  # H × D_t, rows of length 1


@dataclass(frozen=True)
class Line:
    """One post in one variant, with everything that might be suggested for it."""

    id: str
    set: str
    user: str
    part: str
    variant: str  # alone, known, few, foreign
    source: str  # both, photo, caption
    earlier: int
    tags: frozenset[str]
    keys: tuple[str, ...]
    used: np.ndarray  # 1 where the post has the tag
    terms: np.ndarray  # candidates × terms


def read_header(path: Path) -> Header:
    """The first line of a file. Raises ValueError where it is none."""
    with path.open(encoding="utf-8") as lines:
        row = json.loads(lines.readline())
    if "terms" not in row:
        raise ValueError(f"{path} does not begin with the terms")
    names = np.frombuffer(base64.b64decode(row["names"]["f32"]), "<f4").reshape(-1, row["names"]["width"])
    return Header(tuple(row["terms"]), row["network"], row["near"], row["naming"], names)


def read_lines(paths: Iterable[Path], wanted: Callable[[dict[str, Any]], bool] = lambda _: True) -> list[Line]:
    """The lines of several files of one network, in order. Raises ValueError where files disagree about the terms."""
    found: list[Line] = []
    heads: set[tuple[str, ...]] = set()
    for path in paths:
        header = read_header(path)
        heads.add((header.network, *header.terms))
        with path.open(encoding="utf-8") as lines:
            next(lines)
            found.extend(line_of(row) for row in map(json.loads, lines) if wanted(row))
    if len(heads) > 1:
        raise ValueError("the candidates are of several networks, or of several versions of the engine")
    return found


def line_of(row: dict[str, Any]) -> Line:
    """A row of the file as arrays."""
    rows = row["rows"]
    return Line(
        **{name: row[name] for name in ("id", "set", "user", "part", "variant", "source", "earlier")},
        tags=frozenset(row["tags"]),
        keys=tuple(one[0] for one in rows),
        used=np.array([one[1] for one in rows], np.float32),
        terms=np.array([one[2:] for one in rows], np.float32).reshape(len(rows), -1),
    )
