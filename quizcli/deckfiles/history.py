"""Cards with reviews that the decks no longer have, and the line that would give them back."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from operator import eq

from quizcli.errors import Place, Problem
from quizcli.model import Collection, Note
from quizcli.notes.names import nearest
from quizcli.phrases import counted
from quizcli.shapes import Label, Table

MOST_SEARCHED = 100  # lost notes for which a note with a similar id is searched
RETIRE = "if it went on purpose, list it under `retired:` of its deck"


def vanished(
    collection: Collection, known_ids: Mapping[str, tuple[str, str]]
) -> tuple[Problem, ...]:
    """What became of cards that have history, by `known_ids`: card id → (note id, fingerprint).

    A card counts as kept when it is there, renamed by `was:` or `keys:`, or retired. All decks have
    to be in the collection: a card of one that is not would count as vanished.
    """
    renamed = collection.renamed()
    present = {str(card.id) for card in collection.cards}
    retired = {each for deck in collection.decks for each in deck.retired}
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for card_id, (note_id, _) in known_ids.items():
        facet = card_id.partition("#")[2]
        note_now = renamed.get(note_id, note_id)
        id_now = f"{note_now}#{facet}" if facet else note_now
        if id_now not in present and not {card_id, note_id} & retired:
            lost[note_now].append(card_id)
    return tuple(_problems(collection, known_ids, lost))


def _problems(
    collection: Collection,
    known_ids: Mapping[str, tuple[str, str]],
    lost: Mapping[str, list[str]],
) -> Iterator[Problem]:
    decks = _Decks(collection, known_ids)
    for place, (note_id, card_ids) in enumerate(sorted(lost.items())):
        note = decks.notes.get(note_id)
        if note is not None:
            yield from _lost_facets(note, card_ids, decks.facets)
            continue
        heir = decks.same_question({known_ids[card_id][1] for card_id in card_ids})
        if heir is None and place < MOST_SEARCHED:
            heir = decks.fresh.get(nearest(note_id, decks.fresh))
        yield _gone(note_id, len(card_ids), heir, decks)


class _Decks:
    """What the decks have now, put so that a lost card's heir is found without a search of all."""

    def __init__(self, collection: Collection, known_ids: Mapping[str, tuple[str, str]]) -> None:
        self.notes = {str(card.note.id): card.note for card in collection.cards}
        renamed = collection.renamed()
        with_history = {renamed.get(note_id, note_id) for note_id, _ in known_ids.values()}
        self.fresh = {name: each for name, each in self.notes.items() if name not in with_history}
        self._by_fingerprint = {
            card.fingerprint: card.note
            for card in reversed(collection.cards)
            if card.note.id in self.fresh
        }
        self.facets: defaultdict[str, list[str]] = defaultdict(list)
        for card_id, (note_id, _) in known_ids.items():
            self.facets[note_id].append(card_id.partition("#")[2])
        self._names = sorted(self.notes)

    def same_question(self, fingerprints: Iterable[str]) -> Note | None:
        """The first note without history that asks what the lost one asked."""
        found = (self._by_fingerprint.get(each) for each in sorted(fingerprints))
        return next(filter(None, found), None)

    def path_of_neighbour(self, note_id: str) -> str:
        """The file of the note whose id begins most like this one."""
        index = bisect(self._names, note_id)
        near = self._names[max(0, index - 1) : index + 1]
        closest = max(near, key=lambda name: _shared_letters(name, note_id), default="")
        return self.notes[closest].place.path if closest else ""


def _shared_letters(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return sum(takewhile(bool, map(eq, one, other)))


def _gone(note_id: str, cards: int, heir: Note | None, decks: _Decks) -> Problem:
    message = f"note '{note_id}' is in no deck any more; {_has_history(cards)}"
    if heir:
        hint = f"if it is now '{heir.id}', add `was: [{note_id}]` there"
        return Problem(heir.place, message, hint, "warning", note_id)
    return Problem(Place(decks.path_of_neighbour(note_id)), message, RETIRE, "warning", note_id)


def _lost_facets(
    note: Note, card_ids: Iterable[str], facets: Mapping[str, list[str]]
) -> Iterator[Problem]:
    labels: Counter[tuple[str, str]] = Counter()
    for card_id in card_ids:
        facet = card_id.partition("#")[2]
        lost = _lost_label(note.table, facet) if note.table else None
        if lost:
            labels[lost] += 1
        else:
            message = f"note '{note.id}' no longer asks '{facet or note.id}'; {_has_history(1)}"
            yield Problem(note.place, message, RETIRE, "warning", note.id)
    for (axis, key), cards in labels.items():
        message = f"table '{note.id}' no longer has the {axis} '{key}'; {_has_history(cards)}"
        heir = _relabelled(note, axis, key, facets)
        hint = f"if it is now '{heir.text}', add `keys: {{{key}: {heir.text}}}`" if heir else RETIRE
        yield Problem(note.place, message, hint, "warning", note.id)


def _lost_label(table: Table, facet: str) -> tuple[str, str] | None:
    """Which axis of the table lacks a label of this facet, and the label's key."""
    subject, _, rest = facet.partition("/")
    attribute = rest.partition("/")[0]
    if subject not in {label.key for label in table.subjects}:
        return ("row" if table.compare == "rows" else "column"), subject
    if attribute not in {label.key for label in table.attributes}:
        return ("column" if table.compare == "rows" else "row"), attribute
    return None


def _relabelled(note: Note, axis: str, key: str, facets: Mapping[str, list[str]]) -> Label | None:
    """The label without history most like the lost one, or the only one there is."""
    if note.table is None:
        return None
    of_subjects = (axis == "row") == (note.table.compare == "rows")
    labels = note.table.subjects if of_subjects else note.table.attributes
    part = 0 if of_subjects else 1
    used = {
        facet.split("/")[part]
        for name in (note.id, *note.was)
        for facet in facets.get(name, ())
        if "/" in facet
    }
    fresh = {label.key: label for label in labels if label.key not in used}
    return next(iter(fresh.values())) if len(fresh) == 1 else fresh.get(nearest(key, fresh))


def _has_history(cards: int) -> str:
    return f"{counted(cards, 'card')} of it {'has' if cards == 1 else 'have'} history"
