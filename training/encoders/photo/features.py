"""Region matrices of all posts, computed with a shipped model file: `ensure(folder)` is for the network's trainer."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from data.posts import Post, read_all

from .export import session
from .maps import picture
from .paths import work_folder
from .pictures import fitted, normalised, opened

BATCH = 16


def checksum(posts: list[Post]) -> str:
    """Of the ids in their order: features belong to posts only as long as it stays the same."""
    return hashlib.sha256("\n".join(post.id for post in posts).encode()).hexdigest()


def ensure(folder_of_model: Path | str, posts: list[Post] | None = None, suffix: str = "", view: int = 0) -> np.memmap:
    """(posts, rows, width) float16, read-only, in the order of `read_all()`; row r is cell (r // 7, r % 7)
    of a 7×7 grid.

    Kept in the cache as `features/<id>@<revision><suffix>.npy` with a `.json` that names the model file's sha256 and
    the posts; when either changed it is computed again, and a stopped run goes on where it was.
    """
    folder = Path(folder_of_model)
    posts = read_all() if posts is None else posts
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    file_name = next(entry["path"] for entry in manifest["files"] if entry["path"].endswith(".onnx"))
    dims, key = manifest["dims"], f"{manifest['id']}@{manifest['revision']}{suffix}"
    facts = {
        "model": hashlib.sha256((folder / file_name).read_bytes()).hexdigest(),
        "preprocessing": manifest["input"],
        "posts": checksum(posts),
        "count": len(posts),
        "dims": dims,
    }
    file = work_folder("features") / f"{key}.npy"
    facts_file = file.parent / f"{key}.json"
    known = json.loads(facts_file.read_text(encoding="utf-8")) if facts_file.exists() else {}
    done = known.pop("done", 0)
    if known != facts or not file.exists():
        done = 0
        np.lib.format.open_memmap(file, "w+", np.float16, (len(posts), dims["rows"], dims["width"])).flush()
    if done < len(posts):
        rows = np.load(file, mmap_mode="r+")
        started, first = time.time(), done
        for tokens in tokens_of(folder, file_name, posts, manifest, first, view):
            rows[done : done + len(tokens)] = tokens
            done += len(tokens)
            if done % (BATCH * 64) == 0 or done == len(posts):
                rows.flush()
                facts_file.write_text(json.dumps({**facts, "done": done}, indent=2), encoding="utf-8")
                pace = (time.time() - started) / (done - first) * 1000
                print(f"{key}: {done}/{len(posts)} pictures, {pace:.1f} ms each", flush=True)
    return np.load(file, mmap_mode="r")


def tokens_of(
    folder: Path, file_name: str, posts: list[Post], manifest: dict, first: int, view: int = 0
) -> Iterator[np.ndarray]:
    """Yield tokens (B, rows, width) from post `first` on; the next pictures are read while the model runs."""
    runner, size, fit = session(folder / file_name), manifest["input"]["size"], manifest["input"]["fit"]
    dims = manifest["dims"]
    scaling = json.loads((folder / "preprocessor_config.json").read_text(encoding="utf-8"))
    mean, deviation = tuple(scaling["image_mean"]), tuple(scaling["image_std"])

    def batch(at: int) -> np.ndarray | None:
        part = posts[at : at + BATCH]
        if not part:
            return None
        pictures = [
            picture(post, view) if view else np.asarray(fitted(opened(post.image), size, fit))
            for post in part
            if post.image is not None
        ]
        return normalised(np.stack(pictures), mean, deviation)

    with ThreadPoolExecutor(1) as pool:
        ahead, at = pool.submit(batch, first), first
        while (pixels := ahead.result()) is not None:
            at += BATCH
            ahead = pool.submit(batch, at)
            yield runner.run([manifest["output"]], {"pixel_values": pixels})[0][:, dims["skip"] :].astype(np.float16)
