"""The sizes and named choices that define one network; what `manifest.json` calls `network` (docs/formats.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Fusion = Literal["weighted", "sum", "mean"]
Pooling = Literal["attention", "attention+mean"]

SEQUENCE_STEPS = 7  # [D] the decoder makes as many steps as the paper recommends tags, whatever K is asked for
HISTORY_LENGTH = 5  # systems.md §4


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

    def to_json(self) -> dict[str, Any]:
        """The fields as plain JSON, for checkpoints."""
        return asdict(self)
