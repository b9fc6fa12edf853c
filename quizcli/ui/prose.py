"""Deck prose and code laid out in rows: paragraphs, lists, fenced code, `code` in a line."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from rich.text import Text

from quizcli.shapes import Sample
from quizcli.ui.highlight import highlight
from quizcli.ui.text import T, clean, fold, wrap

_OPENS = re.compile(r"```[ \t]*(\S*)[ \t]*")
_CLOSES = re.compile(r"```[ \t]*")
_BULLET = re.compile(r"(\s*)[-*•] +")
_CODE = re.compile(r"`[^`\n]+`")
CONTINUED = "↪ "


def prose(text: str, width: int, style: str = "") -> list[Text]:
    """Rows of a text as an author wrote it: line ends are kept, lists hang, fenced code stays."""
    rows: list[Text] = []
    lines = clean(text).strip("\n").split("\n")
    closing = [number for number, row in enumerate(lines) if _CLOSES.fullmatch(row)]
    start = number = 0
    while number < len(lines):
        opens = _OPENS.fullmatch(lines[number])
        after = bisect(closing, number)
        if opens and after < len(closing):
            end = closing[after]
            rows += _lines(lines[start:number], width, style)
            rows += code_rows(Sample("\n".join(lines[number + 1 : end]), opens[1]), width)
            start = number = end + 1
        else:
            number += 1
    return rows + _lines(lines[start:], width, style)


def inline(text: str, style: str = "") -> Text:
    """Cleaned text whose stretches in backticks stand out."""
    shown = T(text, style)
    shown.highlight_regex(_CODE, "aux")
    return shown


def code_rows(sample: Sample, width: int) -> list[Text]:
    """Rows of a block of code, never re-flowed; rows that are too long go on behind a sign."""
    return [
        part
        for row in code(sample).split("\n", allow_blank=True)
        for part in fold(row, width, CONTINUED)
    ]


def code(sample: Sample) -> Text:
    """A block of code, coloured when its language is known; one whole text, so offsets stay."""
    source = clean(sample.text).rstrip("\n")
    if not sample.language or sample.language == "text":
        return Text(source)
    return highlight(source, sample.language)


def _lines(lines: Sequence[str], width: int, style: str) -> list[Text]:
    rows: list[Text] = []
    text = "\n".join(lines)
    for paragraph in text.strip("\n").split("\n") if text.strip() else ():
        bullet = _BULLET.match(paragraph)
        first = f" {bullet[1]}• " if bullet else ""
        body = paragraph[bullet.end() :] if bullet else paragraph.rstrip()
        rows += wrap(inline(body, style), width, first)
    return rows
