"""`python -m encoders.caption.tiny`: small models with random weights for journeys in `e2e/fixtures/models`.

`tiny-bert` has the layout of a published bert-base-multilingual-cased conversion (WordPiece, float32, token types);
`tiny-e5` has the shipped layout (Unigram, 4 bits, width 384), so the shipped network accepts it.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import wordsegment

from .derive import derived
from .e5file import BLOCK, E5, Q4, Pieces, Shape
from .encode import FILES, CaptionEncoder
from .floats import float_encoder
from .graph import encoder
from .package import MAX_TOKENS, PREFIX, bert_config, golden, manifest, write_json
from .paths import FIXTURES
from .tokenizer import META, load, tokenizer_config, tokenizer_json
from .wordpiece import wordpiece_config, wordpiece_dict

LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()-_#@&/%+*="
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯёъыэäöüßÄÖÜéèêàçñáíóúãõ"
)
CASES = [("english", "A dog runs through the snow."), ("ukrainian", "Сніг і море"), ("unknown", "犬 🐕")]


def common_words(count: int) -> list[str]:
    """The most frequent English words, most frequent first (wordsegment's counts)."""
    wordsegment.load()
    counts = wordsegment.UNIGRAMS
    return sorted(counts, key=lambda word: (-counts[word], word))[:count]


def random_q4(random: np.random.Generator, rows: int, columns: int) -> Q4:
    """Weights of about the spread of a trained BERT."""
    nibbles = random.integers(0, 16, (rows, columns), dtype=np.uint8)
    return Q4(nibbles, random.uniform(0.005, 0.015, (rows, columns // BLOCK)).astype(np.float16))


def random_model(shape: Shape, pieces: Pieces, seed: int) -> E5:
    """A model of a shape with weights by a seed."""
    random = np.random.default_rng(seed)
    width, inner = shape.width, shape.inner

    def small(*size: int) -> np.ndarray:
        return random.normal(0, 0.02, math.prod(size)).astype(np.float32)

    matrices = {"emb.word": random_q4(random, shape.vocabulary, width)}
    vectors = {"emb.pos": small(shape.positions, width), "emb.type": small(shape.types, width)}
    vectors |= {"emb.ln.w": 1 + small(width), "emb.ln.b": small(width)}
    for i in range(shape.layers):
        sizes = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width)}
        sizes |= {"fi": (inner, width), "fo": (width, inner)}
        for name, (rows, columns) in sizes.items():
            matrices[f"l{i}.{name}.w"] = random_q4(random, rows, columns)
            vectors[f"l{i}.{name}.b"] = small(rows)
        for name in ("aln", "oln"):
            vectors[f"l{i}.{name}.w"], vectors[f"l{i}.{name}.b"] = 1 + small(width), small(width)
    return E5(shape, pieces, {}, matrices, vectors)


def unigram_pieces(words: int) -> Pieces:
    """Common words with and without a space before them, and single characters as a last resort."""
    texts = ["<s>", "<pad>", "</s>", "<unk>", META]
    scores = [0.0, 0.0, 0.0, 0.0, -4.0]
    for rank, word in enumerate(common_words(words)):
        texts.append(META + word)
        scores.append(-5 - math.log1p(rank))
    texts.extend(LETTERS)
    scores.extend([-14.0] * len(LETTERS))
    return Pieces(texts, np.array(scores), bos=0, eos=2, pad=1, unk=3)


def write_model(folder: Path, graph: onnx.ModelProto, dtype: str, shape: Shape, pad: int, types: int = 1) -> None:
    """The graph and config.json."""
    onnx.checker.check_model(graph)
    path = folder / FILES[dtype]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(graph.SerializeToString())
    config = bert_config(shape.width, shape.layers, shape.heads, shape.inner, shape.vocabulary, pad, dtype, types)
    write_json(folder / "config.json", config)


def tiny_e5(folder: Path) -> Path:
    """The shipped layout: same operators, same width, one layer."""
    pieces = unigram_pieces(1800)
    shape = Shape(384, 1, 12, 768, len(pieces.texts), 2 * MAX_TOKENS, 2, 1e-12)
    model = random_model(shape, pieces, seed=5)
    write_model(folder, encoder(model, model.matrices["emb.word"], shape.positions), "q4", shape, pieces.pad)
    (folder / "tokenizer.json").write_text(tokenizer_json(pieces), encoding="utf-8")
    write_json(folder / "tokenizer_config.json", tokenizer_config(pieces, MAX_TOKENS))
    table, tokenizer = model.matrices["emb.word"], load((folder / "tokenizer.json").read_text(encoding="utf-8"))
    rows = [tokenizer.encode(PREFIX + text).ids for _, text in CASES]
    made = derived(folder, model, table, shape.positions, rows, 0.1)
    words = "Random weights in the shipped layout"
    write_manifest(folder, "q4", shape, words, golden="golden.json", derived=made)
    write_json(folder / "golden.json", golden(CaptionEncoder(folder), CASES, 0.002), indent=None)
    return folder


def tiny_bert(folder: Path) -> Path:
    """The layout of a published mBERT conversion, without golden vectors, as a person's own model has."""
    content = wordpiece_dict(common_words(900), LETTERS)
    vocabulary = content["model"]["vocab"]
    shape = Shape(32, 2, 2, 64, len(vocabulary), 2 * MAX_TOKENS, 2, 1e-12)
    model = random_model(shape, Pieces([], np.zeros(0), 0, 0, 0, 0), seed=7)
    write_model(folder, float_encoder(model, shape.positions), "fp32", shape, vocabulary["[PAD]"], shape.types)
    write_json(folder / "tokenizer.json", content, indent=None)
    write_json(folder / "tokenizer_config.json", wordpiece_config(MAX_TOKENS))
    write_manifest(folder, "fp32", shape, "Random weights in the layout of multilingual BERT", prefix="")
    return folder


def write_manifest(folder: Path, dtype: str, shape: Shape, words: str, **rest: Any) -> None:
    """The manifest of a model made up for tests."""
    dims = {"rows": MAX_TOKENS, "width": shape.width, "skip": 0}
    about = {"id": folder.name, "revision": "1", "name": folder.name, "description": f"{words}; for tests only."}
    made = {"licence": "CC0-1.0", "source": [], "dtype": dtype, "dims": dims}
    write_json(folder / "manifest.json", manifest(folder, FILES[dtype], **about, **made, **rest))


def main() -> None:
    """Write both folders and say how big they are."""
    for folder in (tiny_bert(FIXTURES / "tiny-bert"), tiny_e5(FIXTURES / "tiny-e5")):
        print(f"{folder.name}: {sum(p.stat().st_size for p in folder.rglob('*') if p.is_file()):,} bytes")


if __name__ == "__main__":
    main()
