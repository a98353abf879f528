"""TAGNet, the triplet-attention graph network of Chen et al. 2021 (systems.md §6; all its equations are [D])."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from design.coattention import even, weighted_rows
from design.dataset import Dataset, batches
from design.history import History
from design.layers import Dense, matrix
from design.network import Inputs, classification_loss
from design.shape import Shape
from design.system import Outputs, System, alone

BATCH = 256


class TripletAttention(nn.Module):
    """X = [i; t; u] ∈ R^{3×d}; A = softmax(X W_Q (X W_K)ᵀ / √d); X' = X + A·X·W_V."""

    def __init__(self, d: int) -> None:
        super().__init__()
        self.query = matrix(d, d)
        self.key = matrix(d, d)
        self.value = matrix(d, d)

    def forward(self, streams: Tensor) -> Tensor:
        """X: B×3×d → X': B×3×d."""
        affinity = (streams @ self.query) @ (streams @ self.key).transpose(1, 2)
        weights = torch.softmax(affinity / math.sqrt(streams.shape[-1]), -1)
        return streams + weights @ streams @ self.value


class Tagnet(System):
    """Z_l = ReLU(Â Z_{l−1} W_l), l = 1, 2, over the k nearest training posts by image cosine; [Z_0; Z_1; Z_2] → ŷ.

    i and t are the means of V and Q; u comes of the history (§4) with p = i + t; Z_0 = [X'_i ; X'_t ; X'_u] W_0 [D].
    Every post, new or not, links to k training posts other than itself, so D = k + 1 on all rows and
    Â = D^{-1/2}(A+I)D^{-1/2} = (A + I)/(k + 1). The neighbours' Z_0 are a detached memory refreshed every epoch, like
    the p_j of §4; their Z_1 is computed from it at once, so W_1 learns from it too [D].
    """

    sigmoid = True
    neighbours: Tensor  # posts×k, indices of training posts
    nodes: Tensor  # posts×d, Z_0 of the training posts

    def __init__(self, shape: Shape, dropout: float = 0.3, input_dropout: float = 0.0, neighbours: int = 10) -> None:
        super().__init__(shape, dropout, input_dropout)
        self.k = neighbours
        d = shape.d
        self.history = History(shape.vocabulary, d)
        self.triplet = TripletAttention(d)
        self.node = Dense(3 * d, d)
        self.hop1 = matrix(d, d)
        self.hop2 = matrix(d, d)
        self.classifier = Dense(3 * d, shape.vocabulary)
        self.register_buffer("neighbours", torch.zeros(0, 0, dtype=torch.long), persistent=False)
        self.register_buffer("nodes", torch.zeros(0, d), persistent=False)

    def streams(self, batch: Inputs) -> tuple[Tensor, Tensor]:
        """i, t: B×d."""
        regions, regions_valid, words, words_valid = self.projected(batch)
        return weighted_rows(even(regions_valid), regions), weighted_rows(even(words_valid), words)

    def content(self, batch: Inputs) -> Tensor:
        """p = i + t."""
        image, text = self.streams(batch)
        return image + text

    def started(self, batch: Inputs) -> tuple[Tensor, Tensor]:
        """p and Z_0: B×d."""
        image, text = self.streams(batch)
        user = self.history(image + text, batch.earlier)
        mixed = self.triplet(torch.stack([image, text, user], 1))
        return image + text, self.node(mixed.flatten(1))

    def forward(self, batch: Inputs) -> Outputs:
        """Up to the logits of the sigmoid. A post whose photo is withheld has no neighbours: Â is 1 for itself [D]."""
        if batch.rows is None or not len(self.neighbours):
            raise ValueError("TAGNet needs the posts' places in the graph: refresh it, and give the rows")
        p, z0 = self.started(batch)
        near = self.neighbours[batch.rows]  # B×k
        z1 = torch.relu(self.averaged(z0, self.nodes[near], batch.photo_absent) @ self.hop1)
        beyond = self.nodes[self.neighbours[near]]  # B×k×k×d
        near1 = torch.relu((self.nodes[near] + beyond.sum(2)) / (beyond.shape[2] + 1) @ self.hop1)
        z2 = torch.relu(self.averaged(z1, near1, batch.photo_absent) @ self.hop2)
        z = self.drop(torch.cat([z0, z1, z2], -1), self.dropout)
        return Outputs(p=p, w=torch.full_like(p, 0.5), z=z, logits=self.classifier(z))

    @staticmethod
    def averaged(own: Tensor, near: Tensor, alone: Tensor) -> Tensor:
        """The row of Â Z that belongs to each post: own B×d, near B×k×d."""
        return torch.where(alone.unsqueeze(-1), own, (own + near.sum(1)) / (near.shape[1] + 1))

    def losses(self, outputs: Outputs, targets: Tensor, sequences: Tensor, _dropout: float) -> tuple[Tensor, Tensor]:
        """Binary cross-entropy, scaled as DESIGN's."""
        return classification_loss(outputs.logits, targets), targets.new_zeros(())

    def recommend(self, outputs: Outputs) -> tuple[Tensor, Tensor, Tensor]:
        """ŷ = sigmoid; there is no sequence."""
        return alone(torch.sigmoid(outputs.logits))

    def start_from(self, share: Tensor) -> None:
        """The sigmoid starts at the hashtags' log-odds [D], as DESIGN's."""
        with torch.no_grad():
            self.classifier.bias.copy_(torch.logit(share.clamp(1e-5, 0.9)))

    def tag_tables(self) -> list[tuple[nn.Module, str]]:
        """As DESIGN's."""
        return [(self.classifier, "weight"), (self.history, "tags")]

    def remembered(self, dataset: Dataset, rows: np.ndarray) -> np.ndarray:
        """The training posts' own histories too, since their Z_0 is needed."""
        training = np.flatnonzero(np.array(dataset.parts) == "train")
        return np.union1d(rows, np.intersect1d(dataset.in_history, training))

    @torch.no_grad()
    def refresh(self, dataset: Dataset, memory: Tensor) -> None:
        """Builds the graph once, and every training post's Z_0 anew."""
        if len(self.neighbours) != len(dataset.posts):
            self.neighbours = nearest(dataset, self.k)
        self.nodes = torch.zeros(len(dataset.posts), self.shape.d)
        for some in batches(dataset.of_part("train"), BATCH):
            self.nodes[torch.from_numpy(some)] = self.started(dataset.inputs(some, memory, self.shape.history_length))[
                1
            ]


def nearest(dataset: Dataset, k: int) -> Tensor:
    """For every post the k training posts with a hashtag, other than itself, of the highest cosine of mean regions."""
    photo = torch.from_numpy(np.stack([rows.mean(0, dtype=np.float32) for rows in dataset.photo]))
    photo = functional.normalize(photo, dim=-1)
    training = torch.from_numpy(dataset.of_part("train"))
    found = []
    for some in torch.arange(len(photo)).split(BATCH):
        similar = photo[some] @ photo[training].T
        similar = similar.masked_fill(some.unsqueeze(1) == training, float("-inf"))
        found.append(training[similar.topk(min(k, len(training) - 1)).indices])
    return torch.cat(found)
