"""What a screen can end in: the closed union that the drivers hand to a controller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from quizcli.grading import Response, Verdict
from quizcli.model import Grade


class Act(Enum):
    """A wish that needs no further data."""

    SKIP = auto()
    SUSPEND = auto()
    MARK = auto()
    UNDO = auto()
    EDIT = auto()
    INFO = auto()
    RESTART = auto()
    QUIT = auto()
    INTERRUPT = auto()


@dataclass(frozen=True, slots=True)
class Graded:
    """A card was answered; `grade` is the learner's word, `verdict` and `response` say why."""

    grade: Grade
    verdict: Verdict
    response: Response


@dataclass(frozen=True, slots=True)
class Menu:
    """A letter of a page's menu was chosen."""

    key: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The editor has come back; `error` says why it could not run."""

    error: str = ""


Outcome = Act | Graded | Menu | Edited


@dataclass(frozen=True, slots=True)
class OpenEditor:
    """What a controller answers to have a file opened; the driver reports back with `Edited`."""

    path: str
    line: int = 1
