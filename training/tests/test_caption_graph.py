"""The written graphs against transformers' BertModel with the same weights."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch

from encoders.caption.check import session
from encoders.caption.e5file import E5, Pieces, Shape
from encoders.caption.floats import float_encoder
from encoders.caption.graph import encoder, pack
from encoders.caption.int8 import int8_encoder, measured_powers
from encoders.caption.recipe import followed, recipe
from encoders.caption.reference import bert
from encoders.caption.tiny import random_model

SHAPE = Shape(width=64, layers=2, heads=4, inner=96, vocabulary=50, positions=16, types=2, epsilon=1e-12)
NO_PIECES = Pieces([], np.zeros(0), 0, 0, 0, 0)
IDS = np.array([[0, 11, 12, 13, 2], [0, 7, 2, 1, 1]])
MASK = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])


@pytest.fixture(scope="module")
def model() -> E5:
    return random_model(SHAPE, NO_PIECES, seed=3)


def expected(model: E5, types: np.ndarray | None = None) -> np.ndarray:
    """What BertModel says."""
    kinds = torch.from_numpy(np.zeros_like(IDS) if types is None else types)
    with torch.inference_mode():
        out = bert(model)(torch.from_numpy(IDS), torch.from_numpy(MASK), kinds)
    return out.last_hidden_state.numpy()


def run(graph: onnx.ModelProto, **more: np.ndarray) -> np.ndarray:
    """The graph's answer."""
    onnx.checker.check_model(graph)
    feeds = {"input_ids": IDS, "attention_mask": MASK, **more}
    return session(graph.SerializeToString()).run(None, feeds)[0]


def seen(values: np.ndarray) -> np.ndarray:
    """Rows that the mask shows."""
    return values[MASK == 1]


def test_four_bits_lose_nothing(model: E5) -> None:
    got = run(encoder(model, model.matrices["emb.word"], SHAPE.positions))
    assert got.shape == (2, 5, 64)
    assert np.abs(seen(got) - seen(expected(model))).max() < 1e-4


def test_padding_changes_nothing(model: E5) -> None:
    running = session(encoder(model, model.matrices["emb.word"], 16).SerializeToString())
    alone = running.run(None, {"input_ids": IDS[1:, :3], "attention_mask": MASK[1:, :3]})[0]
    padded = running.run(None, {"input_ids": IDS[1:], "attention_mask": MASK[1:]})[0]
    assert np.abs(alone - padded[:, :3]).max() < 1e-5


def test_a_pruned_table_serves_the_kept_rows(model: E5) -> None:
    kept = np.array([0, 1, 2, 7, 11, 12, 13])
    ids = np.searchsorted(kept, IDS)
    graph = encoder(model, model.matrices["emb.word"].rows(kept), SHAPE.positions)
    got = session(graph.SerializeToString()).run(None, {"input_ids": ids, "attention_mask": MASK})[0]
    assert np.abs(seen(got) - seen(expected(model))).max() < 1e-4


def test_float_form_reads_token_types(model: E5) -> None:
    types = np.array([[0, 0, 1, 1, 1], [0, 0, 0, 0, 0]])
    got = run(float_encoder(model, SHAPE.positions), token_type_ids=types)
    assert np.abs(seen(got) - seen(expected(model, types))).max() < 1e-4
    assert np.abs(seen(got) - seen(expected(model))).max() > 1e-2


@pytest.fixture(scope="module")
def made(model: E5) -> tuple[bytes, bytes, dict]:
    """The 4-bit file, the int8 file, and the recipe between them; with inputs moved into the weights."""
    table = model.matrices["emb.word"]
    four_bit = encoder(model, table, SHAPE.positions)
    powers = measured_powers(four_bit, model, IDS.tolist())
    graph, collected = int8_encoder(model, table, SHAPE.positions, powers)
    assert any(np.any(power) for power in powers.values())
    files = four_bit.SerializeToString(), graph.SerializeToString(deterministic=True)
    return *files, recipe(*files, collected, "onnx/model_q4.onnx")


def test_int8_form_is_close(model: E5, made: tuple[bytes, bytes, dict]) -> None:
    running = session(made[1])
    for ids in ([[0, 11, 12, 13, 2]], [[0, 7, 2]]):
        got = running.run(None, {"input_ids": np.array(ids)})[0][0]
        with torch.inference_mode():
            want = bert(model)(torch.tensor(ids)).last_hidden_state.numpy()[0]
        cosine = (got * want).sum(1) / np.linalg.norm(got, axis=1) / np.linalg.norm(want, axis=1)
        assert cosine.min() > 0.995


def test_the_recipe_makes_the_int8_file_to_the_byte(made: tuple[bytes, bytes, dict]) -> None:
    four_bit, int8, steps = made
    assert followed(steps, four_bit) == int8
    written = sum(len(step["data"]) for step in steps["steps"] if step["step"] == "literal") * 3 / 4
    assert written < len(int8) / 3  # the weights are not written out


def test_another_4_bit_file_makes_other_weights(made: tuple[bytes, bytes, dict]) -> None:
    four_bit, int8, steps = made
    at = next(step["nibbles"] for step in steps["steps"] if step["step"] == "int8")
    assert followed(steps, four_bit[:at] + bytes([four_bit[at] ^ 0x40]) + four_bit[at + 1 :]) != int8


def test_pack_puts_the_even_number_low() -> None:
    assert pack(np.array([[1, 2, 15, 0]], np.uint8)).tolist() == [[0x21, 0x0F]]
