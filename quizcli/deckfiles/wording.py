"""libyaml's syntax errors in an author's words: what stands there and how to write it."""

from __future__ import annotations

import re

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
_UNQUOTED_BLANK = re.compile(r"(?:: +|- +)(\{\{)")
_TAB = ("a tab stands in the indentation", "use spaces")

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
    "found unexpected end of stream": ("a quote or bracket that opens here is not closed", ""),
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unknown escape character": (
        "a backslash in double quotes begins an unknown escape",
        "use single quotes",
    ),
    "did not find expected alphabetic or numeric character": (
        "a name is expected after & or *",
        "put text that begins with & or * in quotes",
    ),
}


def explained(
    problem: str, context: str, at: tuple[int, int], opened: tuple[int, int], text: str
) -> Finding:
    """A syntax error in an author's words: at the quote or bracket that opened it, if one did."""
    opening = _UNQUOTED_BLANK.search(_line(text, at[0]))
    if opening:
        message, hint = UNQUOTED_BRACES
        return Finding(at[0], opening.start(1) + 1, message, hint)
    line, column = opened if "quoted scalar" in context or "flow" in context else at
    message, hint = _SAID.get(problem) or _cannot_start(problem, *at, text)
    return Finding(line, column, message, hint)


def _cannot_start(problem: str, line: int, column: int, text: str) -> tuple[str, str]:
    written = _line(text, line)
    letter = written[column - 1 : column]
    if letter == "\t" or written[: column - 1].endswith("\t"):
        return _TAB
    if "cannot start any token" in problem and letter:
        return f"text cannot begin with {letter}", "put it in quotes"
    return f"this is not YAML: {problem}", ""


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""
