"""`python -m ship.catalogue`: writes `public/models/catalogue.json` from the manifests present."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

MODELS = Path(__file__).resolve().parents[2] / "public" / "models"
KINDS = {"photo-encoder": "photo", "caption-encoder": "caption", "network": "network"}
# What a first visit loads, best first: the first one present is the default of its seat.
PREFERRED = {
    "photo": ("tagweave-vit-posts", "tagweave-vit", "efficientnet-lite2"),
    "caption": ("e5-small-100k",),
    "network": ("design-everyday", "design-vit-weighted", "design-cnn-weighted"),
}


def catalogue(folder: Path) -> dict[str, Any]:
    """The catalogue of the models in `folder`. Raises ValueError where a seat has no model, or files do not agree."""
    models = []
    for path in sorted(folder.glob("*/manifest.json")):
        content = path.read_bytes()
        manifest = json.loads(content)
        if manifest["id"] != path.parent.name:
            raise ValueError(f"{path.parent.name}/manifest.json calls itself {manifest['id']}")
        for entry in manifest["files"]:
            data = (path.parent / entry["path"]).read_bytes()
            if len(data) != entry["bytes"] or hashlib.sha256(data).hexdigest() != entry["sha256"]:
                raise ValueError(f"{manifest['id']}: {entry['path']} is not the file of its manifest")
        models.append(
            {
                "id": manifest["id"],
                "revision": manifest["revision"],
                "kind": manifest["kind"],
                "folder": path.parent.name,
                "manifestSha256": hashlib.sha256(content).hexdigest(),
            }
        )
    return {"schema": 1, "default": defaults(folder, models), "models": models}


def defaults(folder: Path, models: list[dict[str, Any]]) -> dict[str, str]:
    """The first preferred model of each seat; the network is the first one whose encoders are these."""
    present = {model["id"] for model in models}
    chosen: dict[str, str] = {}
    for network in PREFERRED["network"]:
        if network not in present:
            continue
        manifest = json.loads((folder / network / "manifest.json").read_text(encoding="utf-8"))["network"]
        encoders = {seat: manifest[seat]["encoder"].split("@")[0] for seat in ("photo", "caption")}
        if set(encoders.values()) <= present:
            return {**encoders, "network": network}
    for seat, preferred in PREFERRED.items():
        chosen[seat] = next((name for name in preferred if name in present), "")
        if not chosen[seat]:
            raise ValueError(f"no {seat} model in {folder.name}: one of {', '.join(preferred)} is needed")
    return chosen


def write_catalogue() -> None:
    """Lists what stands in `MODELS`, with checksums of the manifests; the engine refuses a folder that differs."""
    content = catalogue(MODELS)
    (MODELS / "catalogue.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(f"{len(content['models'])} models; default {content['default']}")


def main() -> None:
    """Writes the catalogue."""
    write_catalogue()


if __name__ == "__main__":
    main()
