"""What one run of the everyday network is; every choice was made on validation (docs/decisions/0013)."""

from __future__ import annotations

from dataclasses import dataclass, field

from design.configuration import Configuration, Encoders, Sizes, Training

# How often a training post of a set comes up in an epoch: real photo posts first, pictures with words for tags last.
TURNS = {
    "people": 4.0, "mvsa": 3.0, "klg": 3.0, "chema": 3.0, "byjp": 3.0, "captions": 1.0, "writers": 1.0,
    "flickr8k": 0.5, "openclipart": 0.3, "clothing": 0.1,
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A run: the paper's settings in `configuration`, and what the everyday posts need besides.

    `softmax`: weight of −Σ log p / |G| beside L_MLC; `turns`: posts of a set in an epoch; `teacher`: the weight of a
    network's reading of flickr8k's captions, `neighbours` that of the nearest training posts for real posts and
    `likenesses` for pictures whose tags are words; `views`: of each real picture, for learning;
    `without`: a person left out of training altogether; `mean_of`: nothing is learnt, the weights of these runs'
    best epochs are averaged (runs of one seed start from the same weights, so their mean lies in one valley: Wortsman
    et al., Model soups, 2022).
    """

    configuration: Configuration
    turns: dict[str, float] = field(default_factory=lambda: dict(TURNS))
    softmax: float = 1.0
    teacher: float = 0.0
    neighbours: float = 0.0
    likenesses: float = 0.0
    views: tuple[int, ...] = (1, 3)
    without: str | None = None
    mean_of: tuple[str, ...] = ()


OLD_EYES = {"photo": "tagweave-vit"}  # the encoder of the paper's grid
TEACHER = "everyday-no-teacher"  # reads captions alone, so its eyes do not matter
# From the paper's network to what ships, a step each (docs/results.md, Beyond the paper).
PLANS: dict[str, dict[str, object]] = {
    "everyday": {
        "mean_of": ("everyday-taught", "everyday-neighbours", "everyday-likenesses", "everyday-calm", "everyday-strict")
    },
    "everyday-taught": {"teacher": 0.5},
    "everyday-neighbours": {"teacher": 0.5, "neighbours": 0.7},
    "everyday-likenesses": {
        "teacher": 0.5,
        "neighbours": 0.7,
        "likenesses": 0.3,
        "training": {"other_caption": 0.7},
    },
    "everyday-calm": {
        "teacher": 0.5,
        "neighbours": 1.0,
        "likenesses": 0.5,
        "training": {"other_caption": 0.7},
        "turns": TURNS | {"people": 3.0, "mvsa": 2.0},
    },
    "everyday-strict": {
        "teacher": 0.5,
        "neighbours": 1.2,
        "likenesses": 0.5,
        "training": {"other_caption": 0.7, "input_dropout": 0.4, "weight_decay": 0.2},
    },
    TEACHER: {"training": {"epochs": 10, "dropout": 0.3, "input_dropout": 0.15, "caption_absent": 0.35}} | OLD_EYES,
    "everyday-photos-only": {"turns": TURNS | {"captions": 0.0, "writers": 0.0}} | OLD_EYES,
    "everyday-old-eyes": {"teacher": 0.5} | OLD_EYES,
    "everyday-less-dropout": {
        "teacher": 0.5,
        "training": {"dropout": 0.3, "input_dropout": 0.15, "caption_absent": 0.35},
    },
    "everyday-untaught": {},
    "everyday-without-p01": {"teacher": 0.5, "without": "p01"},
}


def plan_named(name: str, seed: int = 0) -> Plan:
    """One of `PLANS`; a seed other than 0 is part of the run's name. Raises KeyError for an unknown one."""
    changes = dict(PLANS[name])
    photo, training = changes.pop("photo", "tagweave-vit-posts"), changes.pop("training", {})
    settings = {"epochs": 6, "batch": 256, "dropout": 0.5, "input_dropout": 0.3}
    settings |= {"other_caption": 0.5, "photo_absent": 0.15, "caption_absent": 0.5}
    configuration = Configuration(
        name if seed == 0 else f"{name}.seed{seed}",
        Encoders(photo=photo),
        Sizes(gru=128, tag_embedding=64),
        Training(seed=seed, **(settings | training)),
    )
    return Plan(configuration, **changes)  # type: ignore[arg-type]
