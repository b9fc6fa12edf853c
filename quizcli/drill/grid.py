"""A table turn as a machine: cells are filled, taken back and marked, without clock or screen.

Nothing is marked while a turn runs, for a mark would give the later cells away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from quizcli.shapes import Label, Table

Mode = Literal["fill", "row", "column", "which", "match", "reverse", "contrast"]
MODES: tuple[Mode, ...] = get_args(Mode)
# In these the options belong to the turn as a whole, and each is given away once.
SHARED_OPTIONS = ("column", "match")
DONT_KNOW = ""


class Slot(Struct, frozen=True):
    """One thing to answer: the card it counts for, its cell, the options and the right one.

    `asked` names it in words. `recorded` has the options in the card's own terms where these are
    others than those shown: a thing picked for a value is that thing's value. An answer that is
    not `direct` was another question than the card's own: it is evidence, and schedules nothing.
    """

    card: str
    subject: str
    attribute: str
    asked: str
    right: str
    options: tuple[str, ...]
    recorded: tuple[str, ...] = ()
    direct: bool = True

    def record(self, option: str) -> str:
        """An option as it goes into the log."""
        return self.recorded[self.options.index(option)] if self.recorded else option


class Round(Struct, frozen=True):
    """One turn over a table; its slots stand in the order in which the table is read.

    Of `which`, `clues` are attributes in the order in which they are told, the first `opening` of
    them at once; of `contrast`, `pair` are the two things.
    """

    mode: Mode
    note: str
    table: Table
    slots: tuple[Slot, ...]
    clues: tuple[str, ...] = ()
    opening: int = 0
    pair: tuple[str, ...] = ()

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards that the turn asks."""
        return tuple(slot.card for slot in self.slots)

    def label(self, key: str) -> Label:
        """The subject or attribute of a key.

        Raises KeyError when the table has neither.
        """
        for label in (*self.table.subjects, *self.table.attributes):
            if label.key == key:
                return label
        raise KeyError(key)


class Entry(Struct, frozen=True):
    """What stands in a slot: an option, or DONT_KNOW; `offered` is what could be had for it."""

    text: str
    offered: tuple[str, ...]


class Play(Struct, frozen=True):
    """A round being answered; times are seconds of any steady clock.

    `order` has the filled slots in the order of filling, `corrected` those in which something wrong
    once stood, `spent` the seconds on each; `further` counts the clues asked for.
    """

    round: Round
    since: float
    entries: tuple[Entry | None, ...]
    spent: tuple[float, ...]
    at: int = 0
    order: tuple[int, ...] = ()
    corrected: frozenset[int] = frozenset()
    further: int = 0

    @property
    def slot(self) -> Slot:
        """The slot that is asked now."""
        return self.round.slots[self.at]

    @property
    def filled(self) -> int:
        """How many slots are answered."""
        return len(self.order)

    @property
    def complete(self) -> bool:
        """Whether every slot is answered."""
        return self.filled == len(self.entries)

    @property
    def clues(self) -> tuple[str, ...]:
        """The attributes told so far."""
        return self.round.clues[: self.round.opening + self.further]

    def left(self, option: str) -> int:
        """How many more slots may take an option; what belongs to one slot alone never runs out.

        The option of a card that was dropped stays on offer, as one that belongs nowhere.
        """
        if self.round.mode not in SHARED_OPTIONS:
            return 1
        slots = sum(slot.right == option for slot in self.round.slots)
        taken = sum(entry is not None and entry.text == option for entry in self.entries)
        return max(0, max(1, slots) - taken)

    def pick(self, option: str, now: float) -> Play:
        """The play after an option went into the slot; one used up is taken from where it was."""
        play, at = self, self.at
        entry = self.entries[at]
        if not self.left(option) and (entry is None or entry.text != option):
            play = self._without(self._last_with(option))
        own = () if entry is None else (entry.text,)
        offered = tuple(o for o in self.slot.options if o in (*own, option) or self.left(o))
        return play._filled(at, Entry(option, offered), now)

    def give_up(self, now: float) -> Play:
        """The play after an honest "don't know"."""
        offered = tuple(option for option in self.slot.options if self.left(option))
        return self._filled(self.at, Entry(DONT_KNOW, offered), now)

    def take_back(self, now: float) -> Play:
        """The play without what was filled last; itself when nothing is filled."""
        if not self.order:
            return self
        last = self.order[-1]
        return replace(self._timed(now)._without(last), at=last)

    def move(self, at: int, now: float) -> Play:
        """The play with another slot asked."""
        return replace(self._timed(now), at=at % len(self.entries))

    def next_open(self, now: float) -> Play:
        """The play with the next open slot asked; where it is when none is open."""
        return replace(self._timed(now), at=_next_open(self.entries, self.at))

    def clue(self) -> Play:
        """The play with one more clue told; itself when all are."""
        told = len(self.clues) < len(self.round.clues)
        return replace(self, further=self.further + 1) if told else self

    def dropped(self, card: str) -> Play | None:
        """The play without the slots of a card; None when no other is left."""
        kept = [at for at, slot in enumerate(self.round.slots) if slot.card != card]
        if not kept:
            return None
        return replace(
            self,
            round=replace(self.round, slots=tuple(self.round.slots[at] for at in kept)),
            entries=tuple(self.entries[at] for at in kept),
            spent=tuple(self.spent[at] for at in kept),
            at=min(self.at, len(kept) - 1),
            order=tuple(kept.index(at) for at in self.order if at in kept),
            corrected=frozenset(kept.index(at) for at in self.corrected if at in kept),
        )

    def handed_in(self, now: float) -> Play:
        """The play with every open slot given up, its clock stopped."""
        play = self._timed(now)
        while not play.complete:
            play = play.next_open(now).give_up(now)
        return play

    @property
    def points(self) -> int:
        """What a right answer is still worth where clues are told: one less for each asked for."""
        return len(self.round.clues) - self.round.opening + 1 - self.further

    def _filled(self, at: int, entry: Entry, now: float) -> Play:
        play = self._timed(now)._without(at)
        entries = (*play.entries[:at], entry, *play.entries[at + 1 :])
        return replace(play, entries=entries, order=(*play.order, at), at=_next_open(entries, at))

    def _without(self, at: int) -> Play:
        entry = self.entries[at]
        if entry is None:
            return self
        wrong = entry.text not in (DONT_KNOW, self.round.slots[at].right)
        return replace(
            self,
            entries=(*self.entries[:at], None, *self.entries[at + 1 :]),
            order=tuple(place for place in self.order if place != at),
            corrected=self.corrected | {at} if wrong else self.corrected,
        )

    def _last_with(self, option: str) -> int:
        return next(
            at
            for at in reversed(self.order)
            if (entry := self.entries[at]) is not None and entry.text == option
        )

    def _timed(self, now: float) -> Play:
        """The play with the time since the last act put down to the slot that was asked."""
        seconds = self.spent[self.at] + max(0.0, now - self.since)
        spent = (*self.spent[: self.at], seconds, *self.spent[self.at + 1 :])
        return replace(self, spent=spent, since=now)


def begin(round_: Round, now: float) -> Play:
    """A round with nothing filled yet."""
    count = len(round_.slots)
    return Play(round_, now, (None,) * count, (0.0,) * count)


def _next_open(entries: Sequence[Entry | None], at: int) -> int:
    count = len(entries)
    return next(
        (place % count for place in range(at + 1, at + count) if entries[place % count] is None),
        at,
    )
