"""libyaml's syntax errors in an author's words: what stands there and how to write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct


class Finding(Struct, frozen=True):
    """A syntax error; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    hint: str = ""


UNQUOTED_BRACES = (
    "text that begins with {{ has to stand in quotes or in a block",
    "write `text: |` and the text below",
)
_OPENS_BLOCK = re.compile(r"[|>][-+]?\s*$")
_UNQUOTED_BLANK = re.compile(r"(?:: +|- +)(\{\{)")
TAB = ("a tab stands in the indentation", "use spaces")

NOT_CLOSED = ("a quote or bracket that opens here is not closed", "")

SECOND_DOCUMENT = (
    "a second document begins here; a file holds one deck",
    "remove the `---`",
)
TOO_MUCH_WRONG = ("there is too much wrong above to read on", "")

# Of these libyaml says only below that something is wrong with them.
_AT_ITS_START = ("quoted scalar", "flow", "simple key")

# libyaml's words for the problem → ours, and what to do.
_SAID: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "a second `: ` stands in this text, or the line is indented too far",
        "put text with `: ` in quotes",
    ),
    "could not find expected ':'": (
        "this line is neither `key: value` nor part of the text above",
        "indent it, or put the text in quotes",
    ),
    "did not find expected key": (
        "this does not fit the lines above: wrong indentation, or text after a closing quote",
        "line the keys up, and put the whole text in quotes",
    ),
    "did not find expected '-' indicator": (
        "this does not fit the list above",
        "begin it with `- ` in the list's column",
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] is not closed or lacks a comma",
        "put text that begins with [ in quotes",
    ),
    "did not find expected ',' or '}'": (
        "a mapping in { } is not closed or lacks a comma",
        "put text that begins with { in quotes",
    ),
    "did not find expected node content": (
        "a value is missing here, or a bracket is not closed",
        "write the value, or put the text in quotes",
    ),
    "found unexpected end of stream": NOT_CLOSED,
    "found a tab character that violates indentation": TAB,
    "found a tab character where an indentation space is expected": TAB,
    "found unknown escape character": (
        "a backslash in double quotes begins an unknown escape",
        "use single quotes",
    ),
    "did not find expected alphabetic or numeric character": (
        "a name is expected after & or *",
        "put text that begins with & or * in quotes",
    ),
}


def stands_twice(key: str, line: int) -> tuple[str, str]:
    """That a key stands a second time, first in this line."""
    return f"'{key}' stands twice, first in line {line}", "remove one"


def too_many_notes(most: int) -> tuple[str, str]:
    """That a deck may not have a note more."""
    return f"a deck has {most:,} notes at most", "split it here"


def among_notes(field: str) -> tuple[str, str]:
    """That a field of the deck, or what would be one, breaks off the list of notes."""
    return f"'{field}' stands among the notes", "move it above them"


def closed_late(line: int) -> tuple[str, str]:
    """That a quote is closed in this line only, where more text follows."""
    return (
        f"the quote that opens here is closed in line {line} only, where more text follows",
        "close it where its text ends",
    )


def explained(
    problem: str, context: str, at: tuple[int, int], opened: tuple[int, int], text: str
) -> Finding:
    """A syntax error in an author's words: at the quote or bracket that opened it, if one did."""
    opening = _UNQUOTED_BLANK.search(_line(text, at[0]))
    if opening:
        message, hint = UNQUOTED_BRACES
        return Finding(at[0], opening.start(1) + 1, message, hint)
    commented = _comment_in_block(text.split("\n"), at[0])
    if commented:
        return Finding(*commented, "this comment ends the text of the block above", "indent it")
    line, column = opened if any(part in context for part in _AT_ITS_START) else at
    message, hint = _SAID.get(problem) or _cannot_start(problem, *at, text)
    written = text.rstrip()
    last = written.count("\n") + 1
    if line > last:
        line, column = last, len(written) - written.rfind("\n") - 1
    return Finding(line, max(column, 1), message, hint)


def _comment_in_block(lines: Sequence[str], number: int) -> tuple[int, int] | None:
    """Where a comment above line `number` (from 1) is that has ended a block too early."""
    comment, indent = -1, _indent(lines[number - 1]) if number <= len(lines) else 0
    for above in range(number - 2, -1, -1):
        line = lines[above]
        if line.lstrip().startswith("#"):
            if _indent(line) < indent:
                comment = above
        elif comment < 0 and line.strip():
            return None
        elif line.strip() and _indent(line) < indent:
            opens = _OPENS_BLOCK.search(line)
            return (comment + 1, _indent(lines[comment]) + 1) if opens else None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _cannot_start(problem: str, line: int, column: int, text: str) -> tuple[str, str]:
    written = _line(text, line)
    letter = written[column - 1 : column]
    if letter == "\t" or written[: column - 1].endswith("\t"):
        return TAB
    if "cannot start any token" in problem and letter:
        return f"text cannot begin with {letter}", "put it in quotes"
    return f"this is not YAML: {problem}", ""


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""
