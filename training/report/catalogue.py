"""The configurations that the tables speak of."""

from __future__ import annotations

from dataclasses import replace

from .rows import Row

ENCODERS = {"CNN": "cnn", "ViT": "vit"}
FUSIONS = ("sum", "mean", "weighted")
LISTS = {"classification": "classification", "sequence": "sequence", "A1": "A1", "A2": "hybrid"}
WITHOUT_HISTORY = "without history"

DESIGN = Row("DESIGN (ViT, weighted, A2)", "vit-weighted", "hybrid")
GRID = {
    (encoder, fusion): Row(f"{encoder}, {fusion}", f"{short}-{fusion}", "hybrid")
    for encoder, short in ENCODERS.items()
    for fusion in FUSIONS
}
PAPER = {  # K = 7, the paper's Table 1: other data, never to be compared in absolute figures
    ("CNN", "sum"): ("VGG (sum)", 0.689, 0.277, 0.258, 0.267),
    ("CNN", "weighted"): ("VGG + weighted", 0.681, 0.313, 0.282, 0.296),
    ("ViT", "sum"): ("ViT (sum)", 0.719, 0.321, 0.294, 0.307),
    ("ViT", "weighted"): ("ViT + weighted", 0.755, 0.340, 0.334, 0.337),
}
COMPARED = (
    Row("AMNN (softmax over the sequence)", "amnn", "sequence"),
    Row("CoA (single layer, the authors')", "coa", "classification"),
    Row("CoA, two layers", "coa-2", "classification"),
    Row("MACoN, history of five", "macon", "classification"),
    Row("MACoN, history of two (the authors')", "macon-authors", "classification"),
    Row("TAGNet", "tagnet", "classification"),
)
FLOORS = tuple(
    Row(words, f"floors-{encoder}", system)
    for words, encoder, system in (
        ("popularity", "tagweave-vit", "popularity"),
        ("own most used tags", "tagweave-vit", "own tags"),
        ("nearest own posts, ViT features", "tagweave-vit", "nearest own posts"),
        ("k-nearest posts, ViT features", "tagweave-vit", "k-nearest"),
        ("k-nearest posts, CNN features", "efficientnet-lite2", "k-nearest"),
        ("zero-shot, caption", "tagweave-vit", "zero-shot, caption"),
        ("zero-shot, photo (ridge), ViT", "tagweave-vit", "zero-shot, photo"),
        ("zero-shot, both, ViT", "tagweave-vit", "zero-shot, both"),
    )
)
NAMED_TAGNET = Row("TAGNet, hashtags known by their words", "tagnet-named", "classification")
NAMED = (  # hashtags known by their words (design/named.py), in DESIGN and in the system nearest to it
    DESIGN,
    Row("DESIGN, hashtags without words (the paper's form)", "vit-weighted-free", "hybrid"),
    NAMED_TAGNET,
    Row("TAGNet", "tagnet", "classification"),
)
ABLATIONS = {
    "Pooling": (
        Row("attention alone (the paper's), weighted", "vit-weighted-attention", "hybrid"),
        Row("attention alone (the paper's), sum", "vit-sum-attention", "hybrid"),
    ),
    "Gate": (
        Row("no batch normalisation", "gate-no-norm", "hybrid"),
        Row("ReLU for LeakyReLU", "gate-relu", "hybrid"),
        Row("one w for all of d", "gate-scalar", "hybrid"),
        Row("gate from the photo only", "gate-photo", "hybrid"),
        Row("gate from the caption only", "gate-caption", "hybrid"),
        Row("temperature ½", "gate-cold", "hybrid"),
        Row("temperature 2", "gate-hot", "hybrid"),
    ),
    "History length": tuple(
        Row(f"L = {length}", "vit-weighted" if length == 5 else f"history-{length}", "hybrid")
        for length in (0, 1, 2, 5, 10, 20)
    ),
    "Width of the co-attention": tuple(
        Row(f"k = {k}", "vit-weighted" if k == 100 else f"width-{k}", "hybrid") for k in (25, 50, 100, 200)
    ),
}


def lists_of(encoder: str, fusion: str) -> list[Row]:
    """The five lists of a network of the grid; A3 is learnt with its own decoder."""
    row = GRID[encoder, fusion]
    rows = [replace(row, words=f"{row.words}, {words}", system=system) for words, system in LISTS.items()]
    a3 = "hybrid-a3" if row.name == "vit-weighted" else f"{row.name}-a3"
    return [*rows, Row(f"{row.words}, A3", a3, "hybrid")]


def less(row: Row, case: str) -> Row:
    """The same list where something is withheld."""
    return replace(row, case=case)


def every_row() -> list[Row]:
    """All of them, to say what is missing and where figures come from."""
    grid = [row for pair in GRID for row in lists_of(*pair)]
    return [*grid, *COMPARED, *FLOORS, *NAMED, *(row for rows in ABLATIONS.values() for row in rows)]
