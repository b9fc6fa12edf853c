"""What Anki itself says of our packages; needs QUIZCLI_ANKI_PYTHON, an interpreter with `anki`."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from quizcli.days import learning_day
from quizcli.exchange import anki_write, sides
from quizcli.exchange.anki import guids
from quizcli.exchange.anki.progress import Progress
from quizcli.exchange.anki.text import clean
from quizcli.model import Card, Event
from quizcli.sched.replay import Rules, replay
from quizcli.shapes import Choice, Order, Recall, Typed
from tests.exchange.making import ALL_KINDS, DAY_MS, at, bundled, collection, drive

pytestmark = pytest.mark.skipif(
    "QUIZCLI_ANKI_PYTHON" not in os.environ,
    reason="QUIZCLI_ANKI_PYTHON names no interpreter that has Anki's backend",
)
NOTHING = {
    "new": 0, "updated": 0, "duplicate": 0, "conflicting": 0, "first_field_match": 0,
    "missing_notetype": 0, "missing_deck": 0, "empty_first_field": 0,
}  # fmt: skip


def now_ms() -> int:
    """The real clock: the backend compares with it what it imports."""
    return int(time.time() * 1000) - 5000


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\xa0", " "))


def expected_texts(card: Card) -> tuple[list[str], list[str]]:
    """Texts that have to stand on the question side and on the answer side of a card."""
    shape = card.shape
    asked, answered = [shape.prompt], [card.note.explain]
    if shape.sample:
        asked.append(shape.sample.text)
    match shape:
        case Typed() if shape.pieces:
            asked.append("".join("[...]" if p.blank is not None else p.text for p in shape.pieces))
            answered.append("".join(piece.text for piece in shape.pieces))
        case Choice() if card.note.table is None:
            asked += [option.text for option in shape.options]
            answered += [option.why for option in shape.options if option.why]
            answered += [f"{text} ✓" for text in shape.right]
        case Choice() | Recall() | Typed() | Order():
            answered += sides.answer(card).split("\n")
        case _:
            answered += [shape.model, *(point.text for point in shape.points)]
    return asked, answered


@pytest.fixture(scope="module")
def decks() -> list[Card]:
    """Every bundled deck, and one with a note of every kind."""
    return [*bundled().cards, *collection(ALL_KINDS).cards]


def test_every_bundled_deck_arrives_twice_as_it_is_here(decks: list[Card], tmp_path: Path) -> None:
    """Notes, cards and texts at the first import; only what was edited at the second."""
    first, again, second = (tmp_path / f"{name}.apkg" for name in ("first", "again", "second"))
    clock = now_ms() - 60_000
    written = anki_write.write(first, decks, now_ms=clock)
    same = anki_write.write(again, decks, now_ms=clock + 20_000, ledger=written.ledger)
    changed_notes = {card.note.id for index, card in enumerate(decks) if index % 97 == 0}
    edited = [
        replace(card, note=replace(card.note, explain=card.note.explain + " And more."))
        if card.note.id in changed_notes
        else card
        for card in decks
    ]
    changed = anki_write.write(second, edited, now_ms=clock + 40_000, ledger=written.ledger)
    names = {row.card: (row.guid, row.ord) for row in written.ledger}
    answers = [[*names[card.id], 1 + index % 4] for index, card in enumerate(decks[::211])]
    # Anki keeps an edit made there after ours, so it is made to a note that we leave alone.
    mine = next(names[card.id][0] for card in decks if card.note.id not in changed_notes)

    (log, cards, check, *revlog_ids, _, unchanged, log_2, cards_2, revlog, check_2) = drive(
        tmp_path,
        ["imported", first],
        ["cards"],
        ["check"],
        *(["answer", *answer] for answer in answers),
        ["edit", mine, "Spare", "a remark of my own"],
        ["imported", again],
        ["imported", second],
        ["cards"],
        ["revlog"],
        ["check"],
    )

    assert NOTHING | {"new": written.notes} == log
    assert (written.notes, written.cards) == (len(_guids(written)), len(decks))
    assert len(decks) == len(cards)
    assert (0, True) == (check["empty"], check["integrity"][1])
    assert NOTHING | {"duplicate": written.notes} == unchanged
    assert (0, 0) == (same.changed, same.new)
    assert NOTHING | {
        "updated": changed.changed, "duplicate": written.notes - changed.changed
    } == log_2  # fmt: skip
    assert len({guids.owner(c) + guids.family(c) for c in decks if c.note.id in changed_notes}) == (
        changed.changed
    )
    assert revlog_ids == [row[2] for row in revlog]
    assert (0, True) == (check_2["empty"], check_2["integrity"][1])
    hold_texts(decks, names, cards)
    hold_texts(edited, names, cards_2)


def _guids(written: anki_write.Written) -> set[str]:
    return {row.guid for row in written.ledger}


def hold_texts(
    decks: list[Card], names: dict[str, tuple[str, int]], cards: list[dict[str, Any]]
) -> None:
    """Both sides of every card in Anki say what the card says here."""
    shown = {(each["guid"], each["ord"]): each for each in cards}
    assert len(decks) == len(cards) == len(shown)
    for card in decks:
        found = shown[names[card.id]]
        question, answer = squeezed(found["asked"]), squeezed(found["answered"])
        asked, answered = expected_texts(card)
        for text in asked:
            assert squeezed(clean(text)) in question, (card.id, text, question)
        for text in answered:
            assert squeezed(clean(text)) in answer, (card.id, text, answer)


ZONES = (
    "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "Asia/Kolkata", "Pacific/Auckland",
    "Pacific/Kiritimati", "Pacific/Honolulu",
)  # fmt: skip


def studied(cards: list[Card], zone: str, rollover: int = 4) -> tuple[list[Event], Progress, int]:
    """A log of some weeks over the cards as a person in a time zone would have made it."""
    clock = now_ms()
    place = ZoneInfo(zone)

    def day_of(milliseconds: int) -> int:
        return learning_day(datetime.fromtimestamp(milliseconds / 1000, place), rollover)

    log: list[Event] = []
    for index, card in enumerate(cards):
        if index % 5 == 4:
            continue
        for turn, days_ago in enumerate((40, 39, 33, 20, 3, 0)[: 1 + index % 6]):
            moment = clock - days_ago * DAY_MS - (index * 7_919_000) % DAY_MS
            grade = (4, 3, 5, 1 if index % 3 == 0 else 4, 4, 2)[turn]
            log.append(_answer(card.id, moment, day_of(moment), grade, "review"))
            if grade < 3:
                # Before the day is over: this may be the last minute of one.
                again = moment + (60_000 if day_of(moment + 60_000) == day_of(moment) else 1)
                log.append(_answer(card.id, again, day_of(moment), 4, "drill"))
        if index % 7 == 0:
            log.append(replace(_answer(card.id, clock, day_of(clock), 0, "suspend"), grade=None))
    rules = Rules(fuzz=False)
    offset = datetime.fromtimestamp(clock / 1000, place).utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds() // 60)
    return log, Progress(replay(log, rules), log, minutes, rollover, rules), day_of(clock)


def _answer(card: str, moment: int, day: int, grade: int, kind: str) -> Event:
    return Event(
        uid=f"{card}-{moment}-{kind}", at=at(moment), day=day, kind=kind, card=card, grade=grade,
        seconds=3.2,
    )  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_progress_is_exact_in_every_time_zone(zone: str, tmp_path: Path) -> None:
    """States and reviews in Anki are ours to the day, and its clock agrees on today."""
    cards = list(collection(ALL_KINDS).cards)
    log, progress, today = studied(cards, zone)
    path = tmp_path / "progress.apkg"
    written = anki_write.write(path, cards, now_ms=now_ms(), progress=progress)

    _, found, revlog = drive(tmp_path, ["imported", path], ["cards"], ["revlog"], zone=zone)

    shown = {(each["guid"], each["ord"]): each for each in found}
    names = {row.card: (row.guid, row.ord) for row in written.ledger}
    answers = Counter(event.card for event in log if event.grade is not None)
    for card in cards:
        state, there = progress.states.get(card.id), shown[names[card.id]]
        if state is None:
            assert (0, 0) == (there["type"], there["queue"])
            continue
        assert (2, -1 if state.suspended else 2) == (there["type"], there["queue"])
        assert (state.due - today, state.interval, round(state.memory[0] * 10), state.lapses) == (
            there["days"], there["ivl"], there["factor"], there["lapses"]
        )  # fmt: skip
        assert answers[card.id] == there["reps"]
    assert written.reviews == len(revlog) == sum(answers.values())
    assert sorted(
        (*names[event.card], event.at, (1, 1, 1, 2, 3, 4)[event.grade])
        for event in log
        if event.grade is not None
    ) == sorted((guid, ordinal, at(when), ease) for guid, ordinal, when, ease, *_ in revlog)


def test_a_card_moves_on_with_the_days_when_the_package_is_imported_late(tmp_path: Path) -> None:
    """An export of some days ago gives the due days of now."""
    cards = list(collection(ALL_KINDS).cards)
    _, progress, today = studied(cards, "UTC")
    written = anki_write.write(
        tmp_path / "old.apkg", cards, now_ms=now_ms() - 9 * DAY_MS, progress=progress
    )

    _, found = drive(tmp_path, ["imported", tmp_path / "old.apkg"], ["cards"])

    names = {(row.guid, row.ord): row.card for row in written.ledger}
    due = {names[each["guid"], each["ord"]]: each["days"] for each in found if each["type"] == 2}
    assert due == {card: state.due - today for card, state in progress.states.items()}


def test_fsrs_trains_on_the_history_and_gives_every_card_a_memory(tmp_path: Path) -> None:
    cards = list(bundled().cards)[:600]
    log, progress, _ = studied(cards, "UTC")
    anki_write.write(tmp_path / "p.apkg", cards, now_ms=now_ms(), progress=progress)

    _, fsrs = drive(tmp_path, ["imported", tmp_path / "p.apkg"], ["fsrs"])

    on_later_days = sum(event.kind == "review" for event in log) - len(
        {event.card for event in log if event.kind == "review"}
    )
    assert fsrs["params"] == 21
    assert fsrs["items"] == on_later_days
