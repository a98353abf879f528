"""A small hidden layer beside the linear part: what a sum over the vector cannot say ("lost" of keys, of a father)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

WIDTH = 32
ROWS = 512
"""Rows a step."""
EPOCHS = 12
DROPOUT = 0.5
DECAY = 0.1
RATE = 3e-3
SEED = 0
LARGEST = 127


@dataclass(frozen=True)
class Hidden:
    """logit = out · tanh(scale · (weights @ x) + bias); weights are whole numbers from −127 to 127."""

    weights: np.ndarray  # (WIDTH, inputs) int8
    scale: np.ndarray
    bias: np.ndarray
    out: np.ndarray

    def logit(self, inputs: np.ndarray) -> np.ndarray:
        """float64 (rows,) of inputs (rows, width)."""
        sums = inputs.astype(np.float64) @ self.weights.astype(np.float64).T
        return np.tanh(sums * self.scale + self.bias) @ self.out


@dataclass(frozen=True)
class Learnt:
    """The layer, and the linear part that was learnt beside it: (weights, bias)."""

    hidden: Hidden
    weights: np.ndarray
    bias: float


def fit_hidden(inputs: np.ndarray, grave: np.ndarray, weights: np.ndarray) -> Learnt:
    """Least cross-entropy by AdamW over rows drawn by their weight, from one seed.

    inputs (rows, width), grave (rows,) zeros and ones, weights (rows,) what each row counts.
    """
    torch.manual_seed(SEED)
    mean, spread = inputs.mean(0, dtype=np.float64), inputs.std(0, dtype=np.float64)
    spread[spread == 0] = 1
    x = torch.tensor(((inputs - mean) / spread).astype(np.float32))
    y = torch.tensor(grave.astype(np.float32))
    chance = torch.tensor((weights / weights.sum()).astype(np.float32))
    first, last = torch.nn.Linear(x.shape[1], WIDTH), torch.nn.Linear(WIDTH, 1)
    beside = torch.nn.Linear(x.shape[1], 1)
    torch.nn.init.zeros_(beside.weight)
    parameters = [*first.parameters(), *last.parameters(), *beside.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(x) // ROWS)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3 * RATE, total_steps=steps)
    for _ in range(steps):
        rows = torch.multinomial(chance, ROWS, replacement=True)
        seen = torch.nn.functional.dropout(x[rows], DROPOUT)
        logit = (last(torch.tanh(first(seen))) + beside(seen)).squeeze(-1)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logit, y[rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        rates.step()
    rows_of = first.weight.detach().numpy().astype(np.float64) / spread
    scale = np.abs(rows_of).max(1) / LARGEST
    linear = beside.weight.detach().numpy()[0].astype(np.float64) / spread
    hidden = Hidden(
        np.round(rows_of / scale[:, None]).astype(np.int8),
        scale,
        first.bias.detach().numpy().astype(np.float64) - rows_of @ mean,
        last.weight.detach().numpy()[0].astype(np.float64),
    )
    return Learnt(hidden, linear, float(beside.bias.detach() + last.bias.detach()) - float(linear @ mean))
