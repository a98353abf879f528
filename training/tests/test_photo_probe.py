"""The probe's arithmetic and the training losses on made-up numbers."""

import numpy as np
import pytest
import torch

from encoders.photo.heads import Heads, tag_loss
from encoders.photo.probe import Draw, Ridge, f1_at, popularity, probe


def test_f1_is_the_harmonic_mean_of_averages() -> None:
    truth = np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]], np.float32)
    scores = np.array([[9, 0, 8, 1], [9, 8, 0, 1], [1, 2, 3, 4]], np.float32)
    # two posts count: precision (1/2 + 1/2)/2, recall (1/2 + 1/1)/2
    assert f1_at(scores, truth, 2) == pytest.approx(2 * 0.5 * 0.75 / 1.25)


def test_ridge_equals_the_normal_equations() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(60, 5)), rng.normal(size=(60, 2))
    ridge = Ridge(x, y)
    z = (x - x.mean(0)) / (x.std(0) + 1e-6)
    weights = np.linalg.solve(z.T @ z + 7 * np.eye(5), z.T @ (y - y.mean(0)))
    assert np.allclose(ridge.scores(x, 7.0), z @ weights + y.mean(0))


def test_probe_beats_popularity_only_where_features_tell() -> None:
    rng = np.random.default_rng(1)
    hidden = rng.normal(size=(500, 20))
    tags = (hidden > 1.0).astype(np.float32)
    draw = Draw(np.arange(400), np.arange(400, 500), tags[:400], tags[400:])
    telling = hidden @ rng.normal(size=(20, 30))
    assert probe(telling, draw) > popularity(draw) + 0.1
    assert probe(rng.normal(size=(500, 30)), draw) < popularity(draw) + 0.05


def test_unjudged_tags_cost_nothing() -> None:
    targets = torch.tensor([[1.0, 0.0, 0.0]])
    judged = torch.tensor([[1.0, 1.0, 0.0]])
    low, high = torch.tensor([[1.0, 0.0, -5.0]]), torch.tensor([[1.0, 0.0, 50.0]])
    assert tag_loss(low, targets, judged).item() == pytest.approx(tag_loss(high, targets, judged).item(), abs=1e-5)
    assert tag_loss(torch.tensor([[1.0, 9.0, 0.0]]), targets, judged) > tag_loss(low, targets, judged)


def test_heads_shapes() -> None:
    mean, attended = Heads(16, 11).eval()(torch.randn(3, 49, 16))
    assert mean.shape == attended.shape == (3, 11)
