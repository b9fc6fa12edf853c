"""What the log adds up to for one card, for one of its options, and for one learning day."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from quizcli.sched.fsrs import RATINGS, after, first, retrievability

# The trend compares two stretches of this many days, so no card keeps older answers one by one.
TREND_DAYS = 14
# A pair is settled after so many clean contrasts, so no option keeps more of them.
CONTRASTS = 3
HALVES_A_SECOND = 2
TAKEN_TOGETHER = " | "


class DayTally(Struct, array_like=True):
    """One learning day: answers of every kind, and of those the reviews of cards seen before.

    A review is young or mature by how long its card had waited, whichever scheduler asked it.
    """

    answers: int = 0
    right: int = 0
    seconds: float = 0.0
    new: int = 0
    young: int = 0
    young_right: int = 0
    mature: int = 0
    mature_right: int = 0


class Pick(Struct, array_like=True):
    """How often one option was on offer and taken; moments are places in the order of answers."""

    offered: int = 0
    taken: int = 0
    first_day: int = 0
    last_day: int = 0
    last_moment: int = 0
    contrasts: list[int] = field(default_factory=list)

    def take(self, day: int, moment: int) -> None:
        """Counts that the option was taken."""
        self.taken += 1
        self.first_day = self.first_day or day
        self.last_day = day
        self.last_moment = moment

    def contrast(self, moment: int) -> None:
        """Counts that it was left for the right one, with nothing else on offer.

        Only contrasts after the last time it was taken prove anything.
        """
        self.contrasts.append(moment)
        del self.contrasts[:-CONTRASTS]


class Tally(Struct, array_like=True):
    """One card since it was new: the observer's memory of it and what its answers add up to.

    `answers` and `wrong` count the first answer of each day: what is repeated on the same day was
    just seen. `recent` has those of the last weeks as 2 · day + right, `times` the answers by half
    second, `points` how often each rubric point was (asked, missed).
    """

    stability: float = 0.0
    difficulty: float = 0.0
    last: int = 0
    answers: int = 0
    wrong: int = 0
    recent: list[int] = field(default_factory=list)
    times: dict[int, int] = field(default_factory=dict)
    picked: int = 0
    mispicked: int = 0
    picks: dict[str, Pick] = field(default_factory=dict)
    points: dict[str, list[int]] = field(default_factory=dict)

    def recall(self, day: int) -> float:
        """The chance to recall the card on a learning day.

        A card answered that day is judged by the next: within a day the model knows no forgetting,
        and would call a card that was just failed perfectly known.
        """
        return retrievability(self.stability, max(1, day - self.last))

    def score(self, first_day: int, last_day: int) -> tuple[int, int]:
        """(answers, right ones) between two days, of those recent enough to be kept."""
        kept = [code for code in self.recent if first_day <= code >> 1 <= last_day]
        return len(kept), sum(code & 1 for code in kept)

    def remember(self, grade: int, day: int) -> None:
        """Counts one more answer, on `last` or a later day."""
        rating, passed = RATINGS[grade], grade >= 3
        if self.last:
            gap = day - self.last
            self.stability, self.difficulty = after(self.stability, self.difficulty, gap, rating)
        else:
            self.stability, self.difficulty = first(rating)
        if self.last != day:
            self.answers += 1
            self.wrong += not passed
            while self.recent and self.recent[0] >> 1 <= day - 2 * TREND_DAYS:
                del self.recent[0]
            self.recent.append(2 * day + passed)
        self.last = day

    def spend(self, seconds: float) -> None:
        """Counts the time of an answer."""
        half = int(seconds * HALVES_A_SECOND)
        self.times[half] = self.times.get(half, 0) + 1

    def pick(self, chosen: str, offered: tuple[str, ...], right: bool, day: int, at: int) -> None:
        """Counts which option was taken out of which; `at` is the answer's moment."""
        taken = (chosen,) if chosen in offered else tuple(chosen.split(TAKEN_TOGETHER))
        self.picked += 1
        self.mispicked += not right
        for option in offered:
            pick = self.picks.get(option)
            if pick is None:
                pick = self.picks[option] = Pick()
            pick.offered += 1
            if option in taken:
                pick.take(day, at)
            elif right and len(offered) == 2:
                pick.contrast(at)

    def mark(self, points: Mapping[str, float]) -> None:
        """Counts the rubric points of an open answer; one below half its mark was missed."""
        for key, share in points.items():
            asked_missed = self.points.setdefault(key, [0, 0])
            asked_missed[0] += 1
            asked_missed[1] += share < 0.5
