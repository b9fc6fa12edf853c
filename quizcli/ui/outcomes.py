"""What a screen can end in: the closed union that the drivers hand to a controller."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from quizcli.errors import Place

if TYPE_CHECKING:
    from quizcli.drill.grid import Play
    from quizcli.grading import Response, Verdict
    from quizcli.mock.interview import Attempt
    from quizcli.model import Grade
    from quizcli.ui.screens.mock.page import MockPage


class Act(Enum):
    """A wish that needs no further data."""

    SKIP = auto()
    SUSPEND = auto()
    MARK = auto()
    UNDO = auto()
    EDIT = auto()
    INFO = auto()
    RESTART = auto()
    GO_ON = auto()
    QUIT = auto()
    INTERRUPT = auto()


class Graded(Struct, frozen=True):
    """A card was answered; `grade` is the learner's word, `verdict` and `response` say why."""

    grade: Grade
    verdict: Verdict
    response: Response


class Filled(Struct, frozen=True):
    """A turn over a table was answered; `grades` are the learner's word, slot by slot."""

    play: Play
    grades: tuple[Grade, ...]


class Menu(Struct, frozen=True):
    """A letter of a page's menu was chosen."""

    key: str


class Edited(Struct, frozen=True):
    """The editor has come back; `error` says why it could not run."""

    error: str = ""


class Waited(Struct, frozen=True):
    """Time has passed on a page with a clock; `draft` is the answer as it stands by now."""

    draft: Response | None = None


class Moved(Struct, frozen=True):
    """Something was done in a mock: `attempt` has the answer, `then` follows if time is not up.

    While that is still the same question, `page` shows it; without one the page there was.
    """

    attempt: Attempt
    then: Callable[[Attempt], Attempt] | None = None
    page: MockPage | None = None


Outcome = Act | Graded | Filled | Menu | Edited | Waited | Moved


class OpenEditor(Struct, frozen=True):
    """What a controller answers to have a file opened; the driver reports back with `Edited`."""

    path: str
    line: int = 1
    editor: str = ""  # as a shell would take it; else $VISUAL or $EDITOR

    @classmethod
    def at(cls, place: Place, editor: str) -> OpenEditor:
        """The wish to have a place shown in an editor."""
        return cls(place.path, place.line, editor)
