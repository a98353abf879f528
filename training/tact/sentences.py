"""The sentences: written by hand for training and, apart from those, for the tests; ordinary captions of a post set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from data.posts import data_folder, read_set
from data.split import Part, part_of

FOLDER = Path(__file__).with_name("sentences")
TESTS = ("test", "second-test")
SHORTEST = 3
"""Characters: shorter captions of the post sets say nothing."""


@dataclass(frozen=True)
class Sentence:
    """One caption written by hand. `language` is a file's name, or a key of the test's lists."""

    text: str
    language: str
    grave: bool


def training_sentences() -> list[Sentence]:
    """All files but the tests, in order of their names."""
    files = [path for path in sorted(FOLDER.glob("*.json")) if path.stem not in TESTS]
    read = [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in files]
    return [
        Sentence(text, language, kind == "grave")
        for language, lists in read
        for kind in ("grave", "ordinary")
        for text in lists[kind]
    ]


def test_sentences(name: str = TESTS[0]) -> list[Sentence]:
    """For measuring only; the file says when it was written."""
    lists = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [
        Sentence(text, language, kind == "grave")
        for kind in ("grave", "ordinary")
        for language, texts in lists[kind].items()
        for text in texts
    ]


def ordinary_captions(part: Part, set_name: str = "captions") -> list[str]:
    """Different captions of a part of a set, by the hash of the post's id. A few are grave: nobody sorted them."""
    posts = [post for post in read_set(data_folder() / set_name) if part_of(post.fraction) == part]
    return list(dict.fromkeys(post.caption for post in posts if len(post.caption.strip()) >= SHORTEST))
