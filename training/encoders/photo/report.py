"""Print the probe table of docs/decisions/0002-photo-encoder.md from the shipped files."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from data.posts import Post, read_all

from .calibrate import corrected
from .cnn import ID as CNN
from .cnn import calibration
from .export import session, to_onnx
from .features import ensure
from .hybrid import ID as VIT
from .hybrid import trained
from .lite2 import SIZE
from .paths import MODELS
from .pictures import fitted, normalised, opened
from .probe import Draw, draws, garment, popularity, probe
from .quantise import quantise_weights
from .static import quantise_static
from .train import SHIPPED

BLOCK = 512


def pooled(tokens: np.ndarray) -> np.ndarray:
    """(posts, rows, width) → (posts, width), float32, without loading all tokens at once."""
    parts = [tokens[at : at + BLOCK].astype(np.float32).mean(1) for at in range(0, len(tokens), BLOCK)]
    return np.concatenate(parts)


def interval(values: list[float]) -> str:
    """Mean ± standard deviation over the draws."""
    return f"{np.mean(values):.4f} ± {np.std(values, ddof=1):.4f}"


def shipped() -> None:
    """Popularity, Lite2 and ViT on the same draws; the ViT's lead draw by draw; garment top-1."""
    posts = read_all()
    chosen = draws(posts)
    vectors = {id: pooled(ensure(MODELS / id)) for id in (CNN, VIT)}
    scores = {id: [probe(v, draw) for draw in chosen] for id, v in vectors.items()}
    print(f"popularity           {interval([popularity(draw) for draw in chosen])}")
    for id, values in scores.items():
        right, labels = garment(vectors[id], posts)
        print(f"{id:20} {interval(values)}   garment top-1 of {labels}: {right:.3f}")
    lead = [b - a for a, b in zip(scores[CNN], scores[VIT], strict=True)]
    print(f"lead of the ViT      {interval(lead)}, least of {len(lead)} draws {min(lead):.4f}")


def features_of(model: bytes, posts: list[Post], indices: np.ndarray) -> tuple[np.ndarray, float]:
    """Pooled features (all posts, width), zero where not asked for, and milliseconds a picture (median of 20)."""
    runner = session(model)
    out: np.ndarray | None = None
    for at in range(0, len(indices), 16):
        part = indices[at : at + 16]
        pixels = normalised(np.stack([np.asarray(fitted(opened(posts[i].image), SIZE, "squash")) for i in part]))
        tokens = runner.run(None, {"pixel_values": pixels})[0]
        if out is None:
            out = np.zeros((len(posts), tokens.shape[2]), np.float32)
        out[part] = tokens.mean(1)
    times = []
    for _ in range(20):
        started = time.perf_counter()
        runner.run(None, {"pixel_values": pixels[:1]})
        times.append((time.perf_counter() - started) * 1000)
    assert out is not None
    return out, float(np.median(times))


def forms() -> None:
    """Each form of the ViT on the first draw: probe, megabytes, milliseconds; files stay in a temporary folder."""
    posts = read_all()
    draw: Draw = draws(posts, 1)[0]
    indices = np.concatenate([draw.train, draw.test])
    pixels, module = calibration(), trained(SHIPPED)
    folder = Path(tempfile.mkdtemp(prefix="photo-forms-"))
    exact = to_onnx(module, SIZE)
    made: dict[str, Callable[[], bytes]] = {
        "float32": exact.SerializeToString,
        "weights int8, biases uncorrected": quantise_weights(exact).SerializeToString,
        "weights int8": quantise_weights(to_onnx(corrected(module, pixels), SIZE)).SerializeToString,
        "weights and activations int8": lambda: quantise_static(exact, pixels.numpy()),
    }
    for form, make in made.items():
        model = make()
        (folder / f"{form.replace(' ', '-').replace(',', '')}.onnx").write_bytes(model)
        vectors, milliseconds = features_of(model, posts, indices)
        row = {"form": form, "probe": round(probe(vectors, draw), 4), "ms": round(milliseconds, 1)}
        print(json.dumps({**row, "MB": round(len(model) / 1e6, 2)}), flush=True)
    print(folder)
