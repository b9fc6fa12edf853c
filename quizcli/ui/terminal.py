"""How to talk to the terminal: full screen or lines, colours, characters."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TextIO

from msgspec import Struct

from quizcli.ui.theme import ColorDepth

USUAL_COLUMNS = 80  # of a terminal that does not say

ColorChoice = Literal["auto", "256", "16", "none"]


class Terminal(Struct, frozen=True):
    """What was chosen or found out; `plain` says why line mode is used, empty for full screen."""

    stdin: TextIO
    stdout: TextIO
    plain: str = ""
    color: ColorDepth = "256"
    unicode: bool = True


def columns(out: TextIO) -> int:
    """How wide a terminal is; 0 where there is none, and nothing is to be wrapped or cut."""
    return os.get_terminal_size(out.fileno()).columns or USUAL_COLUMNS if out.isatty() else 0


def find_out(
    stdin: TextIO,
    stdout: TextIO,
    environ: Mapping[str, str],
    *,
    plain: bool | None = None,
    because: str = "--plain",
    color: ColorChoice = "auto",
    ascii_only: bool | None = None,
) -> Terminal:
    """The terminal as options and settings say (None: not said), else as it shows itself.

    Line mode: `plain`, `because` somebody said so > no terminal, TERM=dumb. Colours: `color` >
    NO_COLOR > TERM.
    """
    encoding = (stdout.encoding or "ascii").casefold().replace("-", "")
    unicode = encoding.startswith("utf") if ascii_only is None else not ascii_only
    depth = _color(stdout, environ) if color == "auto" else color
    reason = _no_screen(stdin, stdout, environ) if plain is None else because if plain else ""
    return Terminal(stdin, stdout, reason, depth, unicode)


def _no_screen(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> str:
    """Why there can be no full screen; empty where there can."""
    for name, stream in (("input", stdin), ("output", stdout)):
        if not stream.isatty():
            return f"{name} is not a terminal"
    if moves_cursor(environ):
        return ""
    return f"TERM={environ['TERM']}" if environ.get("TERM") else "TERM is not set"


def moves_cursor(environ: Mapping[str, str]) -> bool:
    """Whether a terminal understands escape sequences at all."""
    return environ.get("TERM", "") not in ("", "dumb")


def _color(stdout: TextIO, environ: Mapping[str, str]) -> ColorDepth:
    if environ.get("NO_COLOR") or not stdout.isatty():
        return "none"
    term = environ.get("TERM", "")
    if environ.get("COLORTERM") or "256" in term or "direct" in term or "kitty" in term:
        return "256"
    if term.startswith("vt") or not moves_cursor(environ):
        return "none"
    return "16"
