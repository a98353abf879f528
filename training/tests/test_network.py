"""The network against the equations of systems.md §§1–5 written out post by post in NumPy."""

from __future__ import annotations

from itertools import product
from typing import get_args

import numpy as np
import pytest
import torch

from design.fixture import tiny_network
from design.golden import Case, inputs_of, made_up_cases
from design.history import Earlier
from design.layers import Scale, batch_norm, dropout
from design.network import Design, Inputs
from design.sequence import SequenceHead
from design.shape import Fusion, Pooling
from design.weights import decode_weights, encode_weights

ALL = list(product(get_args(Fusion), get_args(Pooling)))


def softmax(x: np.ndarray) -> np.ndarray:
    raised = np.exp(x - x.max())
    return raised / raised.sum()


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def written_out(w: dict[str, np.ndarray], case: Case, fusion: str, pooling: str) -> dict[str, np.ndarray]:
    """systems.md §§1–5 for one post, from the shipped names and float64 numbers."""
    regions = w["photo.absent"] if case.photo is None else case.photo
    words = w["caption.absent"] if case.caption is None else case.caption
    V = np.tanh(regions @ w["photo.project"])
    Q = np.tanh(words @ w["caption.project"] + w["caption.bias"])
    alpha = softmax(np.tanh(Q @ w["word.weight"] + w["word.bias"]) @ w["word.query"])
    Qt = len(Q) * alpha[:, None] * Q
    C = np.tanh(Qt @ w["coattention.affinity"] @ V.T)
    Hv = np.tanh(V @ w["coattention.photo"] + C.T @ (Qt @ w["coattention.caption"]))
    Hq = np.tanh(Qt @ w["coattention.caption"] + C @ (V @ w["coattention.photo"]))
    av, aq = softmax(Hv @ w["coattention.photoScore"]), softmax(Hq @ w["coattention.captionScore"])
    v, t = av @ V, aq @ Qt
    if pooling == "attention+mean":
        v, t = v + V.mean(0), t + Qt.mean(0)
    if fusion == "weighted":
        hidden = (np.concatenate([t, v]) * w["gate.norm1.scale"] + w["gate.norm1.shift"]) @ w["gate.dense1.weight"]
        hidden = hidden + w["gate.dense1.bias"]
        hidden = np.where(hidden > 0, hidden, 0.3 * hidden) * w["gate.norm2.scale"] + w["gate.norm2.shift"]
        gate = sigmoid(hidden @ w["gate.dense2.weight"] + w["gate.dense2.bias"])
        p = (1 - gate) * t + gate * v
    else:
        p = t + v if fusion == "sum" else (t + v) / 2
    s = []
    for vector, tags in case.history[-5:]:
        x = w["history.tags"][tags]
        g = np.zeros_like(p)
        if tags:
            g = softmax(np.tanh(x @ w["history.tagWeight"] + w["history.tagBias"]) @ w["history.tagQuery"]) @ x
        s.append(np.concatenate([vector * p, g]))
    u = w["history.none"]
    if s:
        a = softmax(np.tanh(np.array(s) @ w["history.score"] + w["history.scoreBias"]))
        u = a @ np.array(s) @ w["history.project"] + w["history.bias"]
    z = np.concatenate([p, u])
    logits = z @ w["classifier.weight"] + w["classifier.bias"]
    tags, q = decoded(w, z)
    return {"V": V, "alpha": alpha, "C": C, "t": t, "v": v, "p": p, "u": u, "logits": logits, "sequence": tags, "q": q}


def decoded(w: dict[str, np.ndarray], z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Greedy decoding by the text of docs/formats.md."""
    size = w["sequence.gru.hidden"].shape[0]
    h = np.tanh(z @ w["sequence.init.weight"] + w["sequence.init.bias"])
    end = w["sequence.tags"].shape[0] - 1
    before, tags, q = end, [], np.zeros(end)
    for n in range(7):
        x = w["sequence.tags"][before] @ w["sequence.gru.input"] + w["sequence.gru.inputBias"]
        y = h @ w["sequence.gru.hidden"] + w["sequence.gru.hiddenBias"]
        r, update = sigmoid(x[:size] + y[:size]), sigmoid(x[size : 2 * size] + y[size : 2 * size])
        new = np.tanh(x[2 * size :] + r * y[2 * size :])
        h = (1 - update) * new + update * h
        P = softmax(h @ w["sequence.output.weight"] + w["sequence.output.bias"])
        q = np.maximum(q, P[:end])
        before = max((tag for tag in range(end) if tag not in tags), key=lambda tag: P[tag])
        if n > 0 and P[end] > P[before]:
            break
        tags.append(before)
    return np.array(tags), q


@pytest.mark.parametrize(("fusion", "pooling"), ALL)
def test_equations(fusion: Fusion, pooling: Pooling) -> None:
    network = tiny_network(fusion, pooling)
    weights = {name: array.astype(np.float64) for name, array in decode_weights(*encode_weights(network)).items()}
    for case in made_up_cases(network, seed=3):
        with torch.no_grad():
            stages = network(inputs_of(case, network))
            lists = network.sequence.greedy(stages.z)
        expected = written_out(weights, case, fusion, pooling)
        for name in ("V", "alpha", "C", "t", "v", "p", "u", "logits"):
            np.testing.assert_allclose(
                getattr(stages, name)[0], expected[name], atol=2e-5, err_msg=f"{case.name}: {name}"
            )
        assert [tag for tag in lists.tags[0].tolist() if tag >= 0] == expected["sequence"].tolist(), case.name
        np.testing.assert_allclose(lists.q[0], expected["q"], atol=2e-5, err_msg=case.name)


def test_a_padded_batch_equals_its_posts_one_by_one() -> None:
    """Masks: neither padding words nor an absent photo's other rows nor padded history may leak."""
    network = tiny_network("weighted", "attention+mean")
    cases = made_up_cases(network, seed=4)
    single = [inputs_of(case, network) for case in cases]
    words = max(one.caption.shape[1] for one in single)
    posts, tags = (max(one.earlier.tags.shape[axis] for one in single) for axis in (1, 2))
    shape = network.shape
    batch = Inputs(
        photo=torch.cat([filled(one.photo, (1, 49, shape.photo_width), 9.0) for one in single]),
        photo_absent=torch.cat([one.photo_absent for one in single]),
        caption=torch.cat([filled(one.caption, (1, words, shape.caption_width), 9.0) for one in single]),
        caption_valid=torch.cat([filled(one.caption_valid, (1, words), 0).bool() for one in single]),
        caption_absent=torch.cat([one.caption_absent for one in single]),
        earlier=Earlier(
            torch.cat([filled(one.earlier.vectors, (1, posts, shape.d), 9.0) for one in single]),
            torch.cat([filled(one.earlier.tags, (1, posts, tags), -1) for one in single]),
            torch.cat([filled(one.earlier.valid, (1, posts), 0).bool() for one in single]),
        ),
    )
    with torch.no_grad():
        together = network(batch).logits
        apart = torch.cat([network(one).logits for one in single])
    torch.testing.assert_close(together, apart, atol=1e-5, rtol=1e-5)


def filled(x: torch.Tensor, size: tuple[int, ...], value: float) -> torch.Tensor:
    """`x` in the first corner of a tensor of that size."""
    whole = torch.full(size, value, dtype=torch.float32 if x.dtype == torch.bool else x.dtype)
    whole[tuple(slice(0, n) for n in x.shape)] = x.to(whole.dtype)
    return whole


def test_folding_keeps_every_number() -> None:
    torch.manual_seed(0)
    norm = batch_norm(6)
    for _ in range(50):
        norm(torch.randn(32, 6) * 3 + 1)
    with torch.no_grad():
        norm.weight.uniform_(0.5, 2)
        norm.bias.normal_()
    x = torch.randn(8, 6)
    torch.testing.assert_close(Scale.folded(norm)(x), norm.eval()(x))


def test_every_weight_of_the_formats_page_is_shipped() -> None:
    """The names and shapes of docs/formats.md, in full."""
    shape = tiny_network("weighted", "attention").shape
    d, k, h, g, t = shape.d, shape.k, shape.vocabulary, shape.gru, shape.tag_embedding
    documented = {
        "photo.project": [48, d], "photo.absent": [1, 48], "caption.project": [32, d], "caption.bias": [d],
        "caption.absent": [1, 32], "word.weight": [d, d], "word.bias": [d], "word.query": [d],
        "coattention.affinity": [d, d], "coattention.photo": [d, k], "coattention.caption": [d, k],
        "coattention.photoScore": [k], "coattention.captionScore": [k],
        "gate.norm1.scale": [2 * d], "gate.norm1.shift": [2 * d], "gate.dense1.weight": [2 * d, d],
        "gate.dense1.bias": [d], "gate.norm2.scale": [d], "gate.norm2.shift": [d], "gate.dense2.weight": [d, d],
        "gate.dense2.bias": [d], "history.tags": [h, d], "history.tagWeight": [d, d], "history.tagBias": [d],
        "history.tagQuery": [d], "history.score": [2 * d], "history.scoreBias": [1], "history.project": [2 * d, d],
        "history.bias": [d], "history.none": [d], "classifier.weight": [2 * d, h], "classifier.bias": [h],
        "sequence.init.weight": [2 * d, g], "sequence.init.bias": [g], "sequence.tags": [h + 1, t],
        "sequence.gru.input": [t, 3 * g], "sequence.gru.inputBias": [3 * g], "sequence.gru.hidden": [g, 3 * g],
        "sequence.gru.hiddenBias": [3 * g], "sequence.output.weight": [g, h + 1], "sequence.output.bias": [h + 1],
    }  # fmt: skip
    _, specs = encode_weights(tiny_network("weighted", "attention"))
    assert {spec["name"]: spec["shape"] for spec in specs} == documented
    _, specs = encode_weights(tiny_network("sum", "attention"))
    assert {str(spec["name"]) for spec in specs} == {name for name in documented if not name.startswith("gate.")}


def test_beam_of_one_is_greedy() -> None:
    network: Design = tiny_network("weighted", "attention")
    for case in made_up_cases(network, seed=5):
        with torch.no_grad():
            z = network(inputs_of(case, network)).z
        greedy = [tag for tag in network.sequence.greedy(z).tags[0].tolist() if tag >= 0]
        narrow, wide = network.sequence.beam(z, 1), network.sequence.beam(z, 5)
        assert narrow == greedy[: len(narrow)]
        assert len(set(wide)) == len(wide) <= 7


def test_sequence_loss_is_that_of_every_list_by_itself() -> None:
    """Lists of several lengths in one batch, out of order: the mean over all their places."""
    torch.manual_seed(0)
    head, z = SequenceHead(6, 10, gru=5, embedding=3, mixed=True), torch.randn(3, 10)
    targets, logits = torch.tensor([[2, 6, -1, -1], [0, 4, 1, 6], [6, -1, -1, -1]]), torch.randn(3, 6)
    terms = []
    for post, row in enumerate(targets):
        h, previous, own = head.start(z[post : post + 1]), torch.tensor([6]), z[post : post + 1]
        for tag in row[row >= 0]:
            x = head.drive(own, previous)
            h = head.gru(x, h)
            p = head.mixture(torch.softmax(head.output(h), -1), own, h, x, logits[post : post + 1], torch.tensor([0]))
            terms.append(-torch.log(p[0, tag]))
            previous = tag[None]
    assert torch.allclose(head.loss(z, targets, logits=logits), torch.stack(terms).mean(), atol=1e-6)


def test_dropout_keeps_the_mean_and_leaves_out_its_rate() -> None:
    torch.manual_seed(1)
    dropped = dropout(torch.ones(199, 501), 0.25)
    assert dropped.shape == (199, 501)
    assert abs(float((dropped == 0).float().mean()) - 0.25) < 0.01
    assert abs(float(dropped.mean()) - 1) < 0.01
    assert dropped.unique().tolist() == pytest.approx([0.0, 4 / 3])
    assert not torch.equal(dropped, dropout(torch.ones(199, 501), 0.25))
