"""Line charts as SVG: readable without colour, in light and dark, with their numbers in the text alternative."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 200, 44, 56
COLOURS = (  # light, dark: at least 4.5:1 on #fff and on #14161a; lines differ in dash and mark as well
    ("#0b5cad", "#7cb7ff"), ("#a33b00", "#ffab70"), ("#0f6b3c", "#6fdc9c"), ("#7a2a86", "#e39cf0"),
    ("#5c5200", "#e3d26f"), ("#444b57", "#c3cad6"), ("#9b1c4a", "#ff9dbd"), ("#00626b", "#6bdde6"),
)  # fmt: skip
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2", "1 4", "12 4", "6 2 2 2")
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1f27}"
    ".ground{fill:#fff}.grid{stroke:#d5d9e0}.line{fill:none;stroke-width:2}"
)
DARK = "text{fill:#eceff4}.ground{fill:#14161a}.grid{stroke:#343a45}"


@dataclass(frozen=True)
class Series:
    """A named line: (x, y) in ascending x."""

    name: str
    points: list[tuple[float, float]]


def chart(title: str, x_name: str, y_name: str, series: list[Series], marks: list[float] | None = None) -> str:
    """A chart of lines. `marks`: the places on the x axis that are written; by default those of the first line."""
    drawn = [line for line in series if line.points]
    if not drawn:
        raise ValueError(f"{title}: there is nothing to draw")
    xs = sorted({x for line in drawn for x, _ in line.points})
    ys = [y for line in drawn for _, y in line.points]
    low, high, step = scale(min(ys), max(ys))
    inner_width, inner_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - xs[0]) / (xs[-1] - xs[0] or 1)
        return LEFT + across * inner_width, TOP + (1 - (y - low) / (high - low)) * inner_height

    parts = [
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text x="{LEFT}" y="24">{escape(title)}</text>',
    ]
    for number in range(round((high - low) / step) + 1):
        value = low + number * step
        _, y = at(xs[0], value)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:.2f}</text>')
    for value in marks or [x for x, _ in drawn[0].points]:
        x, _ = at(value, low)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{value:g}</text>')
    parts.append(
        f'<text x="{LEFT + inner_width / 2:.0f}" y="{HEIGHT - 12}" text-anchor="middle">{escape(x_name)}</text>'
    )
    parts.append(f'<text x="14" y="{TOP - 8}">{escape(y_name)}</text>')
    ends = spaced([at(*line.points[-1])[1] for line in drawn])
    for number, (line, end) in enumerate(zip(drawn, ends, strict=True)):
        places = [at(x, y) for x, y in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dash = f' stroke-dasharray="{DASHES[number % len(DASHES)]}"' if DASHES[number % len(DASHES)] else ""
        parts.append(f'<polyline class="line c{number}" points="{path}"{dash}/>')
        parts += [mark(number, x, y) for x, y in places]
        x = WIDTH - RIGHT + 12
        parts.append(
            f'<line class="line c{number}" x1="{x}" y1="{end - 4:.1f}" x2="{x + 26}" y2="{end - 4:.1f}"{dash}/>'
        )
        parts.append(mark(number, x + 13, end - 4))
        parts.append(f'<text x="{x + 32}" y="{end:.1f}">{escape(line.name)}</text>')
    light, dark = ("".join(paint(number, pair[shade]) for number, pair in enumerate(COLOURS)) for shade in (0, 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(told(x_name, y_name, drawn))}</desc>\n'
        f"<style>{STYLE}{light}@media (prefers-color-scheme:dark){{{DARK}{dark}}}</style>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def scale(least: float, most: float) -> tuple[float, float, float]:
    """Ends and step of an axis with four to nine round steps that holds both values."""
    span = max(most - least, 0.01)
    step = next(step for step in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100) if span / step <= 8)
    low = step * int(least / step + 1e-9) if least >= 0 else -step * (int(-least / step - 1e-9) + 1)
    high = low
    while high < most - 1e-9:
        high += step
    return low, max(high, low + step), step


def paint(number: int, colour: str) -> str:
    return f".c{number}{{stroke:{colour}}}.f{number}{{fill:{colour}}}"


def mark(number: int, x: float, y: float) -> str:
    """A mark whose form tells the line: circle, square, triangle, diamond."""
    if number % 4 == 0:
        return f'<circle class="f{number}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    corners = {1: "-3,-3 3,-3 3,3 -3,3", 2: "0,-4 4,3 -4,3", 3: "0,-4 4,0 0,4 -4,0"}[number % 4]
    return f'<polygon class="f{number}" transform="translate({x:.1f} {y:.1f})" points="{corners}"/>'


def spaced(heights: list[float], least: float = 18) -> list[float]:
    """The heights of the names beside the lines' ends, moved apart so that none covers another."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    placed = dict.fromkeys(order, 0.0)
    before = TOP - least
    for place in order:
        placed[place] = before = max(heights[place] + 4, before + least)
    after = HEIGHT - BOTTOM + least
    for place in reversed(order):
        placed[place] = after = min(placed[place], after - least)
    return [placed[place] for place in range(len(heights))]


def told(x_name: str, y_name: str, series: list[Series]) -> str:
    """The numbers as a sentence a line, for who cannot see the lines."""
    lines = []
    for line in series:
        best = max(line.points, key=lambda point: point[1])
        first, last = line.points[0], line.points[-1]
        lines.append(
            f"{line.name}: {first[1]:.3f} at {first[0]:g}, highest {best[1]:.3f} at {best[0]:g}, "
            f"{last[1]:.3f} at {last[0]:g}."
        )
    return f"{y_name} by {x_name}. " + " ".join(lines)
