"""`python -m ship.lab`: the test posts of the paper's grid as numbers, for the Lab (docs/formats.md, *The Lab's data*).

`public/lab/`: of each shipped network of the grid p of every test post and u of those with earlier posts (float16),
which the tab classifies and decodes itself, and, of everything else that was judged, which places of its lists were
met, taken from `results/*.test.json`. Class indices and derived vectors alone: no picture, no text, no name of a person
or post.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch

from data.posts import Post, read_all
from data.split import earlier_posts, split
from data.vocabulary import Vocabulary
from design.dataset import Dataset, Texts
from design.package import file_entry, read_package, write_json
from design.prepare import MODELS, data_checksum, encoder_folder
from design.sequences import z_of
from encoders.caption.features import CaptionFeatures, cached
from encoders.photo.features import ensure
from evaluation.results import RESULTS, Result, from_bits

FOLDER = MODELS.parent / "lab"
NETWORKS = ("vit-weighted", "vit-sum", "cnn-weighted", "cnn-sum")
# What was judged with weights of which most are not kept: their lists come as they were judged.
STORED = (
    "vit-weighted", "vit-sum", "vit-mean", "cnn-weighted", "cnn-sum", "cnn-mean",
    "amnn", "coa", "coa-2", "macon", "macon-authors", "tagnet", "tagnet-named",
    "floors-tagweave-vit", "floors-efficientnet-lite2",
)  # fmt: skip
GIVEN = ("as posted", "without history")
LENGTH = 5  # earlier posts that count (systems.md §4)


def needed(posts: list[Post], earlier: list[list[int]], test: list[int]) -> list[int]:
    """The test posts and the earlier posts that their histories are made of, in the order of the sets."""
    return sorted({*test, *(before for row in test for before in earlier[row][-LENGTH:])})


def dataset_of(posts: list[Post], vocabulary: Vocabulary, photo: Path, caption: Path) -> Dataset:
    """The posts with their matrices, computed for the Lab alone: minutes, where all posts would take an hour."""
    texts: CaptionFeatures = cached(caption, [post.caption for post in posts], "-lab")
    return Dataset(
        posts, ["test"] * len(posts), vocabulary, ensure(photo, posts, "-lab"), Texts(texts.rows, texts.offsets)
    )


def shipped(name: str, posts: list[Post], places: list[int]) -> tuple[dict[str, Any], np.ndarray]:
    """What the manifest says of one shipped network, and z of the posts at `places`: posts×2d."""
    folder = MODELS / f"design-{name}"
    network, manifest = read_package(folder)
    sizes = manifest["network"]
    photo, caption = (encoder_folder(sizes[seat]["encoder"].split("@")[0]) for seat in ("photo", "caption"))
    tags = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    vocabulary = Vocabulary(tuple(tag["key"] for tag in tags), tuple(tag["count"] for tag in tags))
    dataset = dataset_of(posts, vocabulary, photo, caption)
    z = z_of(network, dataset, np.array(places))
    about = {
        "id": name,
        "network": f"{manifest['id']}@{manifest['revision']}",
        "file": f"{name}.z.bin",
        "width": z.shape[1],
        "beta": sizes["hybrid"]["beta"],
    }
    return about, z.numpy().astype("<f2")


def packed(z: np.ndarray, history: list[int]) -> bytes:
    """z of every post in a file: p of all, then u of the posts `history`; every other has the network's u_0."""
    d = z.shape[1] // 2
    return z[:, :d].tobytes() + z[history, d:].tobytes()


def stored(names: tuple[str, ...], judged: str) -> tuple[list[dict[str, Any]], bytes]:
    """The lists of `results/` that were judged on the posts `judged`, and their bits: two bytes a post and list."""
    lists, pieces = [], []
    for path in (path for name in names for path in seeds_of(name)):
        result = Result(path)
        for case in GIVEN:
            if result.content["posts"].get(case) != judged:
                continue
            for system, text in result.content["met"][case].items():
                spread = result.content["spread"].get(system, {}) if case == GIVEN[0] else {}
                lists.append(
                    {
                        "system": path.name.split(".")[0],
                        "seed": None if result.content["provenance"]["configuration"] is None else result.seed,
                        "list": system,
                        "history": case == GIVEN[0],
                        "beta": result.content.get("beta") if system == "hybrid" else None,
                        "coverage": spread.get("coverage"),
                        "gini": spread.get("gini"),
                    }
                )
                weights = 1 << np.arange(14, -1, -1)
                pieces.append((from_bits(text) * weights).sum(1).astype("<u2").tobytes())
    return lists, b"".join(pieces)


def seeds_of(name: str) -> list[Path]:
    """The test results of every seed of a configuration."""
    return sorted(path for path in [RESULTS / f"{name}.test.json", *RESULTS.glob(f"{name}.seed*.test.json")])


def write(folder: Path = FOLDER) -> dict[str, Any]:
    """Writes the folder; returns its manifest."""
    posts, result = read_all(), Result(RESULTS / f"{NETWORKS[0]}.test.json")
    checksum = data_checksum(posts)
    if checksum != result.content["provenance"]["data"]:
        raise SystemExit("the results are of other posts than these: `training/run study` first")
    parts, earlier = split(posts), earlier_posts(posts)
    tags = json.loads((MODELS / f"design-{NETWORKS[0]}" / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    index = {tag["key"]: place for place, tag in enumerate(tags)}
    known = [[index[tag] for tag in post.tags if tag in index] for post in posts]
    test = [row for row, part in enumerate(parts) if part == "test" and known[row]]
    judged = result.posts[GIVEN[0]]
    if [len(known[row]) for row in test] != judged["sizes"]:
        raise SystemExit("the shipped vocabulary is not the one that the results were judged with")

    rows = needed(posts, earlier, test)
    history = [place for place, row in enumerate(test) if earlier[row]]
    place = {row: number for number, row in enumerate(rows)}
    chosen = [posts[row] for row in rows]
    folder.mkdir(parents=True, exist_ok=True)
    networks = []
    for name in NETWORKS:
        about, z = shipped(name, chosen, [place[row] for row in test])
        (folder / about["file"]).write_bytes(packed(z, history))
        networks.append(about)
    lists, bits = stored(STORED, result.content["posts"][GIVEN[0]])
    (folder / "met.bin").write_bytes(bits)
    write_json(
        folder / "posts.json",
        {
            "schema": 1,
            "tags": [known[row] for row in test],
            "allSizes": judged["all_sizes"],
            "history": history,
            "strata": {name: members for name, members in judged["strata"].items() if name != "together"},
        },
    )
    files = ["posts.json", "met.bin", *(network["file"] for network in networks)]
    manifest = {
        "schema": 1,
        "kind": "lab",
        "data": checksum,
        "posts": len(test),
        "vocabulary": len(tags),
        "largestK": 15,
        "files": [file_entry(folder, name) for name in files],
        "networks": networks,
        "lists": lists,
    }
    write_json(folder / "manifest.json", manifest, indent=1)
    return manifest


def main() -> None:
    """Writes `public/lab/` and says how much it is."""
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    manifest = write()
    size = sum(entry["bytes"] for entry in manifest["files"])
    networks, lists = len(manifest["networks"]), len(manifest["lists"])
    print(f"{manifest['posts']} posts, {networks} networks, {lists} stored lists, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
