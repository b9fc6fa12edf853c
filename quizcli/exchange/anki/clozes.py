"""Anki's cloze deletions as blanks of ours, which do not nest; their hints are the note's."""

from __future__ import annotations

import re

from msgspec import Struct

from quizcli.notes.cloze import ClozeError, parse_cloze

_TOKEN = re.compile(r"\{\{c([\d,]+)::|\}\}")
_HINT = "::"


class Cloze(Struct, frozen=True):
    """A text with blanks of ours, the same without any, and the hints that stood in it."""

    text: str
    plain: str
    hints: tuple[str, ...]


def translated(text: str) -> Cloze:
    """A text with Anki's deletions as one with ours; a deletion within another is plain text.

    Raises ValueError when it has no deletion, or one that ours cannot be.
    """
    pieces: list[str] = []
    plain: list[str] = []
    hints: list[str] = []
    depth = position = 0
    number, inner = "", ""
    for token in _TOKEN.finditer(text):
        between, position = text[position : token.start()], token.end()
        if depth:
            inner += between
        else:
            pieces.append(between)
            plain.append(between)
        if token[1]:
            if not depth:
                number, inner = token[1].strip(",").partition(",")[0], ""
            depth += 1
        elif not depth:
            pieces.append(token[0])
            plain.append(token[0])
        else:
            depth -= 1
            if not depth:
                answer, _, hint = inner.partition(_HINT)
                hints += filter(None, [" ".join(hint.split())])
                answer = " ".join(answer.split())
                pieces.append(f"{{{{c{int(number or 0)}::{answer}}}}}")
                plain.append(answer)
    if depth:
        raise ValueError("a blank in it is not closed")
    pieces.append(text[position:])
    plain.append(text[position:])
    made = "".join(pieces)
    return Cloze(_checked(made), "".join(plain), tuple(dict.fromkeys(hints)))


def _checked(text: str) -> str:
    try:
        spans = parse_cloze(text)
    except ClozeError as bad:
        raise ValueError(bad.message) from bad
    if not any(span.number for span in spans):
        raise ValueError("it has no blank")
    return text
