"""A comparison as an HTML table with one cell, or one heading, left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from quizcli.exchange.anki.text import plain, prose
from quizcli.shapes import BACK, Cell, Spot, Table, asked_spot

BLANK = "?"
HOLE = "\0"  # stands in no text that is clean


def given(facet: str) -> Spot | None:
    """The place of the value that a card asked backwards starts from."""
    subject, attribute = facet.removesuffix(BACK).split("/")
    return (subject, attribute) if facet.endswith(BACK) else None


def cell_of(table: Table, facet: str) -> Cell | None:
    """The cell that a card of the table is about, whichever way it asks."""
    return _layout(_Same(table)).cells.get(facet.removesuffix(BACK))


def reading(table: Table, facet: str) -> str:
    """What the table with the asked place blank reads as, taken from its cells and not its HTML."""
    return _layout(_Same(table)).reading(asked_spot(facet))


def grid(table: Table, facet: str) -> tuple[str, str]:
    """The whole table with the asked place blank, and filled, lying as it was written."""
    layout, hole, lit = _layout(_Same(table)), asked_spot(facet), given(facet)
    marked = {} if lit is None else {lit: _marked(lit, "lit", layout.texts[lit])}
    before, _, after = layout.html(marked | {hole: HOLE}).partition(HOLE)
    blank, filled = (
        f"{before}{_marked(hole, 'here', f'<b>{text}</b>')}{after}"
        for text in (BLANK, layout.texts[hole])
    )
    return blank, filled


class _Same:
    """A table compared by identity: a table is large, and its cells come one after the other."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


class _Layout:
    """A table's lines as HTML; for a card only the lines with a marked place are joined anew."""

    def __init__(self, table: Table) -> None:
        self.cells = {cell.key: cell for cell in table.cells}
        self.texts: dict[Spot, str] = {("", ""): prose(table.corner)}
        self.texts |= {(label.key, ""): prose(label.text) for label in table.subjects}
        self.texts |= {("", label.key): prose(label.text) for label in table.attributes}
        self.texts |= {(cell.subject, cell.attribute): prose(cell.text) for cell in table.cells}
        subjects = ["", *(label.key for label in table.subjects)]
        attributes = ["", *(label.key for label in table.attributes)]
        spots: list[list[Spot]]
        if table.compare == "rows":
            spots = [[(subject, each) for each in attributes] for subject in subjects]
        else:
            spots = [[(each, attribute) for each in subjects] for attribute in attributes]
        self._places = {
            spot: (line, column)
            for line, line_spots in enumerate(spots)
            for column, spot in enumerate(line_spots)
        }
        self._grid = [[self._plain(spot) for spot in line] for line in spots]
        self._lines = [_line(cells) for cells in self._grid]
        self._caption = prose(table.title)
        self._title = plain(self._caption)
        self._readings = {spot: plain(self.texts.get(spot, "")) for line in spots for spot in line}

    def html(self, marked: Mapping[Spot, str]) -> str:
        """The table; `marked` has the HTML of whole cells by place."""
        changed: dict[int, list[str]] = {}
        for spot, cell in marked.items():
            line, column = self._places[spot]
            changed.setdefault(line, self._grid[line].copy())[column] = cell
        lines = self._lines.copy()
        for line, cells in changed.items():
            lines[line] = _line(cells)
        return (
            f'<div class="grid"><table><caption>{self._caption}</caption><thead>{lines[0]}</thead>'
            f"<tbody>{''.join(lines[1:])}</tbody></table></div>"
        )

    def reading(self, hole: Spot) -> str:
        """The text of all places but one, in the order of the HTML."""
        return self._title + "".join((self._readings | {hole: BLANK}).values())

    def _plain(self, spot: Spot) -> str:
        tag = _tag(spot)
        return f"<{tag}>{self.texts.get(spot, '')}</{tag}>"


def _tag(spot: Spot) -> str:
    return "td" if all(spot) else "th"


def _marked(spot: Spot, kind: str, text: str) -> str:
    tag = _tag(spot)
    return f'<{tag} class="{kind}">{text}</{tag}>'


def _line(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


@lru_cache(maxsize=4)
def _layout(same: _Same) -> _Layout:
    return _Layout(same.table)
