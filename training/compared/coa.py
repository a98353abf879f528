"""CoA, the co-attention network of Zhang et al. 2017 (systems.md §6)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from design.coattention import even, weighted_rows
from design.layers import Dense, masked_softmax, matrix, vector
from design.network import Inputs
from design.shape import Shape
from design.system import Outputs, SoftmaxSystem


class Guided(nn.Module):
    """h = tanh(W_x X ⊕ W_g g) (⊕ concatenation); a = softmax(wᵀh + b); Σ a_i x_i: g asks the rows of X."""

    def __init__(self, d: int, k: int) -> None:
        super().__init__()
        self.rows = matrix(d, k)
        self.guide = matrix(d, k)
        self.score = vector(2 * k, 0.05)

    def forward(self, rows: Tensor, valid: Tensor, guide: Tensor) -> tuple[Tensor, Tensor]:
        """X: B×N×d, g: B×d → a: B×N, the attended rows: B×d. (b cancels in the softmax and is left out.)"""
        asked = (guide @ self.guide).unsqueeze(1).expand(-1, rows.shape[1], -1)
        hidden = torch.tanh(torch.cat([rows @ self.rows, asked], -1))
        weights = masked_softmax(hidden @ self.score, valid)
        return weights, weighted_rows(weights, rows)


class Layer(nn.Module):
    """The text asks the photo for ṽ, then ṽ asks the words for t̃."""

    def __init__(self, d: int, k: int) -> None:
        super().__init__()
        self.photo = Guided(d, k)
        self.caption = Guided(d, k)

    def forward(
        self, regions: Tensor, regions_valid: Tensor, words: Tensor, words_valid: Tensor, text: Tensor
    ) -> tuple[Tensor, Tensor]:
        """→ ṽ, t̃: B×d."""
        _, photo = self.photo(regions, regions_valid, text)
        _, caption = self.caption(words, words_valid, photo)
        return photo, caption


class Coa(SoftmaxSystem):
    """h_ave = mean of the words; ṽ, t̃ by one layer; f = ṽ + t̃; softmax over the hashtags, −Σ log p.

    Further `layers` ask with the t̃ of the layer before; the authors' own network has one.
    """

    def __init__(self, shape: Shape, dropout: float = 0.3, input_dropout: float = 0.0, layers: int = 1) -> None:
        super().__init__(shape, dropout, input_dropout)
        self.layers = nn.ModuleList(Layer(shape.d, shape.k) for _ in range(layers))
        self.classifier = Dense(shape.d, shape.vocabulary)

    def forward(self, batch: Inputs) -> Outputs:
        """Up to the logits of the softmax."""
        regions, regions_valid, words, words_valid = self.projected(batch)
        text = weighted_rows(even(words_valid), words)
        photo = torch.zeros_like(text)
        for layer in self.layers:
            photo, text = layer(regions, regions_valid, words, words_valid, text)
        f = photo + text
        z = self.drop(f, self.dropout)
        return Outputs(p=f, w=torch.full_like(f, 0.5), z=z, logits=self.classifier(z))
