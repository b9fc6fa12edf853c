"""The fold: where each card stands is a pure function of the set of events, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import attrgetter

from msgspec import Struct, field
from msgspec.structs import replace

from quizcli.model import CardState, Event, Grade, Phase
from quizcli.sched.fuzz import spread
from quizcli.sched.memory import LONGEST_INTERVAL, Memory, Scheduler
from quizcli.sched.sm2 import Sm2

LEECH_LAPSES = 8
LEECH_EVERY = 4


class Rules(Struct, frozen=True):
    """What the fold depends on besides the events."""

    scheduler: Scheduler = field(default_factory=Sm2)
    fuzz: bool = True
    repeat_hard: bool = False
    longest: int = LONGEST_INTERVAL

    @property
    def same_day_pass(self) -> Grade:
        """The least grade after which a card need not come back on the same day."""
        return Grade.GOOD if self.repeat_hard else Grade.HARD


NEW = CardState(due=0)


def is_leech(lapses: int) -> bool:
    """Whether this lapse makes the card a leech: at 8, and again every 4."""
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_EVERY == 0


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that are not undone, each once, in the order of the fold.

    A void takes its target out unless it is itself taken out, at any depth. Voids that target each
    other in a ring take each other out.
    """
    by_uid = {event.uid: event for event in events}
    # The voids of each event that may still turn out to stand.
    doubts = Counter(event.target for event in by_uid.values() if event.kind == "void")
    kept = by_uid.keys() - doubts.keys()
    fallen: set[str] = set()
    settled = [event for event in by_uid.values() if event.kind == "void" and event.uid in kept]
    while settled:
        event = settled.pop()
        if event.kind != "void" or event.target not in by_uid or event.target in fallen:
            continue
        if event.uid in kept:
            fallen.add(event.target)
        else:
            doubts[event.target] -= 1
            if doubts[event.target]:
                continue
            kept.add(event.target)
        settled.append(by_uid[event.target])
    # In the order in which they came, which most often is theirs already.
    return sorted((event for uid, event in by_uid.items() if uid in kept), key=order)


# The place of an event in the fold: by day, instant and id.
order = attrgetter("day", "at", "uid")


def replay(
    events: Iterable[Event], rules: Rules, renamed: Mapping[str, str] | None = None
) -> dict[str, CardState]:
    """The states of all cards in the log; `renamed` maps former note ids to present ones."""
    return carry_on({}, standing(events), rules, renamed)


def carry_on(
    states: Mapping[str, CardState],
    events: Iterable[Event],
    rules: Rules,
    renamed: Mapping[str, str] | None = None,
) -> dict[str, CardState]:
    """The states after further events, which all stand, in the order of the fold."""
    after = dict(states)
    for event in events:
        if event.card and event.kind != "void":
            card = present_id(event.card, renamed) if renamed else event.card
            after[card] = step(after.get(card, NEW), event, rules, card)
    return after


def present_id(card: str, renamed: Mapping[str, str]) -> str:
    """The card's id after the renamings of its note."""
    note, mark, facet = card.partition("#")
    return renamed[note] + mark + facet if note in renamed else card


def step(state: CardState, event: Event, rules: Rules, card: str = "") -> CardState:
    """The state after one more standing event of the card."""
    match event.kind:
        case "review":
            return _reviewed(state, event, rules, card or event.card)
        case "drill":
            return _drilled(state, event, rules)
        case "mock":
            return _mocked(state, event)
        case "suspend":
            return replace(state, suspended=True)
        case "resume":
            return replace(state, suspended=False, buried=0)
        case "bury":
            return replace(state, buried=event.day)
        case "reset":
            return replace(NEW, marked=state.marked)
        case "mark" | "unmark":
            return replace(state, marked=event.kind == "mark")
        case _:
            return state


def memory_of(state: CardState) -> Memory:
    """What the scheduler knows of the card."""
    return Memory(state.interval, state.repetitions, state.memory, state.last)


def _reviewed(state: CardState, event: Event, rules: Rules, card: str) -> CardState:
    if event.grade is None:
        return state
    if state.last_seen == event.day:
        return _drilled(state, event, rules)
    grade, day = Grade(event.grade), event.day
    if day < state.due and grade.passed and not rules.scheduler.early_passes_count:
        return replace(state, last_seen=day, pending=False)
    memory = rules.scheduler.next(memory_of(state), grade, day)
    lapses = state.lapses + (not grade.passed and state.repetitions > 0)
    wait = memory.interval
    if rules.fuzz:
        wait = spread(wait, card, memory.repetitions, rules.longest)
    return CardState(
        due=day + wait,
        interval=memory.interval,
        repetitions=memory.repetitions,
        lapses=lapses,
        phase=_phase(grade, lapses),
        memory=memory.values,
        last=day,
        last_seen=day,
        pending=grade < rules.same_day_pass,
        suspended=state.suspended,
        buried=state.buried,
        marked=state.marked,
        first=state.first or day,
    )


def _phase(grade: Grade, lapses: int) -> Phase:
    if grade.passed:
        return "review"
    return "relearning" if lapses else "learning"


def _drilled(state: CardState, event: Event, rules: Rules) -> CardState:
    """A further answer on that day: it settles only whether the card comes back."""
    if event.grade is None or state.last_seen != event.day:
        return state
    pending = state.pending and event.grade < rules.same_day_pass
    memory = memory_of(state)
    if state.last == event.day:
        memory = rules.scheduler.same_day(memory, Grade(event.grade))
    return replace(state, pending=pending, memory=memory.values)


def _mocked(state: CardState, event: Event) -> CardState:
    """A miss makes the card due that day; a right pick is recognition and moves nothing."""
    if event.grade is None or Grade(event.grade).passed:
        return state
    return replace(state, due=min(state.due or event.day, event.day))
