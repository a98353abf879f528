"""The curation of the everyday vocabulary: what it says must be about hashtags that the rule finds, once each."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from data.posts import data_folder
from data.vocabulary import never_suggested
from design.prepare import MODELS
from everyday import vocabulary
from everyday.posts import read_everyday, split_everyday

# A year: 19xx or 20xx alone, 2k16, or two digits of the years of the posts behind a word.
YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)|2k1\d|[a-z]1[3-8](?!\d)")
NO_YEARS = {"fridaythe13th"}

with_posts = pytest.mark.skipif(not data_folder().exists(), reason="the posts are not on this machine")


@pytest.fixture(scope="module")
def found() -> tuple[list[str], list[str]]:
    """(keys in class order, everything that the rule finds)."""
    posts = read_everyday()
    parts = split_everyday(posts)
    kept, uses = vocabulary.everyday_vocabulary(posts, parts)
    return kept, vocabulary.candidates(uses)


def listed(part: str) -> list[str]:
    return [tag for tags in vocabulary.curation()[part].values() for tag in tags]


def test_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary.kinds.cache_clear()
    monkeypatch.setattr(vocabulary, "curation", lambda: {"kinds": {"weather": ["rain"]}, "twins": {}})
    with pytest.raises(ValueError, match="weather"):
        vocabulary.kind_of("rain")
    vocabulary.kinds.cache_clear()


def test_kinds_light_and_labels_hold_for_other_spellings_too() -> None:
    assert vocabulary.kind_of("goldengatebridge") == "place"
    assert vocabulary.kind_of("like4like") == vocabulary.kind_of("likeforlike") == "filler"
    assert vocabulary.kind_of("lighthouse") == "topic"
    assert vocabulary.is_light("blessings")
    assert not vocabulary.is_light("rain")
    assert vocabulary.label_of("goldenhour") == "GoldenHour"


def test_what_would_embarrass_beside_grief_is_light() -> None:
    light = ["happy", "blessed", "party", "lol", "love", "yum", "squadgoals", "selfie", "cheers", "couplegoals"]
    grave = ["rip", "missyou", "memories", "family", "strong", "sunset", "hospital", "rain", "peace"]
    assert [tag for tag in light + grave if vocabulary.is_light(tag)] == light


def test_what_no_picture_can_know_is_personal() -> None:
    personal = ["sister", "husband", "cancer", "actor", "jesus", "engaged"]
    seen = ["dog", "sunset", "coffee", "wedding", "streetphotography"]
    assert [tag for tag in personal + seen if vocabulary.is_personal(tag)] == personal


@pytest.mark.parametrize("part", ["dropped", "kinds", "light", "personal"])
def test_nothing_stands_twice(part: str) -> None:
    twice = {tag: count for tag, count in Counter(listed(part)).items() if count > 1}
    assert twice == {}


def test_a_spelling_belongs_to_one_key_and_is_no_key_itself() -> None:
    twins = vocabulary.curation()["twins"]
    others = Counter(other for spellings in twins.values() for other in spellings)
    assert {other: count for other, count in others.items() if count > 1} == {}
    assert set(others) & set(twins) == set()


def test_nothing_dropped_is_a_spelling_or_has_a_kind() -> None:
    out = vocabulary.dropped()
    twins = vocabulary.curation()["twins"]
    assert out & (set(twins) | set(vocabulary.spellings())) == set()
    assert (
        out & (set(listed("kinds")) | vocabulary.light() | vocabulary.personal() | set(vocabulary.curation()["labels"]))
        == set()
    )


def test_labels_are_their_keys_in_capitals() -> None:
    wrong = {key: label for key, label in vocabulary.curation()["labels"].items() if label.lower() != key}
    assert wrong == {}


@with_posts
def test_everything_said_is_about_a_hashtag_of_the_vocabulary(found: tuple[list[str], list[str]]) -> None:
    kept = set(found[0])
    said = {tag for part in ("kinds", "light", "personal") for tag in listed(part)} | set(
        vocabulary.curation()["twins"]
    )
    assert (said | set(vocabulary.curation()["labels"])) - kept == set()
    assert vocabulary.dropped() - set(found[1]) == set()


@with_posts
def test_no_year_and_nothing_refused_is_offered(found: tuple[list[str], list[str]]) -> None:
    assert [key for key in found[0] if YEAR.search(key) and key not in NO_YEARS] == []
    assert set(found[0]) & never_suggested() == set()
    assert 4000 <= len(found[0]) <= 6000


@with_posts
def test_labels_of_the_whole_vocabulary_find_their_keys_again(found: tuple[list[str], list[str]]) -> None:
    wrong = {key: vocabulary.label_of(key) for key in found[0] if vocabulary.label_of(key).lower() != key}
    assert wrong == {}


def test_what_ships_says_what_the_curation_says() -> None:
    shipped = json.loads((MODELS / "design-everyday" / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    for flag, says in (("light", vocabulary.is_light), ("personal", vocabulary.is_personal)):
        assert {tag["key"] for tag in shipped if tag.get(flag)} == {tag["key"] for tag in shipped if says(tag["key"])}
    assert [tag["kind"] for tag in shipped] == [vocabulary.kind_of(tag["key"]) for tag in shipped]
    assert {tag["key"]: tag["language"] for tag in shipped if "language" in tag} == {
        key: language for key, language in vocabulary.languages().items() if key in {tag["key"] for tag in shipped}
    }


def test_countries_are_places() -> None:
    """A place needs the caption's word for it: "France" stood below custard tarts in Lisbon, as a topic."""
    shipped = json.loads((MODELS / "design-everyday" / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    places = MODELS.parents[1] / "src" / "recommender" / "suggest" / "places.json"
    table = json.loads(places.read_text(encoding="utf-8"))
    countries = set(table["countries"].split()) - set(table["alsoWords"].split())
    assert [tag["key"] for tag in shipped if tag["key"] in countries and tag["kind"] not in ("place", "name")] == []
