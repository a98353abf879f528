"""Cache of the stem's 14×14×120 maps: a training step neither decodes pictures nor runs the frozen lower stages.

View 0 is the whole picture squashed, view 1 its mirror image, view 2 the centre crop, views from 3 on are augmented.
A view is one memory-mapped float16 file of (posts, 14, 14, 120) and the count of rows written: a stopped run resumes.
"""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from data.posts import Post

from .lite2 import SIZE, Lite2, load
from .paths import work_folder
from .pictures import augmented, fitted, normalised, opened

BLOCKS = 15  # blocks below the cut: all before the last strided stage
SHAPE = (14, 14, 120)
BATCH = 32


def picture(post: Post, view: int) -> np.ndarray:
    """The bytes (224, 224, 3) of one view; the augmentation is a function of post and view alone."""
    image = opened(post.image)
    if view == 2:
        return np.asarray(fitted(image, SIZE, "cover"))
    if view >= 3:
        return np.asarray(augmented(image, SIZE, random.Random(f"{post.id}/{view}")))
    squashed = fitted(image, SIZE, "squash")
    return np.asarray(squashed.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if view else squashed)


def maps(posts: list[Post], view: int, name: str, stem: Lite2 | None = None) -> np.ndarray:
    """The maps of `posts` in one view, read-only; computed where missing. `name` tells lists of posts apart."""
    folder = work_folder("photo-maps")
    file, progress = folder / f"{name}-{view}.npy", folder / f"{name}-{view}.done"
    shape = (len(posts), *SHAPE)
    if not file.exists():
        np.lib.format.open_memmap(file, "w+", np.float16, shape).flush()
    rows = np.load(file, mmap_mode="r+")
    if rows.shape != shape:
        raise ValueError(f"{file.name} belongs to {len(rows)} posts, not {len(posts)}: remove it to compute it again")
    done = int(progress.read_text()) if progress.exists() else 0
    if done < len(posts):
        write(posts, view, rows, done, progress, stem or load())
    return np.load(file, mmap_mode="r")


def write(posts: list[Post], view: int, rows: np.ndarray, done: int, progress: Path, stem: Lite2) -> None:
    """Fill `rows` from `done` on; bfloat16 is three times as fast here and as exact as 8 bits of picture need."""
    lower = stem.to(torch.bfloat16).to(memory_format=torch.channels_last)
    started, first = time.time(), done
    with ThreadPoolExecutor(2) as pool, torch.inference_mode():

        def batch(at: int) -> np.ndarray:
            part = posts[at : at + BATCH]
            return normalised(np.stack([picture(post, view) for post in part])) if part else np.empty(0)

        ahead = pool.submit(batch, done)
        while done < len(posts):
            pixels = torch.from_numpy(ahead.result())
            ahead = pool.submit(batch, done + BATCH)
            pixels = pixels.to(torch.bfloat16).to(memory_format=torch.channels_last)
            out = lower.lower(pixels, BLOCKS).permute(0, 2, 3, 1).to(torch.float16).numpy()
            rows[done : done + len(out)] = out
            done += len(out)
            if done % (BATCH * 32) == 0 or done == len(posts):
                rows.flush()
                progress.write_text(str(done))
                pace = (time.time() - started) / (done - first) * 1000
                print(f"view {view}: {done}/{len(posts)} maps, {pace:.1f} ms each", flush=True)
