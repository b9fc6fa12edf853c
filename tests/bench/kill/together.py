"""Several programs at once on one log, one of them killed: the others go on to their end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import ClassVar

from tests.bench.kill.child import Child, Ended, Kill, start
from tests.bench.kill.laws import logged
from tests.bench.kill.sittings import GRADES, Mock

ANSWERS = 12
STARTS = 6


def _review(keys: list[str], kill: Kill | None = None) -> Child:
    replies = "".join(f"\n{key}\n" for key in keys)
    return start(["--plain", "review", "plain", "--new", "9999"], replies.encode(), kill)


def _grades(home: Path, known: set[str]) -> list[list[int]]:
    """The grades of reviews logged since, a list a session."""
    sessions: dict[str, list[int]] = defaultdict(list)
    for event in logged(home):
        if event.kind == "review" and event.grade is not None and event.uid not in known:
            sessions[event.session].append(event.grade)
    return list(sessions.values())


def _ended_well(ended: Ended) -> Iterator[str]:
    if ended.code != 0 or "error" in ended.err or "Traceback" in ended.err:
        yield f"another ended with {ended.code}: {ended.err}"


class TwoReviews:
    """Two terminals review the same cards; one of them is killed."""

    name: ClassVar[str] = "two reviews at once"
    cards: ClassVar[int] = 400
    kills: ClassVar[int] = 6
    talks: ClassVar[bool] = True

    def __init__(self, home: Path, dice: Random) -> None:
        self.home, self.dice = home, dice
        self.acknowledged = 0

    def act(self, kill: Kill | None = None) -> Ended:
        self.known = {event.uid for event in logged(self.home)}
        keys = [self.dice.choices("1234", k=ANSWERS) for _ in range(2)]
        self.given, self.others = ([GRADES[key] for key in pressed] for pressed in keys)
        one, other = _review(keys[0], kill), _review(keys[1])
        ended, self.other = one.finish(), other.finish()
        return ended

    def wrong(self, ended: Ended) -> Iterator[str]:
        yield from _ended_well(self.other)
        found = _grades(self.home, self.known)
        if self.others not in found:
            said = self.other.out.decode(errors="replace")[-600:]
            yield f"of the other's {self.others} there are {found}; it said at last: {said}"
            return
        found.remove(self.others)
        own = found.pop() if found else []
        acknowledged = max(0, ended.out.count(b"Card ") - 1)
        self.acknowledged += acknowledged + ANSWERS
        if found or own != self.given[: len(own)]:
            yield f"logged {own}, given {self.given}"
        if len(own) < acknowledged:
            yield f"{acknowledged - len(own)} of {acknowledged} acknowledged answers lost"


class MockBesideReview(Mock):
    """A mock is sat, killed and resumed while another terminal reviews."""

    name: ClassVar[str] = "mock beside a review"
    cards: ClassVar[int] = 600

    def act(self, kill: Kill | None = None) -> Ended:
        known = {event.uid for event in logged(self.home)}
        keys = self.dice.choices("234", k=ANSWERS)
        mock, review = start(*self.call(), kill), _review(keys)
        ended, self.other = mock.finish(), review.finish()
        self.kept = _grades(self.home, known) == [[GRADES[key] for key in keys]]
        return ended

    def wrong(self, ended: Ended) -> Iterator[str]:
        yield from super().wrong(ended)
        yield from _ended_well(self.other)
        self.acknowledged += ANSWERS
        if not self.kept:
            yield "the answers of the review are not all there"


class SixStarts:
    """Six programs find no log and make it; one of them is killed."""

    name: ClassVar[str] = "six first starts"
    cards: ClassVar[int] = 20
    kills: ClassVar[int] = 1
    talks: ClassVar[bool] = False

    def __init__(self, home: Path, dice: Random) -> None:
        self.home = home
        self.acknowledged = 0

    def act(self, kill: Kill | None = None) -> Ended:
        first = start(["states", "--json"], kill=kill)
        others = [start(["states", "--json"]) for _ in range(STARTS - 1)]
        ended = first.finish()
        self.others = [other.finish() for other in others]
        return ended

    def wrong(self, ended: Ended) -> Iterator[str]:
        for other in self.others:
            yield from _ended_well(other)
