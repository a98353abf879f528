"""The ranking model: what is learnt, and what is written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ranking.fit import FOREIGN, candidate_emphasis, emphasis_of, habits
from ranking.lines import Header, Line, line_of, read_lines
from ranking.logistic import calibrate, calibration_error, fit
from ranking.names import alike_pairs, doubtful, refused_forms, stem_of
from ranking.report import measured, within
from ranking.ship import ship

FREE = np.array([np.nan, np.nan])


def made_up(count: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Terms with known weights 2 and −1, bias −1."""
    random = np.random.default_rng(1)
    terms = random.normal(size=(count, 2)).astype(np.float32)
    odds = terms @ np.array([2.0, -1.0]) - 1
    return terms, (random.random(count) < 1 / (1 + np.exp(-odds))).astype(np.float32)


def test_the_weights_that_made_the_posts_are_found_and_found_again() -> None:
    terms, used = made_up()
    found = fit(terms, used, np.ones(len(used)), 1e-6, FREE)
    assert found.terms == pytest.approx([2, -1], abs=0.2)
    assert found.bias == pytest.approx(-1, abs=0.2)
    assert np.array_equal(fit(terms, used, np.ones(len(used)), 1e-6, FREE).terms, found.terms)


def test_a_given_weight_stays_as_it_is_given() -> None:
    terms, used = made_up()
    found = fit(terms, used, np.ones(len(used)), 1e-6, np.array([np.nan, -4.0]))
    assert found.terms[1] == -4


def test_calibration_mends_scores_that_are_too_sure() -> None:
    terms, used = made_up()
    score = (3 * (terms @ np.array([2.0, -1.0]) - 1)).astype(np.float32)
    scale, shift = calibrate(score, used, np.ones(len(used)))
    before = calibration_error(1 / (1 + np.exp(-score)), used)
    after = calibration_error(1 / (1 + np.exp(-(scale * score + shift))), used)
    assert scale == pytest.approx(1 / 3, abs=0.05)
    assert after < 0.03 < before


def line(user: str, variant: str, *shares: float, earlier: int = 5) -> Line:
    """Candidates of a made-up post: each stands on such a share of the own posts, or was never used (0)."""
    belief = earlier / (earlier + 0.5)
    rows = [[str(n), 0, belief if share else 0, belief * share] for n, share in enumerate(shares)]
    about = {"id": "a", "set": "people", "part": "validation", "source": "both", "earlier": earlier, "tags": ["dog"]}
    return line_of({**about, "user": user, "variant": variant, "rows": rows})


def test_posts_of_others_count_a_share_of_what_own_posts_count() -> None:
    lines = [line("a", "known", 1), line("a", "few", 1), line("b", "known", 1), line("a", "foreign", 1)]
    counts = emphasis_of(lines)
    assert counts[3] == pytest.approx(FOREIGN * sum(counts[:3]))
    assert counts[2] == pytest.approx(counts[0] * 2**0.5)  # persons by their root


def test_a_habit_on_a_post_of_another_is_no_lesson_and_everything_else_is() -> None:
    terms = ("used", "habit")
    assert habits(line("a", "foreign", 1, 0.8, 0.6, 0), terms).tolist() == [True, True, False, False]
    assert not habits(line("a", "foreign", 1, earlier=1), terms).any()  # one post makes no habit
    assert candidate_emphasis(line("a", "foreign", 1, 0.6, 0), 2, terms).tolist() == [0, 2, 2]
    assert candidate_emphasis(line("a", "known", 1, 0.6, 0), 2, terms).tolist() == [2, 2, 2]


def header(names: np.ndarray, forms: list[list[object]] | None = None) -> Header:
    return Header(("classifier",), "net@1", {}, {"rates": [], "forms": forms or []}, names.astype(np.float32))


def test_forms_of_another_meaning_are_refused_unless_people_use_them() -> None:
    forms = [["care", 0, 65, 0, 0.72], ["cars", 0, 10, 3, 0.99], ["walked", 0, 30, 3, 0.80], ["days", 0, 394, 0, 0.92]]
    assert refused_forms(header(np.eye(1), forms), ["car"]) == ["care>car", "days>car"]


def test_names_that_say_the_same_are_one_in_a_list() -> None:
    close = np.array([[1, 0, 0], [0.9, np.sqrt(1 - 0.81), 0], [0, 0, 1]])
    keys = ["snow", "snowy", "dog"]
    assert stem_of("snow") == stem_of("snowy")
    assert alike_pairs(header(close), keys, ["topic"] * 3) == [[0, 1]]
    assert alike_pairs(header(close), ["snow", "sleet", "dog"], ["topic"] * 3) == []


def test_a_name_with_a_word_that_adds_nothing_says_the_same() -> None:
    close = np.array([[1, 0, 0], [0.92, np.sqrt(1 - 0.92**2), 0], [0, 0, 1]])
    keys = ["beach", "beachday", "sea"]
    assert alike_pairs(header(close), keys, ["topic"] * 3) == [[0, 1]]
    assert alike_pairs(header(close), keys, ["topic", "mood", "mood"]) == []
    assert alike_pairs(header(close), ["wedding", "weddingcake", "sea"], ["topic"] * 3) == []


def test_what_is_merely_said_or_seen_and_what_nothing_names_is_doubtful() -> None:
    keys = ["finally", "blessed", "look", "skiing", "pasta", "grass", "bright"]
    kinds = ["mood", "mood", "topic", "topic", "topic", "topic", "mood"]
    found = doubtful([-1.8, 0.4, -2.6, -1.3, 0.2, 0.1, 0.1], keys, kinds)
    assert found == {"said": [0, 2], "seen": [0, 1, 4, 6], "described": [5, 6], "guessed": [3]}


def test_lines_of_several_networks_do_not_mix(tmp_path: Path) -> None:
    row = {"id": "a", "set": "s", "user": "u", "part": "test", "variant": "alone", "source": "both", "earlier": 0}
    row |= {"tags": ["dog"], "rows": [["dog", 1, 0.5]]}
    assert line_of(row).terms.shape == (1, 1)
    paths = []
    for network in ("net@1", "net@2"):
        first = {
            "terms": ["classifier"],
            "network": network,
            "near": {},
            "naming": {},
            "names": {"width": 1, "f32": ""},
        }
        paths.append(tmp_path / f"{network}.jsonl")
        paths[-1].write_text(f"{json.dumps(first)}\n{json.dumps(row)}\n", encoding="utf-8")
    assert len(read_lines(paths[:1])) == 1
    with pytest.raises(ValueError, match="several networks"):
        read_lines(paths)


def test_the_file_is_named_with_its_sum_and_refused_for_another_network(tmp_path: Path) -> None:
    def package(folder: Path, kind: str, extra: dict[str, object]) -> None:
        folder.mkdir()
        manifest = {"id": folder.name, "revision": "1", "kind": kind, "files": [], **extra}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    package(tmp_path / "tagweave-vit", "photo-encoder", {})
    package(tmp_path / "e5-small-100k", "caption-encoder", {})
    seats = {"photo": {"encoder": "tagweave-vit@1"}, "caption": {"encoder": "e5-small-100k@1"}}
    package(tmp_path / "design-everyday", "network", {"network": seats})
    size = ship(tmp_path / "design-everyday", {"network": "design-everyday@1"})
    manifest = json.loads((tmp_path / "design-everyday" / "manifest.json").read_text(encoding="utf-8"))
    content = (tmp_path / "design-everyday" / "ranking.json").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    assert manifest["files"] == [{"path": "ranking.json", "bytes": size, "sha256": digest}]
    assert manifest["network"]["ranking"] == {"file": "ranking.json"}
    with pytest.raises(ValueError, match="learnt on"):
        ship(tmp_path / "design-everyday", {"network": "design-everyday@2"})


def test_within_the_vocabulary_a_post_is_judged_by_its_known_hashtags_alone() -> None:
    line = Line(
        "1",
        "captions",
        "",
        "test",
        "alone",
        "caption",
        0,
        frozenset({"sea", "qx"}),
        ("sea",),
        np.ones(1),
        np.ones((1, 1)),
    )
    other = replace(line, tags=frozenset({"qx"}))
    assert [one.tags for one in within([line, other], frozenset({"sea"}))] == [frozenset({"sea"})]
    assert measured(within([line], frozenset({"sea"})), lambda one: one.terms[:, 0], 1)[0] == 1
    assert measured([line], lambda one: one.terms[:, 0], 1)[0] < 1
