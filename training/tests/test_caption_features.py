"""The encoder class, the features cache and the packaged folders."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from data.posts import Post
from encoders.caption import features
from encoders.caption.encode import CaptionEncoder
from encoders.caption.paths import FIXTURES, MODELS
from encoders.caption.tiny import tiny_bert, tiny_e5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_e5(tmp_path_factory.mktemp("models") / "tiny-e5")


def post(caption: str) -> Post:
    return Post("p", "s", None, None, Path("x.webp"), caption, ())


def test_matrices_have_a_row_for_every_id(folder: Path) -> None:
    encoder = CaptionEncoder(folder)
    texts = ["a dog", "", "the sea and the sky", "a cat", "word " * 200]
    matrices = encoder.tokens(texts)
    assert [m.shape for m in matrices] == [(len(encoder.ids(t)), 384) for t in texts]
    assert len(matrices[4]) == encoder.max_tokens == 64
    assert encoder.ids(texts[4])[-1] == encoder.tokenizer.token_to_id("</s>")


def test_a_batch_says_what_each_text_says_alone(folder: Path) -> None:
    encoder = CaptionEncoder(folder)
    texts = ["a dog", "the sea", "a big sky", "a cat"]
    for together, text in zip(encoder.tokens(texts), texts, strict=True):
        assert np.abs(together - encoder.tokens([text])[0]).max() < 1e-5


def test_cache_keeps_order_and_leaves_empty_captions_empty(folder: Path, tmp_path: Path) -> None:
    texts = ["the sea", "", "a dog", "the sea", "  "]
    made = features.cached(folder, texts, cache=tmp_path)
    assert [len(made[i]) > 0 for i in range(len(made))] == [True, False, True, True, False]
    assert np.array_equal(made[0], made[3])
    assert made.rows.dtype == np.float16
    assert np.allclose(made[2], CaptionEncoder(folder).tokens(["a dog"])[0], atol=0.01)


def test_cache_is_read_again_and_made_anew_when_texts_change(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "FEATURES", tmp_path)
    monkeypatch.setattr(features.cached, "__defaults__", ("", tmp_path))
    first = features.ensure(folder, [post("a dog"), post("")])
    monkeypatch.setattr(features, "CaptionEncoder", None)
    again = features.ensure(folder, [post("a dog"), post("")])
    assert np.array_equal(first.rows, again.rows) and np.array_equal(first.offsets, again.offsets)
    with pytest.raises(TypeError):  # other texts need the encoder, which is gone
        features.ensure(folder, [post("a cat"), post("")])


def test_alternates_find_their_rows(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features.cached, "__defaults__", ("", tmp_path / "cache"))
    (tmp_path / "flickr8k").mkdir()
    rows = [{"id": "a", "en": "a dog", "de": "ein Hund"}, {"id": "b", "en": "the sea", "cs": ""}]
    (tmp_path / "flickr8k" / "captions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = features.ensure_alternates(folder, tmp_path)
    assert made.places == {"a": {"en": 0, "de": 1}, "b": {"en": 2}}
    assert len(made.features) == 3 and len(made.features[2]) == len(CaptionEncoder(folder).ids("the sea"))


def test_no_file_of_alternates_means_no_places(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features.cached, "__defaults__", ("", tmp_path / "cache"))
    assert features.ensure_alternates(folder, tmp_path).places == {}


def test_tiny_bert_runs(tmp_path: Path) -> None:
    encoder = CaptionEncoder(tiny_bert(tmp_path / "tiny-bert"))
    first, second = encoder.tokens(["the dog", "the sea"])
    assert first.shape[1] == 32 and np.abs(first[0] - second[0]).max() > 1e-3


PACKAGED = [MODELS / "e5-small-100k", FIXTURES / "tiny-bert", FIXTURES / "tiny-e5"]


@pytest.mark.parametrize("packaged", PACKAGED, ids=lambda path: path.name)
def test_manifest_lists_the_files_as_they_are(packaged: Path) -> None:
    manifest = json.loads((packaged / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["id"] == packaged.name
    for entry in manifest["files"]:
        data = (packaged / entry["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["bytes"], entry["sha256"]), entry["path"]


@pytest.mark.parametrize("packaged", [PACKAGED[0], PACKAGED[2]], ids=lambda path: path.name)
def test_golden_vectors_hold(packaged: Path) -> None:
    golden = json.loads((packaged / "golden.json").read_text(encoding="utf-8"))
    encoder = CaptionEncoder(packaged)
    for case in golden["cases"]:
        text = case["input"]["text"]
        matrix = encoder.tokens([text])[0]
        assert encoder.ids(text) == case["input"]["ids"], case["name"]
        assert len(matrix) == case["rows"]
        assert np.abs(matrix[0, :8] - case["values"]["first"]).max() < golden["tolerance"]
        assert np.abs(matrix.mean(axis=0) - case["values"]["mean"]).max() < golden["tolerance"]
