"""A logistic classifier: is a caption grave? Inputs: the caption's vector and the signals' zeros and ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

STEPS = 30
ENOUGH = 1e-8


@dataclass(frozen=True)
class Logistic:
    """p = σ(x·weights + bias)."""

    weights: np.ndarray
    bias: float

    def probability(self, inputs: np.ndarray) -> np.ndarray:
        """float64 (rows,) of inputs (rows, width)."""
        return 1 / (1 + np.exp(-(inputs.astype(np.float64) @ self.weights + self.bias)))


def fit(inputs: np.ndarray, grave: np.ndarray, weights: np.ndarray, ridge: float) -> Logistic:
    """Least weighted mean cross-entropy + ridge·|w|² on standardised inputs, by Newton's method: no chance in it.

    inputs (rows, width), grave (rows,) zeros and ones, weights (rows,) what each row counts.
    """
    x = inputs.astype(np.float64)
    mean, spread = x.mean(0), x.std(0)
    spread[spread == 0] = 1
    x = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    share = weights / weights.sum()
    penalty = np.full(x.shape[1], 2 * ridge)
    penalty[-1] = 0
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (share * (p - grave)) + penalty * w
        curve = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < ENOUGH:
            break
    plain = w[:-1] / spread
    return Logistic(plain, float(w[-1] - plain @ mean))
