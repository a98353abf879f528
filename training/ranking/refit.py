"""`training/run ranking.refit [NETWORK]`: the ranking model of a network, from candidates to `public/models`.

The engine itself (`tagweave evaluate --candidates`, Node) says what it finds for validation and test posts; what its
encoders make of them is kept in its cache, so that a second fit takes minutes. `--candidates FILE` fits what is there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from data.posts import data_folder
from data.work import TRAINING
from everyday.posts import read_everyday, split_everyday
from ship.catalogue import MODELS, write_catalogue

from .fit import as_json, learn
from .languages import language_offsets
from .lines import read_header, read_lines
from .report import report
from .ship import ship

ROOT = Path(__file__).resolve().parents[2]
# Posts with hashtags that people write; what captions name is learnt from their training posts.
SETS = ("people", "captions", "writers", "mvsa", "klg", "chema", "byjp")
MOST = 1200  # posts of a set and part


def write_split(path: Path) -> None:
    """The part of every everyday post by id, for Node."""
    posts = read_everyday()
    parts = dict(zip((post.id for post in posts), split_everyday(posts), strict=True))
    path.write_text(json.dumps(parts), encoding="utf-8")


def collect(network: str, target: Path) -> None:
    """Asks the engine for candidates. Raises CalledProcessError where it fails."""
    write_catalogue()  # a network shipped a moment ago is found by its new checksum
    split = target.with_name("split.json")
    write_split(split)
    folders = [str(data_folder() / name) for name in SETS if (data_folder() / name / "posts.jsonl").exists()]
    options = [option for folder in folders for option in ("--posts", folder)]
    command = ["node", "scripts/tagweave.mjs", "evaluate", "--candidates", str(target), "--parts", str(split)]
    subprocess.run([*command, "--network", network, "--most", str(MOST), *options], cwd=ROOT, check=True)


def main() -> None:
    """Collects, fits, reports, ships; the catalogue is written anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", nargs="?", default="design-everyday")
    parser.add_argument("--candidates", type=Path, help="a file that is there already")
    arguments = parser.parse_args()
    target = arguments.candidates or TRAINING / ".cache" / "ranking" / f"{arguments.network}.jsonl"
    if arguments.candidates is None:
        target.parent.mkdir(parents=True, exist_ok=True)
        collect(arguments.network, target)
    header = read_header(target)
    lines = read_lines([target])
    model = learn(header.terms, [line for line in lines if line.part == "validation"])
    folder = MODELS / arguments.network
    vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))["tags"]
    known = frozenset(tag["key"] for tag in vocabulary)
    for part in ("validation", "test"):
        sys.stdout.write(report(model, [line for line in lines if line.part == part], part, known))
    ranking = as_json(model, header, vocabulary)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    encoder = manifest["network"]["caption"]["encoder"].split("@")[0]
    ranking["near"]["languages"] = language_offsets(MODELS / encoder, ranking["near"]["centre"]["caption"])
    size = ship(folder, ranking)
    write_catalogue()
    print(f"{folder.name}/ranking.json: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
