"""Golden inputs and outputs of a network (docs/formats.md): what `src/network` has to reproduce."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from .history import Earlier
from .hybrid import a2_scores, ranked
from .network import Design, Inputs
from .shape import SEQUENCE_STEPS

TOLERANCE = 1e-4


@dataclass
class Case:
    """One post: F (M×D) or None, E (N×D_t) or None, and earlier posts as (p_j, class indices)."""

    name: str
    photo: np.ndarray | None
    caption: np.ndarray | None
    history: list[tuple[np.ndarray, list[int]]] = field(default_factory=list)


def inputs_of(case: Case, network: Design) -> Inputs:
    """The case as a batch of one. History beyond the most recent L posts is left out (systems.md §4)."""
    shape = network.shape
    photo = np.zeros((1, shape.photo_width), np.float32) if case.photo is None else case.photo
    caption = np.zeros((1, shape.caption_width), np.float32) if case.caption is None else case.caption
    history = case.history[-shape.history_length :] if shape.history_length else []
    length = max(1, len(history))
    width = max([1, *(len(tags) for _, tags in history)])
    vectors, tags = torch.zeros(1, length, shape.d), torch.full((1, length, width), -1)
    for j, (vector, indices) in enumerate(history):
        vectors[0, j] = torch.from_numpy(vector)
        tags[0, j, : len(indices)] = torch.tensor(indices)
    return Inputs(
        photo=torch.from_numpy(photo)[None],
        photo_absent=torch.tensor([case.photo is None]),
        caption=torch.from_numpy(caption)[None],
        caption_valid=torch.ones(1, len(caption), dtype=torch.bool),
        caption_absent=torch.tensor([case.caption is None]),
        earlier=Earlier(vectors, tags, torch.arange(length)[None] < len(history)),
    )


@torch.no_grad()
def stages_of(case: Case, network: Design, beta: float) -> dict[str, Any]:
    """The named stages of one case; `network` must be folded. Arrays have no batch axis."""
    stages = network(inputs_of(case, network))
    decoded = network.sequence.greedy(stages.z)
    yhat = torch.sigmoid(stages.logits)
    scores = a2_scores(yhat, decoded.q, beta)
    names = ("V", "Q", "alpha", "Qt", "C", "av", "aq", "t", "v", "w", "p", "u", "z", "logits")
    packed = {name: pack(getattr(stages, name)[0]) for name in names}
    return packed | {
        "yhat": pack(yhat[0]),
        "sequence": [tag for tag in decoded.tags[0].tolist() if tag >= 0],
        "q": pack(decoded.q[0]),
        "scores": pack(scores[0]),
        "order": ranked(scores, SEQUENCE_STEPS)[0].tolist(),
    }


def golden(network: Design, cases: list[Case], beta: float) -> dict[str, Any]:
    """`golden.json` of a folded network."""
    return {
        "schema": 1,
        "tolerance": TOLERANCE,
        "cases": [
            {
                "name": case.name,
                "photo": None if case.photo is None else pack(case.photo),
                "caption": None if case.caption is None else pack(case.caption),
                "history": [{"vector": pack(vector), "tags": tags} for vector, tags in case.history],
                "stages": stages_of(case, network, beta),
            }
            for case in cases
        ],
    }


def pack(array: np.ndarray | Tensor) -> dict[str, Any]:
    """`{shape, f32}`: base64 of little-endian float32, row-major."""
    values = np.ascontiguousarray(np.asarray(array), "<f4")
    return {"shape": list(values.shape), "f32": base64.b64encode(values.tobytes()).decode()}


def unpack(packed: dict[str, Any]) -> np.ndarray:
    """The inverse of `pack`."""
    return np.frombuffer(base64.b64decode(packed["f32"]), "<f4").reshape(packed["shape"]).copy()


def made_up_cases(
    network: Design, seed: int, scale: tuple[float, float] = (1.0, 1.0), every: bool = True
) -> list[Case]:
    """Random posts with every kind of absence. `scale`: deviation of the photo's and of the caption's numbers.

    `every` false: only the handful that a big network needs (a golden file of a 49×1280 encoder is large).
    """
    random = np.random.default_rng(seed)
    shape = network.shape

    def photo() -> np.ndarray:
        return (random.standard_normal((shape.photo_rows, shape.photo_width)) * scale[0]).astype(np.float32)

    def caption(words: int) -> np.ndarray:
        return (random.standard_normal((words, shape.caption_width)) * scale[1]).astype(np.float32)

    def earlier(posts: int, tags: int = 4) -> list[tuple[np.ndarray, list[int]]]:
        return [
            (
                (random.standard_normal(shape.d) * 0.5).astype(np.float32),
                random.choice(shape.vocabulary, random.integers(1, tags + 1), replace=False).tolist(),
            )
            for _ in range(posts)
        ]

    some = [
        Case("both", photo(), caption(11)),
        Case("photo only", photo(), None),
        Case("caption only, history of two posts", None, caption(9), earlier(2)),
        Case("both, history of five posts", photo(), caption(7), earlier(5)),
    ]
    if not every:
        return some
    untagged = earlier(3)
    untagged[1] = (untagged[1][0], [])
    return [
        *some,
        Case("caption only", None, caption(6)),
        Case("caption only, more history than counts", None, caption(3), earlier(7)),
        Case("neither", None, None),
        Case("one word", photo(), caption(1)),
        Case("the longest caption", photo(), caption(64)),
        Case("both, history of two posts", photo(), caption(5), earlier(2)),
        Case("photo only, an earlier post without hashtags", photo(), None, untagged),
        Case("only an earlier post without hashtags", photo(), caption(4), [(untagged[0][0], [])]),
        Case("neither, history of five posts", None, None, earlier(5)),
    ]
