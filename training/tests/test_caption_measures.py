"""The figures of the caption check, and its sentences."""

from __future__ import annotations

import numpy as np
import pytest

from encoders.caption.check import sentences
from encoders.caption.measures import cosines, meaning, pooled


def test_pooled_is_the_mean_at_length_one() -> None:
    vectors = pooled([np.array([[2.0, 0.0], [4.0, 0.0]]), np.array([[0.0, -1.0]])])
    assert vectors.tolist() == [[1.0, 0.0], [0.0, -1.0]]
    assert cosines(vectors, -vectors).tolist() == [-1.0, -1.0]


def test_meaning_of_perfect_translations() -> None:
    one = np.eye(3)
    found = meaning(np.concatenate([one, one]), languages=2)
    assert (found.same, found.other, found.found) == (1.0, 0.0, 1.0)


def test_meaning_of_shuffled_translations() -> None:
    one = np.eye(3)
    found = meaning(np.concatenate([one, one[[1, 2, 0]]]), languages=2)
    assert (found.same, found.found) == (0.0, 0.0)
    assert found.other == pytest.approx(0.5)


def test_sentences_are_enough_and_parallel() -> None:
    groups = sentences()
    assert len(groups) >= 15 and sum(map(len, groups.values())) >= 200
    assert {len(group) for group in groups.values()} == {10}
    assert all(len(set(group)) == 10 for group in groups.values())
