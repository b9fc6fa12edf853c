"""The contract between screens, drivers and controllers.

A screen is immutable: each of its methods gives the next screen or the outcome it ends in. A driver
(`loop`, `plain`) brings keys or lines and paints; a controller turns outcomes into next screens.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Protocol

from msgspec import Struct

from quizcli.ui.frame import Frame
from quizcli.ui.outcomes import Act, OpenEditor, Outcome
from quizcli.ui.theme import Caps


class Bad(Struct, frozen=True):
    """A line that a screen cannot take; the message says what it would take."""

    message: str


class Screen(Protocol):
    """One state of the terminal.

    Keys are printable characters as themselves and `space enter escape tab s-tab backspace delete
    up down left right pageup pagedown home end c-c c-d`. A screen that has no use for a key gives
    itself back, and the driver may then use the key (to scroll, for help).
    """

    @property
    def typing(self) -> bool:
        """Whether a text field is open: keys go into it, and Enter calls `submit`."""
        ...

    @property
    def timed(self) -> bool:
        """Whether the screen has a clock and wants `tick`."""
        ...

    @property
    def place(self) -> object:
        """What a screen with a clock shows: while it is the same, a tick brings no new page."""
        ...

    @property
    def rings(self) -> bool:
        """Whether the bell rings when the screen comes up."""
        ...

    @property
    def multiline(self) -> bool:
        """Whether Enter begins a new line in the text field; ^D hands in then."""
        ...

    @property
    def written(self) -> str:
        """What stands in the text field when it opens."""
        ...

    @property
    def is_turn(self) -> bool:
        """Whether a card is asked or answered here, so that all keys of a review act."""
        ...

    def key(self, key: str) -> Screen | Outcome:
        """What follows a key."""
        ...

    def submit(self, text: str) -> Screen | Outcome:
        """What follows the text of the field."""
        ...

    def tick(self, seconds: float, text: str) -> Screen | Outcome:
        """What follows `seconds` of waiting; `text` is what stands in the field so far."""
        ...

    def view(self, caps: Caps) -> Frame:
        """The screen laid out for a terminal."""
        ...

    def lines(self) -> tuple[str, ...]:
        """What line mode says of this state."""
        ...

    def prompt(self) -> str:
        """What line mode asks."""
        ...

    @property
    def commands(self) -> str:
        """What line mode answers to `:?`: what may be typed besides what the prompt says."""
        ...

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """What follows a line typed in line mode."""
        ...


class Page(Struct, frozen=True):
    """A screen without text field and clock, to derive screens from."""

    @property
    def typing(self) -> bool:
        """No text field is open."""
        return False

    @property
    def timed(self) -> bool:
        """No clock runs."""
        return False

    @property
    def place(self) -> object:
        """Of no account without a clock."""
        return None

    @property
    def rings(self) -> bool:
        """No bell."""
        return False

    @property
    def multiline(self) -> bool:
        """A text field has one line."""
        return False

    @property
    def written(self) -> str:
        """A text field opens empty."""
        return ""

    @property
    def is_turn(self) -> bool:
        """No card is asked."""
        return False

    @abstractmethod
    def key(self, key: str) -> Screen | Outcome:
        """What follows a key."""

    def submit(self, text: str) -> Screen | Outcome:
        """Never called while no text field is open."""
        raise NotImplementedError(f"{type(self).__name__} has no text field for {text!r}")

    def tick(self, seconds: float, text: str) -> Screen | Outcome:
        """Never called while no clock runs."""
        raise NotImplementedError(f"{type(self).__name__} has no clock")

    @abstractmethod
    def view(self, caps: Caps) -> Frame:
        """The screen laid out for a terminal."""

    @abstractmethod
    def lines(self) -> tuple[str, ...]:
        """What line mode says of this state."""

    @abstractmethod
    def prompt(self) -> str:
        """What line mode asks."""

    @property
    def commands(self) -> str:
        """What line mode answers to `:?`."""
        return "Commands: :q leaves."

    @abstractmethod
    def reply(self, text: str) -> Screen | Outcome | Bad:
        """What follows a line typed in line mode."""


class Controller(Protocol):
    """What stands behind the screens: the session, the mock, a set of pages."""

    def start(self) -> Screen | None:
        """The first screen; None when there is nothing to show."""
        ...

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
        """What follows an outcome of `screen`; None leaves.

        Whatever the outcome means is on disk before this returns. `Act.INTERRUPT` is not handed
        over: the driver leaves with 130.
        """
        ...

    def rest(self) -> None:
        """Called now and then while the learner reads or thinks: for work that can wait so long."""
        ...

    def close(self) -> None:
        """Called once at the end, also when the terminal has gone; must not write to it."""
        ...


LEAVE_KEYS = {"c-c": Act.INTERRUPT, "c-d": Act.QUIT, "q": Act.QUIT}


def line_key(text: str) -> str:
    """The key a line stands for: an empty one is Enter; a colon before the letter is optional."""
    letter = text.strip().removeprefix(":").strip().casefold()
    return letter if len(letter) == 1 else "" if letter else "enter"
