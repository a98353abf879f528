"""Hashtags by their names alone: some are never learnt, and the head ranks those by what they mean."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

from everyday.unseen import Settings, interval, is_held_out, learnt_head, recall


def test_about_a_tenth_of_the_hashtags_is_held_out_the_same_each_time() -> None:
    keys = [f"tag{number}" for number in range(5000)]
    held = [key for key in keys if is_held_out(key)]
    assert 400 < len(held) < 600
    assert held == [key for key in reversed(keys) if is_held_out(key)][::-1]


def test_recall_is_the_share_of_a_posts_hashtags_among_the_first() -> None:
    scores = np.array([[0.9, 0.1, 0.5, 0.2], [0.1, 0.2, 0.3, 0.4]])
    wanted = np.array([[True, True, False, False], [False, False, False, True]])
    assert recall(scores, wanted, 2).tolist() == [0.5, 1.0]


def test_an_interval_of_equal_posts_is_a_point() -> None:
    assert interval(np.full(20, 0.25)) == [0.25, 0.25]


def test_the_head_ranks_hashtags_that_it_never_saw_by_their_names() -> None:
    torch.manual_seed(0)
    names = functional.normalize(torch.randn(80, 16), dim=-1)
    turned = torch.linalg.qr(torch.randn(16, 16))[0]  # captions say a thing otherwise than names do
    of = torch.randint(80, (2000,))
    captions = functional.normalize(names[of] @ turned + 0.05 * torch.randn(2000, 16), dim=-1)
    seen = of < 64
    targets = functional.one_hot(of[seen], 64).bool()
    nothing = torch.zeros(int(seen.sum()), 4)
    settings = Settings(rank=16, epochs=30, batch=128, others=64, dropout=0.0)
    head = learnt_head((captions[seen], nothing), targets, torch.ones(len(targets)), names[:64], settings)
    posts = torch.cat([captions[~seen], torch.zeros(int((~seen).sum()), 4)], 1)
    with torch.no_grad():
        scores = head(posts, names[64:]).numpy()
    wanted = functional.one_hot(of[~seen] - 64, 16).bool().numpy()
    assert recall(scores, wanted, 3).mean() > 0.6  # chance: 3 of 16 = .19; captions as they are: below .35
    untaught = recall((captions[~seen] @ names[64:].T).numpy(), wanted, 3).mean()
    assert untaught < 0.35
