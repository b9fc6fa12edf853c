"""Deck prose and code laid out in rows: paragraphs, lists, fenced code, `code` in a line."""

from __future__ import annotations

import re

from rich.text import Text

from quizcli.shapes import Sample
from quizcli.ui.highlight import highlight
from quizcli.ui.text import T, clean, fold, wrap

_FENCE = re.compile(r"(?m)^```[ \t]*(\S*)[ \t]*\n(.*?)^```[ \t]*$\n?", re.DOTALL)
_BULLET = re.compile(r"(\s*)[-*•] +")
_CODE = re.compile(r"`[^`\n]+`")
CONTINUED = "↪ "


def prose(text: str, width: int, style: str = "") -> list[Text]:
    """Rows of a text as an author wrote it: line ends are kept, lists hang, fenced code stays."""
    rows: list[Text] = []
    position = 0
    text = clean(text).strip("\n")
    for fence in _FENCE.finditer(text):
        rows += _lines(text[position : fence.start()], width, style)
        rows += code_rows(Sample(fence[2], fence[1]), width)
        position = fence.end()
    return rows + _lines(text[position:], width, style)


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


def _lines(text: str, width: int, style: str) -> list[Text]:
    rows: list[Text] = []
    for paragraph in text.strip("\n").split("\n") if text.strip() else ():
        bullet = _BULLET.match(paragraph)
        first = f" {bullet[1]}• " if bullet else ""
        body = paragraph[bullet.end() :] if bullet else paragraph.rstrip()
        rows += wrap(inline(body, style), width, first)
    return rows
