"""Puts `ranking.json` into a network's folder: file, manifest, catalogue."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ship.catalogue import catalogue

FILE = "ranking.json"


def ship(folder: Path, ranking: dict[str, Any]) -> int:
    """Writes the file, names it in the manifest and makes the catalogue anew; returns its bytes.

    Raises ValueError where the model was learnt on another network than the one in `folder`.
    """
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    here = f"{manifest['id']}@{manifest['revision']}"
    if ranking["network"] != here:
        raise ValueError(f"the ranking was learnt on {ranking['network']}, here is {here}")
    content = (json.dumps(ranking, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    (folder / FILE).write_bytes(content)
    entry = {"path": FILE, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["files"] = [file for file in manifest["files"] if file["path"] != FILE] + [entry]
    manifest["network"]["ranking"] = {"file": FILE}
    write_json(path, manifest, 1)
    write_json(folder.parent / "catalogue.json", catalogue(folder.parent), 2)
    return len(content)


def write_json(path: Path, value: Any, indent: int) -> None:
    """As every file of public/models is written."""
    path.write_text(json.dumps(value, indent=indent, ensure_ascii=False) + "\n", encoding="utf-8")
