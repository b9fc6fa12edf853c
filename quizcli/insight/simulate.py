"""Simulation: what the coming weeks would cost in minutes and give in recall.

It starts from where each card stands and lets the observer's memory decide what is recalled, with
the learner's own pace and grades. Chance is a hash of seed, card and day: the same question always
has the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizcli.chance import chance
from quizcli.insight.habits import Habits
from quizcli.insight.roll import FRESH, LATER, REPEATED, Roll
from quizcli.model import Card, CardState, Event, Grade
from quizcli.sched import NEW, Rules, step
from quizcli.sched.fsrs import RATINGS, after, first, retrievability

# Nobody repeats a card more often than this on one day.
MOST_REPEATS = 5


class Load(Struct, frozen=True):
    """What is done on a day: new cards and reviews, at most."""

    new_per_day: int = 20
    reviews_per_day: int = 200

    def without(self, done: Load) -> Load:
        """What is left of the load when so much is done."""
        new, reviews = self.new_per_day - done.new_per_day, done.reviews_per_day
        return Load(max(0, new), max(0, self.reviews_per_day - reviews))


NOTHING = Load(0, 0)


class SimulatedDay(Struct, frozen=True):
    """One day: cards answered, minutes, and the recall of all cards seen so far on the next day.

    `known` is how many cards would be recalled then; `parked` how many due ones had no room.
    """

    day: int
    reviews: int
    new: int
    minutes: float
    recall: float | None
    known: float
    parked: int


class Simulation(Struct, frozen=True):
    """The coming days under one scheduler and load."""

    scheduler: str
    load: Load
    seed: int
    cards: int
    unseen: int
    days: tuple[SimulatedDay, ...]

    @property
    def minutes(self) -> float:
        """Minutes of all days together."""
        return sum(day.minutes for day in self.days)

    @property
    def busiest(self) -> SimulatedDay | None:
        """The day that takes longest."""
        return max(self.days, key=lambda day: day.minutes, default=None)


def simulate(
    cards: Iterable[Card],
    roll: Roll,
    states: Mapping[str, CardState],
    day: int,
    days: int,
    rules: Rules,
    load: Load,
    seed: int,
    done: Load = NOTHING,
) -> Simulation:
    """The days from `day` on; `states` are those the rules give, `done` what the first has seen.

    New cards come in the order given; suspended ones never.
    """
    course = _Course(cards, roll, states, rules, seed)
    unseen = len(course.unseen)
    left = load.without(done)
    lived = tuple(course.live(day + n, load if n else left) for n in range(days))
    return Simulation(rules.scheduler.name, load, seed, course.size, unseen, lived)


class _Course:
    """The learner on the way through the days: states and memories change as they answer."""

    def __init__(
        self,
        cards: Iterable[Card],
        roll: Roll,
        states: Mapping[str, CardState],
        rules: Rules,
        seed: int,
    ) -> None:
        ids: list[str] = [card.id for card in cards if not states.get(card.id, NEW).suspended]
        self.size = len(ids)
        self._rules, self._seed = rules, seed
        self._habits = Habits.of(roll)
        self._states: dict[str, CardState] = {
            card: states[card] for card in ids if states.get(card, NEW).due
        }
        self._memories = {
            card: (tally.stability, tally.difficulty, tally.last)
            for card in ids
            if (tally := roll.cards.get(card)) is not None and tally.last
        }
        self.unseen = [card for card in ids if card not in self._states]
        self.unseen.reverse()

    def live(self, day: int, load: Load) -> SimulatedDay:
        """Answers what is due and new on a day, shortest interval first."""
        due = [card for card, state in self._states.items() if state.due <= day]
        due.sort(key=lambda card: (self._states[card].interval, card))
        asked, parked = due[: load.reviews_per_day], due[load.reviews_per_day :]
        # New cards wait while the backlog is larger than a day's room, as in the daily queue.
        room = 0 if parked else load.new_per_day
        new = [self.unseen.pop() for _ in range(min(room, len(self.unseen)))]
        seconds = sum(self._ask(card, day) for card in (*asked, *new))
        recalls = [
            retrievability(stability, max(1, day + 1 - last))
            for stability, _, last in self._memories.values()
        ]
        known = sum(recalls)
        return SimulatedDay(
            day=day,
            reviews=len(asked),
            new=len(new),
            minutes=seconds / 60,
            recall=known / len(recalls) if recalls else None,
            known=known,
            parked=len(parked),
        )

    def _ask(self, card: str, day: int) -> float:
        """Seconds until a card is done for the day."""
        memory = self._memories.get(card)
        if memory is None:
            stage, odds = FRESH, self._habits.passed[FRESH]
        elif memory[2] >= day:  # later, where a clock was ahead
            stage, odds = REPEATED, self._habits.passed[REPEATED]
        else:
            stage, odds = LATER, retrievability(memory[0], day - memory[2])
        seconds = self._answer(card, day, 0, stage, odds)
        for turn in range(1, MOST_REPEATS + 1):
            if not self._states[card].pending:
                break
            seconds += self._answer(card, day, turn, REPEATED, self._habits.passed[REPEATED])
        return seconds

    def _answer(self, card: str, day: int, turn: int, stage: int, odds: float) -> float:
        passed = chance(self._seed, card, day, turn) < odds
        grade = self._habits.grade(passed, chance(self._seed, card, day, turn, "grade"))
        event = Event("", "", day, "review", card, grade)
        self._states[card] = step(self._states.get(card, NEW), event, self._rules)
        self._remember(card, day, grade)
        return self._habits.seconds[stage][0 if passed else 1]

    def _remember(self, card: str, day: int, grade: Grade) -> None:
        rating = RATINGS[grade]
        memory = self._memories.get(card)
        if memory is None:
            stability, difficulty = first(rating)
        else:
            gap = max(0, day - memory[2])
            stability, difficulty = after(memory[0], memory[1], gap, rating)
        self._memories[card] = (stability, difficulty, day)
