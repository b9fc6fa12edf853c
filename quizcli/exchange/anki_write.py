"""Decks as an Anki package: stable notes, and on request the progress of every card."""

from __future__ import annotations

import gc
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizcli.errors import QuizError
from quizcli.exchange.anki import guids
from quizcli.exchange.anki.collection import CardRow, Collection, NoteRow, card_row, note_row, pack
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

AT_ONCE = 200  # notes rendered between two words of progress
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
            # Deflating is half of the rest and needs no interpreter: the ledger is made meanwhile.
            with ThreadPoolExecutor(max_workers=1) as beside:
                done = beside.submit(pack, file, package)
                written = sheet.written()
                done.result()
    except sqlite3.Error as bad:
        raise QuizError(f"{path} cannot be written: {bad}.") from bad
    return written


class _Sheet:
    """The rows of one export, table by table, and what is counted on the way.

    Notes are numbered from `_first_note` and cards from `_first_card` in the order of the plan,
    those that are gone last.
    """

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
        self._notes = len(plan) + len(gone)
        self._cards = len(ids) + sum(len(rows) for rows in gone)
        # Ids are times of creation: Anki gives new ones to any that lie in the future.
        self._first_note = now_ms - self._notes + 1
        self._first_card = now_ms - self._cards + 1
        self._contents: list[str] = []
        self._changed: list[int] = []
        self._card_ids: dict[str, int] = {}
        self._decks: dict[str, int] = {}

    def fill(self, collection: Collection, on_progress: Callable[[int, int], None]) -> None:
        """Write every note, card and review into a collection."""
        collection.add_notes(self._note_rows(on_progress))
        collection.add_cards(self._card_rows())
        collection.add_reviews(self._reviews, self._card_ids)
        tree = decks(self._decks, self._now)
        collection.finish(self._clock, self._now_ms, note_types(), tree, self._cards)

    def _note_rows(self, on_progress: Callable[[int, int], None]) -> Iterator[NoteRow]:
        on_progress(0, self._notes)
        for done, (guid, group) in enumerate(self._plan):
            if done and done % AT_ONCE == 0:
                on_progress(done, self._notes)
            made = note(group)
            fields = made.packed
            content = made.hashed(fields)
            changed = self._known.changed(guid, content, self._now)
            self._contents.append(content)
            self._changed.append(changed)
            yield note_row(
                self._first_note + done, guid, TYPE_IDS[made.family], changed, made.tags, fields,
                made.text,
            )  # fmt: skip
        for number, rows in enumerate(self._gone, self._first_note + len(self._plan)):
            guid, family, last = rows[0].guid, rows[0].family, farewell(rows)
            yield note_row(
                number, guid, TYPE_IDS[family], self._gone_at(rows), (TAG,), packed(last),
                plain(last[0]),
            )  # fmt: skip
        on_progress(self._notes, self._notes)

    def _card_rows(self) -> Iterator[CardRow]:
        numbers, before = count(self._first_card), self._first_card - 1
        for owner, (_, group) in enumerate(self._plan, self._first_note):
            for card in group:
                self._card_ids[card.id] = number = next(numbers)
                at = self._standing.columns(card.id, number - before)
                deck = self._deck(self._tree.name(card))
                yield card_row(number, owner, deck, guids.ordinal(card), self._now, at)
        for owner, rows in enumerate(self._gone, self._first_note + len(self._plan)):
            deck = self._deck(self._tree.root)
            for row in rows:
                yield card_row(next(numbers), owner, deck, row.ord, self._now, SUSPENDED)

    def _deck(self, name: str) -> int:
        if name not in self._decks:
            self._decks[name] = deck_id(name)
        return self._decks[name]

    def _gone_at(self, rows: Sequence[LedgerRow]) -> int:
        return max(self._now, max(row.changed for row in rows) + 1)

    def written(self) -> Written:
        """What was written, counted, with the rows to remember of it."""
        tally: Counter[str] = Counter()
        ledger = tuple(self._ledger_rows(tally))
        return Written(
            notes=self._notes, cards=self._cards, reviews=len(self._reviews), ledger=ledger, **tally
        )

    def _ledger_rows(self, tally: Counter[str]) -> Iterator[LedgerRow]:
        plan = zip(self._plan, self._contents, self._changed, strict=True)
        for (guid, group), content, changed in plan:
            before = self._known.newest(guid)
            if before is None:
                tally["new"] += 1
            else:
                tally["changed"] += before.changed != changed
                emptied = self._known.emptied(guid, group)
                tally["emptied"] += len(emptied)
                yield from emptied
            for card in group:
                known = self._known.row(guid, guids.ordinal(card))
                row = self._entry(card, guid, content, changed, known, tally)
                if row != known:
                    yield row
        for rows in self._gone:
            tally["removed"] += len(rows)
            for row in rows:
                yield replace(row, removed=True, changed=self._gone_at(rows))

    def _entry(
        self,
        card: Card,
        guid: str,
        content: str,
        changed: int,
        known: LedgerRow | None,
        tally: Counter[str],
    ) -> LedgerRow:
        progress_at = known.progress_at if known else None
        if self._standing.has(card.id):
            tally["with_progress"] += 1
            if known:
                tally["late"] += 1
            else:
                progress_at = self._now_ms
        return entry(guid, card, content, changed, progress_at)
