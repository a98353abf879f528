"""Text of tables: Markdown rows from figures."""

from __future__ import annotations

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def figure(value: float) -> str:
    """`.345`; `1.000` keeps its digit."""
    return f"{value:.3f}".removeprefix("0") if value >= 0 else "−" + figure(-value)
