"""What may stand once in all decks: of two that have a name, the first in the order of files."""

from __future__ import annotations

from quizcli.errors import Place, Problem


class Taken:
    """The names of the decks and notes of the files so far."""

    def __init__(self) -> None:
        self._decks: dict[str, str] = {}
        self._notes: dict[str, Place] = {}

    def deck(self, slug: str, path: str) -> Problem | None:
        """Take the name of a deck, or say in which file there is one already."""
        if slug not in self._decks:
            self._decks[slug] = path
            return None
        message = f"the deck '{slug}' is also in {self._decks[slug]}"
        return Problem(Place(path), message, "name it otherwise")

    def note(self, note: str, place: Place) -> Problem | None:
        """Take the id of a note, or say where one has it already."""
        first = self._notes.setdefault(note, place)
        if first == place:
            return None
        message = f"the id '{note}' is taken by the note at {first}"
        return Problem(place, message, "ids are unique over all decks", note=note)
