"""Deck files into cards: every deck on its own, then all together, with what is wrong."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from quizcli.deckfiles import located
from quizcli.deckfiles.contents import contents, is_text
from quizcli.deckfiles.unique import Taken
from quizcli.errors import Place, Problem
from quizcli.model import Card, Collection, Deck, NoteId
from quizcli.notes import nodes
from quizcli.notes.kinds import LINE, SLUG, Kind, list_of
from quizcli.notes.limits import LONGEST_NAME, MOST_PROBLEMS, MOST_PROBLEMS_OF_FILE, MOST_TAGS
from quizcli.notes.names import slug
from quizcli.notes.note import DeckHead, compile_note
from quizcli.notes.report import Report
from quizcli.notes.spec import AnyField, Entry, Fields, optional, read_fields, required


def _read_notes(node: nodes.Node, report: Report) -> tuple[nodes.Node, ...] | None:
    if isinstance(node, nodes.Sequence):
        return node.items
    report.error(node, "the notes are written as a list", "begin each note with `- id: …`")
    return None


DECK = required("deck", SLUG, "A short name for the deck, unique: aws-s3.")
TITLE = optional("title", LINE, "What the deck is called on screen.", "")
SECTION = optional("section", LINE, "The study guide's heading that the deck covers.", "")
TAGS = optional("tags", list_of(SLUG, MOST_TAGS), "Topics of every note in the deck.", ())
ANKI_DECK = optional("anki_deck", LINE, "The deck's name in Anki exports.", "")
RETIRED = optional("retired", list_of(LINE), "Ids that were dropped on purpose.", ())
NOTES = required(
    located.NOTES, Kind(_read_notes, {"type": "array"}), "The notes, in the order to learn them."
)

HEAD: tuple[AnyField, ...] = (DECK, TITLE, SECTION, TAGS, ANKI_DECK, RETIRED, NOTES)
_FIELDS = Fields(HEAD)


MOST_CARDS = 20_000  # of one file


class Loaded(NamedTuple):
    """One deck file: its deck (None when its head cannot be read), cards and problems."""

    deck: Deck | None
    cards: tuple[Card, ...] = ()
    problems: tuple[Problem, ...] = ()


class Sources(Struct, frozen=True):
    """All decks together with the nodes their notes were written as, for those who check them."""

    collection: Collection
    nodes: Mapping[NoteId, nodes.Mapping]


def load(paths: Iterable[str | os.PathLike[str]]) -> Collection:
    """All decks of some files, in that order; a file that cannot be read is a problem."""
    return together(load_file(os.fspath(path)) for path in paths)


def load_file(path: str) -> Loaded:
    """The deck of one file; one that cannot be read is a problem."""
    return _load_file(path)[0]


def load_deck(path: str, data: bytes) -> Loaded:
    """The deck of one file's bytes; good notes load whatever is wrong with the others."""
    return _load(path, data)[0]


def load_sources(paths: Iterable[str | os.PathLike[str]]) -> Sources:
    """All decks of some files with the nodes of their notes."""
    loaded: list[Loaded] = []
    written: dict[NoteId, nodes.Mapping] = {}
    for path in paths:
        deck, by_id = _load_file(os.fspath(path))
        loaded.append(deck)
        for note_id, node in by_id.items():
            written.setdefault(note_id, node)
    return Sources(together(loaded), written)


def together(loaded: Iterable[Loaded]) -> Collection:
    """Decks as one collection; of notes with one id the first stands, others are problems."""
    taken = Taken()
    decks: list[Deck] = []
    cards: list[Card] = []
    problems: list[Problem] = []
    for one in loaded:
        problems.extend(one.problems)
        if one.deck:
            clash = taken.deck(one.deck.slug, one.deck.path)
            if clash:
                problems.append(clash)
            else:
                decks.append(one.deck)
        for _, of_note in groupby(one.cards, lambda card: card.note.place):
            first, *others = of_note
            double = taken.note(first.note.id, first.note.place)
            if double:
                problems.append(double)
            else:
                cards += (first, *others)
    return Collection(tuple(decks), tuple(cards), tuple(problems))


def _load_file(path: str) -> tuple[Loaded, dict[NoteId, nodes.Mapping]]:
    if not is_text(path):
        bad_name = Problem(Place(path), "the name of this file is not UTF-8", "rename it")
        return Loaded(None, (), (bad_name,)), {}
    data = contents(path)
    if isinstance(data, Problem):
        return Loaded(None, (), (data,)), {}
    return _load(path, data)


def _load(path: str, data: bytes) -> tuple[Loaded, dict[NoteId, nodes.Mapping]]:
    file = located.read(path, data, _FIELDS.by_name)
    report = Report(path)
    entry = _head(file, report)
    if entry is None:
        return Loaded(None, (), (*file.all_problems, *report.problems)), {}
    deck = _deck(entry, path)
    head = DeckHead(deck.slug, deck.section, deck.tags)
    spoiled = _Spoiled(file, entry[NOTES], head)
    problems = [*spoiled.problems, *report.problems]
    cards: list[Card] = []
    written: dict[NoteId, nodes.Mapping] = {}
    left_out = report.left_out
    for node in entry[NOTES]:
        if node in spoiled:
            continue
        room = max(0, MOST_PROBLEMS_OF_FILE - len(problems))
        note_report = Report(path, most=min(MOST_PROBLEMS, room))
        compiled = compile_note(node, head, note_report)
        if len(cards) + len(compiled) > MOST_CARDS:
            problems.append(_no_further(path, node))
            break
        problems.extend(note_report.problems)
        left_out += note_report.left_out
        if compiled and isinstance(node, nodes.Mapping):
            cards.extend(compiled)
            written.setdefault(compiled[0].note.id, node)
    if left_out:
        problems.append(
            Problem(Place(path), f"{left_out} more problems of this file are not listed")
        )
    return Loaded(deck, tuple(cards), tuple(problems)), written


def _no_further(path: str, node: nodes.Node) -> Problem:
    message = f"a deck gives {MOST_CARDS:,} cards at most; the notes from here on are not read"
    return Problem(Place(path, node.line, node.column), message, "split the file")


def _head(file: located.Located, report: Report) -> Entry | None:
    match file.node:
        case nodes.Mapping() as node:
            entry = read_fields(node, _FIELDS, report, "a deck")
        case None if not file.cuts:
            report.problems.append(
                Problem(Place(report.path), "the file is empty", "quizcli new deck NAME writes one")
            )
            return None
        case None:
            return None
        case other:
            report.error(other, "a deck is written as `deck:`, `title:`, `notes:` …")
            return None
    if file.cuts and not (DECK in entry and NOTES in entry):
        # What is missing may stand where reading stopped.
        report.problems.clear()
    return entry if NOTES in entry else None


def _deck(entry: Entry, path: str) -> Deck:
    name = entry[DECK] if DECK in entry else slug(_stem(path))
    return Deck(
        slug=name,
        title=entry[TITLE] or name,
        section=entry[SECTION],
        path=path,
        tags=entry[TAGS],
        anki_deck=entry[ANKI_DECK],
        retired=entry[RETIRED],
    )


def _stem(path: str) -> str:
    """The name of a file without its ending."""
    return os.path.splitext(os.path.basename(path))[0]  # noqa: PTH119, PTH122


def _is_good(note: nodes.Node, head: DeckHead) -> bool:
    """Whether nothing is missing in a note or wrong."""
    report = Report("")
    return bool(compile_note(note, head, report)) and not report.has_errors


class _Spoiled:
    """The notes in which a problem of the file itself stands, such as a key that stands twice."""

    def __init__(
        self, file: located.Located, notes: tuple[nodes.Node, ...], head: DeckHead
    ) -> None:
        self._notes: set[int] = set()
        self.problems: dict[Problem, None] = {}
        if not file.problems and not file.cuts:
            return
        begun: dict[tuple[int, int], nodes.Node | None] = {
            (cut.problem.place.line, cut.problem.place.column): cut.note for cut in file.cuts
        }
        begun |= {(node.line, node.column): node for node in notes}
        starts = sorted(begun)
        for problem in file.problems:
            index = bisect_right(starts, (problem.place.line, problem.place.column)) - 1
            self._add(problem, begun[starts[index]] if index >= 0 else None)
        for cut in file.cuts:
            stands = cut.may_stand and cut.note and _is_good(cut.note, head)
            self._add(cut.problem, None if stands else cut.note)

    def _add(self, problem: Problem, note: nodes.Node | None) -> None:
        if note is not None:
            self._notes.add(id(note))
        name = note.text("id") if isinstance(note, nodes.Mapping) else ""
        self.problems[replace(problem, note=name[:LONGEST_NAME])] = None

    def __contains__(self, node: nodes.Node) -> bool:
        return id(node) in self._notes
