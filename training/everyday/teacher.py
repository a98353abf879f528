"""The teacher: a network that has read captions says which hashtags a photo's captions would get.

It reads what other people say of flickr8k's training photos, never what a test post's photo is called.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from design.predict import predict
from design.runs import checkpoint_of

from .dataset import Everyday
from .plan import Plan, plan_named

MOST_LESSONS = 40  # hashtags a photo is taught; the rest of a teacher's list is noise
TEACHER = "everyday-no-teacher"


def lessons_for(plan: Plan, dataset: Everyday) -> Tensor | None:
    """posts×H: for training photos with other people's captions the teacher's softmax, its `MOST_LESSONS` highest."""
    if plan.teacher <= 0:
        return None
    from .learn import EverydayLearner  # the teacher is itself a learnt network

    of = plan_named(TEACHER, plan.configuration.training.seed)
    teacher = EverydayLearner(of, dataset)
    teacher.load(checkpoint_of(of.configuration))
    network = teacher.best_network()
    lessons = torch.zeros(len(dataset.posts), len(dataset.vocabulary))
    rows = np.array([row for row in dataset.others if dataset.has_photo[row]], np.int64)
    memory = torch.zeros(len(dataset.posts), network.shape.d)
    most = max(len(dataset.others[row]) for row in rows)
    for turn in range(most):
        some = np.array([row for row in rows if turn < len(dataset.others[row])], np.int64)
        texts = np.array([dataset.others[row][turn] for row in some], np.int64)
        read = predict(network, dataset, some, photo=False, history=False, memory=memory, texts=texts)
        lessons[torch.from_numpy(some)] += torch.softmax(torch.logit(read.yhat.clamp(1e-6, 1 - 1e-6)), -1)
    best = lessons[torch.from_numpy(rows)].topk(MOST_LESSONS)
    kept = torch.zeros(len(rows), lessons.shape[1]).scatter(1, best.indices, best.values)
    lessons[torch.from_numpy(rows)] = kept / kept.sum(-1, keepdim=True)
    return lessons
