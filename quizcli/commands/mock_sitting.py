"""A mock at the terminal: machine, clock, screens and store brought together."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from quizcli.days import iso_day
from quizcli.grading import Response, Ticked
from quizcli.mock.feedback import events
from quizcli.mock.interview import LAST_MINUTE, Attempt, Now
from quizcli.mock.report import Report
from quizcli.mock.scorecard import Scorecard, scorecard, scored
from quizcli.store import attempts, library, log, paths, projection
from quizcli.store.attempts import Stored, TakenError
from quizcli.ui.area import LONGEST_TEXT
from quizcli.ui.outcomes import Act, Edited, Moved, OpenEditor, Outcome, Waited
from quizcli.ui.screens.mock.ask import mock_page
from quizcli.ui.screens.mock.page import MockPage
from quizcli.ui.screens.mock.report import ReportPage
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

# What a killed program may lose of the clock, and of a text that was not handed in.
SAVED_EVERY = 5.0


class MockSitting:
    """The controller of a mock; `watched` says that the driver ticks, as it does in full screen."""

    def __init__(
        self,
        space: Workspace,
        stored: Stored,
        *,
        watched: bool,
        now: Callable[[], Now] | None = None,
    ) -> None:
        self.space = space
        self.stored = stored
        self.run = stored.attempt
        self.report: Report | None = None
        self._watched = watched
        self._now = now or clock_of(space)
        self._saved_at = self._now().steady
        self._editing: Path | None = None
        self._taken = False

    def start(self) -> Screen | None:
        """The first question, or where the mock was left; a strict one has gone on meanwhile."""
        strict = self.run.paper.wish.strict
        if self.run.phase == "asking" and not self.run.running and strict:
            self.run = self.run.resume(self._now())
            self._save()
        return self._page()

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
        """What follows an outcome; an answer is on disk before this returns."""
        match outcome:
            case Waited():
                return self._waited(outcome.draft, screen)
            case Moved():
                return self._moved(outcome, screen)
            case Edited():
                return self._edited(outcome)
            case Act.GO_ON:
                self.run = self.run.resume(self._now())
                self._save()
                return self._page()
            case Act.EDIT:
                return self._editor()
            case Act.QUIT:
                return None
            case _:
                return screen

    def rest(self) -> None:
        """Nothing waits: SQLite settles the few answers of a mock by itself."""

    def close(self) -> None:
        """Keeps where the mock stands; time runs on only in a strict one."""
        if self.report is None and not self._taken:
            self.run = self.run.leave()
            self._save()

    def _waited(self, draft: Response | None, screen: Screen) -> Screen:
        if self._editing:
            return screen
        before, now = self.run, self._now()
        self.run = before.wait(now, draft, watched=self._watched)
        moved = self.run.place != before.place or self.run.running != before.running
        if moved or now.steady - self._saved_at >= SAVED_EVERY:
            self._save()
        if moved or not isinstance(screen, MockPage):
            return self._page()
        last_minute = before.left > LAST_MINUTE >= self.run.left
        return screen.with_run(self.run, alarm=last_minute and self.space.settings.bell)

    def _moved(self, outcome: Moved, screen: Screen) -> Screen:
        before, now = self.run, self._now()
        run = before.wait(now, watched=self._watched)
        # Time is counted to the question it was spent on. What comes in after the end of a strict
        # mock comes too late; else it was being typed when time was up, and counts.
        if run.place == before.place or not before.paper.wish.strict:
            run = outcome.attempt.wait(now, watched=self._watched)
            if run.place == before.place and outcome.then is not None:
                run = outcome.then(run)
        self.run = run
        self._save()
        same = run.place == before.place and run.running == before.running
        page = outcome.page or screen
        return page.with_run(run) if same and isinstance(page, MockPage) else self._page()

    def _page(self, status: str = "") -> Screen:
        if self.run.phase == "done":
            self.report = finish(self.space, self.stored, self.run)
            return ReportPage(self.report)
        stopped = self.run.stopped
        silence = 0.0 if stopped is None else self._now().wall - stopped
        return mock_page(self.run, status, silence)

    def _save(self) -> None:
        if self.run.phase == "done":
            return  # kept with its events, in one transaction
        try:
            with self.space.writing() as connection:
                self.stored = attempts.save(connection, self.stored, self.run)
        except TakenError:
            self._taken = True
            raise
        self._saved_at = self._now().steady

    def _editor(self) -> OpenEditor:
        given = self.run.at
        self._editing = paths.data_folder() / f"mock-{self.stored.number}-answer.md"
        text = given.texts[given.step] if given.step < len(given.texts) else ""
        self._editing.write_text(text, encoding="utf-8")
        lines = 1 + text.count("\n")
        return OpenEditor(str(self._editing), lines, self.space.settings.editor)

    def _edited(self, outcome: Edited) -> Screen:
        """The answer as the editor left it; writing there took time as anywhere else."""
        run, error = self.run, outcome.error
        if self._editing:
            try:
                with self._editing.open(encoding="utf-8", errors="replace") as file:
                    text = file.read(LONGEST_TEXT).rstrip("\n")
                self._editing.unlink()
                run = run.respond(Ticked(frozenset(), text))
            except OSError as gone:
                error = error or f"The editor left no answer: {gone.strerror}."
            self._editing = None
        self.run = run.wait(self._now(), watched=False)
        self._save()
        return self._page(error)


def clock_of(space: Workspace) -> Callable[[], Now]:
    """The clock of this run as a mock reads it."""
    return lambda: Now(time.monotonic(), space.clock.now().timestamp())


def finish(space: Workspace, stored: Stored, run: Attempt) -> Report:
    """Score the mock and log its answers, in one transaction; gives its report.

    Raises TakenError when another program has gone on with it.
    """
    done = scored(run)
    card = scorecard(done)
    stamp = replace(space.stamp(), uid=stored.uid, session=stored.uid)
    with space.writing() as connection:
        log.insert(connection, events(done, stamp))
        projection.catch_up(connection, space.rules, library.renamed(connection))
        attempts.close(connection, stored, done, space.day, summary(card))
    return Report(stored.number, iso_day(space.day), card, today=True)


def summary(card: Scorecard) -> dict[str, object]:
    """What the list of mocks says of one, without its paper."""
    run = card.attempt
    wish = run.paper.wish
    made, points = card.made
    return {
        "kind": wish.kind,
        "wish": wish.sentence,
        "preset": wish.preset,
        "questions": len(card.questions),
        "answered": run.answered,
        "right": card.right,
        "points": made,
        "of_points": points,
        "score": round(card.score, 4),
        "low": round(card.low, 4),
        "high": round(card.high, 4),
        "pass_mark": wish.pass_mark,
        "passed": card.passed,
        "used_seconds": round(run.used, 1),
        "seconds": run.paper.seconds,
        "pauses": len(run.pauses),
        "ended": run.ended,
        "seed": run.paper.seed,
    }
