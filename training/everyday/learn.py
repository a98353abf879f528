"""Learning the everyday network: sets sampled in balance, a softmax beside the binary loss, chosen on real posts."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from design.learn import Learner
from design.named import OfNames
from design.network import Inputs
from design.predict import predict
from evaluation.metrics import Judged, at, judge

from .dataset import Everyday
from .plan import Plan
from .teacher import SoftTargets

# What chooses the epoch: the mean of F1@5 without history over these.
CHOOSING = (("people", "both"), ("people", "photo"), ("captions", "caption"), ("writers", "caption"))
GIVEN = {"both": {}, "photo": {"caption": False}, "caption": {"photo": False}}
K = 5
MOST_JUDGED = 1500  # posts of a set that are looked at after each epoch
NEVER = -1e4  # logit of a hashtag that a set's silence says nothing about


class EverydayLearner(Learner):
    """One run of the everyday network; `soft_targets`: what teachers say, with the weight of each."""

    dataset: Everyday

    def __init__(self, plan: Plan, dataset: Everyday, soft_targets: Sequence[tuple[float, SoftTargets]] = ()) -> None:
        super().__init__(plan.configuration, dataset)
        self.plan, self.soft_targets = plan, soft_targets
        learnt = dataset.learnt_from()
        kept = [row for row in learnt if plan.without is None or dataset.posts[row].user != plan.without]
        self.rows = np.array([row for row in kept if plan.sampling.get(dataset.posts[row].set, 0) > 0], np.int64)
        self.sampling = np.array([plan.sampling[dataset.posts[row].set] for row in self.rows])
        self.remembered = np.intersect1d(self.remembered, dataset.readable(self.remembered))

    def _name_tags(self) -> None:
        """U starts at zero (docs/decisions/0005-network.md)."""
        super()._name_tags()
        for module in self.network.modules():
            if isinstance(module, OfNames):
                torch.nn.init.zeros_(module.share)

    def take(self, state: dict[str, Tensor]) -> None:
        """Takes finished weights over instead of learning: judged on validation, never trained on."""
        for network in (self.network, self.averaged):
            network.load_state_dict(state)
        self.best, self.epoch = copy.deepcopy(state), self.configuration.training.epochs
        self.log.append({"epoch": self.epoch, **self.validate()})

    def order(self, random: np.random.Generator) -> np.ndarray:
        """Each post as often as its set is sampled: the whole number of them, and once more by chance."""
        whole = np.floor(self.sampling)
        times = (whole + (random.random(len(whole)) < self.sampling - whole)).astype(int)
        return random.permutation(np.repeat(self.rows, times))

    def loss(self, batch: Inputs, targets: Tensor, sequences: Tensor) -> Tensor:
        """L_MLC over the hashtags that the post's set could have said, + the softmax's, the teachers', + λ·L_SG."""
        if batch.rows is None:
            raise ValueError("the everyday network learns from posts of its data set")
        training, outputs = self.configuration.training, self.network(batch)
        judged = self.dataset.judged[self.dataset.set_of[batch.rows.numpy()]]
        logits = outputs.logits.masked_fill(~judged, NEVER)
        loss = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none").sum(-1).mean() / 4
        share = targets / targets.sum(-1, keepdim=True).clamp_min(1)
        loss = loss - self.plan.softmax * (torch.log_softmax(logits, -1) * share).sum(-1).mean()
        for weight, targets_of in self.soft_targets:
            loss = loss + weight * targets_of.loss(outputs.logits, batch.rows)
        sequence = self.network.sequence.loss(outputs.z, sequences, training.dropout)
        return loss + training.sequence_weight * sequence

    def validate(self) -> dict[str, float]:
        """F1@5 without history of `CHOOSING`; `f1`, which chooses the epoch, is their mean."""
        scores: dict[str, float] = {}
        for name, given in CHOOSING:
            rows = self.dataset.judged_on("validation", name)
            if given == "photo":
                rows = rows[self.dataset.has_photo[rows]]
            if given == "caption":
                rows = rows[self.dataset.has_caption[rows]]
            if not len(rows):
                continue
            judged = judged_without_history(
                self.averaged, self.dataset, rows[:: math.ceil(len(rows) / MOST_JUDGED)], given
            )
            scores[f"{name}, {given}"] = at(judged, K)["f1"]
        return {"f1": float(np.mean(list(scores.values()))) if scores else 0.0, **scores}


def judged_without_history(network: torch.nn.Module, dataset: Everyday, rows: np.ndarray, given: str) -> Judged:
    """The hybrid's lists (β = .6) for `rows`, nothing personal; G is all hashtags of the post."""
    memory = torch.zeros(len(dataset.posts), network.shape.d)
    predictions = predict(network, dataset, rows, history=False, memory=memory, **GIVEN[given])
    ranking = predictions.ranking("hybrid", 0.6, 15)
    assigned = [set(tags[tags >= 0].tolist()) for tags in dataset.tags[rows]]
    return judge(ranking, assigned, dataset.sizes[rows])
