"""The everyday network on made-up posts: pictures here and there, whole hashtag sets, persons held out."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from made_up import made_up_dataset, post, small

from design.predict import predict
from everyday.dataset import Everyday
from everyday.evaluate import evaluate, evaluate_floors
from everyday.features import Photos
from everyday.languages import english_targets
from everyday.learn import NEVER, EverydayLearner
from everyday.neighbours import neighbour_targets
from everyday.plan import SHIPPED, Plan
from everyday.posts import earlier_everyday, part_of_person, split_everyday
from everyday.speed import learnt_plan, measure
from everyday.teacher import teacher_targets
from everyday.train import learnt_from_start, mean_of


def made_up_everyday(count: int = 240) -> Everyday:
    """The made-up posts as everyday ones: some have no picture, half of them are people's, a tenth is drawings."""
    plain = made_up_dataset(count)
    posts = [
        replace(
            one,
            set=("openclipart" if index % 10 == 9 else "people" if index % 2 else "captions"),
            image=None if index % 3 == 1 or index % 12 == 0 else one.image,
            tags=(*one.tags, "unknown") if index % 4 == 0 else one.tags,
        )
        for index, one in enumerate(plain.posts)
    ]
    pictured = np.array([one.image is not None for one in posts])
    places = np.where(pictured, np.cumsum(pictured) - 1, -1)
    photos = Photos(plain.photo[pictured], places)
    return Everyday(posts, plain.parts, plain.vocabulary, photos, plain.texts, names=plain.names)  # type: ignore[arg-type]


def plan(**changes: object) -> Plan:
    sampling = {"people": 2.0, "captions": 1.0, "openclipart": 0.5}
    return Plan(small(epochs=4), sampling=sampling, **changes)  # type: ignore[arg-type]


def test_a_post_without_a_picture_is_read_without_one() -> None:
    dataset = made_up_everyday()
    rows = np.arange(12)
    batch = dataset.inputs(rows, torch.zeros(len(dataset.posts), 4), 0)
    assert batch.photo_absent.tolist() == [one.image is None for one in dataset.posts[:12]]
    assert not batch.photo[batch.photo_absent].any()
    shown = next(row for row in rows if dataset.has_photo[row])
    assert np.array_equal(batch.photo[shown].numpy(), dataset.photo[np.array([shown])][0].astype(np.float32))


def test_posts_without_anything_to_read_are_not_judged() -> None:
    dataset = made_up_everyday()
    rows = np.concatenate([dataset.judged_on(part, "captions") for part in ("train", "validation", "test")])
    assert len(rows) > 0
    assert (dataset.has_photo[rows] | dataset.has_caption[rows]).all()
    silent = ~(dataset.has_photo | dataset.has_caption)
    assert silent.any(), "the made-up posts must hold one with nothing to read"


def test_it_learns_and_the_floors_are_judged_on_the_same_posts() -> None:
    dataset = made_up_everyday()
    learner = EverydayLearner(plan(), dataset)
    learner.run()
    assert learner.log[-1]["loss"] < 0.8 * learner.log[0]["loss"]
    ours, floors = evaluate(learner.best_network(), dataset, "test", 0.6), evaluate_floors(dataset, "test")
    assert ours["posts"] == floors["posts"]
    whole = ours["posts"]["both, cold"]
    assert any(known < every for known, every in zip(whole["sizes"], whole["all_sizes"], strict=True))


def test_a_teacher_teaches_what_it_reads_in_other_captions() -> None:
    dataset = made_up_everyday()
    teacher = EverydayLearner(plan(), dataset)
    teacher.run()
    shown = np.flatnonzero(dataset.has_photo & (np.array(dataset.parts) == "train"))[:6]
    captioned = np.flatnonzero(dataset.has_caption)[:3]
    dataset.others = {int(row): captioned for row in shown}
    soft_targets = teacher_targets(teacher.best_network(), dataset)
    assert np.flatnonzero(soft_targets.places.numpy() >= 0).tolist() == shown.tolist()
    assert torch.allclose(soft_targets.shares.sum(-1), torch.ones(len(shown)))
    logits = torch.zeros(2, len(dataset.vocabulary), requires_grad=True)
    silent = next(row for row in range(len(dataset.posts)) if row not in dataset.others)
    soft_targets.loss(logits, torch.tensor([int(shown[0]), silent])).backward()
    assert logits.grad is not None and logits.grad[0].abs().sum() > 0 and not logits.grad[1].any()
    best = int(soft_targets.tags[0, 0])
    assert logits.grad[0, best] == logits.grad[0].min()


def test_every_language_is_taught_what_the_network_says_to_the_english_caption() -> None:
    dataset = made_up_everyday()
    learner = EverydayLearner(plan(), dataset)
    learner.run()
    shown = np.flatnonzero(dataset.has_photo)
    held_out = next(int(row) for row in shown if dataset.parts[row] == "test")
    told = [int(row) for row in shown if dataset.parts[row] == "train"][:4]
    english = [int(row) for row in np.flatnonzero(dataset.has_caption)[:5]]
    dataset.languages = {"en": dict(zip([*told, held_out], english, strict=True)), "de": {told[0]: english[1]}}
    network = learner.best_network()
    soft_targets = english_targets(network, dataset)
    assert np.flatnonzero(soft_targets.places.numpy() >= 0).tolist() == told, "never of a post that is judged"
    memory = torch.zeros(len(dataset.posts), network.shape.d)
    read = predict(network, dataset, np.array(told), history=False, memory=memory, texts=np.array(english[:4]))
    places = soft_targets.places[torch.tensor(told)]
    assert torch.equal(soft_targets.tags[places][:, 0], read.yhat.argmax(-1))
    assert torch.allclose(soft_targets.shares.sum(-1), torch.ones(len(told)))


def test_neighbours_teach_what_other_people_wrote_below_like_pictures() -> None:
    dataset = made_up_everyday()
    rows = [i for i, one in enumerate(dataset.posts) if one.set == "people" and dataset.has_photo[i]]
    rows = [i for i in rows if dataset.parts[i] == "train" and (dataset.tags[i] >= 0).any()]
    asked = rows[0]
    own = next(i for i in rows[1:] if dataset.posts[i].user == dataset.posts[asked].user)
    other = next(i for i in rows[1:] if dataset.posts[i].user != dataset.posts[asked].user)
    dataset.has_caption[:] = False  # pictures alone decide
    vectors = np.random.default_rng(0).normal(size=(len(dataset.posts), 64)).astype(np.float32)
    vectors[own] = vectors[other] = vectors[
        asked
    ]  # one picture three times, once by the person and once by somebody else
    soft_targets = neighbour_targets(dataset, vectors)
    place = int(soft_targets.places[asked])
    taught = {
        int(tag): float(share) for tag, share in zip(soft_targets.tags[place], soft_targets.shares[place], strict=True)
    }
    best = {tag for tag, share in taught.items() if share >= 0.9 * max(taught.values())}
    assert best & {int(tag) for tag in dataset.tags[other] if tag >= 0}
    alone = {int(tag) for tag in dataset.tags[own] if tag >= 0} - {int(tag) for tag in dataset.tags[other] if tag >= 0}
    assert not best & alone
    assert (soft_targets.places[np.array(dataset.parts) != "train"] == -1).all()
    assert torch.allclose(soft_targets.shares.sum(-1), torch.ones(len(soft_targets.shares)), atol=1e-4)


def test_turns_say_how_often_a_set_comes_up() -> None:
    learner = EverydayLearner(plan(), made_up_everyday())
    order = learner.order(np.random.default_rng(0))
    of = [learner.dataset.posts[row].set for row in order]
    there = [learner.dataset.posts[row].set for row in learner.rows]
    assert of.count("people") == 2 * there.count("people")
    assert of.count("captions") == there.count("captions")
    assert 0 < of.count("openclipart") < there.count("openclipart")


def test_a_set_of_pictures_says_nothing_by_its_silence() -> None:
    dataset = made_up_everyday()
    silent = ~dataset.judged[dataset.set_of[next(i for i, one in enumerate(dataset.posts) if one.set == "openclipart")]]
    assert silent.any() and dataset.judged[dataset.set_of[0]].all()
    learner = EverydayLearner(plan(softmax=1.0), dataset)
    rows = np.array([row for row in learner.rows if dataset.posts[row].set == "openclipart"][:8])
    batch = dataset.inputs(rows, torch.zeros(len(dataset.posts), learner.network.shape.d), 0)
    learner.network.train()
    learner.loss(batch, dataset.targets(rows), dataset.sequences(rows, "random", np.random.default_rng(0))).backward()
    bias = learner.network.classifier.bias.grad
    assert NEVER < 0 and bias is not None
    assert torch.equal(bias[silent], torch.zeros_like(bias[silent]))
    assert (bias[~silent] != 0).all()


def test_whole_persons_are_held_out_and_pictures_of_one_post_stay_together() -> None:
    people = [
        post(number, set="people", user=f"z{number // 10}", caption=f"caption {number // 2}", tags=(f"t{number // 2}",))
        for number in range(600)
    ]
    parts = split_everyday(people)
    held = {one.user for one in people if part_of_person(one) is not None}
    assert 0 < len(held) < 60
    for one, part in zip(people, parts, strict=True):
        if one.user in held:
            assert part == part_of_person(one)
    for first, second in zip(parts[::2], parts[1::2], strict=True):
        assert first == second


def test_a_history_never_holds_the_post_under_another_picture() -> None:
    posts = [
        post(number, set="people", user="z", date=f"2020-01-{number + 1:02}", caption=f"c{number // 2}", tags=("a",))
        for number in range(6)
    ]
    assert earlier_everyday(posts) == [[], [], [0], [0], [0, 2], [0, 2]]


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    dataset = made_up_everyday(120)
    whole = learnt_from_start(plan(), dataset, tmp_path / "whole.pt")
    stopped = EverydayLearner(plan(), dataset)

    def stop(at: EverydayLearner) -> None:
        at.save(tmp_path / "stopped.pt")
        if at.epoch == 2:
            raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        stopped.run(stop)  # type: ignore[arg-type]
    gone_on = learnt_from_start(plan(), dataset, tmp_path / "stopped.pt")
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, gone_on.network.state_dict()[name]), name


def test_the_mean_of_runs_is_taken_entry_by_entry() -> None:
    runs = [
        {"w": torch.tensor([1.0, 2.0]), "n": torch.tensor(3)},
        {"w": torch.tensor([3.0, 0.0]), "n": torch.tensor(5)},
    ]
    mean = mean_of(runs)
    assert mean["w"].tolist() == [2.0, 1.0]
    assert mean["n"].dtype == torch.int64 and int(mean["n"]) == 4


def test_averaged_weights_are_judged_and_never_learn_on() -> None:
    dataset = made_up_everyday()
    first, second = EverydayLearner(plan(), dataset), EverydayLearner(plan(), dataset)
    first.run()
    second.take(mean_of([first.best, second.best]))
    before = {name: value.clone() for name, value in second.best.items()}
    second.run()
    assert second.log[-1]["f1"] >= 0 and len(second.log) == 1
    assert all(torch.equal(value, second.best[name]) for name, value in before.items())


def test_speed_is_of_steps_that_are_learnt() -> None:
    assert not learnt_plan(SHIPPED).mean_of
    learner = EverydayLearner(Plan(small()), made_up_everyday())
    before = {name: value.clone() for name, value in learner.network.state_dict().items()}
    speeds, shares = measure(learner, 1)
    assert len(speeds) == len(shares) == 1
    assert speeds[0] > 0
    assert shares[0] > 0
    assert any(not torch.equal(value, before[name]) for name, value in learner.network.state_dict().items())
