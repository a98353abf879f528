"""The hashtag head that writes the hashtags one after another (systems.md §5)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import Dense, dropout, matrix, vector
from .shape import SEQUENCE_STEPS

CLASSIFIED = 5  # A3 mixes in as many of the classifier's hashtags


class GatedRecurrentUnit(nn.Module):
    """One step of a GRU in PyTorch's form, gates in the order r, z, n:

    r, z = sigmoid(x W_i + b_i + h W_h + b_h); n = tanh(x W_in + b_in + r ⊙ (h W_hn + b_hn)); h' = (1−z)⊙n + z⊙h.
    """

    def __init__(self, inputs: int, size: int) -> None:
        super().__init__()
        self.input = matrix(inputs, 3 * size)
        self.input_bias = vector(3 * size)
        self.hidden = matrix(size, 3 * size)
        self.hidden_bias = vector(3 * size)

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        """x: B×T, h: B×G → h': B×G."""
        return self.step(x @ self.input + self.input_bias, h)

    def step(self, driven: Tensor, h: Tensor) -> Tensor:
        """As forward, with x W_i + b_i (B×3G) computed beforehand."""
        in_r, in_z, in_n = driven.chunk(3, -1)
        h_r, h_z, h_n = (h @ self.hidden + self.hidden_bias).chunk(3, -1)
        reset, update = torch.sigmoid(in_r + h_r), torch.sigmoid(in_z + h_z)
        new = torch.tanh(in_n + reset * h_n)
        return (1 - update) * new + update * h


@dataclass
class Decoded:
    """Greedy decoding: `tags` B×steps (−1 after the end), `q` B×H with q_h = max over the steps made of P_n(h)."""

    tags: Tensor
    q: Tensor


class SequenceHead(nn.Module):
    """h_0 = tanh(W_h z + b_h); GRU on E[y_{n−1}], y_0 = START; P_n = softmax over the H hashtags and END."""

    def __init__(self, vocabulary: int, inputs: int, gru: int, embedding: int, mixed: bool = False) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.init = Dense(inputs, gru)
        self.tags = nn.Parameter(torch.randn(vocabulary + 1, embedding) * 0.3)  # row H is START
        self.gru = GatedRecurrentUnit(embedding, gru)
        self.output = Dense(gru, vocabulary + 1)  # column H is END
        # A3: λ_n = sigmoid(W[c_n ; h_n ; x_n]), c_n = z [D]
        self.mix = Dense(inputs + gru + embedding, 1) if mixed else None

    def start(self, z: Tensor) -> Tensor:
        """z: B×2d → h_0: B×G."""
        return torch.tanh(self.init(z))

    def drive(self, _z: Tensor, previous: Tensor) -> Tensor:
        """y_{n−1}: B or B×T → the GRU's input E[y_{n−1}]."""
        return functional.embedding(previous, self.tags)

    def loss(self, z: Tensor, targets: Tensor, rate: float = 0.0, logits: Tensor | None = None) -> Tensor:
        """Teacher forcing: mean cross-entropy of `targets` B×T (hashtags, then END, then −1 as padding).

        `rate` of the GRU's outputs is left out while learning.
        """
        # Longest lists first and step by step: those that have ended cost no more products.
        order = (targets >= 0).sum(1).argsort(descending=True, stable=True)
        z, targets = z[order], targets[order]
        start = torch.full_like(targets[:, :1], self.vocabulary)
        previous = torch.cat([start, targets[:, :-1].clamp_min(0)], 1)
        wanted = (targets >= 0).T
        x = self.drive(z, previous).transpose(0, 1)[wanted]
        driven = (x @ self.gru.input + self.gru.input_bias).split([n for n in wanted.sum(1).tolist() if n])
        h, states = self.start(z), []
        for driven_now in driven:
            h = self.gru.step(driven_now, h[: len(driven_now)])
            states.append(h)
        hidden, targets = torch.cat(states), targets.T[wanted]
        if self.training and rate > 0:
            hidden = dropout(hidden, rate)
        if self.mix is None:
            return functional.cross_entropy(self.output(hidden), targets)
        if logits is not None:
            logits = logits[order]
        post = torch.arange(len(z)).expand_as(wanted)[wanted]
        probabilities = self.mixture(torch.softmax(self.output(hidden), -1), z[post], hidden, x, logits, post)
        return functional.nll_loss(torch.log(probabilities.clamp_min(1e-9)), targets)

    def mixture(
        self, probabilities: Tensor, c: Tensor, h: Tensor, x: Tensor, logits: Tensor | None, post: Tensor
    ) -> Tensor:
        """A3: P_n' = λ_n P_n + (1−λ_n)·softmax(top-5 classifier logits); row i belongs to the post `post[i]`."""
        if self.mix is None:
            return probabilities
        if logits is None:
            raise ValueError("A3 needs the classifier's logits")
        best = logits.topk(min(CLASSIFIED, self.vocabulary))
        classified = torch.zeros(len(logits), self.vocabulary + 1).scatter(1, best.indices, torch.softmax(best[0], -1))
        share = torch.sigmoid(self.mix(torch.cat([c, h, x], -1)))
        return share * probabilities + (1 - share) * classified[post]

    @torch.no_grad()
    def greedy(self, z: Tensor, steps: int = SEQUENCE_STEPS, logits: Tensor | None = None) -> Decoded:
        """At each step the likeliest hashtag not yet taken; the list ends where END is likelier (never at once [D]).

        The step at which END wins still counts for q [D]. Ties go to the lower index.
        """
        batch, end = z.shape[0], self.vocabulary
        h = self.start(z)
        previous = torch.full((batch,), end)
        taken = torch.zeros(batch, end, dtype=torch.bool)
        going = torch.ones(batch, dtype=torch.bool)
        q = torch.zeros(batch, end)
        written = []
        for n in range(min(steps, end)):
            x = self.drive(z, previous)
            h = self.gru(x, h)
            probabilities = torch.softmax(self.output(h), -1)
            probabilities = self.mixture(probabilities, z, h, x, logits, torch.arange(batch))
            of_tags = probabilities[:, :end]
            q = torch.where(going.unsqueeze(1), torch.maximum(q, of_tags), q)
            likeliest, tag = of_tags.masked_fill(taken, -1.0).max(-1)
            if n > 0:
                going = going & (likeliest >= probabilities[:, end])
            written.append(torch.where(going, tag, -1))
            taken[torch.arange(batch), tag] = True
            previous = tag
        return Decoded(torch.stack(written, 1), q)

    @torch.no_grad()
    def beam(self, z: Tensor, width: int = 5, steps: int = SEQUENCE_STEPS) -> list[int]:
        """Beam search for one post, z: 1×2d: the hashtags of the list with the best mean log-probability [D]."""
        if self.mix is not None:
            raise ValueError("A3 decodes greedily")
        end = self.vocabulary
        beams: list[tuple[float, list[int], Tensor]] = [(0.0, [], self.start(z))]
        finished: list[tuple[float, list[int]]] = []
        for n in range(min(steps, end)):
            grown: list[tuple[float, list[int], Tensor]] = []
            for score, tags, h in beams:
                h = self.gru(self.drive(z, torch.tensor([tags[-1] if tags else end])), h)
                logs = torch.log_softmax(self.output(h), -1)[0]
                if n > 0:
                    finished.append(((score + float(logs[end])) / (n + 1), tags))
                logs[[*tags, end]] = float("-inf")
                best = logs.topk(min(width, end - len(tags)))
                grown += [
                    (score + value, [*tags, tag], h)
                    for value, tag in zip(best.values.tolist(), best.indices.tolist(), strict=True)
                ]
            beams = sorted(grown, key=lambda beam: -beam[0])[:width]
        finished += [(score / len(tags), tags) for score, tags, _ in beams]
        return max(finished, key=lambda end_of: end_of[0])[1]
