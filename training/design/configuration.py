"""What one run is: a small TOML file in `training/configs`, read into `Configuration`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from data.work import placed

from .shape import HISTORY_LENGTH, Fusion, Gate, Pooling, Rule, Tags

System = Literal["design", "amnn", "coa", "macon", "tagnet"]

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


@dataclass(frozen=True)
class Encoders:
    """Folder names under `public/models` of the frozen encoders."""

    photo: str = "tagweave-vit"
    caption: str = "e5-small-100k"


@dataclass(frozen=True)
class SystemChoice:
    """Which network learns: DESIGN, or one of `compared/` (systems.md §6)."""

    name: System = "design"
    layers: int = 1  # of CoA
    neighbours: int = 10  # of TAGNet
    tags: Tags = "free"  # of TAGNet: named, as DESIGN's, is for comparison


@dataclass(frozen=True)
class Sizes:
    """Widths and named choices of the network (systems.md §§1–5); fusion, pooling, tags and rule are DESIGN's."""

    fusion: Fusion = "weighted"
    pooling: Pooling = "attention+mean"
    tags: Tags = "named"  # whether hashtags are also known by their words (design/named.py); free: the paper's form
    rule: Rule = "A2"  # how both heads become the hybrid (systems.md §5)
    d: int = 256
    k: int = 100
    gru: int = 256
    tag_embedding: int = 128
    history_length: int = HISTORY_LENGTH


@dataclass(frozen=True)
class Training:
    """How it is learnt. Rates of absence are in addition to the posts that have no caption by themselves."""

    seed: int = 0
    epochs: int = 10
    batch: int = 128
    peak_rate: float = 3e-3
    weight_decay: float = 0.1
    dropout: float = 0.3  # of z
    input_dropout: float = 0.15  # of V and Q
    ema: float = 0.998  # decay of the averaged weights, which are those evaluated and shipped
    sequence_weight: float = 0.3  # λ of L_MLC + λ·L_SG; the paper names none (docs/decisions/0005-network.md)
    sequence_order: str = "random"  # "random" | "frequent first"
    photo_absent: float = 0.2
    caption_absent: float = 0.2
    history_absent: float = 0.15
    other_caption: float = 0.4  # share of captions replaced by the post's caption of another person or language


@dataclass(frozen=True)
class Configuration:
    """One run; `name` is its file's stem and the name of its results."""

    name: str
    encoders: Encoders = field(default_factory=Encoders)
    network: Sizes = field(default_factory=Sizes)
    training: Training = field(default_factory=Training)
    system: SystemChoice = field(default_factory=SystemChoice)
    gate: Gate = field(default_factory=Gate)

    @property
    def named(self) -> bool:
        """Whether the network's hashtags are known by their words too."""
        return (self.network if self.system.name == "design" else self.system).tags == "named"

    def to_json(self) -> dict[str, Any]:
        """As plain JSON, for provenance."""
        return asdict(self)

    def is_that_of(self, written: dict[str, Any]) -> bool:
        """Whether a checkpoint's configuration is this one; what it does not name has the default's value."""
        filled = Configuration(str(written["name"])).to_json()
        for section, values in written.items():
            filled[section] = filled.get(section, {}) | values if isinstance(values, dict) else values
        return filled == self.to_json()


def read_configuration(named: str | Path) -> Configuration:
    """`configs/<named>.toml`, or that file. Raises ValueError naming an unknown or ill-typed key."""
    path = placed(named) if str(named).endswith(".toml") else CONFIGS / f"{named}.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(sections) - {"encoders", "network", "training", "system", "gate"}
    if unknown:
        raise ValueError(f"{path.name}: unknown section {sorted(unknown)}")
    return Configuration(
        path.stem,
        Encoders(**checked(Encoders, sections.get("encoders", {}), path)),
        Sizes(**checked(Sizes, sections.get("network", {}), path)),
        Training(**checked(Training, sections.get("training", {}), path)),
        SystemChoice(**checked(SystemChoice, sections.get("system", {}), path)),
        Gate(**checked(Gate, sections.get("gate", {}), path)),
    )


def with_seed(configuration: Configuration, seed: int) -> Configuration:
    """The same run from another seed, under a name that says so: `vit-sum.seed1`. Its own seed keeps the plain name."""
    if seed == configuration.training.seed:
        return configuration
    training = replace(configuration.training, seed=seed)
    return replace(configuration, name=f"{configuration.name}.seed{seed}", training=training)


def runs_of(names: Iterable[str | Path], seeds: Iterable[int] | None) -> list[Configuration]:
    """Every named configuration from every seed; without seeds from its own."""
    read = [read_configuration(name) for name in names]
    return [with_seed(one, seed) for one in read for seed in (seeds or [one.training.seed])]


def checked(section: type, values: dict[str, Any], path: Path) -> dict[str, Any]:
    """`values` if every key is a field of `section` and has its default's type."""
    hints = get_type_hints(section)
    defaults = {entry.name: getattr(section(), entry.name) for entry in fields(section)}
    for key, value in values.items():
        if key not in defaults:
            raise ValueError(f"{path.name}: {section.__name__} has no {key}")
        wanted = type(defaults[key])
        if not isinstance(value, (int, float) if wanted is float else wanted):
            raise ValueError(f"{path.name}: {key} should be {wanted.__name__}")
        named = get_args(hints[key])
        if named and value not in named:
            raise ValueError(f"{path.name}: {key} should be one of {', '.join(map(str, named))}")
    return values
