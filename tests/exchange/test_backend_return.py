"""What comes back from Anki: every package it makes, its reviews once and only once, its decks."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from quizcli.days import learning_day
from quizcli.deckfiles.check import check
from quizcli.deckfiles.load import load
from quizcli.exchange import anki_decks, anki_read, anki_write, sides
from quizcli.exchange.anki import guids
from quizcli.exchange.anki.rows import Package
from quizcli.model import Card, Collection, Event
from quizcli.sched.replay import Rules, replay
from tests.exchange.making import ALL_KINDS, collection, drive
from tests.exchange.test_backend import now_ms, studied

pytestmark = pytest.mark.skipif(
    "QUIZCLI_ANKI_PYTHON" not in os.environ,
    reason="QUIZCLI_ANKI_PYTHON names no interpreter that has Anki's backend",
)

GIVEN = {"k-basic": (1, 3), "k-order": (3,), "k-cloze#c1": (4,), "k-reverse#reverse": (2,)}


def day_of(moment: datetime) -> int:
    """The learning day in UTC."""
    return learning_day(moment)


@pytest.fixture(scope="module")
def decks() -> Collection:
    return collection(ALL_KINDS)


@pytest.fixture(scope="module")
def cards(decks: Collection) -> list[Card]:
    return list(decks.cards)


@pytest.fixture(scope="module")
def reviewed(
    decks: Collection, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Package], list[Event], dict[str, list[int]], list[Any]]:
    """A collection with our progress and answers given in Anki, read in each of its five forms."""
    folder = tmp_path_factory.mktemp("reviewed")
    cards = list(decks.cards)
    log, progress, _ = studied(cards[:6], "UTC")
    path = folder / "ours.apkg"
    written = anki_write.write(
        path, cards, now_ms=now_ms(), progress=progress, all_decks=decks.decks
    )
    names = {row.card: (row.guid, row.ord) for row in written.ledger}
    given = [(card, button) for card, buttons in GIVEN.items() for button in buttons]
    answers = [["answer", *names[card], button] for card, button in given]
    forms = {
        "latest.apkg": ["exported", folder / "latest.apkg", False],
        "legacy.apkg": ["exported", folder / "legacy.apkg", True],
        "latest.colpkg": ["exported_collection", folder / "latest.colpkg", False],
        "legacy.colpkg": ["exported_collection", folder / "legacy.colpkg", True],
    }
    add = ["add", "Basic", {"Front": "foreign <b>front</b>", "Back": "back"}, ["a::b"], "Other"]
    _, _, *ids, rows = drive(folder, ["imported", path], add, *answers, ["revlog"])
    drive(folder, *forms.values())
    found = {name: anki_read.read(folder / name) for name in forms}
    found["collection.anki2"] = anki_read.read(folder / "collection.anki2")
    by_card: dict[str, list[int]] = {card: [] for card in GIVEN}
    for (card, _), at in zip(given, ids, strict=True):
        by_card[card].append(at)
    return found, log, by_card, rows


FORMS = ("latest.apkg", "legacy.apkg", "latest.colpkg", "legacy.colpkg", "collection.anki2")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_collection_reads_the_same(form: str, reviewed: Sequence[Any]) -> None:
    packages, _, _, rows = reviewed
    found = packages[form]

    notes = {note.id: note for note in found.notes}
    cards = {card.id: card for card in found.cards}
    assert [
        (notes[cards[row.card].note].guid, cards[row.card].ord, row.id, row.ease, row.interval)
        for row in sorted(found.revlog, key=lambda row: row.id)
    ] == [tuple(row[:5]) for row in rows]
    kinds = {kind.name: kind for kind in found.types.values()}
    assert {"quizcli Basic", "quizcli Cloze", "Basic"} <= set(kinds)
    assert "quizcli::Kubernetes::Kubernetes — Objects" in found.decks.values()
    assert (("Front", "Back"), False) == (kinds["Basic"].fields, kinds["Basic"].is_cloze)
    assert "{{Front}}" in kinds["Basic"].templates[0].question
    assert kinds["quizcli Cloze"].is_cloze


@pytest.mark.parametrize("form", FORMS)
def test_reviews_come_home_once_and_only_once(
    form: str, reviewed: Sequence[Any], cards: list[Card]
) -> None:
    """Ours are known again, Anki's are new at the first import and here at the second."""
    packages, log, by_card, _ = reviewed
    known = guids.known(cards)

    first = anki_read.events(packages[form], known, day_of, log)
    second = anki_read.events(packages[form], known, day_of, [*log, *first.events])

    assert {card: len(ids) for card, ids in by_card.items()} == {
        card: sum(event.card == card for event in first.events) for card in by_card
    }
    assert (sum(event.grade is not None for event in log), 0) == (first.ours, first.foreign)
    assert ((), len(first.events)) == (second.events, second.already)
    grades = [event.grade for event in first.events if event.card == "k-basic"]
    assert [1, 4] == grades
    # The log had no answer to it today, so the first one in Anki is its review.
    kinds = [event.kind for event in first.events if event.card == "k-basic"]
    assert ["review", "drill"] == kinds
    states = replay([*log, *first.events], Rules(fuzz=False))
    assert {"k-order", "k-cloze#c1", "k-reverse#reverse"} <= set(states)


def test_a_collection_that_anki_has_open_is_not_read_behind_its_back(tmp_path: Path) -> None:
    """Anki locks its collection while it runs: that is said, and nothing is written there."""
    path = tmp_path / "collection.anki2"
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma locking_mode = exclusive")
        other.execute("pragma journal_mode = wal")
        other.execute("create table col (id)")
        other.commit()
        before = sorted(tmp_path.iterdir())

        with pytest.raises(Exception, match="is open in Anki; close Anki and import again"):
            anki_read.read(path)

        assert before == sorted(tmp_path.iterdir())


def test_foreign_notes_become_a_deck_that_passes_the_check(tmp_path: Path) -> None:
    notes = [
        ["Basic", {"Front": "What is <b>1 &lt; 2</b>?", "Back": "true<br>of course"}, ["a::easy"]],
        ["Basic (and reversed card)", {"Front": "Haus", "Back": "house"}, []],
        ["Basic (optional reversed card)", {"Front": "Hund", "Back": "dog"}, []],
        ["Basic (type in the answer)", {"Front": "2 + 2", "Back": "4"}, []],
        ["Cloze", {"Text": "The {{c1::cat::animal}} sat on {{c2::the {{c3::mat}}}}.",
                   "Back Extra": "an old rhyme"}, ["rhyme"]],
        ["Cloze", {"Text": "A brace {{c1::{ on its own}}.", "Back Extra": ""}, []],
        ["Basic", {"Front": "<img src='../../x.png'>Which <script>alert(1)</script>bird?",
                   "Back": "[sound:owl.mp3]an owl<style>p{}</style>"}, []],
        ["Basic", {"Front": "<img src=only.png>", "Back": "a picture"}, []],
        ["Basic", {"Front": "no", "Back": "1:30"}, []],
    ]  # fmt: skip
    steps = [["add", kind, fields, tags, "Languages::German"] for kind, fields, tags in notes]
    drive(tmp_path, *steps, ["exported", tmp_path / "foreign.apkg", False])
    package = anki_read.read(tmp_path / "foreign.apkg")

    text, missing = anki_decks.to_yaml(package, "My German")

    deck = tmp_path / "german.yaml"
    deck.write_text(text, encoding="utf-8")
    assert [] == [problem for problem in check([deck]) if problem.level == "error"]
    made = load([deck])
    assert {
        "What is 1 < 2?": "true\nof course",
        "Haus": "house",
        "house": "Haus",
        "Hund": "dog",
        "2 + 2": "4",
        "The [...] sat on the mat.": "cat",
        "The cat sat on [...].": "the mat",
        "Which bird?": "an owl",
        "no": "1:30",
    } == {sides.question(card): sides.answer(card) for card in made.cards}
    assert {"a-easy", "rhyme"} == {tag for card in made.cards for tag in card.note.tags}
    assert {"", "animal"} == {card.note.hint for card in made.cards}
    assert ["Languages — German"] == [deck.title for deck in made.decks]
    assert "script" not in text
    assert [
        "the note 'A brace {{c1::{ on its own}}.':"
        " the blank '{{c1::' is not closed by }} on its line",
        "the note '<img src=only.png>': it has no text to ask or none to answer",
        "pictures and sounds: ../../x.png, owl.mp3, only.png",
    ] == list(missing)
