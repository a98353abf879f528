"""`python -m ship.table2`: the paper's Table 2 for the Lab: a dozen test posts, and what every system recommended.

`src/app/lab/table2/table2.json`, which comes with the Lab's view: the lists of the lowest seed as `results/*.test.json`
has them, the posts' hashtags within the vocabulary, and those that were judged relevant before any list was seen
(`data/examples.json`). Pictures: docs/figures/posts.
"""

from __future__ import annotations

import json
from typing import Any

from data.posts import canonical
from design.examples import EXAMPLES
from design.package import write_json
from design.prepare import MODELS
from evaluation.results import RESULTS
from report.catalogue import COMPARED, FLOORS, FUSIONS, GRID

FILE = MODELS.parents[1] / "src" / "app" / "lab" / "table2" / "table2.json"
LISTS = ("classification", "sequence", "A1", "hybrid")
NEAREST = next(row for row in FLOORS if row.system == "k-nearest")
NETWORKS = tuple(GRID[encoder, fusion] for encoder in ("CNN", "ViT") for fusion in FUSIONS)
# A system's words, its results, and the lists of it that are shown.
SYSTEMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    *((row.words, row.name, LISTS) for row in NETWORKS),
    *((row.words, row.name, (row.system,)) for row in (*COMPARED, NEAREST)),
)  # fmt: skip


def examples_of(name: str) -> dict[str, Any]:
    """By id of a post what was assigned and recommended; empty where this was not run."""
    path = RESULTS / f"{name}.test.json"
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")).get("examples", {})
    return found


def table2() -> dict[str, Any]:
    """What the Lab shows: every system's lists for every post."""
    posts = json.loads(EXAMPLES.read_text(encoding="utf-8"))["posts"]
    judged = {name: examples_of(name) for _, name, _ in SYSTEMS}
    shown = [
        {
            "shows": post["shows"],
            "assigned": judged[SYSTEMS[0][1]][post["id"]]["assigned"],
            "relevant": [canonical(tag) for tag in post["relevant"]],
            "lists": [
                [judged[name][post["id"]]["recommended"][one] for one in lists if post["id"] in judged[name]]
                for _, name, lists in SYSTEMS
            ],
        }
        for post in posts
    ]
    systems = [{"name": words, "lists": lists} for words, _, lists in SYSTEMS]
    return {"schema": 1, "systems": systems, "posts": shown}


def main() -> None:
    """Writes the file and says what is in it."""
    content = table2()
    write_json(FILE, content)
    print(f"{len(content['posts'])} posts, {len(content['systems'])} systems")


if __name__ == "__main__":
    main()
