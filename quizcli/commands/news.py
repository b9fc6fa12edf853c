"""What a sitting says of itself in a status row."""

from __future__ import annotations

from pathlib import PurePath

from quizcli.model import Card
from quizcli.ui.outcomes import Act
from quizcli.workspace import Workspace

ACTS = {
    Act.SKIP: ("bury", "Skipped until tomorrow"),
    Act.SUSPEND: ("suspend", "Suspended until you resume it"),
}
# The key is another one while one types, and in line mode; the footer and `:?` have it.
TAKES_BACK = "undo takes it back."


def broken_files(space: Workspace) -> list[str]:
    """The deck files with errors, whose good notes alone are asked."""
    return [*dict.fromkeys(each.place.path for each in space.problems if each.level == "error")]


def broken(space: Workspace) -> str:
    """That decks have errors, so that their cards are not missed in silence; empty if none has."""
    paths = broken_files(space)
    if not paths:
        return ""
    files = PurePath(paths[0]).name if len(paths) == 1 else f"{len(paths)} deck files"
    has = "has" if len(paths) == 1 else "have"
    return f"{files} {has} errors; `quizcli check` names them."


def leech(card: str, lapses: int) -> str:
    """That a card was forgotten once too often; named where several were answered."""
    name = f"{card} is a leech" if card else "Leech"
    return f"{name}: forgotten {lapses} times. u then o edits it, u then x suspends it."


def gone(space: Workspace, card: Card) -> str:
    """Why a card is no longer in its deck: what is wrong in the file, or that it was taken out."""
    path, note = card.note.place.path, card.note.id
    wrong = [p for p in space.problems if p.place.path == path and p.level == "error"]
    own = [problem for problem in wrong if problem.note in (note, "")]
    return str((own or wrong)[0]) if wrong else f"{card.id} is gone from its deck."
