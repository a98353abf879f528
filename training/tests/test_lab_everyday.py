"""The everyday network's numbers in the Lab fit the results that they are a copy of."""

from __future__ import annotations

import hashlib
import json

import numpy as np

from evaluation.results import Result, from_bits
from everyday.evaluate import FOLDER
from ship.lab_everyday import PLACE, STORED, packed, posts_of, unpacked, vector_places


def manifest() -> dict[str, object]:
    return json.loads((PLACE / "manifest.json").read_text(encoding="utf-8"))


def test_a_byte_a_number_is_as_near_as_half_a_step() -> None:
    values = np.random.default_rng(0).normal(size=(50, 7)).astype(np.float32) * np.arange(1, 8, dtype=np.float32)
    read = unpacked(packed(values), 7)
    step = (values.max(0) - values.min(0)) / 255
    assert (np.abs(read - values) <= 0.51 * step).all()
    constant = np.full((3, 2), 0.5, np.float32)
    assert np.allclose(unpacked(packed(constant), 2), constant)


def test_a_case_has_its_posts_and_their_vectors() -> None:
    given = "bpcb"
    assert posts_of(given, "both, cold") == [0, 1, 2, 3]
    assert vector_places(given, "both, with history") == [0, 1, 2, 3]
    assert (posts_of(given, "photo, cold"), vector_places(given, "photo, cold")) == ([0, 1, 3], [4, 1, 5])
    assert (posts_of(given, "caption, cold"), vector_places(given, "caption, cold")) == ([0, 2, 3], [6, 2, 7])


def test_every_file_is_that_of_the_manifest() -> None:
    for entry in manifest()["files"]:
        content = (PLACE / entry["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])


def test_stored_lists_and_posts_are_the_results() -> None:
    about = manifest()
    posts = json.loads((PLACE / "posts.json").read_text(encoding="utf-8"))
    bits, start = np.frombuffer((PLACE / "met.bin").read_bytes(), "<u2").astype(int), 0
    results = {name: Result(FOLDER / f"{name}.test.json") for name in (*STORED, "lab")}
    for entry in about["lists"]:
        result = results[entry["system"]]
        judged = result.posts[entry["case"]]
        of = posts_of(posts["given"], entry["case"])
        assert [posts["sizes"][post] for post in of] == judged["all_sizes"]
        assert [len(posts["tags"][post]) for post in of] == judged["sizes"]
        values = bits[start : start + len(of)]
        start += len(of)
        relevant = (values[:, None] >> np.arange(14, -1, -1)) & 1 > 0
        assert (relevant == from_bits(result.content["met"][entry["case"]][entry["list"]])).all()
    assert start == len(bits)
    assert {result.content["provenance"]["data"] for result in results.values()} == {about["data"]}
    strata = results["lab"].posts["both, cold"]["strata"]
    assert {name: members for name, members in strata.items() if name != "together"} == posts["strata"]


def test_no_name_of_a_person_is_in_it() -> None:
    posts = json.loads((PLACE / "posts.json").read_text(encoding="utf-8"))
    assert set(posts) == {"schema", "given", "history", "tags", "sizes", "strata"}
    assert {name for name in posts["strata"] if name.startswith(("p0", "q0"))} <= {"p01"}
