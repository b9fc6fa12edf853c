"""A note read whole: the fields every type has, then the cards of its type."""

from __future__ import annotations

from msgspec import Struct

from quizcli.model import Card, CardId, Note, NoteId, Verified
from quizcli.notes.fingerprint import fingerprint
from quizcli.notes.kinds import DAY, LINE, SLUG, TEXT, YES_NO, list_of, one_of, whole_number
from quizcli.notes.limits import MOST_TAGS
from quizcli.notes.nodes import Mapping, Node
from quizcli.notes.parts import EXPLAIN, GUIDE_SAID, LEAD_IN
from quizcli.notes.report import Report
from quizcli.notes.spec import (
    AnyField,
    Compiled,
    Entry,
    Fields,
    NoteType,
    optional,
    read_fields,
    record,
    required,
)
from quizcli.notes.types import TYPES

ID = required(
    "id", SLUG, "A name for the idea, unique over all decks and for ever: s3-lifecycle-why."
)
TYPE = optional("type", one_of(*(each.name for each in TYPES)), "The kind of note.", "basic")
TAGS = optional("tags", list_of(SLUG, MOST_TAGS), "Topics, added to those of the deck.", ())
SECTION = optional("section", LINE, "The study guide's heading, where it is not the deck's.", "")
DIFFICULTY = optional(
    "difficulty", whole_number(1, 5), "From 1 (everybody knows) to 5 (expert).", 3
)
HINT = optional("hint", TEXT, "A nudge the learner may ask for.", "")
VOLATILE = optional("volatile", YES_NO, "True for a fact likely to change within a year.", False)
ON = required("on", DAY, "The day it was held against the reference: 2026-11-23.")
REF = required("ref", LINE, "The document that was read, by name.")
VERIFIED = optional(
    "verified", record("`verified`", ON, REF), "When and against what the note was checked.", None
)
WAS = optional(
    "was", list_of(SLUG), "Former ids of this note; keeps progress after a renaming.", ()
)

COMMON: tuple[AnyField, ...] = (
    ID, TYPE, TAGS, SECTION, DIFFICULTY, EXPLAIN, HINT, GUIDE_SAID, VOLATILE, VERIFIED, WAS,
)  # fmt: skip

_BY_NAME = {note_type.name: note_type for note_type in TYPES}
_FIELDS = {note_type.name: Fields((*COMMON, *note_type.fields)) for note_type in TYPES}


class DeckHead(Struct, frozen=True):
    """What a note takes over from its deck."""

    slug: str
    section: str = ""
    tags: tuple[str, ...] = ()


def compile_note(node: Node, deck: DeckHead, report: Report) -> tuple[Card, ...]:
    """The cards of one note, in the order of their facets; none when the note has an error."""
    if not isinstance(node, Mapping):
        report.error(node, "a note is written as `key: value` lines", "- id: some-name")
        return ()
    report.note = node.text("id")
    note_type = _type(node, report)
    if note_type is None:
        return ()
    what = f"note '{report.note}'" if report.note else "a note"
    entry = read_fields(node, _FIELDS[note_type.name], report, what)
    if not entry.sound:
        return ()
    compiled = note_type.compile(entry, report)
    return () if report.has_errors else _cards(entry, compiled, deck, report)


def _type(node: Mapping, report: Report) -> NoteType | None:
    written = node.get(TYPE.name)
    if written is None:
        return _BY_NAME[TYPE.absent]
    name = LINE.read(written, report)
    if name is not None and name not in _BY_NAME:
        report.unknown(written, f"there is no note type '{name}'", name, _BY_NAME)
    return _BY_NAME.get(name or "")


def _cards(entry: Entry, compiled: Compiled, deck: DeckHead, report: Report) -> tuple[Card, ...]:
    note = _note(entry, compiled, deck, report)
    return tuple(
        Card(
            id=CardId(f"{note.id}#{facet}" if facet else note.id),
            note=note,
            facet=facet,
            shape=shape,
            fingerprint=fingerprint(shape),
        )
        for facet, shape in compiled.cards
    )


def _note(entry: Entry, compiled: Compiled, deck: DeckHead, report: Report) -> Note:
    verified = entry[VERIFIED]
    return Note(
        id=NoteId(entry[ID]),
        type=entry[TYPE],
        deck=deck.slug,
        section=entry[SECTION] or deck.section,
        prompt=entry[LEAD_IN],  # the field `prompt` of every type, empty where it may be left out
        place=report.place(entry.node),
        tags=tuple(dict.fromkeys((*deck.tags, *entry[TAGS]))),
        difficulty=entry[DIFFICULTY],
        explain=entry[EXPLAIN],
        hint=entry[HINT],
        guide_said=entry[GUIDE_SAID],
        volatile=entry[VOLATILE],
        verified=None if verified is None else Verified(verified[ON], verified[REF]),
        was=entry[WAS],
        table=compiled.table,
    )
