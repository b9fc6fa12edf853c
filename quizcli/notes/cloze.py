"""Cloze notes: text with numbered blanks, `{{c1::answer}}`; each number is a card of its own."""

from __future__ import annotations

import re
from itertools import groupby

from msgspec import Struct

from quizcli.notes.kinds import LINE, TEXT, list_of, mapping_of
from quizcli.notes.limits import LONGEST_CLOZES
from quizcli.notes.nodes import Scalar
from quizcli.notes.parts import BROKEN, LANGUAGE, LEAD_IN
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, optional, required
from quizcli.shapes import Blank, Piece, Typed

_OPENING = re.compile(r"\{\{c([1-9]\d?)::")
_BRACE_OR_END = re.compile(r"[{}\n]")
# `{{c1:x}}`, `{c1::x}`, `{{C1::x}}`: meant as blanks, but read as plain text.
_LOOKS_LIKE_BLANK = re.compile(r"\{\{? ?c\d+ ?::?", re.IGNORECASE)

CLOZE_TEXT = required("text", TEXT, "Text with blanks: {{c1::answer}}; one card a number.")
ACCEPTED = optional(
    "accept", mapping_of(list_of(LINE)), "Other right spellings per blank: {c1: [...]}.", ()
)


class Span(Struct, frozen=True):
    """A stretch of a cloze text; `number` is that of its blank, 0 outside blanks."""

    text: str
    number: int = 0


class ClozeError(Exception):
    """A blank that cannot be read, with the offset in the text where it stands."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse_cloze(text: str) -> tuple[Span, ...]:
    """The stretches of a cloze text in order; braces inside a blank have to be balanced.

    Raises ClozeError for a blank that is empty, not closed, nested, or goes over a line's end.
    """
    spans: list[Span] = []
    position = 0
    while opening := _OPENING.search(text, position):
        _add_plain(spans, text, position, opening.start())
        end = _closing(text, opening)
        spans.append(Span(text[opening.end() : end], int(opening[1])))
        position = end + 2
    _add_plain(spans, text, position, len(text))
    return tuple(spans)


def filled(text: str) -> str:
    """The text with its blanks filled in.

    Raises ClozeError as `parse_cloze` does.
    """
    return "".join(span.text for span in parse_cloze(text))


def _add_plain(spans: list[Span], text: str, start: int, end: int) -> None:
    stray = _LOOKS_LIKE_BLANK.search(text, start, end)
    if stray:
        raise ClozeError(
            f"'{stray[0]}' looks like a blank; write {{{{c1::answer}}}}", stray.start()
        )
    if end > start:
        spans.append(Span(text[start:end]))


def _closing(text: str, opening: re.Match[str]) -> int:
    """Where the `}}` of a blank begins."""
    depth = 0
    for found in _BRACE_OR_END.finditer(text, opening.end()):
        index, letter = found.start(), found[0]
        if letter == "\n":
            break
        if letter == "{":
            depth += 1
        elif letter == "}" and depth:
            depth -= 1
        elif text.startswith("}}", index):
            return _checked(text, opening, index)
    raise ClozeError(f"the blank '{opening[0]}' is not closed by }}}} on its line", opening.start())


def _checked(text: str, opening: re.Match[str], end: int) -> int:
    answer = text[opening.end() : end]
    if not answer.strip():
        raise ClozeError(f"the blank c{opening[1]} has no answer", opening.start())
    if _OPENING.search(answer):
        raise ClozeError(f"the blank c{opening[1]} has another blank in it", opening.start())
    return end


def _compile(entry: Entry, report: Report) -> Compiled:
    text = entry[CLOZE_TEXT]
    try:
        spans = parse_cloze(text)
    except ClozeError as bad:
        _report_bad(bad, text, entry, report)
        return Compiled(())
    numbers = sorted({span.number for span in spans if span.number})
    if not numbers:
        report.error(entry.at(CLOZE_TEXT), "the text has no blank", "write {{c1::answer}}")
    if len(numbers) * len(text) > LONGEST_CLOZES:
        message = f"{len(numbers)} cards of {len(text):,} characters each are too much for a note"
        report.error(entry.at(CLOZE_TEXT), message, "split the text")
        return Compiled(())
    facets = [f"c{number}" for number in numbers]
    for pair in entry[ACCEPTED]:
        if pair.key not in facets:
            report.unknown(pair.key_node, f"the text has no blank '{pair.key}'", pair.key, facets)
    accept = {pair.key: pair.value for pair in entry[ACCEPTED]}
    return Compiled(
        tuple((f"c{number}", _card(entry, spans, number, accept)) for number in numbers)
    )


def _report_bad(bad: ClozeError, text: str, entry: Entry, report: Report) -> None:
    node = entry.at(CLOZE_TEXT)
    written = node.text if isinstance(node, Scalar) else text
    blank_lines = len(written) - len(written.lstrip("\n"))
    report.error_at_line(node, blank_lines + text.count("\n", 0, bad.offset), bad.message)


def _card(
    entry: Entry, spans: tuple[Span, ...], number: int, accept: dict[str, tuple[str, ...]]
) -> Typed:
    pieces: list[Piece] = []
    blanks: list[Blank] = []
    for asked, group in groupby(spans, key=lambda span: span.number == number):
        if asked:
            for span in group:
                pieces.append(Piece(span.text, len(blanks)))
                blanks.append(Blank(span.text, accept.get(f"c{number}", ())))
        else:
            pieces.append(Piece("".join(span.text for span in group)))
    return Typed(entry[LEAD_IN], tuple(blanks), tuple(pieces), entry[LANGUAGE])


CLOZE = NoteType(
    "cloze",
    "Text or code with numbered blanks.",
    (LEAD_IN, CLOZE_TEXT, ACCEPTED, LANGUAGE, BROKEN),
    _compile,
)
