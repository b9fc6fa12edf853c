"""The rows of a collection, of both generations of Anki's schema, as plain data.

The file may be anybody's: only real tables are read and of them only what is used, every value
is checked for its type, and no code in the schema is trusted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite
from typing import Any, TypeVar

from quizcli.exchange.anki import protobuf
from quizcli.exchange.anki.rows import (
    AnkiCard,
    ForeignNote,
    NoteType,
    Package,
    RevlogRow,
    Template,
)

MOST_ROWS = 5_000_000
MOST_VALUE_BYTES = 32 << 20
SEPARATOR = "\x1f"
CLOZE = 1
NOTE = "id, guid, mid, tags, flds"
CARD = "id, nid, did, ord"
REVLOG = "id, cid, ease, ivl, factor, time, type"

T = TypeVar("T")


def read_collection(connection: sqlite3.Connection) -> Package:
    """Everything in an open collection.

    Raises sqlite3.Error or ValueError when it is not one.
    """
    connection.text_factory = _decoded
    connection.execute("pragma trusted_schema = off")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES)
    # Newer collections sort names by it; what order it gives is of no matter here.
    connection.create_collation("unicase", _compare)
    tables = _tables(connection)
    if not {"col", "notes", "cards", "revlog"} <= tables:
        raise ValueError("it lacks the tables of an Anki collection")
    newer = "notetypes" in tables
    return Package(
        notes=tuple(map(_note, _rows(connection, "notes", NOTE, "isiss"))),
        cards=tuple(AnkiCard(*row) for row in _rows(connection, "cards", CARD, "i" * 4)),
        revlog=tuple(RevlogRow(*row) for row in _rows(connection, "revlog", REVLOG, "i" * 7)),
        types=_new_types(connection) if newer else _old_types(connection),
        decks=_new_decks(connection) if newer else _old_decks(connection),
    )


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as bad:
        raise ValueError("a text in it is not UTF-8") from bad


def _compare(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Names of the real tables; a view or a virtual table could run forever."""
    rows = connection.execute("select name, sql from sqlite_master where type = 'table'")
    return {
        name
        for name, sql in rows
        if isinstance(sql, str) and sql.casefold().startswith("create table")
    }


def _whole(value: object) -> int:
    # Old versions of Anki wrote some whole numbers as floats.
    if isinstance(value, int | float) and isfinite(value):
        return int(value)
    raise ValueError(f"{value!r:.40} stands where a number should")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{value!r:.40} stands where text should")


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    raise ValueError(f"{value!r:.40} stands where bytes should")


_KINDS: dict[str, Callable[[object], int | str | bytes]] = {"i": _whole, "s": _text, "b": _bytes}


def _rows(
    connection: sqlite3.Connection, table: str, columns: str, kinds: str
) -> Iterator[tuple[Any, ...]]:
    """The rows of a table; `kinds` has i (whole number), s (text) or b (bytes) a column."""
    readers = [_KINDS[kind] for kind in kinds]
    query = f"select {columns} from {table} limit {MOST_ROWS + 1}"
    for count, row in enumerate(connection.execute(query), 1):
        if count > MOST_ROWS:
            raise ValueError(f"'{table}' has more than {MOST_ROWS} rows")
        yield tuple(reader(value) for reader, value in zip(readers, row, strict=True))


def _note(row: tuple[Any, ...]) -> ForeignNote:
    number, guid, type_id, tags, fields = row
    return ForeignNote(number, guid, type_id, tuple(tags.split()), tuple(fields.split(SEPARATOR)))


def _old_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    types: dict[int, NoteType] = {}
    for model in _objects(connection, "models"):
        number = model.whole("id")
        types[number] = NoteType(
            id=number,
            name=str(model["name"]),
            is_cloze=model.get("type") == CLOZE,
            fields=tuple(str(field["name"]) for field in _listed(model, "flds")),
            templates=tuple(
                Template(str(each["name"]), str(each["qfmt"]), str(each.get("afmt", "")))
                for each in _listed(model, "tmpls")
            ),
        )
    return types


def _old_decks(connection: sqlite3.Connection) -> dict[int, str]:
    return {deck.whole("id"): str(deck["name"]) for deck in _objects(connection, "decks")}


def _objects(connection: sqlite3.Connection, column: str) -> list[_Checked]:
    """The objects in a JSON column of `col`."""
    texts = list(_rows(connection, "col", column, "s"))
    if len(texts) != 1:
        raise ValueError(f"'col' has {len(texts)} rows, and a collection has one")
    try:
        found = json.loads(texts[0][0])
    except (ValueError, RecursionError) as bad:
        raise ValueError(f"its {column} are no JSON that can be read") from bad
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise ValueError(f"its {column} are not what Anki writes")
    return [_Checked(each) for each in found.values()]


class _Checked(dict[str, Any]):
    """A JSON object in which a missing key is damage."""

    def __missing__(self, key: str) -> Any:
        raise ValueError(f"one of its note types or decks has no '{key}'")

    def whole(self, key: str) -> int:
        """The whole number under a key, which Anki has also written as text."""
        value = self[key]
        return int(value) if isinstance(value, str) and value.isdecimal() else _whole(value)


def _listed(model: dict[str, Any], key: str) -> Iterable[_Checked]:
    """The objects of a list in their order."""
    found = model[key]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ValueError(f"its {key} are not what Anki writes")
    return [_Checked(each) for each in found]


def _new_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, dict[int, str]] = {}
    for type_id, place, name in _rows(connection, "fields", "ntid, ord, name", "iis"):
        fields.setdefault(type_id, {})[place] = name
    templates: dict[int, dict[int, Template]] = {}
    for type_id, place, name, config in _rows(
        connection, "templates", "ntid, ord, name, config", "iisb"
    ):
        sides = protobuf.text(config, 1), protobuf.text(config, 2)
        templates.setdefault(type_id, {})[place] = Template(name, *sides)
    return {
        number: NoteType(
            id=number,
            name=name,
            is_cloze=protobuf.number(config, 1) == CLOZE,
            fields=_in_order(fields.get(number, {})),
            templates=_in_order(templates.get(number, {})),
        )
        for number, name, config in _rows(connection, "notetypes", "id, name, config", "isb")
    }


def _in_order(items: Mapping[int, T]) -> tuple[T, ...]:
    return tuple(items[place] for place in sorted(items))


def _new_decks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = _rows(connection, "decks", "id, name", "is")
    return {number: name.replace(SEPARATOR, "::") for number, name in rows}
