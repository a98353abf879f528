"""`python -m encoders.caption build` writes the shipped folder; `… check` prints its figures."""

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
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
