"""Cloze text with its blanks shown: all of one width, the wanted one reversed, done ones marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from rich.text import Text

from quizcli.grading import Part
from quizcli.shapes import GAP, Piece, Typed
from quizcli.ui.highlight import highlight
from quizcli.ui.prose import CONTINUED, inline
from quizcli.ui.text import clean, fold, line, one_line, wrap
from quizcli.ui.theme import NO_BREAK


def cloze_rows(shape: Typed, parts: Sequence[Part], wanted: int | None, width: int) -> list[Text]:
    """The text in rows; `parts` are the blanks marked so far, `wanted` is asked for now."""
    styled = _styled(shape)
    edges = list(accumulate(len(clean(piece.text)) for piece in shape.pieces))
    pieces = styled.divide(edges[:-1]) if len(edges) > 1 else [styled]
    whole = Text.assemble(
        *(
            text if piece.blank is None else _blank(shape, piece.blank, parts, wanted)
            for piece, text in zip(shape.pieces, pieces, strict=True)
        )
    )
    whole.rstrip()
    if not shape.is_code:
        return wrap(whole, width)
    return [
        part for row in whole.split("\n", allow_blank=True) for part in fold(row, width, CONTINUED)
    ]


def field_label(shape: Typed, index: int) -> str:
    """What stands before the text field of a blank."""
    if len(shape.blanks) > 1:
        return f"Blank {index + 1} of {len(shape.blanks)}:"
    unit = shape.quantity.unit if shape.quantity else ""
    return f"Answer in {one_line(unit)}:" if unit else "Answer:"


def wanted_row(rows: Sequence[Text]) -> int:
    """The row in which the wanted blank stands, 0 when none is wanted."""
    styles = ({span.style for span in row.spans} for row in rows)
    return next((index for index, found in enumerate(styles) if "want" in found), 0)


def spoken_cloze(shape: Typed, wanted: int) -> str:
    """The text for line mode: blanks from `wanted` on as `[2 ____]`, those before filled in.

    After the first blank only the line with the wanted one is said.
    """
    text = "".join(_spoken(shape, piece, wanted) for piece in shape.pieces).rstrip("\n")
    if wanted == 0:
        return text
    hole = _hole(shape, wanted)
    return next((row for row in text.split("\n") if hole in row), text)


def _spoken(shape: Typed, piece: Piece, wanted: int) -> str:
    hidden = piece.blank is not None and piece.blank >= wanted
    return _hole(shape, piece.blank or 0) if hidden else clean(piece.text)


def _styled(shape: Typed) -> Text:
    """The complete source in its looks: cut after colouring, so that no lexer sees broken code."""
    source = "".join(clean(piece.text) for piece in shape.pieces)
    return highlight(source, shape.language) if shape.is_code else inline(source)


def _blank(shape: Typed, index: int, parts: Sequence[Part], wanted: int | None) -> Text:
    if index < len(parts):
        part = parts[index]
        if part.right:
            return line((f"✓{one_line(part.expected)}", "good"))
        return line((f"✗{one_line(part.given) or GAP}", "bad"))
    look = "want" if index == wanted else "dim"
    return Text(_hole(shape, index).replace(" ", NO_BREAK), look)


def _hole(shape: Typed, index: int) -> str:
    return f"[{index + 1} {GAP}]" if len(shape.blanks) > 1 else f"[{GAP}]"
