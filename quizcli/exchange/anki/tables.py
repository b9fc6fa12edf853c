"""A comparison as an HTML table with one cell, or one heading, left open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quizcli.exchange.anki.text import prose
from quizcli.shapes import BACK, Table

BLANK = "?"

Spot = tuple[str, str]  # (subject, attribute); a heading has an empty key for the other


def asked(facet: str) -> Spot:
    """The place a table card asks for; backwards it is the heading of the subject."""
    subject, attribute = facet.removesuffix(BACK).split("/")
    return (subject, "") if facet.endswith(BACK) else (subject, attribute)


def given(facet: str) -> Spot | None:
    """The place of the value that a card asked backwards starts from."""
    subject, attribute = facet.removesuffix(BACK).split("/")
    return (subject, attribute) if facet.endswith(BACK) else None


def grid(table: Table, facet: str, filled: bool) -> str:
    """The whole table with the asked place blank or filled, lying as it was written."""
    layout, hole, lit = _layout(_Same(table)), asked(facet), given(facet)
    text = layout.texts[hole] if filled else BLANK
    marked = {hole: ("here", f"<b>{text}</b>")}
    if lit is not None:
        marked[lit] = ("lit", layout.texts[lit])
    return layout.html(marked)


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
    """A table's lines as HTML; for a card only the lines with a marked place are made anew."""

    def __init__(self, table: Table) -> None:
        self.texts: dict[Spot, str] = {("", ""): prose(table.corner)}
        self.texts |= {(label.key, ""): prose(label.text) for label in table.subjects}
        self.texts |= {("", label.key): prose(label.text) for label in table.attributes}
        self.texts |= {(cell.subject, cell.attribute): prose(cell.text) for cell in table.cells}
        subjects = ["", *(label.key for label in table.subjects)]
        attributes = ["", *(label.key for label in table.attributes)]
        self._spots: list[list[Spot]]
        if table.compare == "rows":
            self._spots = [[(subject, each) for each in attributes] for subject in subjects]
        else:
            self._spots = [[(each, attribute) for each in subjects] for attribute in attributes]
        self._line_of = {spot: n for n, spots in enumerate(self._spots) for spot in spots}
        self._lines = [self._line(number, {}) for number in range(len(self._spots))]
        self._caption = prose(table.title)

    def html(self, marked: Mapping[Spot, tuple[str, str]]) -> str:
        """The table; `marked` has class and HTML by place."""
        lines = list(self._lines)
        for number in {self._line_of[spot] for spot in marked}:
            lines[number] = self._line(number, marked)
        return (
            f'<div class="grid"><table><caption>{self._caption}</caption><thead>{lines[0]}</thead>'
            f"<tbody>{''.join(lines[1:])}</tbody></table></div>"
        )

    def _line(self, number: int, marked: Mapping[Spot, tuple[str, str]]) -> str:
        cells: list[str] = []
        for spot in self._spots[number]:
            tag = "td" if all(spot) else "th"
            if spot in marked:
                kind, text = marked[spot]
                cells.append(f'<{tag} class="{kind}">{text}</{tag}>')
            else:
                cells.append(f"<{tag}>{self.texts.get(spot, '')}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"


@lru_cache(maxsize=4)
def _layout(same: _Same) -> _Layout:
    return _Layout(same.table)
