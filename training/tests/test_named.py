"""Hashtags known by their words: one serves its neighbours in meaning, and the shipped form shows nothing of it."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from made_up import made_up_dataset, small
from torch import nn
from torch.nn.utils import parametrize

from design.configuration import Configuration, SystemChoice, read_configuration
from design.golden import inputs_of, made_up_cases
from design.learn import Learner
from design.named import OfNames, centred, fold_names, name_tags
from design.package import shipped_name


def of_tags(tags: str) -> Configuration:
    """A small configuration of DESIGN."""
    configuration = small(epochs=1)
    return replace(configuration, network=replace(configuration.network, tags=tags))


def test_a_matrix_is_the_sum_with_the_names_along_the_axis_of_the_hashtags() -> None:
    names = centred(np.random.default_rng(0).standard_normal((5, 3)))
    rows, columns = torch.randn(5, 4), torch.randn(4, 5)
    of_rows, of_columns = OfNames(names, rows), OfNames(names, columns)
    assert torch.allclose(of_rows(rows)[2], rows[2] + of_rows.share @ names[2])
    assert torch.allclose(of_columns(columns)[:, 2], columns[:, 2] + of_columns.share @ names[2])


def test_names_are_centred_and_of_one_length() -> None:
    vectors = np.random.default_rng(1).standard_normal((9, 16)) * [[k + 1.0] for k in range(9)] + 50
    names = centred(vectors)
    assert torch.allclose(names.norm(dim=-1), torch.ones(9))  # .25 · √16
    towards = torch.from_numpy(vectors - vectors.mean(0)).float()
    assert torch.allclose(nn.functional.cosine_similarity(names, towards), torch.ones(9))


def test_what_one_hashtag_learns_serves_its_neighbour_in_meaning() -> None:
    """A step for the first hashtag alone moves the second, whose words mean nearly the same, and not the third."""
    head = nn.Module()
    head.weight = nn.Parameter(torch.zeros(2, 3))
    name_tags([(head, "weight")], np.array([[1.0, 0.0], [1.0, 0.1], [-2.0, -0.1]]))
    with torch.no_grad():
        head.parametrizations.weight[0].share.zero_()  # type: ignore[index, union-attr]
    head.weight[0, 0].backward()
    with torch.no_grad():
        for parameter in head.parameters():
            parameter += parameter.grad
    assert head.weight[0, 1] > 0.02 > 0 > head.weight[0, 2]
    assert head.weight[1].abs().max() == 0


@pytest.mark.parametrize("tags", ["named", "free"])
def test_folded_the_network_is_the_papers_and_gives_the_same(tags: str) -> None:
    learner = Learner(of_tags(tags), made_up_dataset(90))
    learner.run()
    assert parametrize.is_parametrized(learner.network.classifier, "weight") == (tags == "named")
    network = learner.best_network()
    batch = inputs_of(made_up_cases(network, seed=0)[3], network)
    with torch.no_grad():
        before = network(batch)
        folded = copy.deepcopy(network).fold()
        after = folded(batch)
        again = network(batch)
    assert torch.allclose(before.logits, after.logits, atol=1e-5) and torch.allclose(before.u, after.u, atol=1e-5)
    assert torch.equal(again.logits, before.logits)  # folding a copy leaves the network itself alone
    plain = Learner(of_tags("free"), made_up_dataset(90)).network.fold()
    assert {shipped_name(name) for name, _ in folded.named_parameters()} == {
        shipped_name(name) for name, _ in plain.named_parameters()
    }


def test_folding_twice_changes_nothing() -> None:
    network = Learner(of_tags("named"), made_up_dataset(60)).network.fold()
    weight = network.classifier.weight.clone()
    fold_names(network)
    assert torch.equal(network.classifier.weight, weight)


def test_without_vectors_of_the_words_it_is_said() -> None:
    dataset = made_up_dataset(60)
    dataset.names = None
    with pytest.raises(ValueError, match="vectors of their words"):
        Learner(of_tags("named"), dataset)
    Learner(of_tags("free"), dataset)


def test_a_checkpoint_older_than_the_setting_is_refused(tmp_path: Path) -> None:
    dataset = made_up_dataset(60)
    old = Learner(of_tags("free"), dataset)
    old.save(tmp_path / "old.pt")
    state = torch.load(tmp_path / "old.pt", weights_only=True)
    del state["configuration"]["network"]["tags"]
    torch.save(state, tmp_path / "old.pt")
    with pytest.raises(ValueError, match="another configuration"):
        Learner(of_tags("named"), dataset).load(tmp_path / "old.pt")


def test_the_compared_systems_stay_as_their_authors_define_them() -> None:
    for name in ("amnn", "coa", "coa-2", "macon", "macon-authors", "tagnet"):
        assert not read_configuration(name).named
    named = replace(small(epochs=1), system=SystemChoice("tagnet", neighbours=3, tags="named"))
    tables = Learner(named, made_up_dataset(60)).network
    assert parametrize.is_parametrized(tables.history, "tags") and parametrize.is_parametrized(tables.classifier)
