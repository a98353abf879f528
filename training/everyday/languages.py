"""The network itself as a teacher of languages: a caption in any of them is to say what the English one says.

Sources of hashtags are nearly all English, so a network hears German worse than English although the caption encoder
puts both near each other. flickr8k's photos have captions in four languages: whichever of them a training post is
given, it learns what an earlier network says to the photo with its English caption (systems.md §1 feeds any language).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from design.predict import predict

from .dataset import Everyday
from .teacher import SoftTargets, largest_shares

if TYPE_CHECKING:
    from design.system import System


def english_targets(network: System, dataset: Everyday) -> SoftTargets:
    """Of every training photo that is told in English and other languages: the softmax of `network` to the English."""
    english = dataset.languages.get("en", {})
    told = [row for row in english if dataset.parts[row] == "train" and dataset.has_photo[row]]
    rows, texts = np.array(sorted(told), np.int64), np.array([english[row] for row in sorted(told)], np.int64)
    memory = torch.zeros(len(dataset.posts), network.shape.d)
    read = predict(network, dataset, rows, history=False, memory=memory, texts=texts)
    return largest_shares(rows, torch.softmax(torch.logit(read.yhat.clamp(1e-6, 1 - 1e-6)), -1), len(dataset.posts))
