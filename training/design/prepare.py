"""`python -m design.prepare [CONFIG…]`: the encoders' matrices of all posts, made once and kept in the cache.

Beside each array lies a `.json` with the checksum of what it was made from; when that changes it is made again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from functools import partial
from pathlib import Path

import numpy as np

from data.labels import label
from data.posts import Post, data_folder, read_all
from data.split import split
from data.vocabulary import LEAST_USES, Vocabulary, build
from data.work import CACHE
from encoders.caption.features import ALTERNATE_LANGUAGES, CaptionFeatures, cached, ensure_alternates
from encoders.caption.features import ensure as ensure_captions
from encoders.photo.features import ensure as ensure_photos
from encoders.photo.regions import KINDS
from evaluation.metrics import LARGEST_K

from .configuration import Encoders, read_configuration
from .dataset import Dataset, Texts

MODELS = Path(__file__).resolve().parents[2] / "public" / "models"


def encoder_folder(name: str) -> Path:
    """The folder of an encoder: a shipped one, or one made from a person's own weights.

    Raises FileNotFoundError that says what is missing and how to make it.
    """
    for folder in (MODELS / name, CACHE / "encoders" / name):
        if (folder / "manifest.json").exists():
            return folder
    regions = f"training/run encoders.photo regions {name} WEIGHTS.pth --out {CACHE / 'encoders' / name}"
    how = f"get its weights in torchvision's layout and run `{regions}`" if name in KINDS else "see docs/formats.md"
    raise FileNotFoundError(f"The encoder {name} is neither bundled nor made from your own weights: {how}.")


def load_dataset(encoders: Encoders) -> Dataset:
    """All posts with their matrices. Other captions are attached to training posts only (data.md)."""
    posts = read_all()
    parts = split(posts)
    folder = encoder_folder(encoders.caption)
    photo, own, alternates = (
        ensure_photos(encoder_folder(encoders.photo), posts),
        ensure_captions(folder, posts),
        ensure_alternates(folder),
    )
    others = {
        index: np.array(list(alternates.places[post.id].values())) + len(posts)
        for index, (post, part) in enumerate(zip(posts, parts, strict=True))
        if part == "train" and post.id in alternates.places
    }
    vocabulary = build(posts, parts)
    check_vocabulary(vocabulary)
    places = {post.id: index for index, post in enumerate(posts)}
    languages = {
        language: {
            places[name]: text[language] + len(posts)
            for name, text in alternates.places.items()
            if language in text and name in places
        }
        for language in ALTERNATE_LANGUAGES
    }
    return Dataset(
        posts, parts, vocabulary, photo, joined(own, alternates.features), others, languages,
        partial(names_of, vocabulary, folder),
    )  # fmt: skip


def check_vocabulary(vocabulary: Vocabulary) -> None:
    """Raises ValueError where there are fewer hashtags than the longest list that is judged."""
    if len(vocabulary) < LARGEST_K:
        raise ValueError(
            f"only {len(vocabulary)} hashtags occur in {LEAST_USES} training posts, and lists of {LARGEST_K} are "
            "judged: add posts, or keep the bundled sets beside yours (docs/train-your-own.md)"
        )


def names_of(vocabulary: Vocabulary, folder: Path) -> np.ndarray:
    """H×D_t: the vectors of the vocabulary's names."""
    return name_vectors(folder, [label(key) for key in vocabulary.keys])


def name_vectors(folder: Path, labels: list[str], suffix: str = "") -> np.ndarray:
    """H×D_t: the mean token of each label's words by the caption encoder of `folder`."""
    words = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", written).replace("_", " ").lower() for written in labels]
    features = cached(folder, words, f"-hashtags{suffix}")
    return np.stack([features[index].mean(0, dtype=np.float32) for index in range(len(features))])


def joined(*features: CaptionFeatures) -> Texts:
    """All in a row: with a data set's own captions first, text i < posts is post i's own."""
    lengths = np.concatenate([np.diff(one.offsets) for one in features])
    return Texts(np.concatenate([one.rows for one in features]), np.concatenate([[0], np.cumsum(lengths)]))


def data_checksum(posts: list[Post], vocabulary: Vocabulary | None = None) -> str:
    """sha256 of the sets' `posts.jsonl` in order and of the vocabulary, the grid's by default: what a result is of."""
    vocabulary = vocabulary or build(posts, split(posts))
    digest = hashlib.sha256()
    for name in dict.fromkeys(post.set for post in posts):
        digest.update((data_folder() / name / "posts.jsonl").read_bytes())
    digest.update("\n".join(vocabulary.keys).encode())
    return digest.hexdigest()


def encoder_key(name: str) -> str:
    """`id@revision` of an encoder."""
    manifest = json.loads((encoder_folder(name) / "manifest.json").read_text(encoding="utf-8"))
    return f"{manifest['id']}@{manifest['revision']}"


def main() -> None:
    """Makes what is missing for the named configurations, by default the shipped pair."""
    for encoders in dict.fromkeys(read_configuration(name).encoders for name in sys.argv[1:]) or [Encoders()]:
        dataset = load_dataset(encoders)
        if dataset.names:
            dataset.names()
        print(
            f"{encoders.photo} + {encoders.caption}: {len(dataset.posts)} posts, {len(dataset.vocabulary)} hashtags, "
            f"photo matrices {dataset.photo.shape}, {len(dataset.texts.tokens)} caption tokens, "
            f"data {data_checksum(dataset.posts, dataset.vocabulary)[:16]}"
        )


if __name__ == "__main__":
    main()
