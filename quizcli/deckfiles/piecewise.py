"""A deck file of any YAML: read by libyaml, and after an error part by part.

An error is then the end of its own note and of no other.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from quizcli.deckfiles.located import NOTES, Cut, Located
from quizcli.deckfiles.outline import Mark, Outline, Part, outline
from quizcli.deckfiles.source import Source
from quizcli.deckfiles.tree import Builder
from quizcli.deckfiles.wording import TOO_MUCH_WRONG, stands_twice, too_many_notes
from quizcli.errors import Place, Problem
from quizcli.notes.limits import MOST_NOTES, MOST_PROBLEMS_OF_FILE
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence

_UNREAD = "the notes below are not read"
_VALUES_OF_LIST = 3  # the deck, the name of its list, and the list


def read(source: Source, fields: Collection[str]) -> Located:
    """The nodes of the text of a deck that may have these fields."""
    found = outline(source, fields)
    builder = Builder(source)
    cut = builder.build(keeping=not found)
    if found and not cut:
        cut = _swallowed(source.path, builder.root, found)
    problems = (*source.problems, *dict.fromkeys(builder.problems))
    if builder.for_good:
        found = None
    elif cut and not found and isinstance(builder.root, Mapping) and builder.root.get(NOTES):
        hint = f"{cut.problem.hint}; {_UNREAD}" if cut.problem.hint else _UNREAD
        cut = replace(cut, problem=replace(cut.problem, hint=hint))
    if found and (cut or problems):
        return _Pieces(source, found).read(cut)
    return Located(builder.root, problems, (cut,) if cut else ())


def _swallowed(path: str, root: Node | None, found: Outline) -> Cut | None:
    """The first note that is part of something above it, where a quote may be missing."""
    listed = root.get(NOTES) if isinstance(root, Mapping) else None
    read = {item.line for item in listed.items} if isinstance(listed, Sequence) else set()
    for line in found.begun():
        if line + 1 not in read:
            place = Place(path, line + 1, found.column + 1)
            return Cut(Problem(place, "this note is read as a part of what stands above it"))
    return None


class _Built(Struct):
    """What some lines (from 0) are, as far as they can be read."""

    lines: range
    builder: Builder
    cut: Cut | None

    @property
    def entries(self) -> tuple[tuple[Scalar, Node], ...]:
        root = self.builder.root
        return root.entries if isinstance(root, Mapping) else ()

    @property
    def notes(self) -> tuple[Node, ...]:
        root = self.builder.root
        listed = root.get(NOTES) if isinstance(root, Mapping) else None
        items = listed.items if isinstance(listed, Sequence) else ()
        return tuple(item for item in items if not (self.cut and _is_nothing(item)))

    @property
    def note(self) -> Node | None:
        """The one note that they are, and nothing else."""
        is_one = not self.cut and len(self.entries) == 1 == len(self.notes)
        return self.notes[0] if is_one else None


class _Pieces:
    """What has been read of the parts of a file."""

    def __init__(self, source: Source, outlined: Outline) -> None:
        self._source = source
        self._outline = outlined
        self._cuts: dict[Problem, Cut] = {}
        self._entries: dict[str, tuple[Scalar, Node]] = {}
        self._notes: list[Node] = []
        self._values = 0
        self._ended = False

    def read(self, whole: Cut | None) -> Located:
        """All parts; a cut of the whole is said if no part tells what is wrong."""
        for part in self._outline.parts:
            if part.is_note and len(self._notes) >= MOST_NOTES:
                self._end(part.lines.start, 1, *too_many_notes(MOST_NOTES))
            elif self._is_full:
                self._end(part.lines.start, 1, *TOO_MUCH_WRONG)
            elif part.is_note:
                self._read_note(part)
            else:
                self._read_field(part)
            if self._ended:
                break
            for problem in self._characters(part.lines):
                self._add(problem)
        if whole and not self._cuts:
            self._add(whole.problem)
        key = Scalar(NOTES, self._outline.notes + 1, 1)
        listed = Sequence(tuple(self._notes), key.line + 1, 1)
        root = Mapping((*self._entries.values(), (key, listed)))
        return Located(root, cuts=tuple(self._cuts.values()))

    @property
    def _is_full(self) -> bool:
        return len(self._cuts) >= MOST_PROBLEMS_OF_FILE

    def _add(self, problem: Problem, note: Node | None = None, may_stand: bool = False) -> None:
        """Says what is wrong and in which note, unless that is known."""
        self._cuts.setdefault(problem, Cut(problem, note, may_stand))

    def _problem(self, line: int, column: int, message: str, hint: str) -> Problem:
        return Problem(Place(self._source.path, line + 1, column), message, hint)

    def _end(self, line: int, column: int, message: str, hint: str) -> None:
        self._add(self._problem(line, column, message, hint))
        self._ended = True

    def _say(self, mark: Mark, note: Node | None = None) -> None:
        """Says that a line is out of place, and which note it breaks off."""
        may_stand = note is not None and _last_block(note) is None
        problem = self._problem(mark.line, mark.column, mark.message, mark.hint)
        self._add(problem, note, may_stand)

    def _characters(self, lines: range) -> list[Problem]:
        """The characters that cannot stand in some lines."""
        return [found for found in self._source.problems if found.place.line - 1 in lines]

    def _as_notes(self, first: int, end: int) -> _Built:
        """What the lines from `first` to before `end` are as a list of notes."""
        lines = range(first, end)
        text = f"{NOTES}:\n{self._text(lines)}"
        return self._built(lines, text, first - 1, self._values - _VALUES_OF_LIST)

    def _text(self, lines: range) -> str:
        return "\n".join(self._outline.lines[lines.start : lines.stop]) + "\n"

    def _built(self, lines: range, text: str, above: int, values: int) -> _Built:
        builder = Builder(Source(self._source.path, text), above, values)
        return _Built(lines, builder, builder.build())

    def _keep(self, built: _Built) -> None:
        """Takes the notes that some lines are, with what is wrong in them."""
        self._values = built.builder.values
        self._ended = built.builder.for_good
        self._notes += built.notes
        note = built.notes[0] if built.notes else None
        for problem in (*self._characters(built.lines), *built.builder.problems):
            self._add(problem, note)
        if built.cut:
            self._add(built.cut.problem, built.cut.note)

    def _read_field(self, part: Part) -> None:
        built = self._built(part.lines, self._text(part.lines), part.lines.start, self._values)
        self._keep(built)
        for key, value in () if built.cut else built.entries:
            first = self._entries.setdefault(key.text, (key, value))[0]
            if first is not key:
                twice = stands_twice(key.text, first.line)
                self._add(self._problem(key.line - 1, key.column, *twice))

    def _read_note(self, part: Part) -> None:
        marks = [mark for mark in part.marks if not mark.is_deep]
        whole = None
        if not any(mark.ends or mark.line == part.lines.start for mark in marks):
            whole = self._as_notes(part.lines.start, part.lines.stop)
            if whole.note or not part.marks:
                self._keep(whole)
                return
        if whole and not marks:
            self._read_above(part, part.marks[0], whole)
            return
        first, *others = marks
        if first.line > part.lines.start:
            self._read_broken(part, first, whole)
        else:
            self._say(first)
        for mark in others:
            if self._is_full:
                self._end(mark.line, mark.column, *TOO_MUCH_WRONG)
                break
            if mark.begins_note:
                self._say(mark)

    def _read_above(self, part: Part, deep: Mark, whole: _Built) -> None:
        """Reads what stands above a mark, if that is more of a note than the whole."""
        above = self._as_notes(part.lines.start, deep.line)
        block = _last_block(above.note) if above.note else None
        if above.note and not (block and block.indent < deep.column):
            self._keep(above)
            self._say(deep)
        else:
            self._keep(whole)

    def _read_broken(self, part: Part, first: Mark, whole: _Built | None) -> None:
        """Reads a note up to its first marked line, or further if that was right in it."""
        above = self._as_notes(part.lines.start, first.line)
        if above.note or first.begins_note:
            self._keep(above)
            self._say(first, None if first.begins_note else above.note)
            return
        other = next((mark for mark in part.marks if mark.begins_note), None)
        if other:
            whole = self._as_notes(part.lines.start, other.line)
        self._keep(whole or above)


def _last_block(node: Node) -> Scalar | None:
    """The block with which a node ends, of which more lines may have been meant."""
    match node:
        case Mapping(entries=(*_, (_, last))) | Sequence(items=(*_, last)):
            return _last_block(last)
        case Scalar(style="|" | ">"):
            return node
        case _:
            return None


def _is_nothing(node: Node) -> bool:
    """Whether a node is what a cut leaves of one that was only about to begin."""
    return isinstance(node, Scalar) and not node.text and not node.style
