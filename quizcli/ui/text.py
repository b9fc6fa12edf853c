"""The one door for deck and typed text: made safe to show, measured, wrapped and cut to width."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len
from rich.text import Text

_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# A no-break space is never in cleaned text: screens put it where a row must not end.
_WORDS = re.compile(r"[^ ]+ *| +")
_TAB = 4
_FLAG_LETTERS = 0x1F1E6
# Characters that rich, prompt_toolkit and terminals give different widths, beside those that
# `_shown` tells by their category: emoji skin tones, keycap, Hangul fillers, Khmer silent vowels.
_DROPPED = frozenset(
    "\u20e3\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f"
    + "".join(
        map(chr, (*range(0x1F3FB, 0x1F400), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
    )
)
_UNSHOWABLE = {"Cn", "Co", "Cs"}


def clean(text: str) -> str:
    """The text without anything that could steer the terminal or upset column counts.

    Keeps line ends; every character left has the same width for rich and for prompt_toolkit.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = _NEWLINES.sub("\n", text).expandtabs(_TAB).translate(_SHOWN)
    return unicodedata.normalize("NFC", shown)


class _Shown(dict[int, str]):
    """For `str.translate`: what is shown of every character."""

    def __missing__(self, code: int) -> str:
        self[code] = _shown(chr(code))
        return self[code]


_SHOWN = _Shown({ord("\n"): "\n"})


def _shown(char: str) -> str:
    if " " <= char <= "~":
        return char
    if char == "\x1b":
        return "␛"
    if char in _DROPPED:
        return ""
    code = ord(char)
    if _FLAG_LETTERS <= code < _FLAG_LETTERS + 26:
        return chr(code - _FLAG_LETTERS + ord("A"))
    category = unicodedata.category(char)
    if category in _UNSHOWABLE:
        return "\ufffd"
    if category in ("Cc", "Cf"):
        return ""
    # An empty braille pattern shows dots in some fonts.
    return " " if category == "Zs" or char == "\u2800" else char


def one_line(text: str) -> str:
    """The cleaned text on one line, runs of white space as single spaces."""
    return " ".join(clean(text).split())


def T(text: str, style: str = "") -> Text:  # noqa: N802 - short on purpose, it stands everywhere
    """Cleaned text as a rich Text; `style` is a name of the theme."""
    return Text(clean(text), style)


def line(*pieces: Text | str | tuple[str, str]) -> Text:
    """One row out of pieces: texts, strings, or (string, style); strings are cleaned to one line.

    A space at either end of a string is kept, for it stands between pieces.
    """
    row = Text()
    for piece in pieces:
        if isinstance(piece, Text):
            row.append_text(piece)
            continue
        string, style = (piece, "") if isinstance(piece, str) else piece
        row.append(clean(string).replace("\n", " "), style or None)
    return row


def ruled(title: str, look: str, width: int) -> Text:
    """A title set into a rule of `width` columns."""
    head = line(("── ", "dim"), (title, look), " ")
    return line(head, ("─" * max(0, width - head.cell_len), "dim"))


def wrap(text: Text, width: int, first: str | Text = "", rest: str | None = None) -> list[Text]:
    """Rows of at most `width` columns: `first` before the first, `rest` (blanks) before others."""
    hung = first.cell_len if isinstance(first, Text) else cell_len(first)
    rest = " " * hung if rest is None else rest
    room = max(1, width - max(hung, cell_len(rest)))
    rows: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        for row in paragraph.divide(breaks(paragraph.plain, room)):
            row.rstrip()
            rows.append(Text.assemble(rest if rows else first, row))
    return rows


def wrapped(text: str, width: int) -> str:
    """Printed text in rows of at most `width` columns, 0 for any; what goes on keeps its indent."""
    if not width:
        return text
    rows: list[str] = []
    for said in text.split("\n"):
        body = said.lstrip(" ")
        indent = min(len(said) - len(body), width // 2)
        rows += (row.plain for row in wrap(Text(body), width, " " * indent))
    return "\n".join(rows)


def fold(text: Text, width: int, mark: str) -> list[Text]:
    """Rows of one line that must not be re-flowed: cut at `width`, `mark` before the later ones."""
    if text.cell_len <= width:
        return [text]
    room = max(1, width - cell_len(mark))
    cuts = breaks(text.plain, room)
    head, *tail = text.divide(cuts)
    for row in (head, *tail):
        row.rstrip()
    return [head, *(Text.assemble((mark, "dim"), row) for row in tail)]


def fit(text: Text, width: int) -> Text:
    """The text in exactly `width` columns: padded, or cut with an ellipsis."""
    if width <= 0:
        return Text()
    row = text.copy()
    row.truncate(width, overflow="ellipsis", pad=True)
    return row


def breaks(plain: str, width: int) -> list[int]:
    """Where a line is cut: between words, inside a word only when it is wider than a row."""
    cuts: list[int] = []
    column = 0
    for match in _WORDS.finditer(plain):
        word, size = match[0], cell_len(match[0].rstrip(" "))
        if column and column + size > width:
            cuts.append(match.start())
            column = 0
        if size > width:
            inner = _chops(word.rstrip(" "), width)
            cuts += [match.start() + cut for cut in inner]
            word = word[inner[-1] :]
        column += cell_len(word)
    return cuts


def _chops(plain: str, width: int) -> list[int]:
    """Offsets that cut a text into stretches of at most `width` columns."""
    cuts: list[int] = []
    column = 0
    for index, char in enumerate(plain):
        size = cell_len(char)
        if column + size > width and column:
            cuts.append(index)
            column = 0
        column += size
    return cuts
