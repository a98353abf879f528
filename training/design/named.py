"""Hashtags as the words they are written with: a departure from the paper that a shipped network does not show.

A matrix with a row (or a column) for each hashtag h becomes W_h + U·n_h: n_h is the caption encoder's vector of the
hashtag's words, U is learnt. What is learnt about one hashtag then serves those that mean nearly the same, which is
what a hashtag with five training posts needs. After learning the sum takes the matrix's place.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import parametrize

from .layers import matrix

SPREAD = 0.25  # root mean square of the numbers of n_h


class OfNames(nn.Module):
    """W → W + N·Uᵀ where W has a row for each hashtag (H×n), W + U·Nᵀ where it has a column (n×H)."""

    names: Tensor

    def __init__(self, names: Tensor, weight: Tensor) -> None:
        super().__init__()
        self.rows = len(weight) == len(names)
        self.share = matrix(weight.shape[1 if self.rows else 0], names.shape[1])  # U
        self.register_buffer("names", names, persistent=False)

    def forward(self, weight: Tensor) -> Tensor:
        """W as it is used."""
        return weight + (self.names @ self.share.T if self.rows else self.share @ self.names.T)


def centred(names: np.ndarray) -> Tensor:
    """n_h: the encoder's vectors H×D_t less their mean, all of the same length."""
    vectors = torch.from_numpy(names).float()
    return functional.normalize(vectors - vectors.mean(0), dim=-1) * (SPREAD * math.sqrt(vectors.shape[-1]))


def name_tags(tables: list[tuple[nn.Module, str]], names: np.ndarray) -> None:
    """From now on each (module, name of its parameter) is the sum with the hashtags' names."""
    vectors = centred(names)
    for module, parameter in tables:
        parametrize.register_parametrization(module, parameter, OfNames(vectors, getattr(module, parameter)))


def fold_names(network: nn.Module) -> None:
    """Puts the sums in the parameters' places; for inference only.

    Not by torch's `remove_parametrizations`: that takes the property off the class, which deep copies share.
    """
    for module in list(network.modules()):
        if parametrize.is_parametrized(module):
            sums = {name: getattr(module, name).detach() for name in module.parametrizations}  # type: ignore[union-attr]
            module.__class__ = type(module).__bases__[0]
            del module.parametrizations
            for name, weight in sums.items():
                setattr(module, name, nn.Parameter(weight))
