"""What one run of the everyday network is; every choice was made on validation (docs/decisions/0013)."""

from __future__ import annotations

from dataclasses import dataclass, field

from design.configuration import Configuration, Encoders, Sizes, Training

# How often a training post of a set comes up in an epoch: real photo posts first, pictures with words for tags last.
SAMPLING = {
    "people": 4.0, "mvsa": 3.0, "klg": 3.0, "chema": 3.0, "byjp": 3.0, "captions": 1.0, "writers": 1.0,
    "flickr8k": 0.5, "openclipart": 0.3, "clothing": 0.1,
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A run: the paper's settings in `configuration`, and what the everyday posts need besides.

    `softmax`: weight of −Σ log p / |G| beside L_MLC. `sampling`: how often a post of a set comes up an epoch. Weights
    of soft targets: `teacher`, a network's reading of flickr8k's captions; `neighbours`, the nearest training posts, of
    real posts; `likenesses`, the same of pictures whose tags are words; `languages`, what a network says to a photo
    with its English caption. `views`: further views of each real picture. `without`: a person left out of training.
    `mean_of`: nothing is learnt, the weights of these runs' best epochs are averaged (runs of one seed start from the
    same weights, so their mean lies in one valley: Wortsman et al., Model soups, 2022).
    """

    configuration: Configuration
    sampling: dict[str, float] = field(default_factory=lambda: dict(SAMPLING))
    softmax: float = 1.0
    teacher: float = 0.0
    neighbours: float = 0.0
    likenesses: float = 0.0
    languages: float = 0.0
    views: tuple[int, ...] = (1, 3)
    without: str | None = None
    mean_of: tuple[str, ...] = ()


GRID_ENCODER = {"photo": "tagweave-vit"}  # the encoder of the paper's grid
TEACHER = "everyday-no-teacher"  # reads captions alone, so its photo encoder does not matter
LANGUAGE_TEACHER = "everyday"  # what it says to English captions is what captions in other languages are to say
LANGUAGES = "everyday-languages"
SHIPPED = "everyday-merged"
FIVE = ("taught", "neighbours", "likenesses", "calm", "strict")
# From the paper's network to what ships, a step each (docs/results.md, Beyond the paper).
PLANS: dict[str, dict[str, object]] = {
    SHIPPED: {"mean_of": ("everyday", LANGUAGES)},
    LANGUAGES: {"mean_of": tuple(f"{LANGUAGES}-{of}" for of in FIVE[:3])},
    "everyday": {"mean_of": tuple(f"everyday-{of}" for of in FIVE)},
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
        "sampling": SAMPLING | {"people": 3.0, "mvsa": 2.0},
    },
    "everyday-strict": {
        "teacher": 0.5,
        "neighbours": 1.2,
        "likenesses": 0.5,
        "training": {"other_caption": 0.7, "input_dropout": 0.4, "weight_decay": 0.2},
    },
    TEACHER: {"training": {"epochs": 10, "dropout": 0.3, "input_dropout": 0.15, "caption_absent": 0.35}} | GRID_ENCODER,
    "everyday-photos-only": {"sampling": SAMPLING | {"captions": 0.0, "writers": 0.0}} | GRID_ENCODER,
    "everyday-old-eyes": {"teacher": 0.5} | GRID_ENCODER,
    "everyday-less-dropout": {
        "teacher": 0.5,
        "training": {"dropout": 0.3, "input_dropout": 0.15, "caption_absent": 0.35},
    },
    "everyday-untaught": {},
    "everyday-without-p01": {"teacher": 0.5, "without": "p01"},
}


def with_languages(learnt: dict[str, object]) -> dict[str, object]:
    """A run of `PLANS` with targets for other languages, and flickr8k sampled more, whose photos are told in four."""
    training, sampling = (learnt.get(part, kept) for part, kept in (("training", {}), ("sampling", SAMPLING)))
    assert isinstance(training, dict)
    assert isinstance(sampling, dict)
    more = {"training": training | {"other_caption": 0.8}, "sampling": sampling | {"flickr8k": 1.25}}
    return learnt | {"languages": 2.0} | more


PLANS |= {f"{LANGUAGES}-{of}": with_languages(PLANS[f"everyday-{of}"]) for of in FIVE[:3]}


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
