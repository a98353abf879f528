"""`python -m design.prepare [CONFIG]`: the encoders' matrices of all posts, made once and kept in the cache."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import numpy as np

from data.labels import label
from data.posts import Post, data_folder, read_all
from data.split import split
from data.vocabulary import Vocabulary, build
from encoders.caption.features import ALTERNATE_LANGUAGES, CaptionFeatures, cached, ensure_alternates
from encoders.caption.features import ensure as ensure_captions
from encoders.photo.features import ensure as ensure_photos

from .configuration import Encoders, read_configuration
from .dataset import Dataset, Texts

MODELS = Path(__file__).resolve().parents[2] / "public" / "models"


def load_dataset(encoders: Encoders) -> Dataset:
    """All posts with their matrices. Other captions are attached to training posts only (data.md)."""
    posts = read_all()
    parts = split(posts)
    folder = MODELS / encoders.caption
    photo, own, alternates = (
        ensure_photos(MODELS / encoders.photo, posts),
        ensure_captions(folder, posts),
        ensure_alternates(folder),
    )
    others = {
        index: np.array(list(alternates.places[post.id].values())) + len(posts)
        for index, (post, part) in enumerate(zip(posts, parts, strict=True))
        if part == "train" and post.id in alternates.places
    }
    vocabulary = build(posts, parts)
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
        names_of(vocabulary, folder),
    )  # fmt: skip


def names_of(vocabulary: Vocabulary, folder: Path) -> np.ndarray:
    """H×D_t: the mean token of each hashtag's words by the caption encoder of `folder` (for zero-shot scores)."""
    words = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", label(key)).replace("_", " ").lower() for key in vocabulary.keys]
    features = cached(folder, words, "-hashtags")
    return np.stack([features[index].mean(0, dtype=np.float32) for index in range(len(features))])


def joined(own: CaptionFeatures, others: CaptionFeatures) -> Texts:
    """Both in a row: text i < posts is post i's own caption."""
    return Texts(
        np.concatenate([own.rows, others.rows]), np.concatenate([own.offsets, others.offsets[1:] + own.offsets[-1]])
    )


def data_checksum(posts: list[Post]) -> str:
    """sha256 of the sets' `posts.jsonl` in order: what a result was made from."""
    digest = hashlib.sha256()
    for name in dict.fromkeys(post.set for post in posts):
        digest.update((data_folder() / name / "posts.jsonl").read_bytes())
    return digest.hexdigest()


def encoder_key(name: str) -> str:
    """`id@revision` of an encoder under public/models."""
    manifest = json.loads((MODELS / name / "manifest.json").read_text(encoding="utf-8"))
    return f"{manifest['id']}@{manifest['revision']}"


def main() -> None:
    """Makes what is missing for the named configuration, by default the shipped pair."""
    encoders = read_configuration(sys.argv[1]).encoders if len(sys.argv) > 1 else Encoders()
    dataset = load_dataset(encoders)
    print(
        f"{len(dataset.posts)} posts, {len(dataset.vocabulary)} hashtags, photo matrices {dataset.photo.shape}, "
        f"{len(dataset.texts.tokens)} caption tokens"
    )


if __name__ == "__main__":
    main()
