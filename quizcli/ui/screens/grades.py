"""Grades on the screen: their names, the keys that give them, and the bar that offers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from rich.text import Text

from quizcli.model import Grade
from quizcli.ui.text import line

Scale = Literal["keys", "sm2"]

FOUR = (Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY)
KEYS: Mapping[Scale, Mapping[str, Grade]] = {
    "keys": {str(place): grade for place, grade in enumerate(FOUR, 1)},
    "sm2": {str(int(grade)): grade for grade in Grade},
}
TAKE = ("space", "enter")  # take what is offered: the answer, or the grade pointed at
NAMES = {
    Grade.BLANK: "Blank",
    Grade.AGAIN: "Again",
    Grade.CLOSE: "Close",
    Grade.HARD: "Hard",
    Grade.GOOD: "Good",
    Grade.EASY: "Easy",
}


def of_four(grade: Grade) -> Grade:
    """The grade as one of the four: all failures are Again."""
    return grade if grade.passed else Grade.AGAIN


def key_of(grade: Grade, scale: Scale) -> str:
    """The key under which a grade is offered."""
    return str(int(grade)) if scale == "sm2" else str(1 + FOUR.index(of_four(grade)))


def grade_bar(
    scale: Scale,
    taken: Grade,
    interval: Callable[[Grade], str] | None,
    gap: str = "  ",
    *,
    names: bool = True,
) -> Text:
    """The grades with their keys, names and what each brings, the one that Space takes pointed at.

    Without `names` only that one keeps its name.
    """
    bar, pointed = Text(), key_of(taken, scale)
    for key, grade in KEYS[scale].items():
        here = key == pointed
        name = f" {NAMES[grade]}" if names or here else ""
        brings = interval(grade) if interval else ""
        bar = line(
            bar,
            gap if bar else "",
            ("▸" if here else "", "mark"),
            (f"{key}{name}", "bold" if here else ""),
            (f" {brings}" if brings else "", "dim"),
        )
    return bar
