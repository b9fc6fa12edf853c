"""Code in notes: whether it parses in its language, and whether it fits on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from quizcli.deckfiles.languages import CodeError, parse
from quizcli.errors import Level, Place, Problem
from quizcli.model import Note
from quizcli.notes.cloze import filled
from quizcli.notes.nodes import Mapping, Scalar
from quizcli.notes.parts import BROKEN
from quizcli.notes.report import Report

WIDEST_LINE = 76  # what is left of 80 columns beside the frame


def code_problems(note: Note, written: Mapping) -> Iterator[Problem]:
    """What is wrong with a note's code, each at its own line of the file."""
    is_cloze = note.type == "cloze"
    node = written.get("text" if is_cloze else "code")
    language = written.text("language").strip().lower()
    if not isinstance(node, Scalar) or (is_cloze and not language):
        return
    code = filled(node.text) if is_cloze else node.text
    for index, line in enumerate(code.splitlines()):
        if len(line) > WIDEST_LINE:
            message = f"this line of code has {len(line)} columns, {WIDEST_LINE} fit on a screen"
            yield _problem(note, node, index, message, level="warning")
    if not _is_broken(note, written):
        try:
            parse(code, language)
        except CodeError as bad:
            hint = "mend it, or write `broken: true` where that is the point"
            yield _problem(note, node, bad.line - 1, f"this is not {language}: {bad.message}", hint)


def _is_broken(note: Note, written: Mapping) -> bool:
    node = written.get(BROKEN.name)
    return node is not None and BROKEN.kind.read(node, Report(note.place.path)) is True


def _problem(
    note: Note, node: Scalar, index: int, message: str, hint: str = "", level: Level = "error"
) -> Problem:
    place = Place(note.place.path, *node.place_of_line(index))
    return Problem(place, message, hint, level, note.id)
