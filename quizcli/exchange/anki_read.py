"""Reads what Anki has: its notes, cards and reviews, and which of the reviews are of our cards."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from quizcli.days import instant
from quizcli.errors import QuizError
from quizcli.exchange.anki.progress import (
    BUTTONS,
    CRAMMED,
    EPOCH,
    MILLISECOND,
    milliseconds,
    spent,
    unique,
)
from quizcli.exchange.anki.rows import Package, RevlogRow
from quizcli.exchange.anki.schema import read_collection
from quizcli.exchange.anki.unpack import DAMAGE, MOST_BYTES, unpack
from quizcli.exchange.work_folder import work_folder
from quizcli.model import Event, Grade, Kind
from quizcli.sched.replay import present_id
from quizcli.uids import uuid7

# Anki's buttons Again, Hard, Good, Easy are the keys of our review.
GRADES = {1: Grade.AGAIN, 2: Grade.HARD, 3: Grade.GOOD, 4: Grade.EASY}
MANUAL = (4, 5)  # a card set to a day by hand, or moved by new parameters
FIRST_MS = 946_684_800_000  # 2000-01-01: there was no Anki before
LAST_MS = 4_102_444_800_000  # 2100-01-01


class Arrivals(Struct, frozen=True):
    """The reviews in a package that are new here, as events, and how many rows were left out.

    `already` are here from an earlier import, `ours` were exported from here, `foreign` are of
    cards that are not ours, and `unusable` have a time that no clock can have shown.
    """

    events: tuple[Event, ...] = ()
    already: int = 0
    ours: int = 0
    foreign: int = 0
    unusable: int = 0


def read(path: Path, most_bytes: int = MOST_BYTES) -> Package:
    """All of a package (.apkg, .colpkg) or of a collection in Anki's folder.

    Raises QuizError when it is missing, damaged, too big, too new or locked.
    """
    with work_folder() as folder:
        collection = unpack(path, folder, most_bytes)
        try:
            with closing(sqlite3.connect(collection)) as connection:
                return read_collection(connection)
        except (sqlite3.Error, *DAMAGE) as bad:
            raise QuizError(f"{path} is damaged: {bad}.") from bad


def events(
    package: Package,
    known: Mapping[tuple[str, int], str],
    day_of: Callable[[datetime], int],
    log: Iterable[Event] = (),
    renamed: Mapping[str, str] | None = None,
    now_ms: int = LAST_MS,
) -> Arrivals:
    """The reviews of our cards as events; the same review is the same event at every import.

    `known` gives card ids by GUID and ordinal (see `guids.known`), `day_of` the learning day of an
    instant, `log` what is here already, `renamed` present note ids by former ones, and `now_ms`
    the clock of this moment.
    The first graded answer of a card and day is its review, the others are drill.
    """
    log = tuple(log)
    here, exported = {event.uid for event in log}, _Exported(log, renamed or {}, now_ms)
    cards = {card.id: card for card in package.cards}
    notes = {note.id: note.guid for note in package.notes}
    found: list[Event] = []
    answered: set[tuple[str, int]] = set()
    left_out: Counter[str] = Counter()
    for row in sorted(package.revlog, key=lambda row: row.id):
        card = cards.get(row.card)
        guid = notes.get(card.note, "") if card else ""
        name = known.get((guid, card.ord)) if card else None
        if card is None or name is None:
            left_out["foreign"] += 1
        elif not FIRST_MS <= row.id <= LAST_MS:
            left_out["unusable"] += 1
        elif exported.dated_back(name, row):
            left_out["ours"] += 1
        else:
            at = EPOCH + row.id * MILLISECOND
            day = day_of(at)
            kind = _kind(row, (name, day) in answered)
            if kind in ("review", "drill"):
                answered.add((name, day))
            uid = _uid(guid, card.ord, row.id)
            if uid in here:
                left_out["already"] += 1
            elif exported.has(name, row):
                left_out["ours"] += 1
            else:
                found.append(_event(row, uid, name, at, day, kind))
    return Arrivals(tuple(found), **left_out)


def _kind(row: RevlogRow, answered: bool) -> Kind:
    """What a row is to us: only answers that moved the card in Anki are reviews."""
    if row.ease not in GRADES or row.type in MANUAL:
        return "note"
    if row.type == CRAMMED and not row.factor:  # of a filtered deck that rescheduled nothing
        return "cram"
    return "drill" if answered else "review"


def _event(row: RevlogRow, uid: str, card: str, at: datetime, day: int, kind: Kind) -> Event:
    by_hand = kind == "note"
    return Event(
        uid=uid,
        at=instant(at),
        day=day,
        kind=kind,
        card=card,
        grade=None if by_hand else GRADES[row.ease],
        seconds=max(0, row.time) / 1000,
        device="anki",
        detail={"text": "rescheduled in Anki", "days": row.interval} if by_hand else None,
    )


def _uid(guid: str, ordinal: int, at: int) -> str:
    """An id with a hash for chance, so that a second import adds nothing."""
    digest = sha256(f"anki\0{guid}\0{ordinal}\0{at}".encode()).digest()
    return uuid7(at, int.from_bytes(digest[:10]))


class _Exported:
    """The answers of the log as an export tells them, by card.

    Cards answered in one turn have one instant, and an export moves all but one of them on by
    some milliseconds: by the fewer, the fewer cards it holds. Anki takes no review of the future,
    so answers of a clock that was ahead are dated back to the moment of the export.
    """

    def __init__(self, log: Iterable[Event], renamed: Mapping[str, str], now_ms: int) -> None:
        answers = sorted(
            (milliseconds(event.at), event.uid, present_id(event.card, renamed), event)
            for event in log
            if event.grade is not None
        )
        latest = unique([at for at, *_ in answers], LAST_MS)
        self._now_ms = now_ms
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._ahead: Counter[tuple[str, int, int]] = Counter()
        for (at, _, card, event), last in zip(answers, latest, strict=True):
            self._spans[card].append((at, last))
            if at > now_ms:
                self._ahead[card, BUTTONS[event.grade or 0], spent(event)] += 1

    def has(self, card: str, row: RevlogRow) -> bool:
        """Whether an answer to the card can have been exported with the row's id."""
        return any(first <= row.id <= last for first, last in self._spans.get(card, ()))

    def dated_back(self, card: str, row: RevlogRow) -> bool:
        """Whether the row is an answer of the future, each of which is one row's."""
        answer = (card, row.ease, row.time)
        if row.id > self._now_ms or not self._ahead[answer] or self.has(card, row):
            return False
        self._ahead[answer] -= 1
        return True
