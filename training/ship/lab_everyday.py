"""`python -m ship.lab_everyday`: the everyday network's test posts as numbers, for the Lab (docs/formats.md).

`public/lab/everyday/`: p of every test post as it was given, with the photo alone and with the caption alone, and u of
those with earlier posts, a byte a number: what the tab classifies and decodes itself. Beside them which places of the
floors' lists were met, from `results/everyday/`. Class indices and derived vectors alone: no picture, no text, no name.

Judges, too, what it wrote: `results/everyday/lab.test.json` holds the lists by the weights of the shipped file from the
bytes of these files, for the tab to be compared with.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from design.configuration import Encoders
from design.dataset import batches
from design.network import Design
from design.package import file_entry, read_package, write_json
from design.predict import BATCH, Predictions, earlier_rows, memory_of
from design.prepare import MODELS
from design.provenance import provenance
from design.system import HEADS
from evaluation.metrics import LARGEST_K
from evaluation.results import Result, from_bits, write_result
from everyday.dataset import CAPTION, Everyday, load_everyday
from everyday.evaluate import CASES, FOLDER, judged_as, met, rows_of
from everyday.learn import GIVEN
from everyday.plan import SHIPPED

from .lab import FOLDER as LAB

PLACE = LAB / "everyday"
PART = "test"
NETWORK = "design-everyday"
# Whose lists are stored: what was learnt, before its weights were rounded, and the floors.
STORED = {SHIPPED: ("hybrid",), "floors": ("popularity", "nearest posts", "own tags", "nearest own posts")}
PERSONAL = "both, with history"
NAME = "lab"
LISTS = (*HEADS, "A1")


def packed(values: np.ndarray) -> bytes:
    """rows×d numbers a byte each: the least of every column and its step (float32, d each), then the bytes."""
    least, most = values.min(0).astype("<f4"), values.max(0)
    step = np.maximum((most - least) / 255, 1e-12).astype("<f4")
    places = np.clip(np.round((values - least) / step), 0, 255).astype(np.uint8)
    return least.tobytes() + step.tobytes() + places.tobytes()


def unpacked(data: bytes, width: int) -> np.ndarray:
    """What a reader of `packed` finds: rows×width, float32."""
    least, step = np.frombuffer(data, "<f4", 2 * width).reshape(2, width)
    return np.frombuffer(data, np.uint8, offset=8 * width).reshape(-1, width) * step + least


@torch.no_grad()
def vectors(network: Design, dataset: Everyday, rows: np.ndarray, given: str, memory: Tensor) -> list[np.ndarray]:
    """p and u of posts of which this is given: rows×d each."""
    length = network.shape.history_length
    made = [network(dataset.inputs(some, memory, length, **GIVEN[given])) for some in batches(rows, BATCH)]
    return [torch.cat([getattr(stages, name) for stages in made]).numpy() for name in ("p", "u")]


def given_of(dataset: Everyday, rows: np.ndarray) -> str:
    """A letter a post: p has a photo alone, c a caption alone, b both."""
    return "".join(
        "b" if photo and caption else "p" if photo else "c"
        for photo, caption in zip(dataset.has_photo[rows], dataset.has_caption[rows], strict=True)
    )


def vector_places(given: str, case: str) -> list[int]:
    """Which row of p.bin each post of a case has: first all posts as they are, then photos alone, captions alone."""
    both = [place for place, letter in enumerate(given) if letter == "b"]
    first = {"photo": len(given), "caption": len(given) + len(both)}
    wanted = CASES[case][0]
    if wanted == "both":
        return list(range(len(given)))
    alone = {post: first[wanted] + number for number, post in enumerate(both)}
    return [alone.get(post, post) for post, letter in enumerate(given) if letter in ("b", wanted[0])]


def posts_of(given: str, case: str) -> list[int]:
    """Which posts a case judges."""
    letters = {"both": "pcb", "photo": "pb", "caption": "cb"}[CASES[case][0]]
    return [place for place, letter in enumerate(given) if letter in letters]


@torch.no_grad()
def predictions(network: Design, z: Tensor) -> Predictions:
    """ŷ and q from z = [p ; u] alone: rows×2d."""
    parts = []
    for some in z.split(BATCH):
        decoded = network.sequence.greedy(some)
        parts.append((torch.sigmoid(network.classifier(some)), decoded.q, decoded.tags, some[:, 0]))
    return Predictions(*(torch.cat(pieces) for pieces in zip(*parts, strict=True)))


def stored_lists() -> tuple[list[dict[str, Any]], bytes]:
    """The lists of `STORED`, case by case, and their bits: two bytes a post of the case and list."""
    lists, pieces = [], []
    weights = 1 << np.arange(14, -1, -1)
    for name, systems in STORED.items():
        result = Result(FOLDER / f"{name}.{PART}.json")
        for case, found in result.content["met"].items():
            for system in systems:
                # Without history the floors are the same as with it.
                if system in found and (case != PERSONAL or name == SHIPPED or "own" in system):
                    lists.append({"system": name, "list": system, "case": case})
                    pieces.append((from_bits(found[system]) * weights).sum(1).astype("<u2").tobytes())
    return lists, b"".join(pieces)


def write(folder: Path = PLACE) -> dict[str, Any]:
    """Writes the folder and the result of what is in it; returns its manifest."""
    package = MODELS / NETWORK
    network, about = read_package(package)
    network.eval()
    tags = json.loads((package / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    encoders = Encoders(about["network"]["photo"]["encoder"].split("@")[0], CAPTION)
    dataset = load_everyday(encoders.photo, known=[tag["key"] for tag in tags])
    rows = rows_of(dataset, PART, "both")
    judged = judged_as(dataset, rows)
    result = Result(FOLDER / f"{SHIPPED}.{PART}.json")
    if result.posts["both, cold"] != json.loads(json.dumps(judged)):
        raise SystemExit("the results are of other posts than these: `training/run everyday.evaluate` first")

    given = given_of(dataset, rows)
    both = rows[[letter == "b" for letter in given]]
    memory = memory_of(network, dataset, dataset.readable(earlier_rows(dataset, rows, network.shape.history_length)))
    p, u = vectors(network, dataset, rows, "both", memory)
    alone = [vectors(network, dataset, both, name, memory)[0] for name in ("photo", "caption")]
    history = [place for place, row in enumerate(rows) if dataset.earlier[row]]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "p.bin").write_bytes(packed(np.concatenate([p, *alone])))
    (folder / "u.bin").write_bytes(packed(u[history]))
    lists, bits = stored_lists()
    (folder / "met.bin").write_bytes(bits)
    strata = {name: members for name, members in judged["strata"].items() if name != "together"}
    content = {
        "schema": 1,
        "given": given,
        "history": history,
        "tags": [[int(tag) for tag in dataset.tags[row] if tag >= 0] for row in rows],
        "sizes": judged["all_sizes"],
        "strata": strata,
    }
    write_json(folder / "posts.json", content)
    manifest = {
        "schema": 1,
        "kind": "lab-everyday",
        "data": result.content["provenance"]["data"],
        "posts": len(rows),
        "largestK": LARGEST_K,
        "network": f"{about['id']}@{about['revision']}",
        "vocabulary": len(tags),
        "width": network.shape.d,
        "beta": about["network"]["hybrid"]["beta"],
        "cases": {case: {"given": wanted, "history": earlier} for case, (wanted, earlier) in CASES.items()},
        "files": [file_entry(folder, name) for name in ("posts.json", "p.bin", "u.bin", "met.bin")],
        "lists": lists,
    }
    write_json(folder / "manifest.json", manifest, indent=1)
    judge_written(network, dataset, rows, encoders, manifest, content, folder)
    return manifest


def judge_written(
    network: Design, dataset: Everyday, rows: np.ndarray, encoders: Encoders, manifest: dict[str, Any],
    content: dict[str, Any], folder: Path,
) -> None:  # fmt: skip
    """`results/everyday/lab.test.json`: every list of every case, by the bytes of the folder alone."""
    d = manifest["width"]
    p, u = (unpacked((folder / f"{name}.bin").read_bytes(), d) for name in "pu")
    nobody = network.history.none.detach().numpy().reshape(1, d)
    users = np.repeat(nobody, len(rows), 0)
    users[content["history"]] = u
    found: dict[str, Any] = {"beta": manifest["beta"], "posts": {}, "met": {}}
    for case, (_, history) in CASES.items():
        posts = posts_of(content["given"], case)
        of = users[posts] if history else np.repeat(nobody, len(posts), 0)
        z = np.concatenate([p[vector_places(content["given"], case)], of], 1).astype(np.float32)
        said = predictions(network, torch.from_numpy(z))
        found["posts"][case] = judged_as(dataset, rows[posts])
        found["met"][case] = {
            head: met(dataset, rows[posts], said.ranking(head, manifest["beta"], LARGEST_K)) for head in LISTS
        }
    found["provenance"] = provenance(dataset, encoders, "training/run ship.lab_everyday", None)
    write_result(NAME, PART, found, FOLDER)


def main() -> None:
    """Writes `public/lab/everyday/` and says how much it is."""
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    manifest = write()
    size = sum(entry["bytes"] for entry in manifest["files"])
    lists = len(manifest["lists"])
    print(f"{manifest['posts']} posts of {manifest['network']}, {lists} stored lists, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
