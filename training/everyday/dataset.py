"""The everyday posts as a data set of DESIGN: posts without a picture too, whole hashtag sets, sources in balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from data.posts import Post
from data.split import Part
from data.vocabulary import Vocabulary
from design.configuration import Training
from design.dataset import Dataset, Texts, floats
from design.network import Inputs
from design.prepare import encoder_folder, joined, name_vectors
from encoders.caption.features import cached, ensure_alternates

from .features import SUFFIX, Photos, captions_of, other_captions, photos_of
from .posts import REAL, earlier_everyday, read_everyday, split_everyday
from .vocabulary import NO_USES, Uses, canonical, everyday_vocabulary, label_of

CAPTION = "e5-small-100k"


@dataclass(eq=False)
class Everyday(Dataset):
    """As `design.dataset.Dataset`, with a picture only here and there, and besides:

    `photo` is a `Photos`; `views`: the same pictures seen otherwise, for learning.
    `sizes`: |G| of each post, hashtags outside the vocabulary counted; `judged`: sets×H, whether a set's silence about
    a hashtag says that it does not fit (flickr8k never says #tbt of anything); `set_of`: post → row of `judged`.
    """

    views: list[Photos] = field(default_factory=list)
    uses: Uses = NO_USES

    def __post_init__(self) -> None:
        super().__post_init__()
        self.earlier = earlier_everyday(self.posts)
        self.in_history = np.array(sorted({before for earlier in self.earlier for before in earlier}), np.int64)
        self.has_photo = self.photo.there
        self.sizes = np.array([len(post.tags) for post in self.posts])
        names = list(dict.fromkeys(post.set for post in self.posts))
        self.set_of = np.array([names.index(post.set) for post in self.posts])
        used = torch.zeros(len(names), len(self.vocabulary), dtype=torch.bool)
        for row, (tags, part) in enumerate(zip(self.tags, self.parts, strict=True)):
            if part == "train":
                used[self.set_of[row], tags[tags >= 0]] = True
        for index, name in enumerate(names):
            used[index] |= name in REAL
        self.judged = used

    def readable(self, rows: np.ndarray) -> np.ndarray:
        """Those of `rows` that have a picture or a caption."""
        return rows[self.has_photo[rows] | self.has_caption[rows]]

    def learnt_from(self) -> np.ndarray:
        """Training posts with a hashtag of the vocabulary and something to read."""
        return self.readable(self.of_part("train"))

    def judged_on(self, part: str, name: str) -> np.ndarray:
        """Posts of `part` of the set `name` with any hashtag at all and something to read."""
        of = [
            index
            for index, post in enumerate(self.posts)
            if self.parts[index] == part and post.set == name and self.sizes[index] > 0
        ]
        return self.readable(np.array(of, np.int64))

    def varied(
        self, rows: np.ndarray, memory: Tensor, length: int, training: Training, random: np.random.Generator
    ) -> Inputs:
        """As of every data set, each photo in one of its views."""
        made = super().varied(rows, memory, length, training, random)
        if self.views and not made.photo_absent.all():
            drawn = random.integers(0, len(self.views) + 1, len(rows))
            for number, view in enumerate(self.views, 1):
                there = (drawn == number) & (view.places[rows] >= 0)
                made.photo[torch.from_numpy(there)] = floats(view[rows[there]])
        return made


def load_everyday(photo: str, views: Sequence[int] = (), known: Sequence[str] | None = None) -> Everyday:
    """All everyday posts with their matrices by the photo encoder `photo`; real pictures in further `views`, too.

    `known`: another network's hashtags in its class order, to judge that network on these posts.
    """
    posts = [replace(post, tags=canonical(post.tags)) for post in read_everyday()]
    parts = split_everyday(posts)
    keys, uses = everyday_vocabulary(posts, parts)
    keys = keys if known is None else list(known)
    vocabulary = Vocabulary(tuple(keys), tuple(max(1, uses.posts[key]) for key in keys))
    seeing, reading = encoder_folder(photo), encoder_folder(CAPTION)
    texts, others, languages = captions_with_others(reading, posts, parts)
    return Everyday(
        posts, parts, vocabulary, photos_of(seeing, posts), texts, others, languages,
        names=partial(name_vectors, reading, [label_of(key) for key in keys], SUFFIX), uses=uses,
        views=[photos_of(seeing, posts, view) for view in views],
    )  # fmt: skip


def captions_with_others(
    folder: Path, posts: list[Post], parts: list[Part]
) -> tuple[Texts, dict[int, np.ndarray], dict[str, dict[int, int]]]:
    """E of all captions, and what other people and languages said of flickr8k's photos.

    `others`: of training posts alone; `languages`: language → post → text, the same post told in it, to judge by.
    """
    places = {post.id: index for index, post in enumerate(posts)}
    training = {name: index for name, index in places.items() if parts[index] == "train"}
    spoken, alternates = other_captions(), ensure_alternates(folder)
    said = [(training[name], text) for name, texts in spoken.items() if name in training for text in texts]
    own, others = captions_of(folder, posts), cached(folder, [text for _, text in said], "-spoken")
    first = len(posts) + len(said)
    of_post: dict[int, list[int]] = {}
    for number, (index, _) in enumerate(said):
        of_post.setdefault(index, []).append(len(posts) + number)
    languages: dict[str, dict[int, int]] = {}
    for name, texts in alternates.places.items():
        if name in training:
            of_post.setdefault(training[name], []).extend(first + text for text in texts.values())
        for language, text in texts.items():
            if name in places:
                languages.setdefault(language, {})[places[name]] = first + text
    texts_of = {index: np.array(found) for index, found in of_post.items()}
    return joined(own, others, alternates.features), texts_of, languages
