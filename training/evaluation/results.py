"""Result files: who was judged and what was met, post by post, so that every figure can be derived later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from data.posts import Post

from .metrics import LARGEST_K, Judged, judge
from .strata import strata

RESULTS = Path(__file__).resolve().parents[1] / "results"


def bits(relevant: np.ndarray) -> str:
    """posts × 15 truth values as four hexadecimal digits a post, rank 1 in the highest bit."""
    weights = 1 << np.arange(LARGEST_K - 1, -1, -1)
    return "".join(f"{value:04x}" for value in (relevant[:, :LARGEST_K] * weights).sum(1))


def from_bits(text: str) -> np.ndarray:
    """The inverse of `bits`."""
    values = np.array([int(text[i : i + 4], 16) for i in range(0, len(text), 4)])
    return (values[:, None] >> np.arange(LARGEST_K - 1, -1, -1)) & 1 > 0


def judged_posts(posts: list[Post], known: list[set[int]], earlier: list[int]) -> dict[str, Any]:
    """Who is judged: |G| within the vocabulary and in all, and the members of every stratum."""
    return {
        "count": len(posts),
        "sizes": [len(tags) for tags in known],
        "all_sizes": [len(post.tags) for post in posts],
        "strata": {name: np.flatnonzero(mask).tolist() for name, mask in strata(posts, earlier).items()},
    }


def met(ranking: np.ndarray, known: list[set[int]]) -> str:
    """The bits of a ranking (posts × ≥15)."""
    return bits(judge(ranking[:, :LARGEST_K], known).relevant)


class Result:
    """One file of `results/`, read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def judged(self, case: str, system: str, stratum: str = "together", every_tag: bool = False) -> Judged:
        """`case`: what was given; `system`: a head or a floor; `every_tag`: G with the tags outside the vocabulary."""
        posts = self.content["posts"][case]
        sizes = np.array(posts["all_sizes" if every_tag else "sizes"])
        judged = Judged(from_bits(self.content["met"][case][system]), sizes)
        return judged.of(np.array(posts["strata"].get(stratum, []), int))

    @property
    def seed(self) -> int:
        """The seed of the run; 0 for what has none."""
        return int((self.content["provenance"]["configuration"] or {}).get("training", {}).get("seed", 0))

    def strata(self, case: str = "as posted") -> dict[str, int]:
        """Name of every stratum → posts."""
        return {name: len(rows) for name, rows in self.content["posts"][case]["strata"].items()}


def write_result(name: str, part: str, content: dict[str, Any], folder: Path = RESULTS) -> Path:
    """`results/<name>.<part>.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.{part}.json"
    path.write_text(json.dumps({"name": name, "part": part, **content}, indent=1) + "\n", encoding="utf-8")
    return path


def read_result(name: str, part: str, folder: Path = RESULTS) -> Result | None:
    """The result, or None where it was not made."""
    path = folder / f"{name}.{part}.json"
    return Result(path) if path.exists() else None


def read_seeds(name: str, part: str, folder: Path = RESULTS) -> dict[int, Result]:
    """seed → result of every run of a configuration that was judged, lowest seed first."""
    paths = [folder / f"{name}.{part}.json", *folder.glob(f"{name}.seed*.{part}.json")]
    results = [Result(path) for path in paths if path.exists()]
    return {result.seed: result for result in sorted(results, key=lambda result: result.seed)}
