"""`training/run report`: writes `docs/results.md` and `docs/figures/*.svg` from the result files alone.

`--part validation --to FOLDER` looks at validation instead, anywhere but in docs/.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .page import page
from .pictures import drawings
from .rows import Source

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main() -> None:
    """Writes the page and its figures."""
    parser = argparse.ArgumentParser(prog="training/run report")
    parser.add_argument("--part", choices=("validation", "test"), default="test")
    parser.add_argument("--to", type=Path, default=DOCS, help="the folder of results.md and figures/")
    options = parser.parse_args()
    if options.part != "test" and options.to == DOCS:
        raise SystemExit("docs/ holds the figures of the test part; name another folder with --to")
    source = Source(options.part)
    figures = options.to / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    drawn = drawings(source)
    for name, text in drawn.items():
        (figures / name).write_text(text, encoding="utf-8")
    (options.to / "results.md").write_text(page(source, list(drawn)), encoding="utf-8")
    print(f"results.md and {len(drawn)} figures written from the results on {options.part}")


if __name__ == "__main__":
    main()
