"""Result files: who was judged and what was met, post by post, so that every figure can be derived later.

`results/<name>.<part>.json` says what was met; the posts that were judged are the same for all systems and stand once,
in `results/posts/`, named by their checksum. Every file carries its own checksum.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from data.posts import Post

from .metrics import LARGEST_K, Judged, judge
from .strata import strata

RESULTS = Path(__file__).resolve().parents[1] / "results"
SCHEMA = 2
PACKED = "z"  # begins a packed ranking; the files of schema 1 have plain hexadecimal digits


def bits(relevant: np.ndarray) -> str:
    """posts × 15 truth values, two bytes a post, rank 1 in the highest of 15 bits; packed by zlib, as base64."""
    weights = 1 << np.arange(LARGEST_K - 1, -1, -1)
    values = (relevant[:, :LARGEST_K] * weights).sum(1).astype(">u2")
    return PACKED + base64.b64encode(zlib.compress(values.tobytes(), 9)).decode()


def from_bits(text: str) -> np.ndarray:
    """The inverse of `bits`."""
    data = zlib.decompress(base64.b64decode(text[1:])) if text.startswith(PACKED) else bytes.fromhex(text)
    values = np.frombuffer(data, ">u2").astype(int)
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


def checksum(content: object) -> str:
    """sha256 of JSON content, whatever its spacing."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Result:
    """One file of `results/`, read. Raises ValueError where a checksum does not fit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        written = self.content.pop("checksum", None)
        if written is not None and written != checksum(self.content):
            raise ValueError(f"{path.name} was changed by hand or cut off: evaluate it again")
        posts = self.content.get("posts", {})
        self.posts: dict[str, Any] = {
            case: self._listed(entry) if isinstance(entry, str) else entry for case, entry in posts.items()
        }

    def _listed(self, name: str) -> dict[str, Any]:
        path = self.path.parent / "posts" / f"{name}.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        if not checksum(content).startswith(name):
            raise ValueError(f"posts/{path.name} was changed by hand or cut off: evaluate again")
        return content

    def judged(self, case: str, system: str, stratum: str = "together", every_tag: bool = False) -> Judged:
        """`case`: what was given; `system`: a head or a floor; `every_tag`: G with the tags outside the vocabulary."""
        posts = self.posts[case]
        sizes = np.array(posts["all_sizes" if every_tag else "sizes"])
        judged = Judged(from_bits(self.content["met"][case][system]), sizes)
        return judged.of(np.array(posts["strata"].get(stratum, []), int))

    @property
    def seed(self) -> int:
        """The seed of the run; 0 for what has none."""
        return int((self.content["provenance"]["configuration"] or {}).get("training", {}).get("seed", 0))

    def strata(self, case: str = "as posted") -> dict[str, int]:
        """Name of every stratum → posts."""
        return {name: len(rows) for name, rows in self.posts[case]["strata"].items()}


def write_result(name: str, part: str, content: dict[str, Any], folder: Path = RESULTS) -> Path:
    """`results/<name>.<part>.json`, and the judged posts under `results/posts/`."""
    listed = {case: write_posts(posts, folder / "posts") for case, posts in content.get("posts", {}).items()}
    content = {"schema": SCHEMA, "name": name, "part": part, **content, "posts": listed}
    content = json.loads(json.dumps(content))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.{part}.json"
    write_whole(path, in_lines({**content, "checksum": checksum(content)}))
    return path


def write_posts(posts: dict[str, Any], folder: Path) -> str:
    """Writes a list of judged posts once; returns its name, the beginning of its checksum."""
    name = checksum(posts)[:16]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    if not path.exists():
        write_whole(path, in_lines(posts))
    return name


def write_whole(path: Path, text: str) -> None:
    """Never leaves half a file behind."""
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def in_lines(content: dict[str, Any]) -> str:
    """JSON with an entry of the first two levels a line, so that a difference can be read and a file stays small."""

    def plain(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    lines = []
    for key, value in content.items():
        if isinstance(value, dict) and value:
            entries = ",\n".join(f"  {plain(name)}: {plain(entry)}" for name, entry in value.items())
            lines.append(f" {plain(key)}: {{\n{entries}\n }}")
        else:
            lines.append(f" {plain(key)}: {plain(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_result(name: str, part: str, folder: Path = RESULTS) -> Result | None:
    """The result, or None where it was not made."""
    path = folder / f"{name}.{part}.json"
    return Result(path) if path.exists() else None


def read_seeds(name: str, part: str, folder: Path = RESULTS) -> dict[int, Result]:
    """seed → result of every run of a configuration that was judged, lowest seed first."""
    paths = [folder / f"{name}.{part}.json", *folder.glob(f"{name}.seed*.{part}.json")]
    results = [Result(path) for path in paths if path.exists()]
    return {result.seed: result for result in sorted(results, key=lambda result: result.seed)}
