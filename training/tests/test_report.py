"""The report: figures, verdicts, what is missing; from result files alone."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from data.vocabulary import NEVER_SUGGEST
from design.examples import EXAMPLES, example_ids
from evaluation.charts import Series, chart, scale, spaced
from evaluation.metrics import Judged, at, bootstrap_difference, bootstrap_of_seeds
from evaluation.results import bits, write_result
from evaluation.tables import figure
from report.catalogue import DESIGN, GRID, every_row, less
from report.claims import claims, verdict
from report.differences import Difference, difference
from report.examples import examples
from report.page import page
from report.pictures import drawings
from report.rows import Row, Source, spoken
from report.second_look import said, second_look, without_each_part
from report.sections import missing_list, paper_table, strata_table

POSTS = 300
SIZES = [5] * POSTS
STRATA = {"together": list(range(POSTS)), "3+ earlier posts": list(range(0, POSTS, 2)), "flickr8k": list(range(100))}


def hits(rate: float, seed: int) -> np.ndarray:
    """At most five of fifteen hashtags met, with that chance each."""
    random = np.random.default_rng(seed)
    relevant = random.random((POSTS, 15)) < rate
    return relevant & (relevant.cumsum(1) <= 5)


def written(folder: Path, name: str, rate: float, seed: int = 0, cases: tuple[str, ...] = ("as posted",)) -> None:
    """A result of a configuration whose lists all meet with the chance `rate`, without history 0.1 less."""
    posts = {"count": POSTS, "sizes": SIZES, "all_sizes": [6] * POSTS, "strata": STRATA}
    lists = ("classification", "sequence", "hybrid", "A1", "popularity", "k-nearest")
    met = {case: {system: bits(hits(rate - 0.1 * (case != "as posted"), seed)) for system in lists} for case in cases}
    made = {
        "configuration": {"training": {"seed": seed}}, "data": "data", "date": "2026-01-01", "vocabulary": 20,
        "machine": "made up", "torch": "0", "commit": "0", "encoders": ["a@1", "b@1"],
    }  # fmt: skip
    spread = {system: {"coverage": 0.5, "gini": 0.25, "mean_popularity": 9.0} for system in lists}
    first, shown = example_ids()[0], {system: ["shoes", "tennis", "snow"] for system in lists}
    content = {
        "provenance": made, "beta": 0.5, "chosen": {}, "log": [{"seconds": 60.0}],
        "posts": dict.fromkeys(cases, posts), "met": met, "spread": spread,
        "calibration": {"every hashtag": {"ece": 0.001}, "recommended": {"ece": 0.02}},
        "gate": {"together": 0.6},
        "examples": {first: {"assigned": ["shoes"], "recommended": shown}},
    }  # fmt: skip
    write_result(name if seed == 0 else f"{name}.seed{seed}", "test", content, folder)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """ViT weighted far above ViT sum, in two seeds; nothing else but k-nearest and AMNN."""
    for seed in (0, 1):
        written(tmp_path, "vit-weighted", 0.5, seed, ("as posted", "without history"))
        written(tmp_path, "vit-sum", 0.3, seed)
    written(tmp_path, "amnn", 0.7)
    written(tmp_path, "floors-tagweave-vit", 0.2)
    return Source("test", tmp_path)


def test_rows_average_over_seeds(source: Source) -> None:
    both = [at(Judged(hits(0.5, seed), np.array(SIZES)), 7)["f1"] for seed in (0, 1)]
    assert DESIGN.scores(source) == pytest.approx(both)
    assert DESIGN.mean(source) == pytest.approx(sum(both) / 2)
    assert spoken(both).startswith(figure(sum(both) / 2)) and "±" in spoken(both)
    assert spoken([]) == "not run"
    assert f"| 2 | {spoken(DESIGN.scores(source, 'hit'))} |" in paper_table(source)


def test_intervals_tell_a_difference_from_none(source: Source) -> None:
    found = difference(source, GRID["ViT", "weighted"], GRID["ViT", "sum"])
    assert found is not None and found.above and (found.seeds, found.posts) == (2, POSTS)
    assert found.low < found.mean < found.high
    back = difference(source, GRID["ViT", "sum"], GRID["ViT", "weighted"])
    assert back is not None and back.below and back.mean == pytest.approx(-found.mean)
    same = difference(source, DESIGN, DESIGN)
    assert same is not None and (same.mean, same.low, same.high) == (0, 0, 0)
    history = difference(source, DESIGN, less(DESIGN, "without history"), stratum="3+ earlier posts")
    assert history is not None and history.posts == POSTS // 2 and history.above
    assert difference(source, DESIGN, Row("gone", "coa", "classification")) is None
    floor = difference(source, DESIGN, Row("floor", "floors-tagweave-vit", "k-nearest"))
    assert floor is not None and floor.seeds == 2


def test_seeds_are_averaged_in_every_resample() -> None:
    """Two seeds with opposite differences cancel; one seed twice is that seed."""
    sizes = np.array(SIZES)
    good, bad = Judged(hits(0.5, 0), sizes), Judged(hits(0.2, 1), sizes)
    cancelled = bootstrap_of_seeds([(good, bad), (bad, good)], 7)
    assert cancelled == {"difference": 0, "low": 0, "high": 0}
    assert bootstrap_of_seeds([(good, bad)] * 2, 7) == pytest.approx(bootstrap_difference(good, bad, 7))
    expected = at(good, 7)["f1"] - at(bad, 7)["f1"]
    assert bootstrap_difference(good, bad, 7)["difference"] == pytest.approx(expected)
    with pytest.raises(ValueError, match="same posts"):
        bootstrap_of_seeds([(good, bad.of(np.arange(9)))], 7)


def test_the_interval_is_as_wide_as_theory_says() -> None:
    """Where |G| = K, F1 is the mean precision: its difference has the interval of a mean of differences."""
    random = np.random.default_rng(2)
    ours, theirs = (random.random((900, 15)) < rate for rate in (0.3, 0.3))
    sizes = np.full(900, 7)
    found = bootstrap_difference(Judged(ours, sizes), Judged(theirs, sizes), 7)
    per_post = (ours[:, :7].sum(1) - theirs[:, :7].sum(1)) / 7
    wide = 2 * 1.96 * per_post.std() / 30
    assert found["high"] - found["low"] == pytest.approx(wide, rel=0.06)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.01, 0.03, "**holds here**"), (-0.03, -0.01, "the other way round"), (-0.01, 0.02, "is not decided here")],
)
def test_a_verdict_is_read_off_the_interval(low: float, high: float, said: str) -> None:
    sentence = verdict(Difference((low + high) / 2, low, high, 3, 100), "This")
    assert said in sentence and "3 seeds, 100 posts" in sentence
    assert verdict(None, "This") == "This: not run."


def test_claims_follow_the_files(source: Source) -> None:
    said = {line.split("*")[1]: line for line in claims(source).splitlines()}
    assert "**holds here**" in said["Weighted fusion above the sum, ViT"]
    assert said["Weighted fusion above the sum, CNN"].endswith("not run.")
    assert "**is not decided here**" in said["The hybrid (A2) above the sequence head alone, ViT, weighted"]
    last = claims(source).splitlines()[-1]
    assert "Does not hold, or is not decided**, against AMNN" in last
    assert "Not run: CoA" in last


def test_the_page_has_every_section_and_says_what_is_missing(source: Source) -> None:
    drawn = drawings(source)
    text = page(source, list(drawn))
    assert "## Table 1" in text and "other data" in text
    assert "- `vit-weighted`: seed 2" in text and "- `tagnet`: seeds 0, 1, 2" in text
    assert "not run" in text and "nan" not in text.lower().replace("nano", "")
    assert "✓" in examples(source) and "shoes ✓, tennis ○, snow ✗" in examples(source)
    assert "| flickr8k (100) |" in strata_table(source, ("flickr8k",), [DESIGN])
    assert missing_list(source, {"vit-weighted": (0, 1)}).startswith("Nothing")


def test_results_from_other_data_do_not_count(source: Source, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(source.folder / "posts", folder / "posts")
    for path in source.folder.glob("*.json"):
        content = json.loads(path.read_text())
        if path.name == "vit-sum.test.json":
            del content["checksum"]
            content["provenance"]["data"] = "other"
        (folder / path.name).write_text(json.dumps(content))
    other = Source("test", folder)
    assert set(other.seeds("vit-sum")) == {1}
    assert set(other.seeds("vit-weighted")) == {0, 1}


def test_without_results_the_page_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="run `training/run study` first"):
        page(Source("test", tmp_path), [])


def test_every_row_names_a_configuration() -> None:
    from design.configuration import CONFIGS

    for row in every_row():
        assert row.name.startswith("floors-") or (CONFIGS / f"{row.name}.toml").exists(), row.name


def test_examples_are_a_dozen_with_judgements_in_words_the_app_may_suggest() -> None:
    posts = json.loads(EXAMPLES.read_text(encoding="utf-8"))["posts"]
    never = set(json.loads(NEVER_SUGGEST.read_text(encoding="utf-8"))["tags"])
    assert len({post["id"] for post in posts}) == 12
    for post in posts:
        assert post["shows"] and post["id"].split(":")[0] in ("openclipart", "clothing")
        assert len(set(post["relevant"])) == len(post["relevant"]) > 5
        assert not never & set(post["relevant"])


def test_charts_are_drawn_to_scale_and_told_in_words(source: Source) -> None:
    for name, text in drawings(source).items():
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img" and "prefers-color-scheme:dark" in text, name
    text = chart("A <title>", "K", "F1", [Series("one", [(1, 0.1), (2, 0.3), (3, 0.2)]), Series("none", [])])
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "A <title>"
    assert "one: 0.100 at 1, highest 0.300 at 2, 0.200 at 3." in root.find(f"{space}desc").text
    points = [tuple(map(float, pair.split(","))) for pair in root.find(f"{space}polyline").get("points").split()]
    assert points[1][0] - points[0][0] == pytest.approx(points[2][0] - points[1][0])
    assert (points[0][1] - points[1][1]) == pytest.approx(2 * (points[2][1] - points[1][1]), abs=0.2)
    with pytest.raises(ValueError, match="nothing to draw"):
        chart("empty", "K", "F1", [Series("none", [])])


@pytest.mark.parametrize(("least", "most"), [(0.1, 0.49), (0.0, 1.0), (0.412, 0.419), (-0.03, 0.02), (0.4, 0.4)])
def test_axes_hold_their_values_in_few_round_steps(least: float, most: float) -> None:
    low, high, step = scale(least, most)
    assert low <= least <= most <= high + 1e-9
    assert 1 <= round((high - low) / step) <= 10


def test_names_beside_the_lines_do_not_cover_each_other() -> None:
    heights = sorted(spaced([100, 101, 99, 350, 352, 354]))
    assert all(below - above >= 18 for above, below in pairwise(heights))
    assert heights[-1] <= 420 - 56


def test_a_difference_that_validation_alone_saw_is_said_to_be_unconfirmed(tmp_path: Path) -> None:
    seen, unsure, less_ = (Difference(mean, mean - 0.01, mean + 0.01, 3, POSTS) for mean in (0.02, 0.0, -0.02))
    assert said(seen, seen) == said(less_, less_) == "the same"
    assert "not confirmed" in said(seen, unsure)
    assert "other way" in said(seen, less_)
    assert said(unsure, unsure) == "the same: undecided"
    assert said(unsure, seen) == "decided by test alone"


def test_parts_left_out_stay_near_the_whole_and_show_a_part_that_decides() -> None:
    ours, theirs = (Judged(hits(rate, 1), np.array(SIZES)) for rate in (0.4, 0.3))
    left = without_each_part([(ours, theirs)])
    whole = at(ours, 7)["f1"] - at(theirs, 7)["f1"]
    assert len(left) == 10
    assert min(left) < whole < max(left)
    lucky = theirs.relevant.copy()
    lucky[np.random.default_rng(0).permutation(POSTS) % 10 == 3] = True
    assert min(without_each_part([(Judged(lucky, theirs.sizes), theirs)])) == 0


def test_the_second_look_stands_in_the_page_for_what_was_run_on_both_parts(tmp_path: Path) -> None:
    written(tmp_path, "vit-weighted", 0.4)
    assert "| not run |" in second_look(Source("test", tmp_path))
