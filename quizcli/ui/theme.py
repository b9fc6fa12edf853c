"""How things look: named styles in four colours, what a terminal can do, and ASCII for all signs.

Texts carry names of meanings ("good", "dim"); colour repeats what a sign or word already says.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

ColorDepth = Literal["256", "16", "none"]
# The style names that lie over a stretch of a row, and its text.
Run = tuple[tuple[str, ...], str]

LOW = 18
WIDEST_BODY = 110
NO_BREAK = "\u00a0"  # stands where a row must not be broken; on the screen it is a blank


class Caps(Struct, frozen=True):
    """What a terminal can show; sizes in character cells."""

    width: int = 80
    height: int = 24
    color: ColorDepth = "256"
    unicode: bool = True

    @property
    def low(self) -> bool:
        """Whether rows are scarce: no header rule, no status row, no blank rows."""
        return self.height < LOW

    @property
    def body_width(self) -> int:
        """Columns for text: a margin of one, and never lines too long to read."""
        return max(1, min(self.width - 2, WIDEST_BODY))


class Look(NamedTuple):
    """A style: colour numbers of the 256 and of the 16 colour palette, and attributes."""

    color: int | None = None
    ansi: int | None = None
    bold: bool = False
    reverse: bool = False


# The five colours have a contrast of 3.4 or more on black, white and both Solarized backgrounds,
# and blue against orange is told apart with every kind of colour blindness. Bright blue, red and
# magenta are the only ones of the 16 that can be read on both black and white.
LOOKS = {
    "": Look(),
    "good": Look(32, 12),
    "bad": Look(166, 1),
    "dim": Look(244),
    "mark": Look(164, 5),
    "aux": Look(30, 5),
    "bold": Look(bold=True),
    "title": Look(bold=True),
    "key": Look(bold=True),
    "want": Look(reverse=True),
    "alarm": Look(166, 1, bold=True, reverse=True),
    "code.keyword": Look(bold=True),
    "code.name": Look(32, 12),
    "code.string": Look(30, 5),
    "code.comment": Look(244),
}

_ASCII = {
    "─": "-", "━": "#", "┄": ".", "│": "|", "┤": "+", "└": "+", "▸": ">", "◂": "<", "›": ">",
    "·": ".", "•": "*", "…": "~", "✓": "+", "✗": "x", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "↪": "\\", "█": "#", "▓": "*", "▒": "+", "░": ":",
    "▏": " ", "▎": " ", "▍": " ", "▌": "#", "▋": "#", "▊": "#", "▉": "#",
    "▁": "_", "▂": "_", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#",
    "■": "#", "□": "o", "⏱": "@", "␛": "^",
    "–": "-", "—": "-", "−": "-", "‑": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"',
    "»": '"', "×": "x", "÷": "/", "≤": "<", "≥": ">", "≠": "#", "≈": "~", "±": "~", "µ": "u",
    "\ufffd": "?", "\u00a0": " ",
}  # fmt: skip


class _ToAscii(dict[int, str]):
    """For `str.translate`: every character as ASCII of the same width, letters without accents."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFKD", char)
        width = cell_len(char)
        plain = "".join(part for part in base if part.isascii() and part.isprintable())
        if "\u2801" <= char <= "\u28ff":
            plain = "*"  # braille: a point of a curve
        found = char if char.isascii() else plain if len(plain) == width else "?" * width
        self[code] = found
        return found


_TO_ASCII = _ToAscii({ord(char): ascii_ for char, ascii_ in _ASCII.items()})


def to_ascii(text: str) -> str:
    """The text in ASCII, every character as wide as before."""
    return text.translate(_TO_ASCII)


def runs(row: Text) -> list[Run]:
    """A row as stretches of one look each: the style names that lie over it, and its text."""
    plain = row.plain
    edges = {0, len(plain)} | {min(e, len(plain)) for s in row.spans for e in (s.start, s.end)}
    base = (str(row.style),) if row.style else ()
    return [
        (base + tuple(str(s.style) for s in row.spans if s.start <= a and s.end >= b), plain[a:b])
        for a, b in pairwise(sorted(edges))
    ]


@lru_cache(256)
def sgr(names: tuple[str, ...], color: ColorDepth) -> str:
    """The escape sequence that turns the named looks on; empty when there is nothing to turn on."""
    looks = [LOOKS[name] for name in names]
    codes = ["1"] if any(look.bold for look in looks) else []
    codes += ["7"] if any(look.reverse for look in looks) else []
    if color == "256":
        codes += [f"38;5;{look.color}" for look in looks if look.color is not None][-1:]
    elif color == "16":
        ansi = [look.ansi for look in looks if look.ansi is not None][-1:]
        codes += [str(30 + code if code < 8 else 82 + code) for code in ansi]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def ansi(row: Text, color: ColorDepth) -> str:
    """A row as a string with escape sequences, every look switched off where it ends."""
    return "".join(styled(run, color) for run in runs(row))


def styled(run: Run, color: ColorDepth) -> str:
    """A stretch of a row with its look switched on and off again."""
    names, text = run
    on, shown = sgr(names, color), text.replace(NO_BREAK, " ")
    return f"{on}{shown}\x1b[0m" if on else shown
