"""The everyday vocabulary: hashtags that people really write, by rule from training posts, read once by hand.

`curation.json` says what each hashtag is (its kind), which are light or personal, which are spellings of the same and
which are left out and why (docs/decisions/0012). `python -m everyday.vocabulary candidates` prints what the rule finds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.labels import label
from data.posts import Post, data_folder
from data.split import Part
from data.vocabulary import never_suggested

from .posts import REAL, read_everyday, split_everyday

CURATION = Path(__file__).with_name("curation.json")
LEAST_USES = 4  # in posts of REAL; five leave too few of the hashtags that are used (docs/decisions/0012)
LEAST_AUTHORS = 3  # or posts, where nobody is named
LEAST_OF_PHOTOS = 5  # in harrison's tag sets, for hashtags that REAL hardly has
KINDS = ("topic", "community", "mood", "season", "occasion", "place", "name", "gear", "filler")


@dataclass(frozen=True)
class Uses:
    """In training posts of real hashtags: posts and different authors of each key; `photos`: harrison's tag sets."""

    posts: Counter[str]
    authors: dict[str, int]
    photos: Counter[str]


NO_USES = Uses(Counter(), {}, Counter())


@cache
def curation() -> dict[str, dict]:
    """`curation.json`; without the file nothing is curated yet."""
    empty: dict[str, dict] = {
        "kinds": {},
        "twins": {},
        "dropped": {},
        "labels": {},
        "light": {},
        "personal": {},
        "languages": {},
    }
    return json.loads(CURATION.read_text(encoding="utf-8")) if CURATION.exists() else empty


@cache
def spellings() -> dict[str, str]:
    """Other spelling → key."""
    return {other: key for key, others in curation()["twins"].items() for other in others}


def canonical(tags: Sequence[str]) -> tuple[str, ...]:
    """The keys that hashtags are known by, each once, in order."""
    return tuple(dict.fromkeys(spellings().get(tag, tag) for tag in tags))


@cache
def kinds() -> dict[str, str]:
    """Key → kind, for the keys that are no topic. Raises ValueError for a kind that `KINDS` does not know."""
    unknown = set(curation()["kinds"]) - set(KINDS)
    if unknown:
        raise ValueError(f"{CURATION.name} has kinds that nobody knows: {', '.join(sorted(unknown))}.")
    return {tag: kind for kind, tags in curation()["kinds"].items() for tag in tags}


@cache
def light() -> frozenset[str]:
    """Keys that would embarrass beside grief, illness, an accident or a break-up."""
    return frozenset(tag for tags in curation()["light"].values() for tag in tags)


@cache
def personal() -> frozenset[str]:
    """Keys that state what no picture can know of its writer: family, work, health, faith, whom they love."""
    return frozenset(tag for tags in curation()["personal"].values() for tag in tags)


def kind_of(tag: str) -> str:
    """One of `KINDS` for a key or another spelling of it; what reading said nothing of is a topic."""
    return kinds().get(spellings().get(tag, tag), "topic")


def is_light(tag: str) -> bool:
    """Whether a key, or another spelling of it, is joyful, romantic, joking, bragging or the like."""
    return spellings().get(tag, tag) in light()


def is_personal(tag: str) -> bool:
    """Whether a key, or another spelling of it, needs the caption or the history to support it, as a place does."""
    return spellings().get(tag, tag) in personal()


@cache
def languages() -> dict[str, str]:
    """Key → language (BCP 47), for the words of another language than English that nobody writes in English."""
    return {tag: language for language, tags in curation()["languages"].items() for tag in tags}


def label_of(key: str) -> str:
    """The key in CamelCase as `curation.json` corrects it, else by word splitting; lower-cased it is the key again."""
    return curation()["labels"].get(key) or label(key)


def uses_of(posts: Sequence[Post], parts: Sequence[Part]) -> Uses:
    """Counts over the training posts of REAL and over harrison's tag sets, which no part is held out of."""
    counts: Counter[str] = Counter()
    authors: dict[str, set[str]] = defaultdict(set)
    for post, part in zip(posts, parts, strict=True):
        if part == "train" and post.set in REAL:
            for tag in canonical(post.tags):
                counts[tag] += 1
                authors[tag].add(post.user or post.id)
    photos: Counter[str] = Counter()
    file = data_folder() / "harrison" / "tag-sets.txt"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            photos.update(canonical(line.lower().split()))
    return Uses(counts, {tag: len(who) for tag, who in authors.items()}, photos)


def candidates(uses: Uses) -> list[str]:
    """What the rule finds, most used first, then by key."""
    often = {tag for tag, count in uses.posts.items() if count >= LEAST_USES and uses.authors[tag] >= LEAST_AUTHORS}
    of_photos = {tag for tag, count in uses.photos.items() if count >= LEAST_OF_PHOTOS}
    refused = never_suggested()
    return sorted((often | of_photos) - refused, key=lambda tag: (-uses.posts[tag], -uses.photos[tag], tag))


def dropped() -> set[str]:
    """Every hashtag that reading left out; the reasons stand in `curation.json`."""
    return {tag for tags in curation()["dropped"].values() for tag in tags}


def everyday_vocabulary(posts: Sequence[Post], parts: Sequence[Part]) -> tuple[list[str], Uses]:
    """Keys in class order, and their uses."""
    uses = uses_of(posts, parts)
    out = dropped()
    return [tag for tag in candidates(uses) if tag not in out], uses


def main() -> None:
    """Prints the candidates with their counts: key, posts, authors, photos."""
    if sys.argv[1:] != ["candidates"]:
        raise SystemExit("python -m everyday.vocabulary candidates")
    posts = read_everyday()
    uses = uses_of(posts, split_everyday(posts))
    for tag in candidates(uses):
        print(tag, uses.posts[tag], uses.authors.get(tag, 0), uses.photos[tag])


if __name__ == "__main__":
    main()
