"""Split, history, vocabulary and labels: the protocol's promises (systems.md §7)."""

from __future__ import annotations

import json

import pytest
from made_up import post

from data import vocabulary
from data.labels import corrections, label
from data.posts import canonical, twins
from data.split import earlier_posts, order_key, part_of, split

RANK = {"train": 0, "validation": 1, "test": 2}


def some_posts() -> list:
    posts = [post(n, user=f"u{n % 7}") for n in range(200)]
    posts += [post(1000 + n, user="dated", date=f"20{n % 25:02d}-01-01") for n in range(50)]
    return posts + [post(2000 + n) for n in range(300)]


def test_shares_and_independence_of_order() -> None:
    posts = some_posts()
    parts = dict(zip([p.id for p in posts], split(posts), strict=True))
    shares = [list(parts.values()).count(part) / len(posts) for part in RANK]
    assert shares[0] == pytest.approx(0.8, abs=0.05) and shares[2] == pytest.approx(0.1, abs=0.04)
    assert dict(zip([p.id for p in posts[::-1]], split(posts[::-1]), strict=True)) == parts


def test_history_is_strictly_earlier_and_never_from_a_later_part() -> None:
    posts = some_posts()
    parts, earlier = split(posts), earlier_posts(posts)
    for index, before in enumerate(earlier):
        assert all(order_key(posts[other]) <= order_key(posts[index]) and other != index for other in before)
        assert all(RANK[parts[other]] <= RANK[parts[index]] for other in before)
        assert all(posts[other].user == posts[index].user for other in before)
    assert any(earlier)


def test_part_borders() -> None:
    assert [part_of(x) for x in (0, 0.79, 0.8, 0.89, 0.9, 0.99)] == ["train"] * 2 + ["validation"] * 2 + ["test"] * 2


def test_vocabulary_counts_training_posts_only_and_refuses_the_lists() -> None:
    posts = [
        post(n, tags=("often", "naked") + (("rare",) if n < 4 else ()) + (("late",) if n >= 10 else ()))
        for n in range(20)
    ]
    parts = ["train"] * 10 + ["test"] * 10
    built = vocabulary.build(posts, parts)  # type: ignore[arg-type]
    assert built.keys == ("often",) and built.counts == (10,)


def test_makers_names_are_found_and_things_are_not() -> None:
    posts = [
        post(
            n,
            id=f"openclipart:homes/sofa{n}_francesco_rol_0{n}.svg",
            user="a",
            tags=("francescorollandin", f"sofa{n}", "home"),
        )
        for n in range(6)
    ]
    posts += [post(9, id="openclipart:x/home.svg", user="b", tags=("home",))]
    assert vocabulary.makers_names(posts) == {"francescorollandin"}


def test_labels_find_their_keys_again() -> None:
    expected = {
        "goldenhour": "GoldenHour",
        "depthoffield": "DepthOfField",
        "latin_america": "Latin_America",
        "50mm": "50mm",
    }
    assert {key: label(key) for key in expected} == expected
    assert all(written.lower() == key for key, written in corrections().items())
    assert label("зима").lower() == "зима"


def test_lists_are_normal_forms() -> None:
    for tags in (vocabulary.never_suggested(), vocabulary.dropped_by_hand()):
        assert tags and all(tag == tag.lower() and "#" not in tag and " " not in tag for tag in tags)
    listed = json.loads(vocabulary.NEVER_SUGGEST.read_text(encoding="utf-8"))
    assert listed["schema"] == 1 and listed["tags"] == sorted(set(listed["tags"]))


def test_spelling_twins_are_one_hashtag() -> None:
    merged = twins()
    others = [other for spellings in merged.values() for other in spellings]
    assert len(set(others)) == len(others) and not set(others) & set(merged)
    assert canonical("north_america") == "northamerica" and canonical("northamerica") == "northamerica"
    assert not vocabulary.dropped_by_hand() & {*merged, *others}
