"""`training/run everyday.unseen [--part test]`: what a hashtag that no post was learnt with is worth by its name alone.

A person's own list of hashtags has no posts to learn from, only names. The product scores a caption x against a name
n_h by the plain cosine of the two, each the mean of the caption encoder's tokens, seen from the middle of the training
captions and of the vocabulary's names. A learnt head is compared with it:

    s(x, h) = τ·(x_caption · n_h) + (x·P)·(n_h·Q)ᵀ,    x = [mean caption token; mean photo region], centred, length 1

by −Σ log softmax / |G| over the training hashtags of training posts, with a free number for each hashtag that takes
what is only how common it is and is left out afterwards. A tenth of the hashtags (by sha256 of the key) is never seen
in learning. x is made of the encoders' matrices, not of the network's z: the network was learnt with all hashtags, and
z tells the held-out ones apart because of that. The head's settings are the first that were tried; none was tuned.

Judged: posts of the real sets with a held-out hashtag; the held-out hashtags compete with each other. Recall@10 of
the head, of the plain cosine, and of chance. Then, over all captions of the real sets whether or not they carry one:
P(used | cosine) as a logistic, which is what the product shows a list's tag by, learnt on validation posts and judged
on the part asked for. `--write` puts it, with both middles, where the engine reads it
(`src/recommender/suggest/closeness.json`). Writes `results/everyday/unseen.<part>.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from data.split import Part
from design.configuration import Encoders
from design.dataset import batches
from design.named import centred
from design.provenance import provenance
from evaluation.floors import unit
from evaluation.results import write_result

from .dataset import Everyday, load_everyday
from .evaluate import FOLDER
from .means import mean_regions, mean_tokens
from .plan import SAMPLING, plan_named

K = 10
REAL_SETS = ("people", "captions", "writers", "mvsa", "klg")
RESAMPLES = 1000
PLACES = 2  # of a list's tags in one list
# Of what is shown a tenth is used, however close (validation: .099 from .05 on, .105 from .1, .098 from .2): nothing is
# said to be more probable than that.
MOST = 0.1
FLOORS = (0.02, 0.05, 0.1, 0.2)
CLOSENESS = Path(__file__).parents[2] / "src" / "recommender" / "suggest" / "closeness.json"


@dataclass(frozen=True)
class Settings:
    """Of one head."""

    rank: int = 96
    epochs: int = 3
    rate: float = 3e-3
    decay: float = 1e-2
    dropout: float = 0.1
    absent: float = 0.3  # how often one of caption and photo is left out where both are there
    batch: int = 256
    others: int = 500  # hashtags of no post of the batch that compete with its own
    seed: int = 0


def is_held_out(key: str) -> bool:
    """Every tenth hashtag, whatever the order."""
    return hashlib.sha256(key.encode()).digest()[0] % 10 == 0


@dataclass(frozen=True)
class Pooled:
    """Of every post, from the middle of the training posts, at length 1; zeros where there is none."""

    caption: np.ndarray  # posts×D_t
    photo: np.ndarray  # posts×D
    middle: np.ndarray  # D_t: that of the captions


def pooled(dataset: Everyday) -> Pooled:
    """Mean caption token and mean photo region."""
    photo = mean_regions(dataset.photo)
    caption = mean_tokens(dataset.texts, np.flatnonzero(dataset.has_caption), len(dataset.posts))
    learnt = np.array([part == "train" for part in dataset.parts])
    middle = caption[dataset.has_caption & learnt].mean(0)
    caption[dataset.has_caption] -= middle
    photo[dataset.has_photo] -= photo[dataset.has_photo & learnt].mean(0)
    return Pooled(unit(caption), unit(photo), middle)


class NameHead(nn.Module):
    """s of posts x (B×(D_t + D)) and names n (H×D_t, length 1): B×H."""

    def __init__(self, caption: int, photo: int, rank: int, dropout: float) -> None:
        super().__init__()
        self.caption = caption
        self.closeness = nn.Parameter(torch.tensor(10.0))  # τ
        self.post = nn.Linear(caption + photo, rank, bias=False)  # P
        self.name = nn.Linear(caption, rank, bias=False)  # Q
        self.dropout = nn.Dropout(dropout)

    def forward(self, posts: Tensor, names: Tensor) -> Tensor:
        """The scores."""
        direct = self.closeness * (posts[:, : self.caption] @ names.T)
        return direct + self.post(self.dropout(posts)) @ self.name(names).T


def learnt_head(
    posts: tuple[Tensor, Tensor], targets: Tensor, weights: Tensor, names: Tensor, settings: Settings
) -> NameHead:
    """A head learnt on posts×classes `targets`, each post as often as its weight says."""
    torch.manual_seed(settings.seed)
    caption, photo = posts
    head = NameHead(caption.shape[1], photo.shape[1], settings.rank, settings.dropout)
    common = nn.Parameter(torch.zeros(len(names)))
    optimiser = torch.optim.AdamW([*head.parameters(), common], settings.rate, weight_decay=settings.decay)
    steps = settings.epochs * (len(caption) // settings.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, settings.rate, total_steps=steps)
    for _ in range(steps):
        rows = torch.multinomial(weights, settings.batch)
        chance = torch.rand(settings.batch, 1)
        both = (caption[rows].any(1) & photo[rows].any(1)).unsqueeze(1)
        said = caption[rows] * ~(both & (chance < settings.absent / 2))
        seen = photo[rows] * ~(both & (chance > 1 - settings.absent / 2))
        wanted = targets[rows]
        classes = wanted.any(0)
        classes[torch.randint(len(names), (settings.others,))] = True
        wanted = wanted[:, classes].float()
        logits = head(torch.cat([said, seen], 1), names[classes]) + common[classes]
        loss = -(functional.log_softmax(logits, 1) * wanted).sum(1) / wanted.sum(1)
        optimiser.zero_grad()
        loss.mean().backward()
        optimiser.step()
        schedule.step()
    return head.eval()


def recall(scores: np.ndarray, wanted: np.ndarray, k: int = K) -> np.ndarray:
    """Of each post: the share of its hashtags among the first `k`."""
    first = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(wanted, first, 1).sum(1) / wanted.sum(1)


def interval(values: np.ndarray, seed: int = 0) -> list[float]:
    """95 % of the means of resampled posts."""
    random = np.random.default_rng(seed)
    means = [values[random.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    return [float(bound) for bound in np.quantile(means, (0.025, 0.975))]


def judged(dataset: Everyday, part: Part, settings: Settings) -> tuple[dict[str, object], Pooled]:
    """Recall@10 on the posts of `part` that carry a held-out hashtag, and what a list of them would show."""
    held = np.array([is_held_out(key) for key in dataset.vocabulary.keys])
    posts = pooled(dataset)
    caption, photo = posts.caption, posts.photo
    names = functional.normalize(centred(dataset.names()), dim=-1)
    learnt = dataset.learnt_from()
    seen_tags = torch.from_numpy(~held)
    targets = torch.cat([dataset.targets(some)[:, seen_tags].bool() for some in batches(learnt, 4096)])
    some = targets.any(1).numpy()
    rows = learnt[some]
    weights = torch.tensor([SAMPLING.get(dataset.posts[row].set, 0.0) for row in rows])
    given = (torch.from_numpy(caption[rows]), torch.from_numpy(photo[rows]))
    head = learnt_head(given, targets[torch.from_numpy(some)], weights, names[seen_tags], settings)

    on = np.concatenate([dataset.judged_on(part, name) for name in REAL_SETS])
    wanted = dataset.targets(on).numpy()[:, held] > 0
    on, wanted = on[wanted.any(1)], wanted[wanted.any(1)]
    theirs = names[torch.from_numpy(held)]
    systems: dict[str, np.ndarray] = {}
    with torch.no_grad():
        for case, (says, sees) in {"both": (1, 1), "caption": (1, 0), "photo": (0, 1)}.items():
            x = torch.from_numpy(np.concatenate([caption[on] * says, photo[on] * sees], 1))
            systems[f"head, {case}"] = recall(head(x, theirs).numpy(), wanted)
        systems["cosine of caption and name"] = recall((torch.from_numpy(caption[on]) @ theirs.T).numpy(), wanted)
    content: dict[str, object] = {"judged": len(on), "held out": int(held.sum()), "chance": K / int(held.sum())}
    there = {"photo": dataset.has_photo[on], "caption": dataset.has_caption[on]}
    for name, values in systems.items():
        of = values[there[name.split(", ")[-1]]] if name.split(", ")[-1] in there else values
        content[name] = {"posts": len(of), "recall": float(of.mean()), "interval": interval(of)}
    closeness = fitted(*pairs(dataset, "validation", posts.caption, theirs, held))
    content["closeness"] = {"scale": closeness[0], "shift": closeness[1]}
    content["shown"] = shown(*pairs(dataset, part, posts.caption, theirs, held), closeness)
    return content, posts


def pairs(
    dataset: Everyday, part: Part, caption: np.ndarray, names: Tensor, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Posts×names: cosines, and whether the post carries the hashtag; of all captions of the real sets."""
    on = np.concatenate([dataset.judged_on(part, name) for name in REAL_SETS])
    on = on[dataset.has_caption[on]]
    unitary = functional.normalize(names, dim=-1).numpy()
    return caption[on] @ unitary.T, dataset.targets(on).numpy()[:, held] > 0


def fitted(cosines: np.ndarray, used: np.ndarray) -> tuple[float, float]:
    """Scale and shift of P = σ(scale·cosine + shift), by Newton's method."""
    x, y = cosines.reshape(-1).astype(np.float64), used.reshape(-1).astype(np.float64)
    scale, shift = 0.0, float(np.log(y.mean() / (1 - y.mean())))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(scale * x + shift)))
        w, error = p * (1 - p), y - p
        system = np.array([[(w * x * x).sum(), (w * x).sum()], [(w * x).sum(), w.sum()]])
        step = np.linalg.solve(system, np.array([(error * x).sum(), error.sum()]))
        scale, shift = scale + step[0], shift + step[1]
        if np.abs(step).max() < 1e-9:
            break
    return float(scale), float(shift)


def shown(cosines: np.ndarray, used: np.ndarray, closeness: tuple[float, float]) -> dict[str, object]:
    """What a list shows with at most two places and different floors: on how many captions, and how often rightly."""
    p = 1 / (1 + np.exp(-(closeness[0] * cosines + closeness[1])))
    best = np.argsort(-p, axis=1, kind="stable")[:, :PLACES]
    p, right = np.take_along_axis(p, best, 1), np.take_along_axis(used, best, 1)
    content: dict[str, object] = {"captions": len(cosines)}
    for floor in FLOORS:
        there = p >= floor
        content[str(floor)] = {
            "captions with one": float(there.any(1).mean()),
            "tags": int(there.sum()),
            "used": float(right[there].mean()) if there.any() else None,
            "said": float(p[there].mean()) if there.any() else None,
        }
    return content


def written(dataset: Everyday, posts: Pooled, closeness: dict[str, float], encoder: str) -> None:
    """Puts what the engine needs where it reads it."""
    content = {
        "encoder": encoder,
        "captions": [round(float(one), 5) for one in posts.middle],
        "names": [round(float(one), 5) for one in dataset.names().astype(np.float64).mean(0)],
        **{name: round(value, 4) for name, value in closeness.items()},
        "most": MOST,
    }
    CLOSENESS.parent.mkdir(exist_ok=True)
    CLOSENESS.write_text(json.dumps(content, indent=2) + "\n")


def main() -> None:
    """Learns the head and writes what it is worth."""
    parser = argparse.ArgumentParser(prog="python -m everyday.unseen")
    parser.add_argument("--part", choices=("validation", "test"), default="validation")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="the closeness of caption and name for the engine")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("TAGWEAVE_THREADS", "2")))
    encoders: Encoders = plan_named("everyday").configuration.encoders
    dataset = load_everyday(encoders.photo)
    content, posts = judged(dataset, options.part, Settings(seed=options.seed))
    for name, value in content.items():
        print(f"{name}: {value}")
    command = f"training/run everyday.unseen --part {options.part}"
    if options.write:
        written(dataset, posts, content["closeness"], encoders.caption)  # type: ignore[arg-type]
    content["provenance"] = provenance(dataset, encoders, command, None)
    write_result("unseen", options.part, content, FOLDER)


if __name__ == "__main__":
    main()
