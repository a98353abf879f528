"""`python -m everyday.photo`: the everyday photo encoder, a hybrid ViT whose layers learn from real posts.

The stem is EfficientNet-Lite2 as it was: on real posts its own map tells more than that of a stem tuned to flickr8k's
words (docs/decisions/0013-everyday-network.md). Its map of every picture is cached, so that learning runs the
transformer layers alone. Three lessons at once: the hashtags of the post, and where a picture has only words, those;
and the meaning of the caption (its mean token), in contrast to the captions of the other pictures of the batch, as CLIP
learns (Radford et al. 2021, §2.3).
"""

from __future__ import annotations

import copy
import math
import os
import time
from collections import Counter
from dataclasses import asdict, dataclass, field

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from design.prepare import encoder_folder
from encoders.photo.heads import Heads, tag_loss
from encoders.photo.lite2 import GRID, load
from encoders.photo.paths import work_folder
from encoders.photo.vit import HybridViT, Shape, start_from_components

from .dataset import Everyday, load_everyday
from .evaluate import met_at
from .posts import REAL

STEM = "efficientnet-lite2"
LEAST_WORDS = 5  # uses of a word among the training pictures that have words for tags


@dataclass(frozen=True)
class PhotoPlan:
    """Settings of a run, chosen on validation."""

    shape: Shape = field(default_factory=lambda: Shape(dropout=0.2, drop_path=0.2))
    epochs: int = 8
    batch: int = 96
    rate: float = 6e-4
    decay: float = 0.1
    mix: float = 0.5
    average: float = 0.998
    real_turns: int = 2
    meaning: float = 0.5
    temperature: float = 0.07
    seed: int = 0


class PhotoRun:
    """State of learning: layers and heads, their moving average, the optimiser."""

    def __init__(self, plan: PhotoPlan, dataset: Everyday) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.dataset, self.epoch = plan, dataset, 0
        words = Counter(
            tag
            for post, part in zip(dataset.posts, dataset.parts, strict=True)
            if part == "train" and post.set not in REAL
            for tag in post.tags
        )
        self.words = {tag: i for i, tag in enumerate(sorted(t for t, n in words.items() if n >= LEAST_WORDS))}
        pictured = np.flatnonzero(dataset.has_photo & (np.array(dataset.parts) == "train"))
        self.rows = np.array([row for row in pictured if dataset.posts[row].tags or dataset.has_caption[row]])
        self.real = np.array([post.set in REAL for post in dataset.posts])
        self.model = HybridViT(load(), plan.shape)
        self.model.stem.requires_grad_(False)
        self.heads = Heads(plan.shape.width, len(dataset.vocabulary))
        self.of_words = Heads(plan.shape.width, len(self.words))
        self.meaning = nn.Linear(plan.shape.width, dataset.texts.tokens.shape[1])
        some = self.rows[:: max(1, len(self.rows) // 512)]
        tokens = torch.from_numpy(dataset.photo[some].astype(np.float32))
        start_from_components(self.model, tokens.flatten(0, 1))
        self.steps = len(self.order(np.random.default_rng(0))) // plan.batch
        self.optimiser = torch.optim.AdamW(self.groups(), betas=(0.9, 0.98))
        self.averaged = copy.deepcopy(self.learnt()).requires_grad_(False)

    def learnt(self) -> nn.ModuleList:
        """What learns; the stem does not."""
        model = self.model
        layers = nn.ModuleList([model.embed, model.layers, model.norm])
        return nn.ModuleList([layers, nn.ParameterList([model.positions]), self.heads, self.of_words, self.meaning])

    def groups(self) -> list[dict]:
        """Matrices decay, vectors do not."""
        weights = list(self.learnt().parameters())
        return [
            {"params": [w for w in weights if w.dim() > 1], "weight_decay": self.plan.decay},
            {"params": [w for w in weights if w.dim() <= 1], "weight_decay": 0.0},
        ]

    def order(self, random: np.random.Generator) -> np.ndarray:
        """The pictures of an epoch: real posts in `real_turns` views."""
        times = np.where(self.real[self.rows], self.plan.real_turns, 1)
        return random.permutation(np.repeat(self.rows, times))

    def maps(self, rows: np.ndarray, random: np.random.Generator | None) -> Tensor:
        """B×49×1280 of the stem, each picture in one of its views."""
        maps = self.dataset.photo[rows].astype(np.float32)
        if random is not None:
            drawn = random.integers(0, len(self.dataset.views) + 1, len(rows))
            for number, view in enumerate(self.dataset.views, 1):
                there = (drawn == number) & (view.places[rows] >= 0)
                maps[there] = view[rows[there]]
            flipped = random.random(len(rows)) < 0.5  # the mirror image of a map is nearly the map of the mirror image
            grid = maps[flipped].reshape(-1, GRID, GRID, maps.shape[-1])
            maps[flipped] = grid[:, :, ::-1].reshape(-1, GRID * GRID, maps.shape[-1])
        return torch.from_numpy(maps)

    def targets(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """Hashtags B×H of real posts, words B×W of the others; zeros where the post is of the other kind."""
        tags = self.dataset.targets(rows)
        tags[torch.from_numpy(~self.real[rows])] = 0
        words = torch.zeros(len(rows), len(self.words))
        for place, row in enumerate(rows):
            if not self.real[row]:
                words[place, [self.words[t] for t in self.dataset.posts[row].tags if t in self.words]] = 1
        return tags, words

    def meanings(self, rows: np.ndarray, random: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Mean caption token B×D_t, of one of the post's captions, and which posts have one."""
        texts, there = rows.copy(), self.dataset.has_caption[rows]
        for place, row in enumerate(rows):
            others = self.dataset.others.get(int(row))
            if others is not None:
                texts[place], there[place] = random.choice(others), True
        tokens, valid = self.dataset.texts.rows(np.where(there, texts, 0))
        mean = (tokens * valid.unsqueeze(-1)).sum(1) / valid.sum(1, keepdim=True).clamp_min(1)
        return mean, torch.from_numpy(there)

    def loss(self, rows: np.ndarray, random: np.random.Generator) -> Tensor:
        """Hashtags, words and meaning; now and then of two pictures mixed."""
        plan, maps = self.plan, self.maps(rows, random)
        tags, words = self.targets(rows)
        meanings, captioned = self.meanings(rows, random)
        mixed = random.random() < plan.mix
        if mixed:
            share, other = float(random.beta(0.4, 0.4)), torch.from_numpy(random.permutation(len(rows)))
            maps = share * maps + (1 - share) * maps[other]
            tags, words = share * tags + (1 - share) * tags[other], share * words + (1 - share) * words[other]
        with torch.autocast("cpu", torch.bfloat16):
            tokens = self.model.encode(maps.mT.unflatten(2, (GRID, GRID)))
            scores, worded = self.heads(tokens), self.of_words(tokens)
            said = self.meaning(tokens.mean(1)).float()
        total = torch.zeros(())
        for of, wanted in ((scores, tags), (worded, words)):
            there = wanted.sum(-1) > 0
            if there.any():
                judged = torch.ones_like(wanted[there])
                losses = [tag_loss(one[there], wanted[there], judged) for one in of]
                total = total + (losses[0] + 0.5 * losses[1]) * there.float().mean()
        if not mixed and captioned.sum() > 1:
            seen = functional.normalize(said[captioned], dim=-1)
            read = functional.normalize(meanings[captioned] - meanings[captioned].mean(0), dim=-1)
            alike = seen @ read.T / plan.temperature
            same = torch.arange(len(alike))
            contrast = functional.cross_entropy(alike, same) + functional.cross_entropy(alike.T, same)
            total = total + plan.meaning * contrast / 2
        return total

    def train_epoch(self) -> float:
        """One pass; returns the mean loss."""
        plan = self.plan
        random = np.random.default_rng([plan.seed, self.epoch])
        torch.manual_seed(plan.seed * 1000 + self.epoch)
        order, total = self.order(random), 0.0
        learnt = self.learnt().train()
        for step in range(self.steps):
            self.schedule(self.epoch * self.steps + step)
            loss = self.loss(order[step * plan.batch : (step + 1) * plan.batch], random)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(learnt.parameters(), 1.0)
            self.optimiser.step()
            keep = min(plan.average, (1 + self.epoch * self.steps + step) / (10 + self.epoch * self.steps + step))
            with torch.no_grad():
                for slow, fast in zip(self.averaged.parameters(), learnt.parameters(), strict=True):
                    slow.lerp_(fast, 1 - keep)
            total += float(loss.detach())
        self.epoch += 1
        return total / self.steps

    def schedule(self, step: int) -> None:
        """Linear warm-up over 3 % of the steps, then a half cosine to a hundredth of the peak."""
        whole = self.steps * self.plan.epochs
        warm = max(1, whole // 33)
        share = step / warm if step < warm else 0.01 + 0.495 * (1 + math.cos(math.pi * (step - warm) / (whole - warm)))
        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.rate * share

    def with_average(self) -> PhotoRun:
        """The same run with the averaged weights in their places, for judging and shipping."""
        other = copy.copy(self)
        other.model, other.heads = copy.deepcopy(self.model), copy.deepcopy(self.heads)
        with torch.no_grad():
            for own, slow in zip(other.learnt().parameters(), self.averaged.parameters(), strict=True):
                own.copy_(slow)
        other.learnt().eval()
        return other

    @torch.inference_mode()
    def judge(self) -> dict[str, float]:
        """F1@5 of the mean head on `people`'s validation pictures, all hashtags counted, and of persons held out."""
        rows = self.dataset.judged_on("validation", "people")
        rows = rows[self.dataset.has_photo[rows]]
        of = self.with_average()
        scores = [
            of.heads(of.model.encode(self.maps(some, None).mT.unflatten(2, (GRID, GRID))))[0]
            for some in np.array_split(rows, max(1, len(rows) // 128))
        ]
        ranking = torch.cat(scores).topk(15).indices.numpy()
        return met_at(self.dataset, rows, ranking)

    def save(self) -> None:
        """A checkpoint from which `resume` goes on."""
        state = {
            "plan": asdict(self.plan),
            "epoch": self.epoch,
            "learnt": self.learnt().state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }
        file = checkpoint()
        torch.save(state, file.with_suffix(".part"))
        file.with_suffix(".part").replace(file)

    def resume(self) -> None:
        """Goes on from the checkpoint, if there is one of this plan."""
        if not checkpoint().exists():
            return
        state = torch.load(checkpoint(), map_location="cpu", weights_only=True)
        if state["plan"] != asdict(self.plan):
            raise ValueError(f"{checkpoint().name} belongs to another plan; remove it to start anew")
        self.epoch = state["epoch"]
        self.learnt().load_state_dict(state["learnt"])
        self.averaged.load_state_dict(state["averaged"])
        self.optimiser.load_state_dict(state["optimiser"])


def checkpoint():
    """The file a run is resumed from."""
    return work_folder("photo-everyday") / "vit.pt"


def trained(dataset: Everyday | None = None, plan: PhotoPlan | None = None) -> PhotoRun:
    """The run after its last epoch."""
    run = PhotoRun(plan or PhotoPlan(), dataset or load_everyday(STEM, (1, 3)))
    run.resume()
    while run.epoch < run.plan.epochs:
        started = time.time()
        loss = run.train_epoch()
        run.save()
        told = ", ".join(f"{name} {value:.4f}" for name, value in run.judge().items())
        print(
            f"photo epoch {run.epoch}/{run.plan.epochs}: loss {loss:.3f}, {told}, {time.time() - started:.0f} s",
            flush=True,
        )
    return run


def main() -> None:
    """Learns, or goes on learning."""
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    encoder_folder(STEM)
    trained()


if __name__ == "__main__":
    main()
