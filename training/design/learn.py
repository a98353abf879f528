"""Learning: L_MLC + λ·L_SG with AdamW on one cycle, averaged weights, the best epoch on validation kept."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from compared.systems import system_of
from evaluation.metrics import at, judge

from .configuration import Configuration
from .dataset import Dataset, batches
from .named import name_tags
from .network import Inputs
from .parallel import mean_over_processes, number, parallel, processes
from .predict import memory_of, predict
from .shape import Shape
from .system import System

WARM_UP = 0.2  # share of the steps in which the rate rises
K = 7  # the paper's number of recommended hashtags


def network_of(configuration: Configuration, dataset: Dataset) -> System:
    """An untrained network for the data's sizes."""
    sizes = configuration.network
    shape = Shape(
        photo_rows=dataset.photo.shape[1],
        photo_width=dataset.photo.shape[2],
        caption_width=dataset.texts.tokens.shape[1],
        vocabulary=len(dataset.vocabulary),
        d=sizes.d,
        k=sizes.k,
        gru=sizes.gru,
        tag_embedding=sizes.tag_embedding,
        fusion=sizes.fusion,
        pooling=sizes.pooling,
        history_length=sizes.history_length,
        gate=configuration.gate,
        rule=sizes.rule,
    )
    return system_of(configuration, shape)


class Learner:
    """One run. Everything random in an epoch comes from (seed, epoch), so a resumed run equals an unbroken one."""

    def __init__(self, configuration: Configuration, dataset: Dataset) -> None:
        self.configuration, self.dataset = configuration, dataset
        torch.manual_seed(configuration.training.seed)
        self.network = network_of(configuration, dataset)
        self._start_from_priors()
        self.averaged = copy.deepcopy(self.network).eval()
        self.best = copy.deepcopy(self.averaged.state_dict())
        self.optimiser = torch.optim.AdamW(self._groups(), lr=configuration.training.peak_rate, betas=(0.9, 0.98))
        self.epoch = self.step = 0
        self.log: list[dict[str, float]] = []
        self.rows = dataset.of_part("train")
        self.validation = dataset.of_part("validation")
        self.remembered = np.intersect1d(dataset.in_history, np.flatnonzero(np.array(dataset.parts) == "train"))

    def _groups(self) -> list[dict[str, Any]]:
        """Weight decay on matrices only."""
        named = list(self.network.named_parameters())
        return [
            {"params": [p for _, p in named if p.dim() > 1], "weight_decay": self.configuration.training.weight_decay},
            {"params": [p for _, p in named if p.dim() <= 1], "weight_decay": 0.0},
        ]

    def _start_from_priors(self) -> None:
        """The head starts at the frequency of each hashtag, and the encoders' widths at features of unit size [D].

        Without the second, W_I and W_Q would start far too small for one encoder and saturate for another.
        """
        dataset, network = self.dataset, self.network
        rows = dataset.of_part("train")
        share = torch.tensor(dataset.vocabulary.counts).clamp_min(1) / max(1, len(rows))
        some = rows[:: max(1, len(rows) // 256)]
        photo = torch.from_numpy(dataset.photo[some[dataset.has_photo[some]]].astype(np.float32))
        words, valid = dataset.texts.rows(some[dataset.has_caption[some]])
        with torch.no_grad():
            network.start_from(share)
            if self.configuration.named:
                self._name_tags()
            network.photo.project.div_(photo.square().mean().sqrt().clamp_min(1e-3))
            network.photo.project.mul_(math.sqrt(0.5 * (photo.shape[-1] + network.shape.d) / photo.shape[-1]))
            if valid.any():
                network.caption.project.div_(words[valid].square().mean().sqrt().clamp_min(1e-3))
            network.photo.absent.copy_(photo.mean((0, 1))[None])
            if valid.any():
                network.caption.absent.copy_(words[valid].mean(0)[None])

    def _name_tags(self) -> None:
        if self.dataset.names is None:
            raise ValueError("named hashtags need the caption encoder's vectors of their words: design/prepare.py")
        name_tags(self.network.tag_tables(), self.dataset.names())

    def rate(self, step: int, steps: int) -> float:
        """One cycle: from peak/25 up to the peak by cosine, then down to nothing."""
        peak, rise = self.configuration.training.peak_rate, WARM_UP * steps
        if step < rise:
            return peak * (0.04 + 0.96 * 0.5 * (1 - math.cos(math.pi * step / rise)))
        return peak * 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1.0, steps - rise)))

    def run(self, after_epoch: Callable[[Learner], None] = lambda _: None) -> None:
        """Trains to the last epoch; `after_epoch` is called after each, to save or to print."""
        while self.epoch < self.configuration.training.epochs:
            started = time.time()
            loss = self._one_epoch()
            score = self.validate()
            self.log.append({"epoch": self.epoch, "loss": loss, **score, "seconds": time.time() - started})
            if score["f1"] >= max(entry["f1"] for entry in self.log):
                self.best = copy.deepcopy(self.averaged.state_dict())
            self.epoch += 1
            after_epoch(self)

    def _one_epoch(self) -> float:
        training, dataset = self.configuration.training, self.dataset
        random = np.random.default_rng([training.seed, self.epoch])
        torch.manual_seed(1_000_003 * (training.seed + 1) + self.epoch + 7919 * number())  # of dropout
        length = self.network.shape.history_length
        memory = memory_of(self.network, dataset, self.remembered)
        self.network.train()
        order = list(batches(self.order(random), training.batch))
        order = [rows for rows in order if len(rows) >= max(2, processes())]  # batch normalisation needs two
        shared = parallel(self.network, training.sequence_weight, training.dropout) if processes() > 1 else None
        total = 0.0
        for rows in order:
            batch = dataset.varied(rows, memory, length, training, random)
            targets, sequences = dataset.targets(rows), dataset.sequences(rows, training.sequence_order, random)
            total += self.learn(batch, targets, sequences, training.epochs * len(order), shared)
        return mean_over_processes(total / len(order))

    def learn(
        self,
        batch: Inputs,
        targets: Tensor,
        sequences: Tensor,
        steps: int,
        loss_of: Callable[[Inputs, Tensor, Tensor], Tensor] | None = None,
    ) -> float:
        """One step of `steps` on a batch; its loss, by `loss_of` where several processes share it."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate(self.step, steps)
        loss = (loss_of or self.loss)(batch, targets, sequences)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self._average()
        return float(loss.detach())

    def order(self, random: np.random.Generator) -> np.ndarray:
        """The posts of an epoch in the order they are learnt from."""
        return random.permutation(self.rows)

    def loss(self, batch: Inputs, targets: Tensor, sequences: Tensor) -> Tensor:
        """L_MLC + λ·L_SG of a batch."""
        training = self.configuration.training
        of_posts, of_places = self.network.losses(self.network(batch), targets, sequences, training.dropout)
        return of_posts + training.sequence_weight * of_places

    @torch.no_grad()
    def _average(self) -> None:
        """The averaged weights take a step; batch normalisation's running statistics are averaged with them."""
        decay = min(self.configuration.training.ema, (1 + self.step) / (10 + self.step))
        ours = self.network.state_dict()
        for name, value in self.averaged.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(ours[name], 1 - decay)
            else:
                value.copy_(ours[name])

    def validate(self) -> dict[str, float]:
        """F1@7 of every head on the validation posts; `f1`, which chooses the epoch, is that of the best of some."""
        if not len(self.validation):
            return {"f1": 0.0}
        predictions = predict(self.averaged, self.dataset, self.validation)
        assigned = assigned_tags(self.dataset, self.validation)
        scores = {head: at(judge(predictions.ranking(head, 0.6, K), assigned), K)["f1"] for head in self.network.heads}
        return {"f1": max(scores[head] for head in self.network.choosing), **scores}

    def best_network(self) -> System:
        """The averaged weights of the best epoch on validation."""
        self.averaged.load_state_dict(self.best)
        return self.averaged.eval()

    def save(self, path: Path) -> None:
        """A checkpoint from which `load` goes on."""
        path.parent.mkdir(parents=True, exist_ok=True)
        state = {
            "configuration": self.configuration.to_json(),
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "best": self.best,
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "log": self.log,
        }
        draft = path.with_suffix(".draft")
        torch.save(state, draft)
        draft.replace(path)

    def load(self, path: Path) -> None:
        """Takes up a checkpoint of the same configuration. Raises ValueError for another one."""
        state = torch.load(path, weights_only=True)
        same_form = set(state["averaged"]) == set(self.averaged.state_dict())  # a setting may be younger than a file
        if not same_form or not self.configuration.is_that_of(state["configuration"]):
            raise ValueError(f"{path.name} belongs to another configuration of that name; remove it to start anew")
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.best, self.epoch, self.step, self.log = state["best"], state["epoch"], state["step"], state["log"]


def assigned_tags(dataset: Dataset, rows: np.ndarray) -> list[set[int]]:
    """G of each post, restricted to the vocabulary."""
    return [set(tags[tags >= 0].tolist()) for tags in dataset.tags[rows]]
