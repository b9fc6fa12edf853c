"""The text of a deck file: decoded, with what cannot be text replaced and reported."""

from __future__ import annotations

import re
from itertools import islice

from msgspec import Struct, field

from quizcli.errors import Place, Problem
from quizcli.notes.limits import LARGEST_DECK

MOST_BAD_CHARACTERS = 20

# What YAML (1.1 and 1.2, production c-printable) forbids, and the surrogates that stand for bytes
# that are not UTF-8 after decoding with "surrogateescape".
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
_REPLACEMENT = "\ufffd"
# To YAML 1.1 these end a line and to editors they do not: lines would be counted in two ways.
_EDITORS_IGNORE = "[\x85\u2028\u2029]"
# Bytes of a text in which nothing is to be replaced, and those behind which something may stand.
_HARMLESS = bytes((0x09, 0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)))
_DOUBTFUL = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xef\xbf")
_OTHER_ENCODINGS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Source(Struct):
    """A file's text; `refused` says why it cannot be read at all."""

    path: str
    text: str = ""
    problems: tuple[Problem, ...] = ()
    refused: Problem | None = None
    _lines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, path: str, data: bytes) -> Source:
        """The text of a file's bytes; a byte order mark is dropped."""
        if len(data) > LARGEST_DECK:
            return cls(path, refused=too_large(path, len(data)))
        text = _harmless_text(data)
        if text is not None:
            return cls(path, text)
        encoding = next(
            (name for mark, name in _OTHER_ENCODINGS.items() if data.startswith(mark)), ""
        )
        if encoding:
            return cls(
                path, refused=_problem(path, f"the file is in {encoding}", "save it as UTF-8")
            )
        text = data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "surrogateescape")
        text = re.sub(_EDITORS_IGNORE, " ", text.replace("\r\n", "\n").replace("\r", "\n"))
        bad = tuple(islice(re.finditer(_FORBIDDEN, text), MOST_BAD_CHARACTERS + 1))
        if len(bad) > MOST_BAD_CHARACTERS:
            return cls(
                path, refused=_problem(path, "this is not a text in UTF-8", "save it as UTF-8")
            )
        problems = tuple(_forbidden(path, text, found) for found in bad)
        return cls(path, re.sub(_FORBIDDEN, _REPLACEMENT, text) if bad else text, problems)

    def indent_below(self, line: int) -> int:
        """The spaces before the first line with text below line `line` (from 1)."""
        for below in islice(self.lines, line, None):
            bare = below.lstrip(" ")
            if bare.strip():
                return len(below) - len(bare)
        return 0

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines


def too_large(path: str, size: int) -> Problem:
    """That a file of so many bytes is no deck."""
    most = f"split it; {LARGEST_DECK // 1024 // 1024} MiB is the most"
    return _problem(path, f"a deck of {size / 1024 / 1024:.1f} MiB is too large", most)


def _harmless_text(data: bytes) -> str | None:
    """The text in which nothing is to be replaced, told by bytes; None where it may be."""
    doubtful = not data.isascii() and any(sign in data for sign in _DOUBTFUL)
    if doubtful or data.translate(None, _HARMLESS):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _problem(path: str, message: str, hint: str) -> Problem:
    return Problem(Place(path), message, hint)


def _forbidden(path: str, text: str, found: re.Match[str]) -> Problem:
    before = text[: found.start()]
    place = Place(path, before.count("\n") + 1, found.start() - before.rfind("\n"))
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return Problem(
            place, f"the byte {code - 0xDC00:#04x} is not UTF-8", "save the file as UTF-8"
        )
    return Problem(place, f"the control character U+{code:04X} cannot stand in a deck", "remove it")
