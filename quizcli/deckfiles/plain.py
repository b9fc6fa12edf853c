"""Decks as they are usually written, read without libyaml: far faster, and nothing to import.

That is a part of YAML: keys and texts of one line, blocks, lists. To all else, to what is wrong
and to what is too large there is no answer, and libyaml reads the file. An answer is the one that
libyaml gives, node by node.
"""

from __future__ import annotations

import re

from quizcli.notes.limits import LONGEST_TEXT, MOST_ENTRIES, MOST_NOTES, MOST_VALUES
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence

# Spaces before a line, and brackets in brackets: together they keep what is built from being deep.
DEEPEST_INDENT = 20
DEEPEST_BRACKETS = 4

# Tabs, marks of the byte order, and what may begin or end a document.
_NEVER_PLAIN = ("\t", "\ufeff", "\n---", "\n...")

# How a text without quotes begins, and how it goes on between brackets.
_BEGIN = r"""(?! -[\s,\[\]{}] | << ) [^\s?:,\[\]{}\#&*!|>'"%@`]"""
_IN_BRACKETS = rf"{_BEGIN} [^,:?\#\[\]{{}}\n]* (?: (?: :(?=\w) | (?<!\ )\# ) [^,:?\#\[\]{{}}\n]* )*"
_QUOTED = r""" "([^"\\\n]*)" | '((?:[^'\n]|'')*)' """
# Of a length at which libyaml still takes it for a key.
_NAME = rf"""
    {_BEGIN} [^:\#\n]{{0,200}} (?: :(?=\w) [^:\#\n]{{0,200}} ){{0,3}} (?<!\ )
  | "[^"\\\n]{{0,200}}" | '[^'\n]{{0,200}}'
"""
_LINE_END = r"\ * (?: (?<![^ \n])\#[^\n]* )? \n"

_LINE = re.compile(
    rf"""
    (\ {{0,{DEEPEST_INDENT}}}) (-\ +)? (?: ({_NAME}) :(?=[ \n]) )? \ *
    (?: ({_BEGIN}[^\n]*) \n
      | (?: {_QUOTED} | ([|>]-?) ((?: \n (?: \1\ [^\n]* | \ *(?=\n) ) )+) )? {_LINE_END}
      | ([\[{{])
    )
    """,
    re.VERBOSE,
)
# The last group of a line says what it ends with.
_INDENT, _DASH, _KEY, _PLAIN, _DOUBLE, _SINGLE, _STYLE, _BLOCK, _BRACKET = range(1, 10)

_ITEM = re.compile(
    rf"\ * (?: (?: ({_IN_BRACKETS}) | {_QUOTED} ) \ *([,\]}}]|:(?=\ )) | ([\[{{]) )", re.VERBOSE
)
_QUOTES = ("'", '"')
_AFTER_BRACKET = re.compile(r" *([,\]}])")
_END = re.compile(_LINE_END, re.VERBOSE)


class _NotPlainError(Exception):
    """Something that is left to libyaml."""


def read(text: str) -> Mapping | None:
    """The nodes of a deck's text where all of it is plain."""
    from_line_start = f"\n{text}"
    if text[-1:] != "\n" or any(sign in from_line_start for sign in _NEVER_PLAIN):
        return None
    try:
        return _Reader(text).deck()
    except _NotPlainError:
        return None


def _without_comment(rest: str) -> str:
    """The text without quotes with which a line goes on to its end."""
    text = (rest.partition(" #")[0] if " #" in rest else rest).rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise _NotPlainError
    return text


class _Reader:
    """Stands at a line of a text that says something, and goes down to the next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values = 1
        self._start, self._line = 0, 0
        self._end, self._next_line = 0, 1  # where the line ends, and the number of the next
        self._step()

    def deck(self) -> Mapping:
        """All of the text; raises _NotPlainError when it is anything but one mapping."""
        if self._column or self._dash >= 0:
            raise _NotPlainError
        found = self._mapping()
        if self._column >= 0 or self._values > MOST_VALUES:
            raise _NotPlainError
        return found

    def _step(self) -> None:
        """Goes on; `_column` is then that of the key or text, counted from 0, and -1 at the end.

        `_dash` is that of the dash, until the item behind it is read; else it is -1.
        """
        text, start, line = self._text, self._end, self._next_line
        if start - self._start > LONGEST_TEXT:
            raise _NotPlainError
        self._dash = -1
        while found := _LINE.match(text, start):
            if found.lastindex != _INDENT:
                self._found, self._start, self._line = found, start, line
                self._end, self._next_line = found.end(), line + 1
                self._column = found.end(_INDENT) - start
                if found[_DASH]:
                    self._dash, self._column = self._column, found.end(_DASH) - start
                return
            start, line = found.end(), line + 1
        if start < len(text):
            raise _NotPlainError
        self._column = -1

    def _mapping(self) -> Mapping:
        """The entries whose keys stand below one another, from here on."""
        line, column = self._line, self._column
        entries: dict[str, tuple[Scalar, Node]] = {}
        while self._column == column and self._dash < 0:
            name = self._found[_KEY]
            if name is None:
                raise _NotPlainError
            if name[0] in _QUOTES:
                key = Scalar(name[1:-1], self._line, column + 1, name[0])
            else:
                key = Scalar(name, self._line, column + 1)
            if key.text in entries:
                raise _NotPlainError
            entries[key.text] = key, self._value(column)
        return self._mapped(entries, line, column)

    def _mapped(self, entries: dict[str, tuple[Scalar, Node]], line: int, column: int) -> Mapping:
        self._count(2 * len(entries), 2 * MOST_ENTRIES)
        return Mapping(tuple(entries.values()), line, column + 1)

    def _listed(self, items: list[Node], most: int, line: int, column: int) -> Sequence:
        self._count(len(items), most)
        return Sequence(tuple(items), line, column + 1)

    def _count(self, values: int, most: int) -> None:
        if values > most:
            raise _NotPlainError
        self._values += values

    def _list(self, most: int) -> Sequence:
        """The items whose dashes stand below one another, from here on."""
        line, column = self._line, self._dash
        items: list[Node] = []
        while self._dash == column:
            self._dash = -1
            items.append(self._mapping() if self._found[_KEY] else self._value(column))
        return self._listed(items, most, line, column)

    def _value(self, column: int) -> Node:
        """What stands behind a key or dash in this column, or below a key; goes on."""
        found, kind = self._found, self._found.lastindex
        if kind == _PLAIN:
            text = found[_PLAIN]
            text = _without_comment(text) if "#" in text or ":" in text else text.rstrip(" ")
            node: Node = Scalar(text, self._line, found.start(_PLAIN) - self._start + 1)
        elif kind == _KEY:
            self._step()
            return self._below(column)
        elif kind == _BRACKET:
            node = self._in_brackets()
        elif kind == _DOUBLE:
            node = Scalar(found[_DOUBLE], self._line, found.start(_DOUBLE) - self._start, '"')
        elif kind == _SINGLE:
            text = found[_SINGLE].replace("''", "'")
            node = Scalar(text, self._line, found.start(_SINGLE) - self._start, "'")
        elif kind == _BLOCK:
            node = self._block(column)
        else:
            raise _NotPlainError
        self._step()
        return node

    def _in_brackets(self) -> Node:
        """The list or mapping in brackets with which the line ends."""
        node, at = self._bracketed(self._found.start(_BRACKET), DEEPEST_BRACKETS)
        end = _END.match(self._text, at)
        if end is None:
            raise _NotPlainError
        self._end = end.end()
        return node

    def _below(self, column: int) -> Node:
        """The list or mapping below a key in this column."""
        if self._dash >= column:
            return self._list(MOST_ENTRIES if column else MOST_NOTES)
        if self._dash < 0 and self._column > column:
            return self._mapping()
        raise _NotPlainError

    def _block(self, column: int) -> Scalar:
        """The lines below `|` or `>`, which stand deeper than this column."""
        rows = self._found[_BLOCK].split("\n")[1:]
        self._next_line += len(rows)
        first = next((row for row in rows if row.strip()), "")
        indent = len(first) - len(first.lstrip(" "))
        texts = [row[indent:] for row in rows]
        while texts and not texts[-1]:
            texts.pop()
        if (
            indent <= column
            or any(row[:indent].strip(" ") for row in rows)
            or any(text and not text.strip() for text in texts)
        ):
            raise _NotPlainError
        style = self._found[_STYLE]
        if style[0] == ">" and not all(text and text[0] != " " for text in texts):
            raise _NotPlainError  # empty and deeper lines are not joined to others
        whole = ("\n" if style[0] == "|" else " ").join(texts) + ("" if style[1:] else "\n")
        at = self._found.start(_STYLE) - self._start
        return Scalar(whole, self._line, at + 1, style[0], indent)

    def _bracketed(self, at: int, room: int) -> tuple[Node, int]:
        """What the bracket at an offset opens, and the offset behind where it is closed."""
        if not room:
            raise _NotPlainError
        text, line, start = self._text, self._line, self._start
        opening, column = text[at], at - start
        nodes: list[Node] = []
        signs, sign = "", ","
        at += 1
        while sign == "," or sign == ":":
            found = _ITEM.match(text, at)
            if found is None:
                raise _NotPlainError
            plain, double, single, sign, _ = found.groups()
            at = found.end()
            if plain is not None:
                node: Node = Scalar(plain.rstrip(" "), line, found.start(1) - start + 1)
            elif double is not None:
                node = Scalar(double, line, found.start(2) - start, '"')
            elif single is not None:
                node = Scalar(single.replace("''", "'"), line, found.start(3) - start, "'")
            else:
                node, sign, at = self._inner(found.start(5), room)
            nodes.append(node)
            signs += sign
        if opening == "[" and signs == "," * (len(nodes) - 1) + "]":
            return self._listed(nodes, MOST_ENTRIES, line, column), at
        if opening == "{" and signs == ":," * (len(nodes) // 2 - 1) + ":}":
            pairs = zip(nodes[::2], nodes[1::2], strict=True)
            entries = {key.text: (key, value) for key, value in pairs if isinstance(key, Scalar)}
            if 2 * len(entries) == len(nodes):
                return self._mapped(entries, line, column), at
        raise _NotPlainError

    def _inner(self, at: int, room: int) -> tuple[Node, str, int]:
        """What a bracket in brackets opens, the sign behind it, and the offset behind that."""
        node, at = self._bracketed(at, room - 1)
        after = _AFTER_BRACKET.match(self._text, at)
        if after is None:
            raise _NotPlainError
        return node, after[1], after.end()
