"""`python -m design.sequences ID`: what a shipped network's decoder writes for 200 validation posts.

`e2e/fixtures/sequences/<id>.json`: z of each post (float16, so that both sides read the same numbers) and the lists
of greedy decoding and of beam search, made with the weights of the shipped file. `src/network` has to write the same
lists, hashtag by hashtag. z are the network's inner numbers: neither picture nor text can be read from them.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from data.vocabulary import Vocabulary

from .configuration import Encoders
from .dataset import Dataset, batches
from .network import Design
from .package import read_package, write_json
from .predict import BATCH, earlier_rows, memory_of
from .prepare import MODELS, load_dataset

FOLDER = Path(__file__).resolve().parents[2] / "e2e" / "fixtures" / "sequences"
POSTS = 200
BEAM = 5


@torch.no_grad()
def z_of(network: Design, dataset: Dataset, rows: np.ndarray) -> Tensor:
    """z = [p ; u] of posts: rows×2d, rounded to float16."""
    length = network.shape.history_length
    memory = memory_of(network, dataset, earlier_rows(dataset, rows, length))
    parts = [network(dataset.inputs(some, memory, length)).z for some in batches(rows, BATCH)]
    return torch.cat(parts).half().float()


def sequences(network: Design, z: Tensor) -> dict[str, Any]:
    """z packed, and both decoders' lists."""
    greedy = network.sequence.greedy(z).tags.tolist()
    data = z.numpy().astype("<f2").tobytes()
    return {
        "z": {"shape": list(z.shape), "f16": base64.b64encode(data).decode()},
        "greedy": [[tag for tag in tags if tag >= 0] for tags in greedy],
        "beam": {"width": BEAM, "lists": [network.sequence.beam(row[None], BEAM) for row in z]},
    }


def of_shipped(dataset: Dataset, folder: Path) -> Dataset:
    """The same posts with the classes of a shipped vocabulary."""
    tags = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    vocabulary = Vocabulary(tuple(tag["key"] for tag in tags), tuple(tag["count"] for tag in tags))
    return replace(dataset, vocabulary=vocabulary)


def main() -> None:
    """Writes the file of each named network."""
    parser = argparse.ArgumentParser(prog="python -m design.sequences")
    parser.add_argument("ids", nargs="+", help="folders of public/models")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for identifier in options.ids:
        network, manifest = read_package(MODELS / identifier)
        seats = (manifest["network"][seat]["encoder"].split("@")[0] for seat in ("photo", "caption"))
        dataset = of_shipped(load_dataset(Encoders(*seats)), MODELS / identifier)
        rows = dataset.of_part("validation")
        rows = rows[np.linspace(0, len(rows) - 1, POSTS).astype(int)]
        content = sequences(network, z_of(network, dataset, rows))
        key = {"schema": 1, "network": f"{manifest['id']}@{manifest['revision']}"}
        write_json(FOLDER / f"{identifier}.json", key | content)
        lengths = [len(tags) for tags in content["greedy"]]
        print(f"{identifier}: {len(rows)} posts, greedy lists of {min(lengths)} to {max(lengths)} hashtags")


if __name__ == "__main__":
    main()
