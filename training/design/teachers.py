"""Learning from other runs as well as from the posts: knowledge distillation (Hinton et al. 2015), a departure [D].

A post carries a few of the hashtags that fit it; several trained networks together say more evenly which do. The mean
of their ŷ takes a share of the classifier's targets, so that one small network learns what it would take several to
say. Teachers see training posts only, as they were posted, and have been chosen on validation like any other run.
"""

from __future__ import annotations

import numpy as np

from .configuration import Configuration, run_of
from .dataset import Dataset
from .learn import Learner
from .predict import predict
from .prepare import load_dataset
from .runs import checkpoint_of


def taught_by(configuration: Configuration, dataset: Dataset) -> np.ndarray | None:
    """posts×H float16: the mean ŷ of the configuration's teachers for the training posts, zeros elsewhere.

    None without teachers. Raises FileNotFoundError that names one not learnt yet.
    """
    teachers = [run_of(name) for name in configuration.teachers.runs]
    if not teachers:
        return None
    rows = dataset.of_part("train")
    said = np.zeros((len(rows), len(dataset.vocabulary)), np.float32)
    for encoders in dict.fromkeys(teacher.encoders for teacher in teachers):
        seen = dataset if encoders == configuration.encoders else load_dataset(encoders)
        for teacher in (each for each in teachers if each.encoders == encoders):
            checkpoint = checkpoint_of(teacher)
            if not checkpoint.exists():
                raise FileNotFoundError(
                    f"{teacher.name} is to teach {configuration.name}: let design.train learn it first"
                )
            learner = Learner(teacher, seen)
            learner.load(checkpoint)
            said += predict(learner.best_network(), seen, rows).yhat.numpy() / len(teachers)
    taught = np.zeros((len(dataset.posts), said.shape[1]), np.float16)
    taught[rows] = said
    return taught
