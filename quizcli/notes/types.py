"""Note types: each module compiles one kind of note to cards; only this list names them all."""

from __future__ import annotations

from quizcli.notes.basic import BASIC
from quizcli.notes.choice import CHOICE
from quizcli.notes.cloze import CLOZE
from quizcli.notes.number import NUMBER
from quizcli.notes.open import OPEN
from quizcli.notes.order import ORDER
from quizcli.notes.spec import NoteType
from quizcli.notes.table import TABLE_NOTE

TYPES: tuple[NoteType, ...] = (BASIC, CLOZE, CHOICE, ORDER, NUMBER, TABLE_NOTE, OPEN)
