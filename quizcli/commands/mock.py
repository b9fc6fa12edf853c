"""`quizcli mock`: a paper drawn and sat, or one that was left gone on with."""

from __future__ import annotations

import sys

from msgspec import Struct
from msgspec.structs import replace

from quizcli.commands.mock_paper import drawn, lack
from quizcli.commands.mock_setup import asked_for
from quizcli.commands.mock_sitting import MockSitting, clock_of, finish
from quizcli.commands.terminal import present, terminal
from quizcli.errors import UsageError
from quizcli.mock.blueprint import TooFewError
from quizcli.mock.interview import Attempt, begin
from quizcli.mock.report import percent
from quizcli.mock.wish import Wish
from quizcli.phrases import counted
from quizcli.store import attempts
from quizcli.store.attempts import Stored
from quizcli.ui.report import say
from quizcli.ui.screens.mock.page import clock_text
from quizcli.workspace import Workspace

BELOW_PASS_MARK = 4
SEED_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
SEED_LENGTH = 5


class Asked(Struct, frozen=True):
    """What the command line said: a wish (None to be asked), a seed, or what of an open mock."""

    wish: Wish | None = None
    seed: str = ""
    resume: bool = False
    finish: bool = False


def run(space: Workspace, asked: Asked) -> int:
    """Sit a mock; gives the exit code: 4 when a pass mark was not reached."""
    space.check_writable()
    stored = _open(space)
    if asked.resume or asked.finish:
        if stored is None:
            raise UsageError("No mock is running. `quizcli mock` begins one.")
        return _handed_in(space, stored) if asked.finish else _sat(space, stored)
    wish, seed = asked.wish, asked.seed
    if stored is not None:
        if wish is not None:
            raise UsageError(
                f"{_standing(stored)} `quizcli mock --resume` goes on with it, "
                "`quizcli mock --finish` scores it as it stands."
            )
        found = asked_for(space, terminal(space), _standing(stored))
        if found in ("resume", "finish"):
            return _sat(space, stored) if found == "resume" else _handed_in(space, stored)
        return 0
    if wish is None:
        found = asked_for(space, terminal(space))
        if not isinstance(found, Wish):
            return 0
        wish = found
    try:
        paper = drawn(space, wish, seed or _dice(space))
    except TooFewError as few:
        raise UsageError(lack(space, wish, few)) from few
    return _sat(space, _begun(space, begin(paper, clock_of(space)())))


def _open(space: Workspace) -> Stored | None:
    """The mock that is running; a strict one whose deadline has passed is over."""
    stored = attempts.running(space.connection)
    if stored is None:
        return None
    run = stored.attempt.leave()
    now = clock_of(space)()
    if run.phase == "asking" and run.paper.wish.strict and now.wall >= run.deadline:
        run = run.resume(now)
        with space.writing() as connection:
            return attempts.save(connection, stored, run)
    return replace(stored, attempt=run)


def _begun(space: Workspace, run: Attempt) -> Stored:
    stamp = space.stamp()
    with space.writing() as connection:
        return attempts.begin(connection, stamp.uid, stamp.at, run)


def _sat(space: Workspace, stored: Stored) -> int:
    found = terminal(space)
    sitting = MockSitting(space, stored, watched=not found.plain)
    code = present(space, sitting)
    if sitting.report is None:
        say(f"{_standing(sitting.stored)} `quizcli mock --resume` goes on.", sys.stderr)
        return code
    card = sitting.report.card
    if not found.plain:
        say(f"{sitting.report.title}: {percent(card.score)}, {sitting.report.score}.")
        say(f"{sitting.report.feedback} `quizcli mock report` shows all of it again.")
    return BELOW_PASS_MARK if code == 0 and card.passed is False else code


def _handed_in(space: Workspace, stored: Stored) -> int:
    """Score what there is; an interview's answers have to be gone over first."""
    run = stored.attempt.finish()
    if run.phase == "marking":
        with space.writing() as connection:
            stored = attempts.save(connection, stored, run)
        return _sat(space, stored)
    from quizcli.commands.mock_report import print_report

    report = finish(space, stored, run)
    print_report(report)
    return BELOW_PASS_MARK if report.card.passed is False else 0


def _standing(stored: Stored) -> str:
    """Where a mock stands that is not over."""
    run = stored.attempt
    answered = f"{run.answered} of {counted(len(run.given), 'question')} answered"
    if run.phase == "marking":
        return f"Mock {stored.number} is to be gone over ({answered})."
    return f"Mock {stored.number} is open ({answered}, {clock_text(run.left)} left)."


def _dice(space: Workspace) -> str:
    """A short seed that nobody chose."""
    number = int(space.session_id.rpartition("-")[2], 16)
    letters = []
    for _ in range(SEED_LENGTH):
        number, place = divmod(number, len(SEED_LETTERS))
        letters.append(SEED_LETTERS[place])
    return "".join(letters)
