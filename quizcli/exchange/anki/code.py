"""Code as coloured HTML: Pygments' tokens with class names, cut where a cloze begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from pygments.util import ClassNotFound

from quizcli.exchange.anki.text import deletion, inline
from quizcli.shapes import LONGEST_SAMPLE

Run = tuple[str, str]  # class ("" for none) and text

# A token has the class of the nearest kind above it that has one.
_CLASSES: dict[_TokenType, str] = {
    Comment: "hc",
    Keyword: "hk",
    String: "hs",
    Number: "hn",
    Name.Tag: "ht",
    Name.Attribute: "ht",
    Name.Function: "hf",
    Name.Class: "hf",
    Name.Decorator: "hf",
    Name.Builtin: "hf",
    Name.Variable: "hv",
}


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    """The lexer of a language that leaves the text as it is; None for one Pygments lacks."""
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return lexer


@lru_cache(maxsize=256)
def _class(token: _TokenType | None) -> str:
    while token is not None and token not in _CLASSES:
        token = token.parent
    return _CLASSES[token] if token is not None else ""


@lru_cache(maxsize=256)
def _runs(code: str, language: str) -> tuple[Run, ...]:
    """The code in coloured runs; neighbours of one colour, and spaces after them, are one run."""
    lexer = _lexer(language) if language and len(code) <= LONGEST_SAMPLE else None
    if lexer is None:
        return (("", code),)
    runs: list[tuple[str, list[str]]] = []
    for token, text in lexer.get_tokens(code):
        name = _class(token)
        if runs and (name == runs[-1][0] or text.isspace()):
            runs[-1][1].append(text)
        else:
            runs.append((name, [text]))
    joined = tuple((name, "".join(texts)) for name, texts in runs)
    # A lexer that changes a character would change the question.
    return joined if "".join(text for _, text in joined) == code else (("", code),)


def highlighted(code: str, language: str) -> str:
    """Clean code as HTML for a `<pre>`."""
    return "".join(_span(name, inline(text)) for name, text in _runs(code, language))


def with_deletions(pieces: Sequence[tuple[str, bool]], language: str) -> str:
    """Clean pieces of code as HTML, those that are hidden as deletions of one cloze."""
    runs = _runs("".join(text for text, _ in pieces), language)
    html: list[str] = []
    for (_, hidden), parts in zip(
        pieces, _cut(runs, [len(text) for text, _ in pieces]), strict=True
    ):
        if hidden:
            inner = "".join(_span(name, deletion(text)) for name, text in parts)
            html.append(f"{{{{c1::{inner}}}}}")
        else:
            html.extend(_span(name, inline(text)) for name, text in parts)
    return "".join(html)


def _cut(runs: Sequence[Run], lengths: Sequence[int]) -> Iterator[list[Run]]:
    """The runs distributed over stretches of the given lengths; a run across a border is split."""
    left = list(reversed(runs))
    for length in lengths:
        parts: list[Run] = []
        while length > 0:
            name, text = left.pop()
            parts.append((name, text[:length]))
            if len(text) > length:
                left.append((name, text[length:]))
            length -= len(text)
        yield parts


def _span(name: str, html: str) -> str:
    return f'<span class="{name}">{html}</span>' if name else html
