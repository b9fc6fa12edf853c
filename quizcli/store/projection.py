"""The cached states: extended by a cursor over the log, and rebuilt whenever the rules change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import get_args

from msgspec.json import Decoder

from quizcli.model import CardState, Phase
from quizcli.sched import Rules, replay
from quizcli.sched.replay import carry_on, order, present_id
from quizcli.store import log
from quizcli.store.caches import remember
from quizcli.store.standing import place, place_each

FIELDS = (
    "due", "interval", "repetitions", "lapses", "phase", "memory", "last", "last_seen",
    "pending", "suspended", "buried", "marked", "first",
)  # fmt: skip
READ = f"select card, {', '.join(FIELDS)} from states"
# A state is changed where it stands: to replace the row would move it, and write more pages.
WRITE = (
    f"insert into states (card, {', '.join(FIELDS)}) values (?{', ?' * len(FIELDS)}) "
    f"on conflict (card) do update set {', '.join(f'{name} = excluded.{name}' for name in FIELDS)}"
)
# What the states stand for: the rules and renamings of the fold, and the row it has come to.
CURSOR = "select key, value from cache where key in ('rules', 'renamed', 'upto')"
# A number stays what it was: 196 read as 196.0 would be written so, unlike what a fresh fold gives.
_memory = Decoder(tuple[int | float, ...]).decode
PHASES = get_args(Phase)
FOLD = 2  # raised when the fold itself changes, so that caches of older versions are dropped


def signature(rules: Rules) -> str:
    """What the cached states depend on besides log and renamings."""
    return (
        f"{FOLD} {rules.scheduler.name} fuzz={rules.fuzz:d} hard={rules.repeat_hard:d} "
        f"longest={rules.longest} {rules.scheduler!r}"
    )


def catch_up(connection: sqlite3.Connection, rules: Rules, renamed: Mapping[str, str]) -> None:
    """Bring the cached states up to the log; runs inside the caller's transaction."""
    wanted = {"rules": signature(rules), "renamed": json.dumps(dict(sorted(renamed.items())))}
    known = dict(connection.execute(CURSOR))
    upto, newest = int(known.pop("upto", 0)), log.newest(connection)
    if known != wanted:
        rebuild(connection, rules, renamed)
        remember(connection, wanted | {"upto": str(newest)})
    elif upto < newest:
        _extend(connection, rules, renamed, upto)
        remember(connection, {"upto": str(newest)})


def rebuild(connection: sqlite3.Connection, rules: Rules, renamed: Mapping[str, str]) -> None:
    """Drop the cached states and fold the whole log."""
    gone = connection.execute("delete from states").rowcount
    folded = replay(log.read(connection), rules, renamed)
    _write(connection, folded)
    if gone or folded:  # else all cards are as fresh as they were made
        place(connection, "1")


def _extend(
    connection: sqlite3.Connection, rules: Rules, renamed: Mapping[str, str], upto: int
) -> None:
    """Fold the rows after `upto` onto the states; where that will not do, their cards anew."""
    late = log.since(connection, upto)
    touched = {event.card for event in late if event.card}
    if log.comes_last(connection, upto) and not _has_other_names(touched, renamed):
        folded = carry_on(_few(connection, touched), sorted(late, key=order), rules)
    else:
        touched = {present_id(card, renamed) for card in log.cards_touched(connection, upto)}
        folded = _refolded(connection, rules, renamed, touched)
        gone = [(card,) for card in touched - folded.keys()]
        connection.executemany("delete from states where card = ?", gone)
    _write(connection, folded)
    place_each(connection, touched)


def _has_other_names(cards: Iterable[str], renamed: Mapping[str, str]) -> bool:
    """Whether the log knows a note of the cards under another id as well."""
    notes = {card.partition("#")[0] for card in cards}
    return any(former in notes or present in notes for former, present in renamed.items())


def _refolded(
    connection: sqlite3.Connection,
    rules: Rules,
    renamed: Mapping[str, str],
    cards: Iterable[str],
) -> dict[str, CardState]:
    """The states of some cards from all that the log has of them, under former ids too."""
    former: dict[str, list[str]] = {new: [] for new in renamed.values()}
    for old, new in renamed.items():
        former[new].append(old)
    ids = set(cards)
    for card in cards:
        note, mark, facet = card.partition("#")
        ids |= {old + mark + facet for old in former.get(note, ())}
    return replay(log.of_cards(connection, ids), rules, renamed)


def states(
    connection: sqlite3.Connection, cards: Iterable[str] | None = None
) -> dict[str, CardState]:
    """The cached states of some cards, or of all."""
    if cards is None:
        rows = connection.execute(READ)
    else:
        some = f"{READ} where card in (select value from json_each(?))"
        rows = connection.execute(some, (json.dumps(list(cards)),))
    return {card: _state(*values) for card, *values in rows}


def has_history(connection: sqlite3.Connection) -> bool:
    """Whether any card was ever answered."""
    row = connection.execute("select 1 from states where last_seen > 0 limit 1").fetchone()
    return row is not None


def _few(connection: sqlite3.Connection, cards: Iterable[str]) -> dict[str, CardState]:
    """The cached states of a few cards, each found by itself: a turn has seldom more than one."""
    one = f"{READ} where card = ?"
    rows = (connection.execute(one, (card,)).fetchone() for card in cards)
    return {row[0]: _state(*row[1:]) for row in rows if row}


def check_readable(connection: sqlite3.Connection) -> None:
    """Read all cached states; raises whatever comes of what makes no sense."""
    for state in states(connection).values():
        if state.phase not in PHASES:
            raise ValueError(f"no phase is called {state.phase!r}")
    for (value,) in connection.execute("select value from cache where key = 'upto'"):
        int(value)


def _write(connection: sqlite3.Connection, folded: Mapping[str, CardState]) -> None:
    connection.executemany(WRITE, ((card, *_columns(state)) for card, state in folded.items()))


def _columns(state: CardState) -> tuple[object, ...]:
    return (
        state.due,
        state.interval,
        state.repetitions,
        state.lapses,
        state.phase,
        json.dumps(state.memory),
        state.last,
        state.last_seen,
        state.pending,
        state.suspended,
        state.buried,
        state.marked,
        state.first,
    )


def _state(
    due: int,
    interval: int,
    repetitions: int,
    lapses: int,
    phase: Phase,
    memory: str,
    last: int,
    last_seen: int,
    pending: int,
    suspended: int,
    buried: int,
    marked: int,
    first: int,
) -> CardState:
    return CardState(
        due, interval, repetitions, lapses, phase, _memory(memory), last, last_seen,
        bool(pending), bool(suspended), buried, bool(marked), first,
    )  # fmt: skip
