"""Posts as tensors: the encoders' cached matrices, targets and earlier posts, gathered into batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from data.posts import Post
from data.split import Part, earlier_posts
from data.vocabulary import Vocabulary

from .configuration import Training
from .history import Earlier
from .network import Inputs

LONGEST_LIST = 15  # hashtags of a post that the sequence head is taught; openclipart has posts with up to 26


@dataclass
class Texts:
    """Token matrices of many texts in a row: `tokens` total×D_t, text i being rows offsets[i]:offsets[i+1]."""

    tokens: np.ndarray
    offsets: np.ndarray

    def rows(self, text: np.ndarray) -> tuple[Tensor, Tensor]:
        """Padded matrices B×N×D_t and their validity B×N; N is the longest of these texts, at least 1."""
        starts, lengths = self.offsets[text], self.offsets[text + 1] - self.offsets[text]
        places = np.arange(max(1, lengths.max()))
        valid = places < lengths[:, None]
        rows = torch.zeros(*valid.shape, self.tokens.shape[1])
        rows[torch.from_numpy(valid)] = floats(self.tokens[(starts[:, None] + places)[valid]])
        return rows, torch.from_numpy(valid)


@dataclass(eq=False)
class Dataset:
    """Posts in one order with everything a batch is made of.

    `photo` posts×M×D; `texts`: text i < posts is post i's own caption, later ones are other captions, found through
    `others[i]`; `tags`: posts×T class indices in the order of the post, −1 as padding. `languages`: language → post →
    text, the post's caption in other languages; `names` gives H×D_t, the caption encoder's vector of each hashtag.
    """

    posts: list[Post]
    parts: list[Part]
    vocabulary: Vocabulary
    photo: np.ndarray
    texts: Texts
    others: dict[int, np.ndarray] = field(default_factory=dict)
    languages: dict[str, dict[int, int]] = field(default_factory=dict)
    names: Callable[[], np.ndarray] | None = None

    def __post_init__(self) -> None:
        index = self.vocabulary.index()
        known = [[index[tag] for tag in post.tags if tag in index] for post in self.posts]
        self.tags = np.full((len(known), max([1, *map(len, known)])), -1)
        for row, tags in zip(self.tags, known, strict=True):
            row[: len(tags)] = tags
        self.earlier = earlier_posts(self.posts)
        self.has_photo = np.ones(len(self.posts), bool)
        self.has_caption = np.array([bool(post.caption.strip()) for post in self.posts])
        self.in_history = np.array(sorted({before for earlier in self.earlier for before in earlier}), np.int64)

    def of_part(self, part: Part) -> np.ndarray:
        """Indices of the posts of `part` that have a hashtag of the vocabulary; the others are history only (§7)."""
        return np.array([i for i, of in enumerate(self.parts) if of == part and self.tags[i, 0] >= 0], np.int64)

    def targets(self, rows: np.ndarray) -> Tensor:
        """Multi-hot B×H."""
        tags = torch.from_numpy(self.tags[rows])
        hot = torch.zeros(len(rows), len(self.vocabulary) + 1)
        hot.scatter_(1, torch.where(tags >= 0, tags, len(self.vocabulary)), 1.0)
        return hot[:, :-1]

    def sequences(self, rows: np.ndarray, order: str, random: np.random.Generator) -> Tensor:
        """Targets of the sequence head: hashtags, END (= H), −1; B×(longest + 1).

        `random`: a fresh order each time — a hashtag set has none, and P_1 then learns what is likely at all instead of
        what comes first; `frequent first`: by class index. Both [D].
        """
        lists = [tags[tags >= 0] for tags in self.tags[rows]]
        lists = [random.permutation(tags) if order == "random" else np.sort(tags) for tags in lists]
        lists = [tags[:LONGEST_LIST] for tags in lists]
        targets = np.full((len(rows), max(map(len, lists)) + 1), -1)
        for row, tags in zip(targets, lists, strict=True):
            row[: len(tags)] = tags
            row[len(tags)] = len(self.vocabulary)
        return torch.from_numpy(targets)

    def before(self, rows: np.ndarray, memory: Tensor, length: int, absent: np.ndarray | None = None) -> Earlier:
        """The `length` most recent earlier posts of each post; `memory` posts×d holds the p_j."""
        before = [self.earlier[row][-length:] if length else [] for row in rows]
        if absent is not None:
            before = [[] if gone else posts for posts, gone in zip(before, absent, strict=True)]
        longest = max([1, *map(len, before)])
        places = np.full((len(rows), longest), -1)
        for row, posts in zip(places, before, strict=True):
            row[: len(posts)] = posts
        valid = places >= 0
        tags = np.where(valid[..., None], self.tags[np.where(valid, places, 0)], -1)
        widest = max(1, int((tags >= 0).sum(-1).max()))
        vectors = memory[torch.from_numpy(np.where(valid, places, 0))] * torch.from_numpy(valid)[..., None]
        return Earlier(vectors, torch.from_numpy(tags[..., :widest]), torch.from_numpy(valid))

    def inputs(
        self,
        rows: np.ndarray,
        memory: Tensor,
        length: int,
        *,
        photo: bool = True,
        caption: bool = True,
        history: bool = True,
        texts: np.ndarray | None = None,
    ) -> Inputs:
        """A batch as the posts are; `photo`, `caption`, `history` false leaves that out for all (for evaluation).

        `texts`: other texts in the seat of the posts' captions.
        """
        none, every = np.zeros(len(rows), bool), np.ones(len(rows), bool)
        absent_caption = every if not caption else ~self.has_caption[rows] if texts is None else none
        return self._gather(
            rows,
            rows if texts is None else texts,
            ~self.has_photo[rows] if photo else every,
            absent_caption,
            memory,
            length if history else 0,
        )

    def varied(
        self, rows: np.ndarray, memory: Tensor, length: int, training: Training, random: np.random.Generator
    ) -> Inputs:
        """A training batch: now and then another caption of the post, or photo, caption or history left out."""
        texts, captioned, pictured = rows.copy(), self.has_caption[rows], self.has_photo[rows]
        for place in np.flatnonzero(random.random(len(rows)) < training.other_caption):
            others = self.others.get(int(rows[place]))
            if others is not None:
                texts[place] = random.choice(others)
                captioned[place] = True
        # One of the two is left out only where both are there.
        chance, both = random.random(len(rows)), captioned & pictured
        absent_photo = ~pictured | (both & (chance < training.photo_absent))
        absent_caption = ~captioned | (both & ~absent_photo & (chance > 1 - training.caption_absent))
        absent_history = random.random(len(rows)) < training.history_absent
        return self._gather(rows, texts, absent_photo, absent_caption, memory, length, absent_history)

    def _regions(self, rows: np.ndarray, absent: np.ndarray) -> Tensor:
        """F of the posts; where all go without, a single row, which the stand-in takes."""
        return torch.zeros(len(rows), 1, self.photo.shape[2]) if absent.all() else floats(self.photo[rows])

    def _gather(
        self,
        rows: np.ndarray,
        texts: np.ndarray,
        absent_photo: np.ndarray,
        absent_caption: np.ndarray,
        memory: Tensor,
        length: int,
        absent_history: np.ndarray | None = None,
    ) -> Inputs:
        words, valid = self.texts.rows(np.where(absent_caption, 0, texts))
        longest = max(1, int(valid[torch.from_numpy(~absent_caption)].sum(-1).max())) if not absent_caption.all() else 1
        return Inputs(
            photo=self._regions(rows, absent_photo),
            photo_absent=torch.from_numpy(absent_photo),
            caption=words[:, :longest],
            caption_valid=valid[:, :longest],
            caption_absent=torch.from_numpy(absent_caption),
            earlier=self.before(rows, memory, length, absent_history),
            rows=torch.from_numpy(rows),
        )


def floats(halves: np.ndarray) -> Tensor:
    """float16 → float32 by PyTorch, which has the processor do it; NumPy computes each number in software."""
    return torch.from_numpy(np.ascontiguousarray(halves)).float()


def batches(rows: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """`rows` in pieces of at most `size`, in order."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
