"""AMNN, the attention-based multimodal neural network of Yang et al. 2020 (systems.md §6)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from design.layers import masked_softmax, matrix, vector
from design.network import Inputs
from design.sequence import SequenceHead
from design.shape import Shape
from design.system import Outputs, System


class AdditiveAttention(nn.Module):
    """e_i = uᵀ tanh(W x_i + b); α = softmax_i(e); Σ α_i x_i.

    The softmax runs over the sequence, as the authors' paper has it; their public code normalises over an axis of
    size 1, which makes every α_i one.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        self.weight = matrix(d, d)
        self.bias = vector(d)
        self.query = vector(d, 0.05)

    def forward(self, rows: Tensor, valid: Tensor) -> tuple[Tensor, Tensor]:
        """x: B×N×d → α: B×N, the weighted sum: B×d."""
        alpha = masked_softmax(torch.tanh(rows @ self.weight + self.bias) @ self.query, valid)
        return alpha, (alpha.unsqueeze(-1) * rows).sum(1)


class ContextDecoder(SequenceHead):
    """x_n = v + t + Emb(y_{n−1}) into a GRU, softmax over hashtags and END; h_0 = 0 [D]."""

    def __init__(self, vocabulary: int, d: int, gru: int) -> None:
        super().__init__(vocabulary, d, gru, embedding=d)
        del self.init

    def start(self, z: Tensor) -> Tensor:
        """h_0: B×G."""
        return z.new_zeros(len(z), self.gru.hidden.shape[0])

    def drive(self, z: Tensor, previous: Tensor) -> Tensor:
        """z = v + t: B×d; y_{n−1}: B or B×T → x_n: B×d or B×T×d."""
        context = z if previous.dim() == 1 else z.unsqueeze(1)
        return context + super().drive(z, previous)


class Amnn(System):
    """Words → additive attention → t; regions → LSTM → attention → v; x_n = v + t + Emb(y_{n−1}) into the GRU.

    The text encoder is the frozen one that all systems share; the LSTM is d wide, so that v + t is defined [D].
    """

    heads = ("sequence",)
    choosing = ("sequence",)

    def __init__(self, shape: Shape, dropout: float = 0.3, input_dropout: float = 0.0) -> None:
        super().__init__(shape, dropout, input_dropout)
        self.lstm = nn.LSTM(shape.d, shape.d, batch_first=True)
        self.word = AdditiveAttention(shape.d)
        self.region = AdditiveAttention(shape.d)
        self.sequence = ContextDecoder(shape.vocabulary, shape.d, shape.gru)

    def forward(self, batch: Inputs) -> Outputs:
        """z = v + t; there are no logits before the decoder."""
        regions, regions_valid, words, words_valid = self.projected(batch)
        _, t = self.word(words, words_valid)
        states, _ = self.lstm(regions)  # an absent photo is its first row: the LSTM sees nothing before it
        _, v = self.region(states, regions_valid)
        z = self.drop(v + t, self.dropout)
        return Outputs(p=v + t, w=torch.full_like(z, 0.5), z=z, logits=z.new_zeros(len(z), self.shape.vocabulary))

    def losses(self, outputs: Outputs, targets: Tensor, sequences: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        """Cross-entropy of the hashtags one after another, teacher forcing."""
        return targets.new_zeros(()), self.sequence.loss(outputs.z, sequences, dropout)

    def recommend(self, outputs: Outputs) -> tuple[Tensor, Tensor, Tensor]:
        """The greedy list, no hashtag twice; ŷ is q."""
        decoded = self.sequence.greedy(outputs.z)
        return decoded.q, decoded.q, decoded.tags
