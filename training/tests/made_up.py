"""Made-up posts whose hashtags follow from photo, caption and user, so that a small network can learn them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data.posts import Post
from data.split import split
from data.vocabulary import Vocabulary
from design.configuration import Configuration, Sizes, Training
from design.dataset import Dataset, Texts

TAGS = tuple(f"tag{number}" for number in range(20))  # the last eight are never used


def post(number: int, **changes: object) -> Post:
    """A post with an id of its own."""
    fields: dict[str, object] = {
        "id": f"made:{number}", "set": "made", "user": None, "date": None,
        "image": Path("none"), "caption": "", "tags": (),
    }  # fmt: skip
    return Post(**(fields | changes))  # type: ignore[arg-type]


def made_up_dataset(count: int = 240, seed: int = 0) -> Dataset:
    """Photo shows one of 4 things, the caption names one of 4, the user always adds one of 4. M=4, D=8, D_t=6."""
    random = np.random.default_rng(seed)
    shown, named, owner = (random.integers(0, 4, count) for _ in range(3))
    posts, matrices = [], []
    for number in range(count):
        captioned, owned = number % 3 > 0, number % 2 > 0
        tags = [TAGS[shown[number]]]
        tags += [TAGS[4 + named[number]]] if captioned else []
        tags += [TAGS[8 + owner[number]]] if owned else []
        posts.append(
            post(
                number,
                caption="words" if captioned else "",
                user=f"user{owner[number]}" if owned else None,
                tags=tuple(tags),
            )
        )
        words = random.standard_normal((random.integers(1, 5) if captioned else 0, 6)) * 0.3
        if captioned:
            words[0, named[number]] += 2
        matrices.append(words.astype(np.float16))
    photo = random.standard_normal((count, 4, 8)) * 0.3
    photo[np.arange(count), random.integers(0, 4, count), shown] += 2
    offsets = np.concatenate([[0], np.cumsum([len(words) for words in matrices])])
    vocabulary = Vocabulary(TAGS, tuple(sum(tag in post.tags for post in posts) for tag in TAGS))
    names = random.standard_normal((len(TAGS), 6)).astype(np.float32)
    texts = Texts(np.concatenate(matrices), offsets)
    return Dataset(posts, split(posts), vocabulary, photo.astype(np.float16), texts, names=lambda: names)


def small(**changes: object) -> Configuration:
    """A configuration that learns the made-up posts in seconds."""
    training: dict[str, object] = {"epochs": 10, "batch": 32, "peak_rate": 1e-2, "dropout": 0.1, "ema": 0.9}
    sizes = Sizes(
        d=16, k=8, gru=12, tag_embedding=6, **{k: v for k, v in changes.items() if k in ("fusion", "pooling")}
    )  # type: ignore[arg-type]
    training |= {key: value for key, value in changes.items() if key not in ("fusion", "pooling")}
    return Configuration("small", network=sizes, training=Training(**training))  # type: ignore[arg-type]
