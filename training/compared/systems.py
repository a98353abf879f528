"""Which network a configuration's `[system]` names."""

from __future__ import annotations

from design.configuration import Configuration
from design.network import Design
from design.shape import Shape
from design.system import System

from .amnn import Amnn
from .coa import Coa
from .macon import Macon
from .tagnet import Tagnet


def system_of(configuration: Configuration, shape: Shape) -> System:
    """An untrained network of that shape."""
    system, training = configuration.system, configuration.training
    rates = (training.dropout, training.input_dropout)
    if system.name == "amnn":
        return Amnn(shape, *rates)
    if system.name == "coa":
        return Coa(shape, *rates, layers=system.layers)
    if system.name == "macon":
        return Macon(shape, *rates)
    if system.name == "tagnet":
        return Tagnet(shape, *rates, neighbours=system.neighbours)
    return Design(shape, *rates)
