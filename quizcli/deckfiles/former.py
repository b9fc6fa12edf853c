"""Former ids that cannot be honoured: still in use, or claimed by two notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizcli.errors import Problem
from quizcli.model import Note, NoteId


def former_id_problems(notes: Sequence[Note]) -> Iterator[Problem]:
    """Notes whose `was:` names a note that is there, or one that an earlier note has claimed."""
    present = {note.id: note for note in notes}
    claimed: dict[str, Note] = {}
    for note in notes:
        for old in note.was:
            other = present.get(NoteId(old))
            if other:
                message = f"note '{note.id}' says it was '{old}', which is still at {other.place}"
                yield Problem(note.place, message, "progress stays with that one", note=note.id)
            elif claimed.setdefault(old, note) is not note:
                message = f"notes '{claimed[old].id}' and '{note.id}' both say they were '{old}'"
                yield Problem(note.place, message, "only one can have its progress", note=note.id)
