"""The Lab's data fit the results that they are a copy of."""

from __future__ import annotations

import hashlib
import json

import numpy as np

from evaluation.metrics import Judged, at
from evaluation.results import RESULTS, Result
from ship.lab import FOLDER, needed


def test_histories_bring_their_posts_along() -> None:
    earlier = [[], [0], [0, 1], list(range(7)), [], [], [], list(range(7))]
    assert needed([], earlier, [7]) == [2, 3, 4, 5, 6, 7]
    assert needed([], earlier, [0, 2]) == [0, 1, 2]


def test_every_file_is_that_of_the_manifest() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        content = (FOLDER / entry["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])


def test_stored_lists_are_the_results() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    posts = json.loads((FOLDER / "posts.json").read_text(encoding="utf-8"))
    bits = np.frombuffer((FOLDER / "met.bin").read_bytes(), "<u2").reshape(len(manifest["lists"]), manifest["posts"])
    relevant = (bits[..., None].astype(int) >> np.arange(14, -1, -1)) & 1 > 0
    sizes = np.array([len(tags) for tags in posts["tags"]])
    for about, judged in zip(manifest["lists"], relevant, strict=True):
        name = about["system"] + (f".seed{about['seed']}" if about["seed"] else "")
        result = Result(RESULTS / f"{name}.test.json")
        case = "as posted" if about["history"] else "without history"
        assert at(Judged(judged, sizes), 7) == at(result.judged(case, about["list"]), 7)
        assert result.content["provenance"]["data"] == manifest["data"]
