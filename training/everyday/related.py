"""Hashtags that go with a hashtag: what stands together in training posts, smoothed by what their names mean.

`related.json` of the everyday network: for each class the classes to offer beside it, the best first, and how many of a
thousand posts with the class carry each (docs/formats.md). The ranking's term `goesWith` is made of the latter.
`python -m everyday.related` prints how well it foretells the other hashtags of held-out posts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from data.posts import Post, data_folder
from data.split import Part
from data.work import placed
from design.package import add_file
from design.prepare import encoder_folder, name_vectors

from .dataset import CAPTION
from .features import SUFFIX
from .posts import REAL, read_everyday, split_everyday
from .vocabulary import canonical, everyday_vocabulary, is_light, is_personal, kind_of, label_of

FILE = "related.json"
MOST = 12  # hashtags a row
MOST_BYTES = 300_000
MOST_OF_ONE = 2  # posts of one person that count for a pair: a habit of one is no relation
LOOK_BACK = 50  # posts of nobody among which those of one person are looked for
LEAST_TOGETHER = 3  # support floor, more than one person can reach
PRIOR = 5.0  # what hashtags of like names say weighs as much as so many posts
LIKE_NAMES = 10  # how many hashtags of like names speak for one
TEMPERATURE = 0.05  # of their cosines
BROAD = 0.5  # exponent of a hashtag's own frequency: 0 offers the commonest, 1 is PMI and offers the rarest
RARE = 20  # posts added to every hashtag's own: a rare one that was met three times is no sure thing
NEEDS_POSTS = frozenset(("place", "name", "gear"))


@dataclass(frozen=True)
class Together:
    """How often hashtags stand on one post, a person's posts capped: `pairs` H×H symmetric, `alone` H."""

    pairs: np.ndarray
    alone: np.ndarray
    posts: int


def tag_sets(posts: Sequence[Post], parts: Sequence[Part], part: Part) -> list[tuple[str, tuple[str, ...]]]:
    """(who, hashtags) of the real posts of a part.

    A post of nobody is of somebody else, unless half of its hashtags are those of one shortly before.
    """
    sets: list[tuple[str, tuple[str, ...]]] = []
    before: deque[tuple[str, frozenset[str]]] = deque(maxlen=LOOK_BACK)
    for post, own in zip(posts, parts, strict=True):
        if own != part or post.set not in REAL:
            continue
        tags = canonical(post.tags)
        if post.user is not None:
            sets.append((f"{post.set}/{post.user}", tags))
            continue
        there = frozenset(tags)
        same = (who for who, last in before if len(there) > 2 and 2 * len(there & last) >= len(there | last))
        who = next(same, post.id)
        before.append((who, there))
        sets.append((who, tags))
    return sets


def photo_sets(folder: Path | None = None) -> list[tuple[str, tuple[str, ...]]]:
    """harrison's tag sets, which no part is held out of; none where the set is missing."""
    file = (folder or data_folder()) / "harrison" / "tag-sets.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [(f"harrison-{number}", canonical(line.lower().split())) for number, line in enumerate(lines)]


def together(sets: Iterable[tuple[str, Sequence[str]]], keys: Sequence[str]) -> Together:
    """Counts over the sets; hashtags outside `keys` are nobody's."""
    index = {key: place for place, key in enumerate(keys)}
    by_person: dict[str, list[list[int]]] = defaultdict(list)
    total = 0
    for who, tags in sets:
        known = sorted({index[tag] for tag in tags if tag in index})
        total += 1
        if known:
            by_person[who].append(known)
    pairs = np.zeros((len(keys), len(keys)), np.float32)
    for lists in by_person.values():
        own: Counter[tuple[int, int]] = Counter()
        for known in lists:
            own.update((one, one) for one in known)
            own.update(combinations(known, 2))
        for (one, other), count in own.items():
            pairs[one, other] += min(count, MOST_OF_ONE)
    alone = pairs.diagonal().copy()
    pairs += pairs.T
    np.fill_diagonal(pairs, 0)
    return Together(pairs, alone, total)


def like_names(names: np.ndarray) -> np.ndarray:
    """H×H, rows sum to 1: the hashtags whose names are nearest to that of the row."""
    vectors = names - names.mean(0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    cosines = (vectors @ vectors.T).astype(np.float32)
    np.fill_diagonal(cosines, -1)
    count = min(LIKE_NAMES, len(names) - 1)
    nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    weights = np.exp((np.take_along_axis(cosines, nearest, 1) - 1) / TEMPERATURE)
    shares = np.zeros_like(cosines)
    np.put_along_axis(shares, nearest, weights / weights.sum(1, keepdims=True), 1)
    return shares


def beside(counted: Together, like: np.ndarray) -> np.ndarray:
    """H×H: P(b | a), how many of the posts with a (row) carry b (column).

        P(b | a) = (c_ab + PRIOR·Σ_n w_an·c_nb/c_n) / (c_a + PRIOR)

    with the hashtags n whose names are like a's (w, `like_names`): what is known of #latte serves #latteart.
    """
    likely = counted.pairs / np.maximum(counted.alone, 1)[:, None]
    return (counted.pairs + PRIOR * (like @ likely)) / (counted.alone + PRIOR)[:, None]


def scores(counted: Together, names: np.ndarray) -> np.ndarray:
    """H×H: how well hashtag b (column) goes with a (row); 0 under the floor, and where they meet by chance only.

    s(a, b) = P(b | a) / P(b)^BROAD, P(b) = (c_b + RARE) / posts
    """
    usual = (counted.alone + RARE) / max(1, counted.posts)
    like = like_names(names)
    smoothed = beside(counted, like)
    found = smoothed / usual[None, :] ** BROAD
    # Each hashtag of a like name that met b more than once counts as one post more.
    met = counted.pairs + (like > 0).astype(np.float32) @ (counted.pairs > 1).astype(np.float32)
    found[(met < LEAST_TOGETHER) | (smoothed <= usual[None, :])] = 0
    np.fill_diagonal(found, 0)
    return found


def may_be_offered(key: str, beside: str, met: float) -> bool:
    """Whether hashtag `key` may stand beside another that it met on `met` posts.

    Filler says nothing; what only its writer knows stands beside its own kind only; a place, a name, gear or what would
    embarrass beside grief needs posts: likeness of names is no evidence for it.
    """
    kind = kind_of(key)
    if met < LEAST_TOGETHER and (kind in NEEDS_POSTS or is_light(key)):
        return False
    return kind != "filler" and (not is_personal(key) or is_personal(beside))


def related(keys: Sequence[str], counted: Together, names: np.ndarray, most: int = MOST) -> list[list[int]]:
    """For each class the classes to offer, the best first, at most `most`."""
    found = scores(counted, names)
    rows = []
    for place, key in enumerate(keys):
        order = np.argsort(-found[place], kind="stable")
        best = (int(other) for other in order[: 8 * most] if found[place, other] > 0)
        rows.append([b for b in best if may_be_offered(keys[b], key, counted.pairs[place, b])][:most])
    return rows


@dataclass(frozen=True)
class Table:
    """For each class the classes that go with it, and how many of a thousand posts with it carry each."""

    rows: Sequence[Sequence[int]]
    shares: Sequence[Sequence[int]]


def table_of(keys: Sequence[str], posts: Sequence[Post], parts: Sequence[Part], names: np.ndarray) -> Table:
    """The table that ships: from training posts and harrison."""
    counted = together([*tag_sets(posts, parts, "train"), *photo_sets()], keys)
    rows = related(keys, counted, names)
    likely = beside(counted, like_names(names))
    return Table(rows, [[min(1000, round(1000 * float(likely[a, b]))) for b in row] for a, row in enumerate(rows)])


def content_of(table: Table) -> str:
    """The text of `related.json`."""
    rows, shares = ([list(row) for row in part] for part in (table.rows, table.shares))
    return json.dumps({"schema": 1, "related": rows, "shares": shares}, separators=(",", ":")) + "\n"


def write_related(folder: Path, table: Table) -> None:
    """Writes `related.json` beside `vocabulary.json`. Raises ValueError where it is too large or points outside."""
    rows = table.rows
    if any(not 0 <= other < len(rows) or other == place for place, row in enumerate(rows) for other in row):
        raise ValueError("a related hashtag is none of the vocabulary, or the hashtag itself")
    if [len(row) for row in rows] != [len(row) for row in table.shares]:
        raise ValueError("shares and related hashtags differ in number")
    text = content_of(table)
    if len(text) > MOST_BYTES:
        raise ValueError(f"{FILE} has {len(text)} bytes, more than {MOST_BYTES}")
    (folder / FILE).write_text(text, encoding="utf-8")


def foretold(rows: Sequence[Sequence[int]], sets: Iterable[tuple[str, Sequence[str]]], keys: Sequence[str]) -> float:
    """Given one hashtag of a post: the share of its others among the first ten offered, over all hashtags and posts."""
    index = {key: place for place, key in enumerate(keys)}
    shares = []
    for _, tags in sets:
        known = {index[tag] for tag in tags if tag in index}
        for one in known if len(known) > 1 else ():
            others = known - {one}
            shares.append(len(others & set(rows[one][:10])) / min(10, len(others)))
    return float(np.mean(shares)) if shares else 0.0


def ship_beside(folder: Path, posts: Sequence[Post], parts: Sequence[Part]) -> dict[str, Any]:
    """Writes the table into a shipped network's folder; returns its manifest. Raises ValueError for other classes."""
    tags = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    keys, _ = everyday_vocabulary(posts, parts)
    if [tag["key"] for tag in tags] != keys:
        raise ValueError(f"{folder.name} has another vocabulary than these posts give")
    names = name_vectors(encoder_folder(CAPTION), [tag["label"] for tag in tags], SUFFIX)
    write_related(folder, table_of(keys, posts, parts, names))
    return add_file(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8")), "related", FILE)


def main() -> None:
    """`--folder FOLDER`: writes the table beside a shipped network. Else prints what it foretells, and named rows."""
    parser = argparse.ArgumentParser(prog="python -m everyday.related")
    parser.add_argument("hashtags", nargs="*")
    parser.add_argument("--folder", type=placed)
    options = parser.parse_args()
    posts = read_everyday()
    parts = split_everyday(posts)
    if options.folder is not None:
        ship_beside(options.folder, posts, parts)
        return
    keys, uses = everyday_vocabulary(posts, parts)
    names = name_vectors(encoder_folder(CAPTION), [label_of(key) for key in keys], SUFFIX)
    table = table_of(keys, posts, parts, names)
    rows = table.rows
    common = sorted(range(len(keys)), key=lambda place: -uses.posts[keys[place]])[:10]
    for part in ("validation", "test"):
        sets = tag_sets(posts, parts, part)
        print(
            f"{part}: {foretold(rows, sets, keys):.3f} of the other hashtags among the first ten,",
            f"{foretold([common] * len(keys), sets, keys):.3f} by the ten commonest",
        )
    size, short = len(content_of(table)), sum(len(row) < 4 for row in rows)
    print(f"{len(keys)} hashtags, {sum(map(len, rows))} related, {short} with fewer than 4; {size} bytes")
    for key in options.hashtags:
        print(key, [keys[other] for other in rows[keys.index(key)]])


if __name__ == "__main__":
    main()
