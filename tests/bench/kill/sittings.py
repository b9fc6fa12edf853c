"""Reviews, table quizzes and mocks: what was acknowledged on the screen is in the log."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import ClassVar

import pyte

from quizcli.store import attempts, database
from tests.bench.kill.child import (
    COLUMNS,
    ROWS,
    Ended,
    Kill,
    Moment,
    run,
    run_in_terminal,
)
from tests.bench.kill.laws import logged

GRADES = {"1": 1, "2": 3, "3": 4, "4": 5}
LEAVE = b"\x04"
Logged = tuple[str, int | None]


class Review:
    """Answers in line mode, some of them taken back and given anew."""

    name: ClassVar[str] = "review, lines"
    cards: ClassVar[int] = 400
    kills: ClassVar[int] = 10
    talks: ClassVar[bool] = True

    def __init__(self, home: Path, dice: Random) -> None:
        self.home, self.dice = home, dice
        self.acknowledged = self.before = 0
        self.given: list[Logged] = []

    def act(self, kill: Kill | None = None) -> Ended:
        self.before, self.given = len(logged(self.home)), []
        replies = "".join(self._turn() for _ in range(self.dice.randint(3, 30)))
        arguments = ["--plain", "review", "plain", "--new", "9999"]
        return run(arguments, replies.encode(), kill)

    def _turn(self) -> str:
        key = self.dice.choice("1234")
        undo = bool(self.given) and not self.dice.randrange(5)
        self.given += [("void", None)] if undo else []
        self.given += [("review", GRADES[key])]
        return f"{':u' if undo else ''}\n{key}\n"

    def wrong(self, ended: Ended) -> Iterator[str]:
        # Every question but the first is shown when an answer, or its undoing, is on disk.
        yield from self._held(max(0, ended.out.count(b"Card ") - 1))

    def _held(self, acknowledged: int) -> Iterator[str]:
        self.acknowledged += acknowledged
        found = [(event.kind, event.grade) for event in logged(self.home)[self.before :]]
        if found != self.given[: len(found)]:
            yield f"logged {found}, given {self.given}"
        if len(found) < acknowledged:
            yield f"{acknowledged - len(found)} of {acknowledged} acknowledged answers lost"


class FullScreen(Review):
    """Answers on the full screen of a terminal."""

    name: ClassVar[str] = "review, screen"

    def act(self, kill: Kill | None = None) -> Ended:
        self.before = len(logged(self.home))
        keys = [self.dice.choice("234") for _ in range(self.dice.randint(3, 30))]
        self.given = [("review", GRADES[key]) for key in keys]
        pressed = [key.encode() for answer in keys for key in (" ", answer)]
        pressed.append(LEAVE)
        moment = kill if isinstance(kill, Moment) else Moment(5.0)
        return run_in_terminal(["review", "plain", "--new", "9999"], pressed, moment)

    def wrong(self, ended: Ended) -> Iterator[str]:
        screen = pyte.Screen(COLUMNS, ROWS)
        pyte.ByteStream(screen).feed(ended.out)
        done = re.search(r"(\d+)/\d+ *$", screen.display[0])
        yield from self._held(int(done[1]) if done else 0)


class Table:
    """A table quiz, whose rounds are logged whole or not at all."""

    name: ClassVar[str] = "table quiz"
    cards: ClassVar[int] = 5
    kills: ClassVar[int] = 10
    talks: ClassVar[bool] = True

    def __init__(self, home: Path, dice: Random) -> None:
        self.home, self.dice = home, dice
        self.acknowledged = self.before = 0

    def act(self, kill: Kill | None = None) -> Ended:
        self.before = len(logged(self.home))
        replies = "".join(self.dice.choice(("\n", "1\n\n")) for _ in range(60))
        return run(["--plain", "table", "kinds", "--mode", "fill"], replies.encode(), kill)

    def wrong(self, ended: Ended) -> Iterator[str]:
        said = ended.out.decode()
        marked = [int(cells) for cells in re.findall(r"\d+ of (\d+) right\.", said)]
        # A round is acknowledged when the next one, or the page at the end, is shown.
        rounds = max(0, said.count(". 0 of ") - 1) + len(re.findall(r"(?m)\d+ rounds?, ", said))
        turns = Counter(e.uid.partition(".")[0] for e in logged(self.home)[self.before :])
        found = list(turns.values())
        self.acknowledged += sum(marked[:rounds])
        if found != marked[: len(found)]:
            yield f"rounds of {found} cells logged, {marked} marked"
        if len(found) < rounds:
            yield f"{rounds - len(found)} of {rounds} acknowledged rounds lost"


class Mock:
    """An exam that is killed and resumed until it is scored."""

    name: ClassVar[str] = "mock and --resume"
    cards: ClassVar[int] = 5
    kills: ClassVar[int] = 15
    talks: ClassVar[bool] = True
    questions = 12

    def __init__(self, home: Path, dice: Random) -> None:
        self.home, self.dice = home, dice
        self.acknowledged = 0

    def call(self) -> tuple[list[str], bytes]:
        """What begins a mock or goes on with it, and the answers up to its end."""
        answered = self._answered()
        options = ["-n", str(self.questions), "--topics", "numbers", "--minutes", "9"]
        replies = self.dice.choices(("1\n", "2\n"), k=self.questions - (answered or 0))
        goes_on = "\n" if answered is not None else ""
        return (
            ["--plain", "mock", *(options if answered is None else ["--resume"])],
            "".join((goes_on, *replies, "f\n\n")).encode(),
        )

    def act(self, kill: Kill | None = None) -> Ended:
        return run(*self.call(), kill)

    def wrong(self, ended: Ended) -> Iterator[str]:
        told = [int(number) for number in re.findall(rb"(\d+) answered\.", ended.out)]
        acknowledged, answered = max(told, default=0), self._answered()
        self.acknowledged += acknowledged - min(told, default=0)
        sizes = Counter(event.session for event in logged(self.home) if event.kind == "mock")
        if answered is not None and answered < acknowledged:
            yield f"{acknowledged - answered} of {acknowledged} acknowledged answers lost"
        if set(sizes.values()) - {self.questions}:
            yield f"half a mock in the log: {sizes}"
        if answered is None and acknowledged and not sizes:
            yield "the mock is gone"

    def _answered(self) -> int | None:
        """How many questions of the open mock are answered on disk; None when none is open."""
        with closing(database.connect(self.home / "quizcli.db")) as connection:
            stored = attempts.running(connection)
        return stored.attempt.answered if stored else None
