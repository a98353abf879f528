"""The sizes and named choices that define one network; what `manifest.json` calls `network` (docs/formats.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Fusion = Literal["weighted", "sum", "mean"]
Pooling = Literal["attention", "attention+mean"]
Rule = Literal["A1", "A2", "A3"]
Tags = Literal["named", "free"]

SEQUENCE_STEPS = 7  # [D] the decoder makes as many steps as the paper recommends tags, whatever K is asked for
HISTORY_LENGTH = 5  # systems.md §4


@dataclass(frozen=True)
class Gate:
    """Ablations of the weighted fusion (systems.md §3); the defaults are the paper's gate."""

    norm: bool = True  # both batch normalisations
    activation: Literal["leaky relu", "relu"] = "leaky relu"
    width: Literal["vector", "scalar"] = "vector"  # scalar: one w for all of d
    sees: Literal["both", "photo", "caption"] = "both"  # what f is made of
    temperature: float = 1.0  # w = sigmoid(Dense_2 ô / temperature)


@dataclass(frozen=True)
class Shape:
    """Sizes of DESIGN (systems.md, notation). `vocabulary` is H, `photo_width` D, `caption_width` D_t."""

    photo_rows: int
    photo_width: int
    caption_width: int
    vocabulary: int
    d: int = 256
    k: int = 100
    gru: int = 256
    tag_embedding: int = 128
    fusion: Fusion = "weighted"
    pooling: Pooling = "attention+mean"
    history_length: int = HISTORY_LENGTH
    gate: Gate = Gate()
    rule: Rule = "A2"

    def to_json(self) -> dict[str, Any]:
        """The fields as plain JSON, for checkpoints."""
        return asdict(self)
