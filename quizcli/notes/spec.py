"""One declaration of fields per note type: reader, JSON Schema and help come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct

from quizcli.notes.kinds import Kind, Schema
from quizcli.notes.nodes import Mapping, Node
from quizcli.notes.report import Report
from quizcli.shapes import Question, Table

T = TypeVar("T")
D = TypeVar("D")
D_co = TypeVar("D_co", covariant=True)
T_co = TypeVar("T_co", covariant=True)


class Field(Struct, Generic[T_co, D_co], frozen=True):
    """A field of a mapping: its name, kind, what it is for, and what an absent one counts as."""

    name: str
    kind: Kind[T_co]
    doc: str
    absent: D_co
    required: bool = False


AnyField = Field[object, object]


def required(name: str, kind: Kind[T], doc: str) -> Field[T, T]:
    """A field that has to be there."""
    return Field(name, kind, doc, cast(T, None), required=True)


def optional(name: str, kind: Kind[T], doc: str, absent: D) -> Field[T, D]:
    """A field that may be left out."""
    return Field(name, kind, doc, absent)


class Fields:
    """The fields that a mapping may have, by their names, and which of them it has to have."""

    def __init__(self, declared: Iterable[AnyField]) -> None:
        self.by_name = {field.name: field for field in declared}
        self.required = tuple(field for field in self.by_name.values() if field.required)
        self.required_names = frozenset(field.name for field in self.required)


class Entry:
    """A mapping read by the declarations of its fields."""

    def __init__(self, node: Mapping, values: dict[str, Any], sound: bool) -> None:
        self.node = node
        self.sound = sound
        self._values = values

    def __getitem__(self, field: Field[T, D]) -> T | D:
        found: T | D = self._values.get(field.name, field.absent)
        return found

    def __contains__(self, field: AnyField) -> bool:
        return field.name in self._values

    def at(self, field: AnyField) -> Node:
        """The node a field was written with, or the whole mapping where it was left out."""
        found = self.node.get(field.name)
        return self.node if found is None else found


def read_fields(node: Mapping, fields: Fields, report: Report, what: str) -> Entry:
    """The fields of a mapping; unknown, unreadable and missing ones are reported.

    The entry is `sound` when every field could be read and none that is required is missing.
    """
    known = fields.by_name
    values: dict[str, Any] = {}
    sound = True
    for key, value in node.entries:
        field = known.get(key.text)
        if field is None:
            report.unknown(key, f"{what} has no field '{key.text}'", key.text, known)
            continue
        read = field.kind.read(value, report)
        if read is None:
            sound = False
        else:
            values[key.text] = read
    if not values.keys() >= fields.required_names:
        for field in fields.required:
            if field.name not in values and node.get(field.name) is None:
                report.error(node, f"{what} lacks the field '{field.name}'", field.doc)
                sound = False
    return Entry(node, values, sound)


def record(what: str, *fields: AnyField) -> Kind[Entry]:
    """A mapping with declared fields."""
    declared = Fields(fields)

    def read(node: Node, report: Report) -> Entry | None:
        if not isinstance(node, Mapping):
            names = ", ".join(f"{field.name}: …" for field in fields)
            report.error(node, f"{what} is written with its fields", f"{{{names}}}")
            return None
        entry = read_fields(node, declared, report, what)
        return entry if entry.sound else None

    return Kind(read, object_schema(fields))


def object_schema(fields: Iterable[AnyField]) -> Schema:
    """The JSON Schema of a mapping with declared fields and no others."""
    declared = tuple(fields)
    schema: Schema = {
        "type": "object",
        "properties": {field.name: field_schema(field) for field in declared},
        "additionalProperties": False,
    }
    names = [field.name for field in declared if field.required]
    return {**schema, "required": names} if names else schema


def field_schema(field: AnyField) -> Schema:
    """The JSON Schema of one field, with the sentence an editor shows."""
    return {"description": field.doc, **field.kind.schema}


class Compiled(Struct, frozen=True):
    """What a note gives: facets with the shapes they are asked in, and the table if it is one."""

    cards: tuple[tuple[str, Question], ...]
    table: Table | None = None


class NoteType(Struct, frozen=True):
    """A kind of note: the name authors write, its own fields, and how they become cards.

    `compile` reports what is wrong to the report; the cards of a note with an error are not used.
    """

    name: str
    doc: str
    fields: tuple[AnyField, ...]
    compile: Callable[[Entry, Report], Compiled]
