"""A file in memory that is emptied as it is written, so that a long export is never held whole."""

from __future__ import annotations


class Lines:
    """What csv writes to."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def write(self, text: str) -> int:
        """Take some text."""
        self._pieces.append(text)
        return len(text)

    def taken(self) -> str:
        """All that was written since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text
