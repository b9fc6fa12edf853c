"""Where the notes of a deck file begin, told by its lines: what an error leaves to go by.

A line with a dash in the column of the notes begins a note, whatever stands above it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizcli.deckfiles.located import NOTES
from quizcli.deckfiles.source import Source
from quizcli.deckfiles.wording import SECOND_DOCUMENT, TAB, among_notes, stands_twice

_KEY = re.compile(r"""(["']?)([\w-]+)\1 *:(?= |$) *([^\s#])?""")
_DASH = re.compile(r"-(?:\s+|$)")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=\s|$)")
# What begins a note wherever it stands, whatever the dash before it has become.
_NOTE = re.compile(r"""[^\w{]*(?:["']?id["']?\s*:|-\s*\{|\{\s*["']?id\b)""")
_NOTE_IN_LINE = re.compile(r"""-\s+["']?id["']?\s*:|(?:-\s+)?\{\s*["']?id\b""")
_NOTE_AT_DASH = re.compile(r"""( *)-\s+(?:\{\s*)?["']?id["']?\s*:""")


class Mark(Struct, frozen=True):
    """A line that does not stand where a line of the note above it should, with what is wrong.

    It may be right all the same, in a text in quotes or in brackets, unless it `ends` the list, and
    often is where it `is_deep`, farther to the right than the keys of the note.
    """

    line: int  # from 0
    column: int  # from 1
    message: str
    hint: str
    begins_note: bool = False
    ends: bool = False
    is_deep: bool = False


class Part(Struct, frozen=True):
    """Some lines (from 0) of a note or of a field of the deck."""

    lines: range
    is_note: bool = False
    marks: Sequence[Mark] = ()


class Outline(Struct, frozen=True):
    """The lines of a deck file and its parts; the list of notes opens in line `notes` (from 0).

    The dashes of the notes stand in `column` (from 0).
    """

    lines: Sequence[str]
    notes: int
    column: int
    parts: Sequence[Part]

    def begun(self) -> Iterator[int]:
        """The lines (from 0) that begin a note for sure."""
        for part in self.parts:
            found = _NOTE_AT_DASH.match(self.lines[part.lines.start]) if part.is_note else None
            if found and found.end(1) == self.column:
                yield part.lines.start


def outline(source: Source, fields: Collection[str]) -> Outline | None:
    """The parts of a deck with these fields; None where no notes are written in lines."""
    lines = source.lines
    start = next((number for number, line in enumerate(lines) if _opens_notes(line)), -1)
    below = next(_telling(lines, start + 1, len(lines)), None)
    if start < 0 or below is None or below[2][0] in "[{":
        return None
    column = _column(lines[start + 1 :])
    return Outline(lines, start, column, _Outliner(lines, fields, start, column).parts())


def _opens_notes(line: str) -> bool:
    found = _KEY.match(line)
    return found is not None and found[2] == NOTES and not found[3]


def _column(lines: Sequence[str]) -> int:
    """The column (from 0) of the dashes of most notes."""
    dashes = [indent for _, indent, bare in _telling(lines, 0, len(lines)) if _DASH.match(bare)]
    first = dashes[0] if dashes else 2
    begun = Counter(found.end(1) for line in lines if (found := _NOTE_AT_DASH.match(line)))
    column, times = begun.most_common(1)[0] if begun else (first, 0)
    # Deeper than the first dash there may be lists in notes, and code.
    is_inner = first < column and (dashes.count(first) >= times or column > first + 2)
    return first if is_inner else column


def _telling(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Lines that say something: number, spaces before it, and the rest."""
    for number in range(first, end):
        bare = lines[number].lstrip(" ")
        if bare.strip() and bare[0] != "#":
            yield number, len(lines[number]) - len(bare), bare


class _Outliner:
    """Goes over the lines of one deck."""

    def __init__(
        self, lines: Sequence[str], fields: Collection[str], start: int, column: int
    ) -> None:
        self._lines = lines
        self._fields = fields
        self._start = start
        self._column = column
        self._end = self._end_of_notes()

    def parts(self) -> list[Part]:
        return [
            *self._of_fields(0, self._start),
            *self._of_notes(),
            *self._of_fields(self._end, len(self._lines)),
        ]

    def _below(self) -> Iterator[tuple[int, int, str]]:
        return _telling(self._lines, self._start + 1, len(self._lines))

    def _field(self, indent: int, bare: str) -> str:
        """The field of the deck that a line begins."""
        found = None if indent else _KEY.match(bare)
        return found[2] if found and found[2] in self._fields else ""

    def _end_of_notes(self) -> int:
        """The line of the first field of this deck below its last note, or the end."""
        end = len(self._lines)
        for number, indent, bare in self._below():
            if indent == self._column and (
                bare.strip() == "-" or (_DASH.match(bare) and (":" in bare or "{" in bare))
            ):
                end = len(self._lines)
            elif not indent and _MARKER.match(bare):
                return len(self._lines)
            elif end > number and self._field(indent, bare):
                end = number
        return end

    def _of_fields(self, first: int, end: int) -> Iterator[Part]:
        begun = first
        for number, indent, bare in _telling(self._lines, first, end):
            if number > begun and self._field(indent, bare):
                yield Part(range(begun, number))
                begun = number
        if end > begun:
            yield Part(range(begun, end))

    def _of_notes(self) -> Iterator[Part]:
        """The notes below what stands before the first dash, with their marks."""
        first, marks = self._start + 1, list[Mark]()
        is_begun = False
        inner = sys.maxsize  # the column of the keys of the note, of all lines above the first
        for number, indent, bare in _telling(self._lines, self._start + 1, self._end):
            dash = _DASH.match(bare)
            if dash and indent == self._column:
                if is_begun or marks:
                    yield Part(range(first, number), True, marks)
                first, marks, is_begun = number, [], True
                inner = indent + (dash.end() if bare[dash.end() :].strip() else 1)
            elif indent < inner or _NOTE_IN_LINE.match(bare):
                mark = self._mark(number, indent, bare, is_begun)
                if mark:
                    marks.append(replace(mark, is_deep=indent > inner))
        yield Part(range(first, self._end), True, marks)

    def _mark(self, number: int, indent: int, bare: str, in_note: bool) -> Mark | None:
        place = number, indent + 1
        if not indent and _MARKER.match(bare):
            if bare[0] == "-":
                return Mark(*place, *SECOND_DOCUMENT, ends=True)
            if not any(True for _ in _telling(self._lines, number + 1, len(self._lines))):
                return None
            return Mark(*place, "the deck ends here, and more stands below", "remove it", ends=True)
        if bare[0] == "\t":
            return Mark(*place, *TAB, begins_note=_NOTE.match(bare) is not None)
        field = self._field(indent, bare)
        if field == NOTES:
            return Mark(*place, *stands_twice(field, self._start + 1), ends=True)
        if field:
            return Mark(*place, *among_notes(field), ends=True)
        begins = _NOTE.match(bare) is not None
        if begins or _DASH.match(bare) or not in_note:
            message = f"this note does not begin with `- ` in column {self._column + 1}"
            return Mark(*place, message, "line it up with the other notes", begins)
        message = "this line is indented less than the note in which it stands"
        return Mark(*place, message, "indent it, or remove it")
