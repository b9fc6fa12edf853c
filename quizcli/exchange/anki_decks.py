"""Somebody else's Anki notes as a YAML deck of ours, with a list of what could not come along."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

import yaml

from quizcli.exchange.anki.clozes import translated
from quizcli.exchange.anki.html_text import one_line, to_text
from quizcli.exchange.anki.rows import ForeignNote, NoteType, Package
from quizcli.exchange.anki.templates import Sides, clozed, named, shown_after, sides
from quizcli.exchange.anki.types import TYPE_NAMES
from quizcli.notes.limits import MOST_NOTES
from quizcli.notes.names import slug

LONGEST_ID = 48
MOST_READ = 200  # characters of a text that an id is made of
LONGEST_SHOWN = 60
MOST_NAMED = 8  # media files named in the list
BETWEEN_HINTS = " · "
BETWEEN_DECKS = " — "
HEADER = "# Made by `quizcli import anki`; give the notes an `explain` and check them.\n"

Entry = dict[str, Any]


def to_yaml(package: Package, name: str, ours: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """A deck of the notes that are not ours, and a sentence for each thing that is not in it.

    `ours` are GUIDs to leave out. The deck is empty text when there is no note to carry.
    """
    maker = _Maker(package, _slug(name) or "anki", ours)
    notes = list(islice(maker.notes(), MOST_NOTES))
    if not notes:
        return "", maker.missing()
    title = maker.title() or one_line(name) or maker.prefix
    deck: Entry = {"deck": maker.prefix, "title": title, "notes": notes}
    text = yaml.dump(deck, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, indent=2)
    return HEADER + text.replace("\n- ", "\n\n- "), maker.missing()


def foreign(package: Package, ours: Collection[str]) -> int:
    """How many notes are not ours."""
    maker = _Maker(package, "", ours)
    return sum(not maker.is_ours(note, package.types.get(note.type)) for note in package.notes)


class _Maker:
    """Makes the notes of one deck and remembers what it had to leave out."""

    def __init__(self, package: Package, prefix: str, ours: Collection[str]) -> None:
        self.prefix = prefix
        self._package, self._ours = package, ours
        self._ids: Counter[str] = Counter()
        self._media: dict[str, None] = {}
        self._lost: list[str] = []
        self._left = len(package.notes)
        self._foreign: set[int] = set()
        self._cards: dict[int, list[int]] = defaultdict(list)
        self._decks: dict[int, str] = {}
        for card in package.cards:
            self._cards[card.note].append(card.ord)
            self._decks.setdefault(card.note, package.decks.get(card.deck, ""))

    def notes(self) -> Iterator[Entry]:
        """The notes in Anki's order of creation."""
        for note in sorted(self._package.notes, key=lambda note: note.id):
            self._left -= 1
            kind = self._package.types.get(note.type)
            if self.is_ours(note, kind):
                continue
            self._foreign.add(note.id)
            if kind is None or not kind.templates:
                self._lose(note, "its note type is missing")
                continue
            fields = dict(zip(kind.fields, note.fields, strict=False))
            try:
                yield from (
                    self._cloze(note, kind, fields)
                    if kind.is_cloze
                    else self._basic(note, kind, fields)
                )
            except ValueError as bad:
                self._lose(note, str(bad))

    def title(self) -> str:
        """The deck in Anki that all of the notes stand in or below; empty when there is none."""
        paths = [self._decks.get(note, "").split("::") for note in self._foreign]
        shared = takewhile(lambda level: len(set(level)) == 1, zip(*paths, strict=False))
        return one_line(BETWEEN_DECKS.join(level[0] for level in shared))

    def missing(self) -> tuple[str, ...]:
        """What is not in the deck, a sentence each."""
        found = list(self._lost)
        if self._media:
            names = list(self._media)
            more = len(names) - MOST_NAMED
            rest = f" and {more} more" if more > 0 else ""
            found.append(f"pictures and sounds: {', '.join(names[:MOST_NAMED])}{rest}")
        cards = {card.id for card in self._package.cards if card.note in self._foreign}
        reviews = sum(row.card in cards for row in self._package.revlog)
        if self._left:
            found.append(f"{self._left} notes more: a deck has {MOST_NOTES:,} at most")
        if reviews:
            found.append(f"the progress of these cards: {reviews} reviews")
        return tuple(found)

    def is_ours(self, note: ForeignNote, kind: NoteType | None) -> bool:
        """Whether we made the note; Anki at times lengthens the name of a note type."""
        return note.guid in self._ours or (
            kind is not None and kind.name.startswith(tuple(TYPE_NAMES.values()))
        )

    def _basic(
        self, note: ForeignNote, kind: NoteType, fields: Mapping[str, str]
    ) -> Iterator[Entry]:
        """One note for a card and the one after it, and one for each further card."""
        ordinals = [n for n in sorted(set(self._cards[note.id])) if n < len(kind.templates)] or [0]
        found = [sides(kind.templates[ordinal], fields) for ordinal in ordinals]
        for each in found:
            self._media |= dict.fromkeys(each.media)
        cards = [each for each in found if each.prompt and each.answer]
        if not cards:
            raise ValueError("it has no text to ask or none to answer")
        first, *others = cards
        entry = self._entry(note, first.prompt) | _asked(first)
        for other in others[:1]:
            swapped = (other.prompt, other.answer) == (first.answer, first.prompt)
            back = {"prompt": other.prompt, "answer": other.answer}
            entry["reverse"] = True if swapped else back
        yield entry | _explained(first.explain)
        for other in others[1:]:
            yield self._entry(note, other.prompt) | _asked(other) | _explained(other.explain)

    def _cloze(
        self, note: ForeignNote, kind: NoteType, fields: Mapping[str, str]
    ) -> Iterator[Entry]:
        template = kind.templates[0]
        source = clozed(template) or kind.fields[0]
        text, media = to_text(fields.get(source, ""))
        cloze = translated(text)
        others = {n: fields[n] for n in shown_after(template, fields) if n != source}
        explain, more = named(others)
        self._media |= dict.fromkeys(media + more)
        entry = self._entry(note, cloze.plain) | {"type": "cloze", "text": cloze.text}
        hint = {"hint": BETWEEN_HINTS.join(cloze.hints)} if cloze.hints else {}
        yield entry | hint | _explained(explain)

    def _entry(self, note: ForeignNote, named_by: str) -> Entry:
        """What every note begins with: its id, the section it stood in, its tags."""
        entry: Entry = {"id": self._id(named_by)}
        tags = tuple(dict.fromkeys(filter(None, map(_slug, note.tags))))
        section = one_line(self._decks.get(note.id, "").replace("::", BETWEEN_DECKS))
        return entry | ({"section": section} if section else {}) | ({"tags": tags} if tags else {})

    def _id(self, text: str) -> str:
        """A new id with the first words of the text in it."""
        whole = _slug(text[:MOST_READ])
        cut = whole[:LONGEST_ID].rpartition("-")[0] or whole[:LONGEST_ID]
        stem = f"{self.prefix}-{whole if len(whole) <= LONGEST_ID else cut}".strip("-")
        found = stem
        while found in self._ids:
            # Counted on from the last of the same stem: a deck may have thousands of one.
            self._ids[stem] += 1
            found = f"{stem}-{self._ids[stem]}"
        self._ids[found] = 1
        return found

    def _lose(self, note: ForeignNote, why: str) -> None:
        shown = " ".join(re.sub(r"<[^>]*>", " ", note.fields[0][:MOST_READ]).split())
        self._lost.append(f"the note '{(shown or note.fields[0])[:LONGEST_SHOWN]}': {why}")


def _slug(text: str) -> str:
    """A slug of Latin letters and digits alone; empty when the text has none."""
    return re.sub(r"[^a-z0-9]+", "-", slug(text)).strip("-")


def _asked(card: Sides) -> Entry:
    entry: Entry = {"prompt": card.prompt, "answer": card.answer}
    return entry | ({"accept": ()} if card.typed and "\n" not in card.answer else {})


def _explained(text: str) -> Entry:
    return {"explain": text} if text else {}


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, lists in one line, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


def _list(dumper: yaml.SafeDumper, items: tuple[str, ...]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, _list)
