"""Related hashtags: what stands together, not what is common or one's habit; like names lend what they know."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from data.posts import Post
from design.package import add_file
from everyday import related
from everyday.related import (
    PRIOR,
    Table,
    Together,
    beside,
    foretold,
    may_be_offered,
    scores,
    tag_sets,
    together,
    write_related,
)

KEYS = ["coffee", "latte", "morning", "love", "dog", "puppy"]
OTHER = [
    (f"other{number}", ("unknown",)) for number in range(20_000)
]  # as in the world: most posts are of something else
APART = np.eye(len(KEYS), 8, dtype=np.float32)  # names that have nothing in common


def of_people(*tags: str, times: int = 1, who: str = "") -> list[tuple[str, tuple[str, ...]]]:
    return [(who or f"{tags}{number}", tags) for number in range(times)]


def counted(*groups: list[tuple[str, tuple[str, ...]]]) -> Together:
    return together([one for group in (*groups, OTHER) for one in group], KEYS)


def rows_of(counts: Together, names: np.ndarray = APART) -> dict[str, list[str]]:
    rows = related.related(KEYS, counts, names)
    return {key: [KEYS[other] for other in row] for key, row in zip(KEYS, rows, strict=True)}


def test_pairs_are_counted_once_a_post_and_symmetrically() -> None:
    counts = counted(of_people("coffee", "latte", "coffee", "unknown"), of_people("coffee", "morning"))
    assert counts.posts == 2 + len(OTHER)
    assert counts.alone.tolist() == [2, 1, 1, 0, 0, 0]
    assert counts.pairs[0].tolist() == [0, 1, 1, 0, 0, 0]
    assert np.array_equal(counts.pairs, counts.pairs.T)


def test_what_goes_with_it_comes_before_what_goes_with_everything() -> None:
    everything = [of_people(key, "love", times=30) for key in KEYS if key != "love"] + [of_people("love", times=3000)]
    rows = rows_of(counted(*everything, of_people("coffee", "latte", times=12), of_people("dog", "puppy", times=12)))
    assert rows["coffee"][0] == "latte"
    assert rows["dog"][0] == "puppy"


def test_a_habit_of_one_person_is_no_relation() -> None:
    others = [of_people(key, times=40) for key in KEYS]
    habit = of_people("coffee", "dog", times=50, who="one")
    assert rows_of(counted(*others, habit))["coffee"] == []
    assert rows_of(counted(*others, habit, of_people("coffee", "dog", times=3)))["coffee"] == ["dog"]


def test_the_same_tags_again_shortly_after_are_one_persons() -> None:
    def post(number: int, *tags: str) -> Post:
        return Post(f"p{number}", "mvsa", None, None, None, "", tags)

    posts = [post(1, "a", "b", "c"), post(2, "x", "y", "z"), post(3, "a", "b", "c", "d"), post(4, "a", "q", "r", "s")]
    people = [who for who, _ in tag_sets(posts, ["train"] * 4, "train")]
    assert people == ["p1", "p2", "p1", "p4"]
    assert tag_sets(posts, ["test"] * 4, "train") == []


def test_hashtags_of_like_names_lend_what_they_know() -> None:
    names = np.array([[1, 0, 0], [0.9, 0.1, 0], [-1, 0, 0.2], [-1, 0.1, -0.2], [0, -1, 0.1], [0.1, -1, 0]], np.float32)
    others = [of_people(key, times=100) for key in KEYS]
    counts = counted(*others, of_people("coffee", "morning", times=30), of_people("latte", "morning", times=2))
    latte, morning = KEYS.index("latte"), KEYS.index("morning")
    # Two posts of its own are too few; #coffee, which is named alike, makes up for the third.
    assert scores(counts, names)[latte, morning] > 0
    assert scores(counts, names)[latte, KEYS.index("dog")] == 0
    assert scores(counted(*others, of_people("latte", "morning", times=2)), names)[latte, morning] == 0


def test_filler_and_what_only_the_writer_knows_stay_out() -> None:
    assert not may_be_offered("tagsforlikes", "coffee", 100)
    assert not may_be_offered("cancer", "coffee", 100)
    assert may_be_offered("cancer", "survivor", 100) or not related.is_personal("survivor")
    assert may_be_offered("coffee", "morning", 0)
    # A place and a joyful hashtag need posts.
    assert [may_be_offered(key, "rain", met) for key in ("paris", "happy") for met in (0, 3)] == [False, True] * 2


def test_the_file_says_what_is_offered_and_refuses_what_is_no_class(tmp_path: Path) -> None:
    write_related(tmp_path, Table([[1], [0, 2], []], [[250], [40, 3], []]))
    written = json.loads((tmp_path / "related.json").read_text())
    assert written == {"schema": 1, "related": [[1], [0, 2], []], "shares": [[250], [40, 3], []]}
    for rows in ([[0]], [[3], [], []]):
        with pytest.raises(ValueError, match="none of the vocabulary"):
            write_related(tmp_path, Table(rows, rows))
    with pytest.raises(ValueError, match="differ in number"):
        write_related(tmp_path, Table([[1], [0]], [[1], []]))
    everything = [[other for other in range(400) if other != place] for place in range(400)]
    with pytest.raises(ValueError, match="bytes"):
        write_related(tmp_path, Table(everything, everything))


def test_a_share_is_of_the_posts_with_the_hashtag() -> None:
    counts = counted(of_people("coffee", "latte", times=3), of_people("coffee"))
    shares = beside(counts, np.zeros((len(KEYS), len(KEYS)), np.float32))
    coffee, latte = KEYS.index("coffee"), KEYS.index("latte")
    # Three of four, three of three, both beside PRIOR posts that carry nothing.
    assert shares[coffee, latte] == pytest.approx(3 / (4 + PRIOR))
    assert shares[latte, coffee] == pytest.approx(3 / (3 + PRIOR))


def test_the_manifest_names_the_file_once(tmp_path: Path) -> None:
    write_related(tmp_path, Table([[1], [0]], [[1], [2]]))
    manifest = {"files": [{"path": "weights.bin"}], "network": {"d": 2}}
    manifest = add_file(tmp_path, add_file(tmp_path, manifest, "related", "related.json"), "related", "related.json")
    assert [entry["path"] for entry in manifest["files"]] == ["weights.bin", "related.json"]
    assert manifest["network"] == {"d": 2, "related": {"file": "related.json"}}
    assert json.loads((tmp_path / "manifest.json").read_text()) == manifest


def test_foretold_is_the_share_of_the_others() -> None:
    rows = [[1], [0], [], [], [], []]
    assert foretold(rows, [("a", ("coffee", "latte"))], KEYS) == 1
    assert foretold(rows, [("a", ("coffee", "latte", "dog"))], KEYS) == pytest.approx((0.5 + 0.5 + 0) / 3)
    assert foretold(rows, [("a", ("coffee",))], KEYS) == 0
