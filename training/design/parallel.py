"""Several processes that learn one network together.

`training/run torch.distributed.run --nproc-per-node 2 -m design.train CONFIG`. Every process holds all posts and makes
the same batches, learns from its own share of each and exchanges gradients (gloo, on the CPU). Batch normalisation sees
the whole batch. Without dropout the result is that of one process up to rounding (the test allows 1e-4 in a weight
after two epochs); with dropout each process draws its own masks, so that the result differs as it does between seeds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch import distributed as together

if TYPE_CHECKING:
    from .network import Inputs
    from .system import System


@contextmanager
def joined() -> Iterator[None]:
    """Joins the processes that torchrun started; a process by itself stays so."""
    if "WORLD_SIZE" not in os.environ or int(os.environ["WORLD_SIZE"]) < 2:
        yield
        return
    together.init_process_group("gloo", timeout=timedelta(minutes=10))
    try:
        yield
        # Nobody leaves while another still listens: gloo ends that one with SIGABRT.
        together.barrier()
    finally:
        together.destroy_process_group()


def processes() -> int:
    """How many learn together."""
    return together.get_world_size() if together.is_initialized() else 1


def number() -> int:
    """Which of them this one is; the first, 0, prints and saves."""
    return together.get_rank() if together.is_initialized() else 0


def share_of(count: int) -> Tensor:
    """The places of a batch of `count` posts that this process learns from."""
    return torch.arange(number(), count, processes())


def mean_over_processes(value: float) -> float:
    """The mean of everybody's number."""
    if processes() == 1:
        return value
    summed = torch.tensor([value], dtype=torch.float64)
    together.all_reduce(summed)
    return float(summed) / processes()


class SharedLoss(nn.Module):
    """The loss of one process's share, scaled so that the mean over the processes is the loss of the whole batch."""

    def __init__(self, network: System, sequence_weight: float, dropout: float) -> None:
        super().__init__()
        self.network, self.sequence_weight, self.dropout = network, sequence_weight, dropout

    def forward(self, batch: Inputs, targets: Tensor, sequences: Tensor) -> Tensor:
        """`batch`, `targets`, `sequences` are those of the whole batch."""
        places = share_of(len(targets))
        mine = sequences[places]
        outputs = self.network(batch.part(places))
        of_posts, of_places = self.network.losses(outputs, targets[places], mine, self.dropout)
        posts = len(places) / len(targets)
        steps = float((mine >= 0).sum() / (sequences >= 0).sum())
        return processes() * (posts * of_posts + self.sequence_weight * steps * of_places)


def parallel(network: System, sequence_weight: float, dropout: float) -> nn.parallel.DistributedDataParallel:
    """The loss whose gradients are the mean over the processes."""
    loss = SharedLoss(network, sequence_weight, dropout)
    return nn.parallel.DistributedDataParallel(loss, find_unused_parameters=True)


class BatchNorm(nn.BatchNorm1d):
    """Batch normalisation over the whole batch, also where several processes share it."""

    def forward(self, x: Tensor) -> Tensor:
        """B×size → B×size."""
        if not self.training or processes() == 1:
            return super().forward(x)
        from torch.distributed.nn.functional import all_reduce  # differentiable; loads slowly

        sums = all_reduce(torch.cat([x.sum(0), (x * x).sum(0), x.new_tensor([float(len(x))])]))
        size, count = x.shape[1], sums[-1].detach()
        mean = sums[:size] / count
        variance = (sums[size : 2 * size] / count - mean * mean).clamp_min(0)
        if self.running_mean is not None and self.running_var is not None and self.num_batches_tracked is not None:
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum or 0.0)
                self.running_var.lerp_(variance * count / (count - 1), self.momentum or 0.0)
                self.num_batches_tracked.add_(1)
        return (x - mean) / torch.sqrt(variance + self.eps) * self.weight + self.bias
