"""The reader of E5S1 files, against a file written here number by number."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from encoders.caption.e5file import Q4, read

TEXTS = ["<s>", "<pad>", "</s>", "<unk>", "▁", "é"]


def q4_bytes(values: np.ndarray, scale: float) -> bytes:
    """One block of 32 values 0…15 as Q4_0."""
    return np.float16(scale).tobytes() + bytes(int(values[j]) | int(values[j + 16]) << 4 for j in range(16))


def written(path: Path, block: int = 32) -> np.ndarray:
    """A file with one 2 × 64 matrix and one vector; returns the matrix' nibbles."""
    nibbles = np.random.default_rng(1).integers(0, 16, (2, 64), dtype=np.uint8)
    matrix = b"".join(q4_bytes(row[b : b + 32], 0.5 + i) for i, row in enumerate(nibbles) for b in (0, 32))
    vector = np.array([1.5, -2.0], "<f4").tobytes()
    blob = "".join(TEXTS).encode()
    lengths = [len(text.encode()) for text in TEXTS]
    head = b"E5S1" + struct.pack("<I7ifi", 1, 64, 1, 2, 32, 6, 8, 2, 1e-12, block)
    head += struct.pack("<5iQ", len(TEXTS), 0, 2, 1, 3, len(blob))
    head += np.cumsum([0, *lengths]).astype("<u4").tobytes() + np.arange(6, dtype="<f4").tobytes() + blob
    mapping = struct.pack("<IB1I", ord("\n"), 1, ord(" ")) + struct.pack("<IB", 1, 0)
    head += struct.pack("<iI", 2, len(mapping)) + mapping
    names = [(b"l0.q.w", len(matrix), 128), (b"l0.q.b", len(vector), 2)]
    start = len(head) + 4 + sum(2 + len(name) + 21 for name, _, _ in names)
    directory = struct.pack("<i", len(names))
    for name, size, numbers in names:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", 0, numbers, start, size)
        start += size
    path.write_bytes(head + directory + matrix + vector)
    return nibbles


def test_reads_every_part(tmp_path: Path) -> None:
    nibbles = written(tmp_path / "model.bin")
    model = read(tmp_path / "model.bin")
    assert (model.shape.width, model.shape.inner, model.shape.epsilon) == (64, 32, pytest.approx(1e-12))
    assert model.pieces.texts == TEXTS
    assert (model.pieces.bos, model.pieces.eos, model.pieces.pad, model.pieces.unk) == (0, 2, 1, 3)
    assert model.normalisation == {"\n": " ", "\x01": ""}
    assert np.array_equal(model.matrices["l0.q.w"].nibbles, nibbles)
    assert np.array_equal(model.vectors["l0.q.b"], [1.5, -2.0])
    dense = model.matrices["l0.q.w"].dense()
    assert np.allclose(dense[1], (nibbles[1].astype(float) - 8) * 1.5)


def test_refuses_other_files(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(60))
    with pytest.raises(ValueError, match="not an E5S1 file"):
        read(tmp_path / "other.bin")
    written(tmp_path / "blocks.bin", block=64)
    with pytest.raises(ValueError, match="blocks of 64"):
        read(tmp_path / "blocks.bin")


def test_rows_keep_their_scales() -> None:
    table = Q4(np.arange(96, dtype=np.uint8).reshape(3, 32) % 16, np.array([[1], [2], [3]], np.float16))
    assert np.array_equal(table.rows(np.array([2, 0])).dense(), table.dense()[[2, 0]])
