"""Logistic regression with L2, and its calibration: all that is learnt of the ranking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

STEPS = 100


@dataclass(frozen=True)
class Weights:
    """score = bias + Σ weight · term: log-odds that the person uses the tag."""

    bias: float
    terms: np.ndarray

    def score(self, terms: np.ndarray) -> np.ndarray:
        """Scores of candidates, n × terms → n."""
        return terms @ self.terms + self.bias


def fit(terms: np.ndarray, used: np.ndarray, emphasis: np.ndarray, penalty: float, fixed: np.ndarray) -> Weights:
    """The weights of least mean loss plus `penalty`·|w|², w in units of each term's spread.

    `emphasis`: how much each candidate counts; `fixed`: weights that are given and not learnt, NaN where they are
    learnt. The problem is convex and begins at zero: the same numbers come out every time.
    """
    spread = np.where(terms.std(0) > 1e-6, terms.std(0), 1).astype(np.float32)
    learnt = torch.tensor(np.isnan(fixed), dtype=torch.float32)
    given = torch.tensor(np.nan_to_num(fixed) * spread, dtype=torch.float32)
    x, y = torch.tensor(terms / spread), torch.tensor(used)
    weight = torch.tensor(emphasis / emphasis.sum(), dtype=torch.float32)
    w, b = torch.zeros(terms.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([w, b], max_iter=STEPS, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        logits = x @ (w * learnt + given) + b
        value = (torch.nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none") * weight).sum()
        value = value + penalty * (w * learnt).square().sum()
        value.backward()
        return value

    optimiser.step(loss)
    found = (w * learnt + given).detach().numpy() / spread
    return Weights(float(b.detach()), np.where(np.isnan(fixed), found, fixed).astype(np.float32))


def calibrate(score: np.ndarray, used: np.ndarray, emphasis: np.ndarray) -> tuple[float, float]:
    """Scale and shift of σ(scale·score + shift) that make probabilities of scores (temperature = 1/scale)."""
    if len(score) == 0:
        return 1.0, 0.0
    centre = float(np.average(score, weights=emphasis))
    found = fit((score - centre)[:, None].astype(np.float32), used, emphasis, 1e-6, np.array([np.nan]))
    scale = max(float(found.terms[0]), 0.05)
    return scale, found.bias - scale * centre


def calibration_error(probability: np.ndarray, used: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: |mean probability − share used| over bins of equally many suggestions."""
    if len(probability) == 0:
        return 0.0
    order = np.argsort(probability, kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    return float(sum(abs(probability[p].mean() - used[p].mean()) * len(p) for p in parts) / len(order))
