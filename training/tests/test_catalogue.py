"""The catalogue names what is there, and refuses folders that do not agree with their manifests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ship.catalogue import catalogue


def model(folder: Path, name: str, kind: str, **more: object) -> None:
    (folder / name).mkdir()
    (folder / name / "a.bin").write_bytes(b"abc")
    entry = {"path": "a.bin", "bytes": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}
    manifest = {"id": name, "revision": "1", "kind": kind, "files": [entry], **more}
    (folder / name / "manifest.json").write_text(json.dumps(manifest))


def network(folder: Path, name: str, photo: str) -> None:
    seats = {"photo": {"encoder": f"{photo}@1"}, "caption": {"encoder": "e5-small-100k@1"}}
    model(folder, name, "network", network=seats)


def test_default_is_the_best_network_whose_encoders_are_present(tmp_path: Path) -> None:
    model(tmp_path, "efficientnet-lite2", "photo-encoder")
    model(tmp_path, "e5-small-100k", "caption-encoder")
    network(tmp_path, "design-cnn-weighted", "efficientnet-lite2")
    network(tmp_path, "design-vit-weighted", "tagweave-vit")
    assert catalogue(tmp_path)["default"]["network"] == "design-cnn-weighted"
    model(tmp_path, "tagweave-vit", "photo-encoder")
    content = catalogue(tmp_path)
    assert content["default"] == {"photo": "tagweave-vit", "caption": "e5-small-100k", "network": "design-vit-weighted"}
    assert [entry["id"] for entry in content["models"]] == sorted(entry["id"] for entry in content["models"])


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    model(tmp_path, "efficientnet-lite2", "photo-encoder")
    (tmp_path / "efficientnet-lite2" / "a.bin").write_bytes(b"abd")
    with pytest.raises(ValueError, match=r"a\.bin is not the file"):
        catalogue(tmp_path)
