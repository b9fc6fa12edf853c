"""What was handed to Anki before: it decides the GUID and the time of change of every note.

Anki updates a note when its time is newer than the one it has. The time of the export would undo
what people edited there; a time that stands still would never let an edit arrive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizcli.exchange import sides
from quizcli.exchange.anki import guids
from quizcli.exchange.anki.guids import Family
from quizcli.model import Card

MOST_KEPT = 500  # characters of a question that are kept for the day it is removed


class LedgerRow(Struct, frozen=True, gc=False):
    """One Anki card, by `guid` and `ord`, as it was last exported.

    `changed` is in seconds, `progress_at` in milliseconds; `question` and `answer` are what is
    left of the card when its deck drops it.
    """

    guid: str
    ord: int
    card: str
    family: Family
    content: str
    changed: int
    progress_at: int | None = None
    removed: bool = False
    question: str = ""
    answer: str = ""


class Ledger:
    """The rows of earlier exports, asked by GUID and by card."""

    def __init__(self, rows: Iterable[LedgerRow] = ()) -> None:
        self._rows = {(row.guid, row.ord): row for row in rows}
        self._newest: dict[str, LedgerRow] = {}
        self._guids: dict[tuple[str, Family], str] = {}
        for row in sorted(self._rows.values(), key=lambda row: (not row.removed, -row.ord)):
            self._newest[row.guid] = row
            self._guids[row.card, row.family] = row.guid

    def row(self, guid: str, ordinal: int) -> LedgerRow | None:
        """What is known of one Anki card."""
        return self._rows.get((guid, ordinal))

    def guids(self, groups: Sequence[Sequence[Card]]) -> list[str]:
        """The GUID of each group of cards, all different; a remembered one before a computed."""
        found = [""] * len(groups)
        if self._guids:
            present = {card.id for cards in groups for card in cards}
            found = [self._remembered(cards, present) for cards in groups]
        taken = {guid for guid in found if guid}
        for index, cards in enumerate(groups):
            if not found[index]:
                found[index] = _unused(cards[0], taken)
                taken.add(found[index])
        return found

    def _remembered(self, cards: Sequence[Card], present: Collection[str]) -> str:
        for card in cards:
            facet = card.id[len(card.note.id) :]
            formers = [old + facet for old in card.note.was if old + facet not in present]
            for name in (card.id, *formers):
                if guid := self._guids.get((name, guids.family(card))):
                    return guid
        return ""

    def changed(self, guid: str, content: str, now: int) -> int:
        """When the note last changed, in seconds: later than at the last export if it did."""
        before = self._newest.get(guid)
        if before is None:
            return now
        same = before.content == content and not before.removed
        return before.changed if same else max(now, before.changed + 1)

    def newest(self, guid: str) -> LedgerRow | None:
        """What is known of a note, from a card of it that is not removed where there is one."""
        return self._newest.get(guid)

    def gone(self, present: Collection[str]) -> list[list[LedgerRow]]:
        """The rows of each note that no deck has any more and Anki has not been told of."""
        notes: dict[str, list[LedgerRow]] = {}
        for _, row in sorted(self._rows.items()):
            if row.guid not in present and not row.removed:
                notes.setdefault(row.guid, []).append(row)
        return list(notes.values())

    def emptied(self, guid: str, cards: Sequence[Card]) -> list[LedgerRow]:
        """The rows of cards that a note of today no longer has, marked as removed."""
        ordinals = {guids.ordinal(card) for card in cards}
        rows = (self._rows.get((guid, ordinal)) for ordinal in (0, 1) if ordinal not in ordinals)
        return [replace(row, removed=True) for row in rows if row and not row.removed]


def entry(guid: str, card: Card, content: str, changed: int, progress_at: int | None) -> LedgerRow:
    """The row that remembers a card as it is exported now."""
    kind, question, answer = guids.family(card), sides.question(card), sides.answer(card)
    return LedgerRow(
        guid, guids.ordinal(card), card.id, kind, content, changed, progress_at, False,
        question[:MOST_KEPT], answer[:MOST_KEPT],
    )  # fmt: skip


def _unused(card: Card, taken: Collection[str]) -> str:
    """A GUID for a card never exported, aside from one that a renamed note has kept."""
    name, family = guids.owner(card), guids.family(card)
    while (guid := guids.guid(name, family)) in taken:
        name += "~"
    return guid
