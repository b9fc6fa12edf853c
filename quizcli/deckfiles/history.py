"""Cards with reviews that the decks no longer have, and the line that would give them back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from quizcli.errors import Place, Problem
from quizcli.model import Collection, Note
from quizcli.notes.names import nearest
from quizcli.shapes import Label, Table

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
    notes = {str(card.note.id): card.note for card in collection.cards}
    renamed = collection.renamed()
    with_history = {renamed.get(note_id, note_id) for note_id, _ in known_ids.values()}
    for note_id, card_ids in sorted(lost.items()):
        note = notes.get(note_id)
        if note is None:
            fingerprints = {known_ids[card_id][1] for card_id in card_ids}
            fresh = {name: each for name, each in notes.items() if name not in with_history}
            heir = _same_question(collection, fresh, fingerprints) or fresh.get(
                nearest(note_id, fresh)
            )
            yield _gone(note_id, len(card_ids), heir, notes)
        else:
            yield from _lost_facets(note, card_ids, known_ids)


def _same_question(
    collection: Collection, fresh: Mapping[str, Note], fingerprints: set[str]
) -> Note | None:
    found = (card.note for card in collection.cards if card.fingerprint in fingerprints)
    return next((note for note in found if note.id in fresh), None)


def _gone(note_id: str, cards: int, heir: Note | None, notes: Mapping[str, Note]) -> Problem:
    message = f"note '{note_id}' is in no deck any more; {_has_history(cards)}"
    if heir:
        hint = f"if it is now '{heir.id}', add `was: [{note_id}]` there"
        return Problem(heir.place, message, hint, "warning", note_id)
    neighbour = max(
        notes, key=lambda name: SequenceMatcher(None, name, note_id).ratio(), default=""
    )
    place = Place(notes[neighbour].place.path) if neighbour else Place("")
    return Problem(place, message, RETIRE, "warning", note_id)


def _lost_facets(
    note: Note, card_ids: Iterable[str], known_ids: Mapping[str, tuple[str, str]]
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
        heir = _relabelled(note, axis, key, known_ids)
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


def _relabelled(
    note: Note, axis: str, key: str, known_ids: Mapping[str, tuple[str, str]]
) -> Label | None:
    """The label without history most like the lost one, or the only one there is."""
    if note.table is None:
        return None
    of_subjects = (axis == "row") == (note.table.compare == "rows")
    labels = note.table.subjects if of_subjects else note.table.attributes
    part = 0 if of_subjects else 1
    used = {
        facet.split("/")[part]
        for card_id, (note_id, _) in known_ids.items()
        if note_id in (note.id, *note.was) and "/" in (facet := card_id.partition("#")[2])
    }
    fresh = {label.key: label for label in labels if label.key not in used}
    return next(iter(fresh.values())) if len(fresh) == 1 else fresh.get(nearest(key, fresh))


def _has_history(cards: int) -> str:
    return "1 card of it has history" if cards == 1 else f"{cards} cards of it have history"
