"""Code in the theme's colours; Pygments, which rich brings, is loaded with the first code shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast

from rich.text import Text

from quizcli.shapes import LONGEST_SAMPLE

# Pygments' names of token kinds and the looks they get; the longest name that fits counts.
_LOOKS = {
    "Token.Keyword": "code.keyword",
    "Token.Name.Tag": "code.name",
    "Token.Name.Attribute": "code.name",
    "Token.Name.Builtin": "code.name",
    "Token.Name.Function": "code.name",
    "Token.Name.Class": "code.name",
    "Token.Literal.String": "code.string",
    "Token.Literal.Number": "code.string",
    "Token.Comment": "code.comment",
}


class _Lexer(Protocol):
    def get_tokens_unprocessed(self, text: str) -> Iterable[tuple[int, object, str]]: ...


def highlight(source: str, language: str) -> Text:
    """The source with looks laid over it, character for character; plain in unknown languages."""
    shown = Text(source)
    lexer = _lexer(language) if len(source) <= LONGEST_SAMPLE else None
    if lexer is not None:
        for offset, kind, value in lexer.get_tokens_unprocessed(source):
            look = _look(str(kind))
            if look and value.strip():
                shown.stylize(look, offset, offset + len(value))
    return shown


@cache
def _lexer(language: str) -> _Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return cast(_Lexer, get_lexer_by_name(language))
    except ClassNotFound:
        return None


@cache
def _look(kind: str) -> str:
    while kind:
        if kind in _LOOKS:
            return _LOOKS[kind]
        kind = kind.rpartition(".")[0]
    return ""
