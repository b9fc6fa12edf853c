"""What can go wrong: problems are values with a place, errors are for what cannot go on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class QuizError(Exception):
    """A sentence that says what happened and what to do; `exit_code` ends the program."""

    exit_code = 1


class UsageError(QuizError):
    """The command, an option, a deck name or a setting is not one we know."""

    exit_code = 2


class StoreError(QuizError):
    """The log cannot be read or written."""


class Place(Struct, frozen=True, order=True):
    """A position in a file; `line` and `column` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


LONGEST_MESSAGE = 240  # characters; what a deck says is quoted in messages, and may be of any size


def shortened(text: str, most: int = LONGEST_MESSAGE) -> str:
    """The text with its middle left out when it is too long for a line of a message."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} … {text[-half:]}"


Level = Literal["error", "warning"]


class Problem(Struct, frozen=True):
    """One thing wrong in a deck; an error takes its note out, a warning leaves it in."""

    place: Place
    message: str
    hint: str = ""
    level: Level = "error"
    note: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text
