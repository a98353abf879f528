"""Figures of the shipped folder against the unpruned original: likeness, tokens, meaning, size, speed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .build import FOLDER, source
from .derive import RECIPE, likeness
from .encode import FILES, CaptionEncoder
from .measures import cosines, meaning, pooled, sentences
from .package import MAX_TOKENS, PREFIX
from .recipe import followed
from .reference import Original

BAR = 0.97
THREADS = 2


def check(folder: Path = FOLDER) -> int:
    """Print the figures; exit status 1 when the mean cosine is under the bar."""
    torch.set_num_threads(THREADS)
    by_language = sentences()
    texts = [text for group in by_language.values() for text in group]
    model = source()
    original, shipped = Original(model, PREFIX, MAX_TOKENS), CaptionEncoder(folder, THREADS)
    wanted, got = pooled(original.tokens(texts)), pooled(shipped.tokens(texts))
    alike = cosines(wanted, got)
    print(f"{shipped.name}: {len(texts)} captions in {len(by_language)} languages against the unpruned original")
    print(f"cosine: mean {alike.mean():.4f}, worst {alike.min():.3f} ({texts[int(alike.argmin())]})")
    for language, part in zip(by_language, alike.reshape(len(by_language), -1), strict=True):
        print(f"  {language}: mean {part.mean():.3f}, worst {part.min():.3f}")
    print(f"ids: {count(shipped, texts) / count(original, texts) - 1:+.1%} against the whole vocabulary")
    for name, vectors in (("original", wanted), ("shipped", got)):
        m = meaning(vectors, len(by_language))
        print(f"meaning, {name}: same {m.same:.3f}, other {m.other:.3f}, translation nearest {m.found:.1%}")
    print_speed("4 bits", shipped.session)
    four_bit = got
    steps = json.loads((folder / RECIPE).read_text(encoding="utf-8"))
    shipped.session = session(followed(steps, (folder / FILES["q4"]).read_bytes()))
    got = pooled([shipped.tokens([text])[0] for text in texts])  # one at a time: activations are quantised by call
    for name, vectors in (("4 bits", four_bit), ("the original", wanted)):
        close = cosines(vectors, got)
        print(f"int8 layers against {name}: mean {close.mean():.4f}, worst {close.min():.4f}")
    worst, least = likeness(shipped.session, json.loads((folder / "golden.json").read_text(encoding="utf-8")))
    print(f"int8 layers against the golden vectors: largest difference {worst:.3f}, least cosine {least:.4f}")
    print_speed("int8", shipped.session)
    return int(alike.mean() < BAR)


def count(encoder: CaptionEncoder | Original, texts: list[str]) -> int:
    """Ids of all texts, with prefix and specials."""
    return sum(len(encoder.ids(text)) for text in texts)


def session(model: bytes) -> onnxruntime.InferenceSession:
    """A CPU session."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def print_speed(name: str, running: onnxruntime.InferenceSession, repeats: int = 30) -> None:
    """Median milliseconds a caption of 16 and of 64 ids."""
    for length in (16, 64):
        ids = np.arange(5, 5 + length, dtype=np.int64)[None]
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            running.run(None, feeds)
            times.append((time.perf_counter() - start) * 1e3)
        print(f"  {name}, {length} ids: median {np.median(times):.1f} ms, least {min(times):.1f} ms")
