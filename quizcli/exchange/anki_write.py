"""Decks as an Anki package: stable notes, and on request the progress of every card."""

from __future__ import annotations

import gc
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizcli.errors import QuizError
from quizcli.exchange.anki import guids
from quizcli.exchange.anki.collection import CardRow, Collection, NoteRow, card_row, note_row, pack
from quizcli.exchange.anki.guids import Family
from quizcli.exchange.anki.ledger import Ledger, LedgerRow, entry
from quizcli.exchange.anki.notes import grouped, note, packed
from quizcli.exchange.anki.progress import Columns, Progress, Standing, calendar, history
from quizcli.exchange.anki.removed import TAG, farewell
from quizcli.exchange.anki.text import plain
from quizcli.exchange.anki.tree import Tree
from quizcli.exchange.anki.types import TYPE_IDS, deck_id, decks, note_types
from quizcli.exchange.files import replacing
from quizcli.exchange.sheet import ROOT
from quizcli.exchange.work_folder import work_folder
from quizcli.model import Card, Deck

AT_ONCE = 200  # notes rendered between two writes
SUSPENDED = Columns(queue=-1)


class Written(Struct, frozen=True):
    """What an export holds; `ledger` are the rows to remember for the next one, by guid and ord.

    `new` and `changed` count notes against the exports before. `emptied` cards lost their question
    (a reverse that was dropped). `late` cards have progress but were exported before: Anki takes
    progress only with a card it does not have yet.
    """

    notes: int = 0
    cards: int = 0
    new: int = 0
    changed: int = 0
    removed: int = 0
    emptied: int = 0
    with_progress: int = 0
    late: int = 0
    reviews: int = 0
    ledger: tuple[LedgerRow, ...] = ()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cyclic collector: rows are no cycles, and it would look through every card."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def write(
    path: Path,
    cards: Sequence[Card],
    *,
    now_ms: int,
    all_cards: Sequence[Card] | None = None,
    all_decks: Sequence[Deck] = (),
    ledger: Iterable[LedgerRow] = (),
    progress: Progress | None = None,
    deck_name: str = ROOT,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> Written:
    """Write the package; the same arguments give the same bytes.

    `all_cards` are those of all decks when `cards` is a selection: a question goes with its
    reverse, and only an export of everything can tell which cards were removed.
    Raises QuizError when the file cannot be written.
    """
    known = Ledger(ledger)
    present = cards if all_cards is None else all_cards
    groups = grouped(present)
    plan = named = list(zip(known.guids(groups), groups, strict=True))
    if len(cards) < len(present):
        chosen = {card.id for card in cards}
        plan = [(guid, group) for guid, group in named if any(card.id in chosen for card in group)]
    gone = known.gone({guid for guid, _ in named}) if len(plan) == len(named) else []
    sheet = _Sheet(known, Tree(all_decks, deck_name), now_ms, plan, gone, progress)
    try:
        with replacing(path) as package, work_folder() as folder:
            file = folder / "collection.anki2"
            with closing(Collection(file)) as collection:
                sheet.fill(collection, on_progress)
            pack(file, package)
    except sqlite3.Error as bad:
        raise QuizError(f"cannot write {path}: {bad}") from bad
    return sheet.written()


class _Sheet:
    """The rows of one export as they come about, and what has been counted on the way."""

    def __init__(
        self,
        known: Ledger,
        tree: Tree,
        now_ms: int,
        plan: Sequence[tuple[str, tuple[Card, ...]]],
        gone: Sequence[Sequence[LedgerRow]],
        progress: Progress | None,
    ) -> None:
        self._known, self._tree = known, tree
        self._now_ms, self._now = now_ms, now_ms // 1000
        self._plan, self._gone = plan, gone
        own = progress or Progress({})
        self._clock = calendar(now_ms, own.utc_offset_minutes, own.rollover_hour)
        ids = {card.id for _, group in plan for card in group}
        self._reviews = history(own, ids, now_ms)
        self._standing = Standing(own, self._reviews, self._clock)
        # Ids are times of creation: Anki gives new ones to any that lie in the future.
        self._last_note = now_ms - len(plan) - len(gone)
        self._before_cards = now_ms - len(ids) - sum(len(rows) for rows in gone)
        self._made_cards = 0
        self._count: Counter[str] = Counter()
        self._ledger: list[LedgerRow] = []
        self._card_ids: dict[str, int] = {}
        self._decks: dict[str, int] = {}
        self._notes: list[NoteRow] = []
        self._cards: list[CardRow] = []

    def fill(self, collection: Collection, on_progress: Callable[[int, int], None]) -> None:
        """Write every note, card and review into a collection."""
        total = len(self._plan) + len(self._gone)
        on_progress(0, total)
        for done, (guid, group) in enumerate(self._plan, 1):
            self._add(guid, group)
            if done % AT_ONCE == 0:
                self._flush(collection)
                on_progress(done, total)
        for rows in self._gone:
            self._add_removed(rows)
        self._flush(collection)
        on_progress(total, total)
        collection.add_reviews(self._reviews, self._card_ids)
        tree = decks(self._decks, self._now)
        collection.finish(self._clock, self._now_ms, note_types(), tree, self._made_cards)

    def written(self) -> Written:
        """What was counted."""
        return Written(
            notes=len(self._plan) + len(self._gone),
            cards=self._made_cards,
            reviews=len(self._reviews),
            ledger=tuple(self._ledger),
            **self._count,
        )

    def _flush(self, collection: Collection) -> None:
        collection.add(self._notes, self._cards)
        self._notes, self._cards = [], []

    def _add(self, guid: str, group: tuple[Card, ...]) -> None:
        made = note(group)
        fields = made.packed
        content = made.hashed(fields)
        before = self._known.newest(guid)
        changed = self._known.changed(guid, content, self._now)
        if before is None:
            self._count["new"] += 1
        else:
            self._count["changed"] += before.changed != changed
            emptied = self._known.emptied(guid, made)
            self._count["emptied"] += len(emptied)
            self._ledger += emptied
        number = self._add_note(guid, made.family, changed, made.tags, fields, made.text)
        for card in group:
            self._add_card(card, number, guid, made.family, content, changed)

    def _add_card(
        self, card: Card, note: int, guid: str, kind: Family, content: str, changed: int
    ) -> None:
        ordinal = guids.ordinal(card)
        before = self._known.row(guid, ordinal)
        progress_at = before.progress_at if before else None
        if self._standing.has(card.id):
            self._count["with_progress"] += 1
            if before:
                self._count["late"] += 1
            else:
                progress_at = self._now_ms
        row = entry(guid, ordinal, card, kind, content, changed, progress_at)
        if row != before:
            self._ledger.append(row)
        at = self._standing.columns(card.id, self._made_cards + 1)
        self._card_ids[card.id] = self._put_card(note, self._tree.name(card), ordinal, at)

    def _add_removed(self, rows: Sequence[LedgerRow]) -> None:
        guid, family, fields = rows[0].guid, rows[0].family, farewell(rows)
        changed = max(self._now, max(row.changed for row in rows) + 1)
        number = self._add_note(guid, family, changed, (TAG,), packed(fields), plain(fields[0]))
        self._count["removed"] += len(rows)
        for row in rows:
            self._put_card(number, self._tree.root, row.ord, SUSPENDED)
            self._ledger.append(replace(row, removed=True, changed=changed))

    def _add_note(
        self, guid: str, kind: Family, changed: int, tags: Sequence[str], fields: bytes, text: str
    ) -> int:
        self._last_note += 1
        self._notes.append(
            note_row(self._last_note, guid, TYPE_IDS[kind], changed, tags, fields, text)
        )
        return self._last_note

    def _put_card(self, note: int, deck: str, ordinal: int, at: Columns) -> int:
        self._made_cards += 1
        if deck not in self._decks:
            self._decks[deck] = deck_id(deck)
        number = self._before_cards + self._made_cards
        self._cards.append(card_row(number, note, self._decks[deck], ordinal, self._now, at))
        return number
