"""The timed machine of a mock: moments and answers go in, the next state comes out.

Its law: whatever was given to an open question stays, however the mock is interrupted or ends.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quizcli.grading import Response, Ticked, proposed
from quizcli.mock.given import Given, Sureness, meant
from quizcli.mock.paper import Item, Paper
from quizcli.shapes import Rubric

# A silence longer than this was no thinking: the lid was closed, or the program stopped.
LONGEST_SILENCE = 30.0
LAST_MINUTE = 60.0

Phase = Literal["asking", "marking", "done"]
Ending = Literal["", "finished", "time"]
Cause = Literal["wish", "gap", "left"]


class Now(Struct, frozen=True):
    """One moment on two clocks, in seconds.

    `steady` is never set but may stand still while the machine sleeps; `wall` is UTC since 1970.
    """

    steady: float
    wall: float


class Pause(Struct, frozen=True):
    """A time that did not count: why, how long by the wall clock, after how much of the time."""

    cause: Cause
    seconds: float
    used: float


class Attempt(Struct, frozen=True):
    """A paper being sat, marked or done.

    `here` is the question shown, `last` the moment up to which time is counted (None while it does
    not run), `stopped` the wall clock when it was last stopped and `cause` why. `deadline` is on
    the wall clock and binds a strict mock alone.
    """

    paper: Paper
    given: tuple[Given, ...]
    deadline: float
    here: int = 0
    used: float = 0.0
    last: Now | None = None
    stopped: float | None = None
    cause: Cause = "left"
    pauses: tuple[Pause, ...] = ()
    phase: Phase = "asking"
    ended: Ending = ""

    @property
    def item(self) -> Item:
        """The question shown."""
        return self.paper.items[self.here]

    @property
    def at(self) -> Given:
        """The work on the question shown."""
        return self.given[self.here]

    @property
    def place(self) -> tuple[Phase, int, int]:
        """What is asked: it changes when another question, or another part of one, comes up."""
        return self.phase, self.here, self.at.step

    @property
    def running(self) -> bool:
        """Whether time counts."""
        return self.phase == "asking" and self.last is not None

    @property
    def left(self) -> float:
        """Seconds left in all."""
        return max(0.0, self.paper.seconds - self.used)

    @property
    def step_left(self) -> float:
        """Seconds left for an open question or follow-up question: never more than in all."""
        return min(self.left, max(0.0, self.item.limit(self.at.step) - self.at.step_seconds))

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(given.answered for given in self.given)

    @property
    def flagged(self) -> int:
        """How many questions are flagged."""
        return sum(given.flagged for given in self.given)

    @property
    def open(self) -> tuple[int, ...]:
        """Indexes of the questions without an answer."""
        return tuple(index for index, given in enumerate(self.given) if not given.answered)

    def wait(self, now: Now, draft: Response | None = None, *, watched: bool = True) -> Attempt:
        """The attempt at a later moment, with what stands in the text field as its answer so far.

        `watched` says that moments come in every second or so, and a silence means a gap; without
        it (line mode, an editor) only a machine that slept makes one.
        """
        drafted = self if draft is None else self.respond(draft)
        if self.last is None or self.phase != "asking":
            return drafted
        steady = max(0.0, now.steady - self.last.steady)
        wall = now.wall - self.last.wall
        silence = max(steady, wall) if watched else wall - steady
        if silence > LONGEST_SILENCE and not self.paper.wish.strict:
            return drafted._stop("gap", self.last.wall)
        spent = steady
        if self.paper.wish.strict:
            spent = max(steady, self.paper.seconds - (self.deadline - now.wall) - self.used)
        return replace(drafted._spend(spent), last=now)._checked()

    def respond(self, response: Response | None) -> Attempt:
        """The attempt with an answer to the question shown, or with none; one may change it."""
        if self.phase != "asking":
            return self
        if not isinstance(response, Ticked):
            said = meant(response, self.item.shape)
            sure = self.at.sureness if said == self.at.response else ""
            return self._with(replace(self.at, response=said, sureness=sure))
        steps = 1 + len(self.item.follow_ups)
        texts = (*self.at.texts, *[""] * (steps - len(self.at.texts)))
        texts = (*texts[: self.at.step], response.text, *texts[self.at.step + 1 :])
        return self._with(replace(self.at, texts=texts))

    def go(self, index: int) -> Attempt:
        """The attempt at another question; only an exam lets one choose."""
        if self.phase != "asking" or not self.paper.is_exam:
            return self
        return replace(self, here=index % len(self.given))._seen()

    def hand_in(self) -> Attempt:
        """The attempt at the next follow-up question or open question, or at its end."""
        if self.phase != "asking" or self.paper.is_exam:
            return self
        return self._said()._onward()

    def flag(self) -> Attempt:
        """The attempt with the flag of the question shown put up, or taken down."""
        return self._with(replace(self.at, flagged=not self.at.flagged))

    def rate(self, sureness: Sureness) -> Attempt:
        """The attempt with how sure the learner is of the answer shown."""
        return self._with(replace(self.at, sureness=sureness)) if self.at.answered else self

    def pause(self) -> Attempt:
        """The attempt with its clock stopped where it stands; a strict one goes on."""
        if self.last is None or self.paper.wish.strict:
            return self
        return self._stop("wish", self.last.wall)

    def leave(self) -> Attempt:
        """The attempt as it is when its program has ended: time ran until it was last told."""
        return self if self.last is None else self._stop("left", self.last.wall)

    def resume(self, now: Now) -> Attempt:
        """The attempt going on: the time stopped is noted, a strict deadline has come nearer."""
        if self.phase != "asking" or self.running:
            return self
        stopped = now.wall if self.stopped is None else self.stopped
        pause = Pause(self.cause, max(0.0, now.wall - stopped), self.used)
        going = replace(self, last=now, stopped=None, pauses=(*self.pauses, pause))
        return going.wait(now)

    def finish(self, ended: Ending = "finished") -> Attempt:
        """The attempt with its answers handed in: an interview is marked next, an exam is done."""
        if self.phase != "asking":
            return self
        phase: Phase = "done" if self.paper.is_exam or not self.answered else "marking"
        stopped = replace(self, phase=phase, ended=ended, last=None)
        if phase == "done":
            return stopped
        return replace(
            stopped, here=next(i for i, given in enumerate(self.given) if given.answered)
        )

    def proposal(self) -> frozenset[str]:
        """The points ticked for the question shown: by the learner, else those its text makes."""
        shape, at = self.item.shape, self.at
        ticked = at.ticked if at.points is None else at.points
        if ticked is not None or not isinstance(shape, Rubric):
            return ticked or frozenset()
        return proposed(shape, at.text)

    def tick(self, point: str) -> Attempt:
        """The attempt with a point of the question shown ticked, or no longer."""
        return self._with(replace(self.at, points=None, ticked=self.proposal() ^ {point}))

    def confirm(self, points: frozenset[str]) -> Attempt:
        """The attempt with the points of the question shown confirmed; done after the last one."""
        if self.phase != "marking":
            return self
        marked = self._with(replace(self.at, points=points))
        left = [
            i for i, given in enumerate(marked.given) if given.answered and given.points is None
        ]
        later = [i for i in left if i > self.here]
        if not left:
            return replace(marked, phase="done")
        return replace(marked, here=(later or left)[0])

    def back(self) -> Attempt:
        """The attempt at the question marked before the one shown."""
        earlier = [i for i in range(self.here) if self.given[i].answered]
        return replace(self, here=earlier[-1]) if self.phase == "marking" and earlier else self

    def _with(self, changed: Given) -> Attempt:
        return replace(
            self, given=(*self.given[: self.here], changed, *self.given[self.here + 1 :])
        )

    def _stop(self, cause: Cause, wall: float) -> Attempt:
        return replace(self, last=None, stopped=wall, cause=cause)

    def _spend(self, seconds: float) -> Attempt:
        at = self.at
        spent = self._with(
            replace(self.at, seconds=at.seconds + seconds, step_seconds=at.step_seconds + seconds)
        )
        return replace(spent, used=self.used + seconds)

    def _checked(self) -> Attempt:
        """The attempt after its limits: time that is up hands in what there is."""
        if self.left <= 0:
            return self._said()._late().finish("time")
        if not self.paper.is_exam and self.step_left <= 0:
            return self._said()._late()._onward()
        return self

    def _late(self) -> Attempt:
        return self._with(replace(self.at, late=True))

    def _seen(self) -> Attempt:
        return self._with(replace(self.at, seen=True))

    def _said(self) -> Attempt:
        """The attempt with an answer given aloud, where the learner speaks."""
        aloud = self.paper.wish.speak and not self.paper.is_exam
        return self._with(replace(self.at, spoken=self.at.spoken or aloud))

    def _onward(self) -> Attempt:
        if self.at.step < len(self.item.follow_ups):
            return self._with(replace(self.at, step=self.at.step + 1, step_seconds=0.0))
        if self.here + 1 == len(self.given):
            return self.finish()
        return replace(self, here=self.here + 1)._seen()


def begin(paper: Paper, now: Now) -> Attempt:
    """A paper at its first question, the clock running."""
    given = tuple(Given(seen=index == 0) for index in range(len(paper.items)))
    return Attempt(paper, given, deadline=now.wall + paper.seconds, last=now)
