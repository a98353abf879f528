"""The analogue of the paper's Table 2: posts, what was assigned, what each configuration recommends, marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from design.examples import EXAMPLES
from evaluation.tables import table

from .catalogue import COMPARED, FLOORS, GRID
from .rows import NOT_RUN, Row, Source

HIT, RELEVANT, NOT_RELEVANT = "✓", "○", "✗"
SHOWN: tuple[Row, ...] = (
    GRID["CNN", "sum"], GRID["CNN", "weighted"], GRID["ViT", "sum"], GRID["ViT", "weighted"], *COMPARED,
    next(row for row in FLOORS if row.system == "k-nearest"),
)  # fmt: skip


def marked(tag: str, assigned: list[str], relevant: list[str]) -> str:
    """`dog ✓`."""
    mark = HIT if tag in assigned else RELEVANT if tag in relevant else NOT_RELEVANT
    return f"{tag} {mark}"


def examples(source: Source, path: Path = EXAMPLES) -> str:
    """A heading, a picture and a table for each post; then how often each mark was given."""
    posts = json.loads(path.read_text(encoding="utf-8"))["posts"]
    parts, tally = [], {row.words: dict.fromkeys((HIT, RELEVANT, NOT_RELEVANT), 0) for row in SHOWN}
    for number, post in enumerate(posts, 1):
        rows, assigned = [], None
        for row in SHOWN:
            found = lists(source, row, post["id"])
            if found is None:
                rows.append([row.words, NOT_RUN])
                continue
            assigned, recommended = found
            words = [marked(tag, assigned, post["relevant"]) for tag in recommended]
            for word in words:
                tally[row.words][word[-1]] += 1
            rows.append([row.words, ", ".join(words)])
        head = f"![{post['shows']}](figures/posts/{number:02}.webp)"
        given = ", ".join(assigned) if assigned is not None else NOT_RUN
        parts.append(
            f"### {number}. {post['shows']}\n\n{head}\n\n`{post['id']}`; assigned (of the vocabulary): {given}.\n\n"
            + table(["system", "recommended, best first"], rows)
        )
    counted = [
        [words, *(str(count) for count in marks.values())] if any(marks.values()) else [words, NOT_RUN, "", ""]
        for words, marks in tally.items()
    ]
    parts.append("Of all the recommendations above:\n\n" + table(["system", HIT, RELEVANT, NOT_RELEVANT], counted))
    return "\n\n".join(parts)


def lists(source: Source, row: Row, identifier: str) -> tuple[list[str], list[str]] | None:
    """Assigned hashtags and the recommended ones, from the lowest seed; None where that was not run."""
    for result in source.seeds(row.name).values():
        found: dict[str, Any] | None = result.content.get("examples", {}).get(identifier)
        if found and row.system in found["recommended"]:
            return found["assigned"], found["recommended"][row.system]
    return None
