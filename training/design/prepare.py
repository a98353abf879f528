"""`python -m design.prepare [CONFIG]`: the encoders' matrices of all posts, made once and kept in the cache."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from data.posts import Post, data_folder, read_all
from data.split import split
from data.vocabulary import build
from encoders.caption.features import CaptionFeatures, ensure_alternates
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
    return Dataset(posts, parts, build(posts, parts), photo, joined(own, alternates.features), others)


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
