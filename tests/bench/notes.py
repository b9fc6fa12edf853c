"""Notes of every type as a deck's text, written as the bundled decks are."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.bench.words import Words

Lines = list[str]


class Notes:
    """Writes one note after another; each method gives the lines of a note and its cards."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._words = Words(dice)

    def basic(self) -> tuple[Lines, int]:
        """A question with a short answer, typed in somewhat less than half of the notes."""
        lines = [f"prompt: {self._question()}", f"answer: {self._words.phrase()}"]
        if self._dice.random() < 0.45:
            lines.append(f"accept: [{', '.join(self._words.phrases(2))}]")
        return lines, 1

    def choice(self) -> tuple[Lines, int]:
        """One right option or two, and three wrong ones with why they are."""
        count = self._dice.choice((1, 1, 1, 2))
        options = self._words.phrases(count + 3)
        wrong = [f"  {option}: {self._words.clause()}" for option in options[count:]]
        right = ", ".join(options[:count])
        return [f"prompt: {self._question()}", f"right: [{right}]", "wrong:", *wrong], 1

    def cloze(self) -> tuple[Lines, int]:
        """A sentence with three blanks or four."""
        blanks = self._dice.choice((3, 3, 3, 4))
        parts = [
            f"the {self._words.noun()} of {{{{c{number}::{word} {number}}}}}"
            for number, word in enumerate(self._words.phrases(blanks), 1)
        ]
        return [f'text: "{", then ".join(parts)}"'], blanks

    def number(self) -> tuple[Lines, int]:
        """A whole number with its unit."""
        unit = self._dice.choice(("min", "GiB", "days", "%", "ms"))
        return [f"prompt: {self._question()}", f"answer: {self._dice.randint(2, 900)}",
                f"unit: {unit!r}"], 1  # fmt: skip

    def table(self) -> tuple[Lines, int]:
        """A comparison of four to six things by three attributes, all of whose cells differ."""
        rows = self._dice.randint(4, 6)
        subjects = [f"{name.title()} {number}" for number, name in
                    enumerate(self._words.phrases(rows), 1)]  # fmt: skip
        attributes = ["Use", "Limit", "Cost"]
        cells = iter(self._words.phrases(rows * 3))
        grid = [["Thing", *attributes], ["---"] * 4]
        grid += [[subject, *(next(cells) for _ in attributes)] for subject in subjects]
        widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
        body = ["  | " + " | ".join(map(str.ljust, row, widths)) + " |" for row in grid]
        questions = [f'  {name}: "What is the {name.lower()} of {{}}?"' for name in attributes]
        return [f"prompt: {self._words.phrase().capitalize()} compared", "compare: rows",
                "questions:", *questions, "table: |", *body], rows * 3  # fmt: skip

    def open(self) -> tuple[Lines, int]:
        """An interview question with a rubric."""
        points = [
            f"  point-{number}: {{text: {self._words.clause()}, terms: [{self._words.noun()}]}}"
            for number in range(1, 5)
        ]
        return [f"prompt: {self._question()}", "minutes: 3", "points:", *points,
                f"model: {self._words.sentences(3)}"], 1  # fmt: skip

    def order(self) -> tuple[Lines, int]:
        """Five steps to sort."""
        steps = ", ".join(self._words.phrases(5))
        return [f"prompt: {self._question()}", f"steps: [{steps}]"], 1

    def common(self) -> Lines:
        """The fields that every bundled note has."""
        return [
            f"difficulty: {self._dice.randint(1, 5)}",
            f"explain: {self._words.sentences(3)}",
            f'verified: {{on: 2026-11-23, ref: "The {self._words.noun()} guide, '
            f'{self._words.phrase()}"}}',
        ]

    def _question(self) -> str:
        return f"Which {self._words.noun()} is it when {self._words.clause()}?"


Kind = Callable[[Notes], tuple[Lines, int]]

# How often each type stands in the bundled decks.
SHARES: dict[str, tuple[Kind, int]] = {
    "basic": (Notes.basic, 492),
    "choice": (Notes.choice, 251),
    "cloze": (Notes.cloze, 110),
    "number": (Notes.number, 101),
    "table": (Notes.table, 91),
    "open": (Notes.open, 91),
    "order": (Notes.order, 49),
}
