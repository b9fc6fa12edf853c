"""Plots as inline SVG: every mark has a title to read; colours come from the page's style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from quizcli.exchange.html.markup import text

WIDTH = 720
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 10, 24
HEAT_CELL, HEAT_GAP = 11, 2
HEAT_LEVELS = 4


class Mark(Struct, frozen=True):
    """One value of a plot: `low` and `high` bound it, `label` stands on the axis, `title` tells."""

    value: float
    title: str
    label: str = ""
    low: float | None = None
    high: float | None = None
    style: str = "good"


def drawing(width: float, height: float, name: str, parts: Iterable[str], style: str = "") -> str:
    """An SVG picture that scales with the page and says what it shows."""
    return (
        f'<svg class="{style}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{text(name)}">{"".join(parts)}</svg>'
    )


def columns(
    name: str, marks: Sequence[Mark], unit: Callable[[float], str], height: int = 150
) -> str:
    """A column for each mark, from nought up; columns with a label have it on the axis."""
    top = _round_up(max((mark.value for mark in marks), default=0))
    room = (WIDTH - LEFT - RIGHT) / max(len(marks), 1)
    area = height - TOP - BOTTOM
    parts = [_grid(height - BOTTOM - area * share, unit(top * share)) for share in (0, 0.5, 1)]
    for place, mark in enumerate(marks):
        x, tall = LEFT + place * room, area * mark.value / top
        parts.append(
            f'<rect class="{mark.style}" x="{x + room * 0.1:.1f}" y="{height - BOTTOM - tall:.1f}" '
            f'width="{room * 0.8:.1f}" height="{tall:.1f}"><title>{text(mark.title)}</title></rect>'
        )
        if mark.label:
            parts.append(_label(x + room / 2, height - 8, mark.label))
    return drawing(WIDTH, height, name, parts)


def curve(name: str, marks: Sequence[Mark], goal: float, height: int = 190) -> str:
    """Shares in a row with the bounds of each, joined by a line, and the goal dashed."""
    floor = min([goal, *(mark.low or mark.value for mark in marks)], default=0.0)
    floor = max(0.0, int(floor * 10) / 10 - 0.1)
    room = (WIDTH - LEFT - RIGHT) / max(len(marks), 1)

    def y(share: float) -> float:
        return TOP + (height - TOP - BOTTOM) * (1 - share) / (1 - floor)

    shares = [floor, (1 + floor) / 2, 1.0]
    parts = [_grid(y(share), f"{share:.0%}") for share in shares]
    parts.append(
        f'<line class="goal" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(goal):.1f}" '
        f'y2="{y(goal):.1f}">'
        f"<title>goal {goal:.0%}</title></line>"
    )
    at = [LEFT + room * (place + 0.5) for place in range(len(marks))]
    joined = " ".join(f"{x:.1f},{y(m.value):.1f}" for x, m in zip(at, marks, strict=True))
    parts.append(f'<polyline class="curve" points="{joined}"/>')
    for x, mark in zip(at, marks, strict=True):
        parts.append(_whisker(x, y, mark))
        parts.append(_label(x, height - 8, mark.label))
    return drawing(WIDTH, height, name, parts)


def heat(name: str, marks: Sequence[Mark]) -> str:
    """Days as squares, seven to a column from Monday on; labels stand above their column."""
    step, most = HEAT_CELL + HEAT_GAP, max((mark.value for mark in marks), default=0)
    left, above = 30, 16
    parts = [
        f'<text x="0" y="{above + row * step + 9}">{day}</text>'
        for row, day in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
    ]
    for place, mark in enumerate(marks):
        x, y = left + place // 7 * step, above + place % 7 * step
        level = -int(-HEAT_LEVELS * mark.value // most) if mark.value else 0
        parts.append(
            f'<rect class="heat{level}" x="{x}" y="{y}" width="{HEAT_CELL}" height="{HEAT_CELL}" '
            f'rx="2"><title>{text(mark.title)}</title></rect>'
        )
        if mark.label:
            parts.append(f'<text x="{x}" y="{above - 5}">{text(mark.label)}</text>')
    return drawing(left + -(-len(marks) // 7) * step, above + 7 * step, name, parts)


def span(name: str, mark: Mark, mean: float) -> str:
    """A share on a line from 0 to 100 %, as a dot within its bounds; a tick stands at the mean."""
    low = mark.value if mark.low is None else mark.low
    high = mark.value if mark.high is None else mark.high
    parts = (
        '<line class="grid" x1="0" x2="140" y1="8" y2="8"/>',
        f'<line class="tick" x1="{140 * mean:.1f}" x2="{140 * mean:.1f}" y1="2" y2="14"/>',
        f'<line class="bounds {mark.style}" x1="{140 * low:.1f}" x2="{140 * high:.1f}" '
        'y1="8" y2="8"/>',
        f'<circle class="{mark.style}" cx="{140 * mark.value:.1f}" cy="8" r="4">'
        f"<title>{text(mark.title)}</title></circle>",
    )
    return drawing(140, 16, name, parts, "span")


def stack(name: str, marks: Sequence[Mark]) -> str:
    """Parts of a whole in one bar, each in its own style."""
    whole, x, parts = sum(mark.value for mark in marks) or 1, 0.0, []
    for mark in marks:
        wide = 360 * mark.value / whole
        parts.append(
            f'<rect class="{mark.style}" x="{x:.1f}" y="0" width="{wide:.1f}" height="14">'
            f"<title>{text(mark.title)}</title></rect>"
        )
        x += wide
    return drawing(360, 14, name, parts, "stack")


def _whisker(x: float, y: Callable[[float], float], mark: Mark) -> str:
    bounds = ""
    if mark.low is not None and mark.high is not None:
        bounds = (
            f'<line class="bounds {mark.style}" x1="{x:.1f}" x2="{x:.1f}" '
            f'y1="{y(mark.low):.1f}" y2="{y(mark.high):.1f}"/>'
        )
    return (
        f'{bounds}<circle class="{mark.style}" cx="{x:.1f}" cy="{y(mark.value):.1f}" r="4">'
        f"<title>{text(mark.title)}</title></circle>"
    )


def _grid(y: float, label: str) -> str:
    return (
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{text(label)}</text>'
    )


def _label(x: float, y: float, label: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{text(label)}</text>'


def _round_up(value: float) -> float:
    """The next of 1, 2, 4, 5, 10, 20 … so that half of it is a round number too."""
    size = 1.0
    while size < value:
        for step in (2, 4, 5, 10):
            if size * step >= value:
                return size * step
        size *= 10
    return size
