from __future__ import annotations

import re

import jsonschema
import pytest
import yaml

from quizcli.deckfiles.find import bundled, deck_files
from quizcli.deckfiles.schema import schema, schema_text
from quizcli.deckfiles.starter import starter
from quizcli.notes.types import TYPES

VALIDATOR = jsonschema.Draft7Validator(schema())
DECKS = deck_files([bundled()])


class Core(yaml.CSafeLoader):
    """Reads as an editor does (YAML 1.2 core): numbers, true and false, but no dates."""


Core.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if not tag.endswith(("timestamp", "bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), ["t", "f"])


def errors(text: str, loader=yaml.CBaseLoader) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, loader))]


def test_the_schema_is_one():
    jsonschema.Draft7Validator.check_schema(schema())


def test_the_schema_beside_the_decks_is_the_declared_one():
    """When a declaration has changed, write `schema_text()` there anew."""
    assert schema_text() == (bundled() / "deck.schema.json").read_text()


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("loader", [yaml.CBaseLoader, Core], ids=["text", "editor"])
def test_the_decks_are_valid_by_the_schema(path, loader):
    assert [] == errors(path.read_text(), loader)


def test_the_starter_is_valid_by_the_schema():
    assert [] == errors(starter("x"), Core)


@pytest.mark.parametrize(
    "note",
    [
        "{prompt: p, answer: a}",
        "{id: x, prompt: p}",
        "{id: x, prompt: p, anwser: a}",
        "{id: x, type: tabel}",
        "{id: x, type: cloze, text: t, answer: a}",
        "{id: X Y, prompt: p, answer: a}",
        "{id: x, prompt: p, answer: a, difficulty: 9}",
        "{id: x, prompt: p, answer: a, verified: {on: today, ref: r}}",
        "{id: x, prompt: p, answer: [a]}",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(note):
    assert [] != errors(f"deck: d\nnotes: [{note}]")


def test_every_field_of_every_type_is_described():
    for note_type in TYPES:
        properties = schema()["definitions"][note_type.name]["properties"]

        assert {field.name for field in note_type.fields} <= properties.keys()
        assert [] == [name for name, field in properties.items() if not field["description"]]
