"""What to do in Anki with a package that was just written, in one paragraph."""

from __future__ import annotations

from pathlib import Path

from quizcli.exchange.anki.removed import TAG
from quizcli.exchange.anki_write import Written

BOX = "Import any learning progress"


def advice(written: Written, path: Path, with_progress: bool) -> str:
    """How to import the package, and what Anki will not do with it."""
    said = [f"In Anki choose File > Import and open {path.name}."]
    if with_progress and written.with_progress:
        said.append(
            f"Tick '{BOX}' there: it is off at first, and Anki takes the progress of a card only"
            " when it takes the card for the first time."
        )
    if with_progress and written.late:
        said.append(
            f"{_cards(written.late)} with progress {_were(written.late)} exported before: where"
            " Anki has them already, it keeps the progress they have there."
        )
    if written.removed:
        said.append(
            f"{_cards(written.removed)} no longer in the decks {_were(written.removed)} tagged"
            f" {TAG}: search there for tag:{TAG} to delete them."
        )
    if written.emptied:
        said.append(
            f"{_cards(written.emptied)} lost the reverse question: Tools > Empty Cards deletes"
            " what is left."
        )
    return " ".join(said)


def _cards(count: int) -> str:
    return f"{count:,} card{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
