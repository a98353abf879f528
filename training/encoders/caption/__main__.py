"""`python -m encoders.caption build` writes the shipped folder, `check` prints figures, `features` fills the cache,
`ids` writes what `browser_check.mjs` compares with."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Exit status 0, or 2 for an unknown word."""
    if arguments == ["build"]:
        from .build import build

        folder = build()
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            print(f"{path.relative_to(folder)}  {path.stat().st_size:,} bytes")
        return 0
    if arguments == ["check"]:
        from .check import check

        return check()
    if arguments == ["features"]:
        from data.posts import read_all

        from .build import FOLDER
        from .features import ensure, ensure_alternates

        posts, others = ensure(FOLDER, read_all()), ensure_alternates(FOLDER)
        for name, made in (("posts", posts), ("flickr8k alternates", others.features)):
            print(f"{name}: {len(made)} captions, {len(made.rows)} rows")
        return 0
    if arguments == ["ids"]:
        from .ids import write

        print(write().name)
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
