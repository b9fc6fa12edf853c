"""What was found, beside what must hold and what is aimed at."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import asdict


class Figure(Struct, frozen=True):
    """One measured number; `value` is None where it could not be measured, and `note` says why."""

    row: str
    what: str
    value: float | None
    must: float | None = None
    aim: float | None = None
    unit: str = "x"
    note: str = ""

    @property
    def verdict(self) -> str:
        """How it stands; nothing for a figure without a limit, such as a peer's."""
        limit = self.must if self.must is not None else self.aim
        if self.value is None:
            return "NOT MEASURED"
        if limit is None:
            return ""
        if self.aim is not None and self.value <= self.aim:
            return "aim"
        return "must" if self.must is not None and self.value <= self.must else "MISSED"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table in Markdown."""
    lines = [
        "| row | what | found | must | aim | | |",
        "| --- | --- | ---: | ---: | ---: | --- | --- |",
    ]
    return "\n".join(lines + [_line(figure) for figure in figures])


def plain(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """The figures for programs."""
    return [asdict(figure) | {"verdict": figure.verdict} for figure in figures]


def _line(figure: Figure) -> str:
    numbers = (figure.value, figure.must, figure.aim)
    found, must, aim = (_number(number, figure.unit) for number in numbers)
    cells = (figure.row, figure.what, found, must, aim, figure.verdict, figure.note)
    return f"| {' | '.join(cells)} |"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    digits = f"{value:.0f}" if value == int(value) or value >= 1000 else f"{value:.2f}"
    return f"{digits}{'' if unit == 'x' else ' '}{unit}".strip()
