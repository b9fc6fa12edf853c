"""A mock on a stage without a store: keys go in, the clock is set by hand."""

from __future__ import annotations

from quizcli.mock.interview import Attempt, Now
from quizcli.mock.report import Report
from quizcli.mock.scorecard import scorecard, scored
from quizcli.ui.outcomes import Act, Moved, OpenEditor, Outcome, Waited
from quizcli.ui.screens.mock.ask import mock_page
from quizcli.ui.screens.mock.page import MockPage
from quizcli.ui.screens.mock.report import ReportPage
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.turn import Screen
from tests.mock.making import now


class Sat:
    """A controller that applies what screens ask for; `seconds` is its clock."""

    def __init__(self, run: Attempt, *, watched: bool = True) -> None:
        self.run, self.watched, self.seconds = run, watched, 0.0

    def start(self) -> Screen:
        return self.page()

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
        before = self.run
        match outcome:
            case Waited(draft):
                self.run = before.wait(self.now(), draft, watched=self.watched)
            case Moved():
                self.run = outcome.attempt.wait(self.now(), watched=self.watched)
                if self.run.place == before.place and outcome.then:
                    self.run = outcome.then(self.run)
            case Act.GO_ON:
                self.run = before.resume(self.now())
            case _:
                return None
        page = (outcome.page if isinstance(outcome, Moved) else None) or screen
        same = (before.place, before.running) == (self.run.place, self.run.running)
        if same and isinstance(page, MockPage):
            return page.with_run(self.run, alarm=before.left > 60 >= self.run.left)
        return self.page()

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass

    def now(self) -> Now:
        return now(self.seconds)

    def page(self) -> Screen:
        if self.run.phase == "done":
            card = scorecard(scored(self.run))
            return ReportPage(Report(3, "2026-11-24", card, today=True))
        return mock_page(self.run, silence=760.0)


class Driven(Stage):
    """A stage on such a controller; words are keys, `'words` typed text, `+20` lets time pass."""

    def __init__(self, run: Attempt, keys: str = "", guard: Guard | None = None) -> None:
        self.sat = Sat(run)
        super().__init__(self.sat, guard or Guard(0, 0))
        for word in keys.split():
            self.do(word)

    def do(self, word: str) -> None:
        if word.startswith("+"):
            self.pass_time(float(word[1:]))
        elif word.startswith("'"):
            for key in word[1:]:
                self.press({"~": "space", "|": "enter"}.get(key, key), self.sat.seconds)
        else:
            self.press(word, self.sat.seconds)

    def pass_time(self, seconds: float) -> None:
        """Ticks as the loop does, but only every 20 seconds."""
        end = self.sat.seconds + seconds
        while self.sat.seconds < end:
            self.tick(self.sat.seconds)
            self.sat.seconds = min(end, self.sat.seconds + 20)
            self.tick(self.sat.seconds)
