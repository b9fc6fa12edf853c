"""Words a user chooses cards by, as a condition on the table of cards."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import PurePath

from quizcli.errors import UsageError
from quizcli.notes.names import nearest, slug

SEARCH = "`quizcli search WORD` finds cards."
KINDS = ("deck", "section", "tag", "note", "card", "type", "folder")
LISTED = "`quizcli decks` lists them."


class UnknownNameError(UsageError):
    """A word that names nothing; `near` is a name like it, or empty: then `advice` is given."""

    def __init__(self, what: str, word: str, near: str, advice: str = "") -> None:
        super().__init__(f'No {what} "{word}". ' + (f"Did you mean {near}?" if near else advice))
        self.word, self.near = word, near


def condition(
    connection: sqlite3.Connection, words: Sequence[str], tags: Sequence[str] = ()
) -> str:
    """The SQL condition on `c` for cards that meet any of the words, and all of the tags.

    Raises UnknownNameError, with the nearest name, for a word that names nothing.
    """
    either = [_named(connection, word) for word in words]
    every = [_tagged(connection, tag) for tag in tags]
    parts = ([f"({' or '.join(either)})"] if either else []) + every
    return " and ".join(parts) or "1"


def quoted(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''").replace("\0", "") + "'"


def _tagged(connection: sqlite3.Connection, tag: str) -> str:
    known = _tags(connection)
    if tag.casefold() not in known:
        advice = "`quizcli cards --json` has them."
        raise UnknownNameError("tag", tag, nearest(tag, known), advice)
    return f"c.tags like {quoted(f'% {tag.casefold()} %')}"


def _named(connection: sqlite3.Connection, word: str) -> str:
    kind, colon, name = word.partition(":")
    if colon and kind in KINDS:
        found = _by_kind(connection, kind, name.strip())
        if found is None:
            advice = SEARCH if kind in ("note", "card") else LISTED
            raise UnknownNameError(kind, name, nearest(name, _names(connection, kind)), advice)
        return found
    for kind in KINDS:
        found = _by_kind(connection, kind, word)
        if found is not None:
            return found
    shortened = [d for d in _names(connection, "deck") if d.endswith(f"-{word.casefold()}")]
    if shortened and word:
        return f"c.deck in ({', '.join(map(quoted, shortened))})"
    # Of names that differ in case alone, `nearest` gives the last: the deck's.
    names = [name for kind in reversed(KINDS[:4]) for name in _names(connection, kind)]
    unread = _unread(connection, word)
    near = "" if unread else nearest(word, names)
    raise UnknownNameError("deck, section, tag or note", word, near, unread or LISTED)


def _by_kind(connection: sqlite3.Connection, kind: str, name: str) -> str | None:
    """The condition for one name of a kind; None when nothing has it."""
    folded = name.casefold()
    match kind:
        case "tag":
            return _tagged(connection, name) if folded in _tags(connection) else None
        case "section":
            sections = [s for s in _names(connection, kind) if slug(s) == slug(name) and slug(s)]
            return _among("c.section", sections)
        case "deck":
            return _among("c.deck", [d for d in _names(connection, kind) if d == folded])
        case "folder":
            found = [f for f in _names(connection, kind) if f.rstrip("/").split("/")[-1] == name]
            return _among("c.folder", found)
        case _:
            value = name if kind in ("note", "card") else folded
            row = connection.execute(
                f"select 1 from cards where {kind} = ? limit 1", (value,)
            ).fetchone()
            return f"c.{kind} = {quoted(value)}" if row else None


def _among(column: str, names: Sequence[str]) -> str | None:
    return f"{column} in ({', '.join(map(quoted, names))})" if names else None


def _names(connection: sqlite3.Connection, kind: str) -> list[str]:
    if kind == "tag":
        return sorted(_tags(connection))
    return [row[0] for row in connection.execute(f"select distinct {kind} from cards")]


def _tags(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("select distinct tags from cards")
    return {tag for (tags,) in rows for tag in tags.split()}


def _unread(connection: sqlite3.Connection, word: str) -> str:
    """That the deck's file is there, but gave no card; empty when there is none of that name."""
    empty = "select path from files where path not in (select path from cards)"
    for (path,) in connection.execute(empty):
        if PurePath(path).stem.casefold() == word.casefold():
            return f"Its file {path} has no card that can be asked; `quizcli check` says why."
    return ""
