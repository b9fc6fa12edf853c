"""Reviews and states as Anki's revlog and card columns, exact to the day in every time zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta, timezone
from operator import attrgetter

from msgspec import Struct, field
from msgspec.structs import replace

from quizcli.days import learning_day, parse_instant
from quizcli.model import ANSWERS, CardState, Event
from quizcli.sched.replay import NEW, Rules, memory_of, present_id, standing, step

DAYS_BEFORE = 3650  # the collection begins so long before today: no review is older than it
LEAST_FACTOR = 1300
FIRST_FACTOR = 2500
LONGEST_ANSWER_MS = 60_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

# Anki's buttons Again, Hard, Good, Easy for SM-2's grades: pass and fail are kept.
BUTTONS = (1, 1, 1, 2, 3, 4)
SCHEDULING = ("review", "drill")

# Kinds of revlog rows. FSRS learns from a card only when its first row is LEARNED, and forgets
# what stands before a later one; it passes over CRAMMED rows with a factor of 0.
LEARNED, REVIEWED, RELEARNED, CRAMMED = range(4)


class Progress(Struct, frozen=True):
    """Where the cards stand, with the log they come from and the clock they were made by."""

    states: Mapping[str, CardState]
    events: Sequence[Event] = ()
    utc_offset_minutes: int = 0
    rollover_hour: int = 4
    rules: Rules = field(default_factory=Rules)
    renamed: Mapping[str, str] = field(default_factory=dict)


class Review(Struct, frozen=True):
    """A row of the revlog; `at` in milliseconds is its id, intervals are in days."""

    at: int
    card: str
    button: int
    interval: int
    last_interval: int
    factor: int
    milliseconds: int
    kind: int


class Columns(Struct, frozen=True):
    """What a row of `cards` says of scheduling."""

    type: int = 0
    queue: int = 0
    due: int = 0
    interval: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    data: str = ""


class Calendar(Struct, frozen=True):
    """The clock of the exported collection: Anki counts due days from `created_day`."""

    created_day: int
    created: int
    minutes_west: int
    rollover_hour: int


def calendar(now_ms: int, utc_offset_minutes: int, rollover_hour: int) -> Calendar:
    """A collection made at a rollover of the local clock, ten years ago."""
    zone = timezone(timedelta(minutes=utc_offset_minutes))
    day = learning_day(datetime.fromtimestamp(now_ms / 1000, zone), rollover_hour) - DAYS_BEFORE
    midnight = datetime.fromordinal(day).replace(tzinfo=zone)
    created = (midnight + timedelta(hours=rollover_hour) - EPOCH) // timedelta(seconds=1)
    return Calendar(day, created, -utc_offset_minutes, rollover_hour)


def milliseconds(at: str) -> int:
    """An event's instant as Anki writes it."""
    return (parse_instant(at) - EPOCH) // MILLISECOND


def spent(event: Event) -> int:
    """How long an answer took, in milliseconds, as Anki writes it."""
    return min(LONGEST_ANSWER_MS, max(0, round((event.seconds or 0) * 1000)))


def history(progress: Progress, cards: AbstractSet[str], now_ms: int) -> list[Review]:
    """The revlog of some cards, oldest first; ids differ, and none is in the future."""
    # The log is in the order of days; clocks of several machines may not be.
    found = sorted(_answers(progress, cards), key=attrgetter("at"))
    ids = unique([review.at for review in found], now_ms)
    return [
        review if review.at == at else replace(review, at=at)
        for at, review in zip(ids, found, strict=True)
    ]


def unique(instants: Sequence[int], latest: int) -> list[int]:
    """Sorted instants moved by as little as makes each differ from the others and none too late."""
    ids: list[int] = []
    for at in instants:
        ids.append(max(at, ids[-1] + 1) if ids else at)
    for index in range(len(ids) - 1, -1, -1):
        if ids[index] <= latest:
            break
        ids[index] = latest
        latest -= 1
    return ids


def _answers(progress: Progress, cards: AbstractSet[str]) -> Iterator[Review]:
    """Every standing answer to the cards, in the order of the fold."""
    states: dict[str, CardState] = {}
    rules, renamed = progress.rules, progress.renamed
    for event in standing(progress.events):
        card = present_id(event.card, renamed) if renamed else event.card
        if card not in cards or event.kind == "void":
            continue
        before = states.get(card, NEW)
        after = states[card] = step(before, event, rules, card)
        if event.grade is not None and event.kind in ANSWERS:
            yield _row(card, event, before, after, rules)


def _row(card: str, event: Event, before: CardState, after: CardState, rules: Rules) -> Review:
    kind = _kind(event, before)
    return Review(
        at=milliseconds(event.at),
        card=card,
        button=BUTTONS[event.grade or 0],
        interval=after.interval,
        last_interval=before.interval,
        factor=0 if kind == CRAMMED else factor(after, rules),
        milliseconds=spent(event),
        kind=kind,
    )


def _kind(event: Event, before: CardState) -> int:
    if event.kind not in SCHEDULING:
        return CRAMMED
    if before.phase == "new":
        return LEARNED if event.kind == "review" else CRAMMED
    return RELEARNED if before.last_seen == event.day or event.kind == "drill" else REVIEWED


def factor(state: CardState, rules: Rules) -> int:
    """The ease in thousandths, never below what Anki allows."""
    ease = rules.scheduler.ease(memory_of(state))
    return FIRST_FACTOR if ease is None else max(LEAST_FACTOR, round(ease * 1000))


class Standing:
    """The card columns of all cards, for one export."""

    def __init__(self, progress: Progress, reviews: Sequence[Review], clock: Calendar) -> None:
        self._progress, self._clock = progress, clock
        self._reps = Counter(review.card for review in reviews if review.kind != CRAMMED)
        self._last = {review.card: review.at for review in reviews if review.kind != CRAMMED}

    def has(self, card: str) -> bool:
        """Whether there is anything to tell of the card."""
        state = self._progress.states.get(card, NEW)
        return state.phase != "new" or state.suspended or card in self._reps

    def columns(self, card: str, position: int) -> Columns:
        """The columns of a card; `position` is its place among new cards."""
        state = self._progress.states.get(card, NEW)
        if state.phase == "new":
            return Columns(queue=-1 if state.suspended else 0, due=position)
        last = f',"lrt":{self._last[card] // 1000}' if card in self._last else ""
        return Columns(
            type=2,
            queue=-1 if state.suspended else 2,
            due=state.due - self._clock.created_day,
            interval=state.interval,
            factor=factor(state, self._progress.rules),
            reps=self._reps[card] or state.repetitions,
            lapses=state.lapses,
            data=f'{{"pos":{position}{last}}}',
        )
