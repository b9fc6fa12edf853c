"""The JSON Schema of a deck, made from the declared fields, for editors that complete and check."""

from __future__ import annotations

import json

from quizcli.deckfiles.load import HEAD, NOTES
from quizcli.notes.kinds import Schema
from quizcli.notes.note import COMMON, TYPE
from quizcli.notes.spec import NoteType, field_schema, object_schema
from quizcli.notes.types import TYPES


def schema() -> Schema:
    """The JSON Schema (draft 7, which YAML editors read) of a deck file."""
    deck = object_schema(HEAD)
    notes: Schema = {**field_schema(NOTES), "items": _note()}
    properties = {field.name: field_schema(field) for field in HEAD}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "quizcli deck",
        **deck,
        "properties": {**properties, NOTES.name: notes},
        "definitions": {note_type.name: _definition(note_type) for note_type in TYPES},
    }


def schema_text() -> str:
    """The schema as it stands in the file beside the decks."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _note() -> Schema:
    return {
        "type": "object",
        "required": [field.name for field in COMMON if field.required],
        "properties": {TYPE.name: field_schema(TYPE)},
        "allOf": [_when(note_type) for note_type in TYPES],
    }


def _when(note_type: NoteType) -> Schema:
    """The fields of a type where a note names it; a note that names none is of the default type."""
    named: Schema = {"properties": {TYPE.name: {"const": note_type.name}}}
    condition = named if note_type.name == TYPE.absent else {**named, "required": [TYPE.name]}
    return {"if": condition, "then": {"$ref": f"#/definitions/{note_type.name}"}}


def _definition(note_type: NoteType) -> Schema:
    return {"description": note_type.doc, **object_schema((*COMMON, *note_type.fields))}
