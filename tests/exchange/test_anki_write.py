from __future__ import annotations

import errno
import gc
import json
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.errors import QuizError
from quizcli.exchange import anki_write
from quizcli.exchange.anki.ledger import LedgerRow
from quizcli.exchange.anki.progress import Progress, calendar, unique
from quizcli.exchange.anki_advice import advice
from quizcli.exchange.anki_write import Written
from quizcli.model import Collection, Event
from quizcli.sched.replay import Rules, replay
from tests.exchange.making import ALL_KINDS, DAY_MS, NOW_MS, collection, review, rows

TODAY = 739_944  # the learning day of NOW_MS in UTC
NOW = NOW_MS // 1000


@pytest.fixture(scope="module")
def kinds() -> Collection:
    return collection(ALL_KINDS)


def write(
    path: Path,
    decks: Collection,
    before: tuple[LedgerRow, ...] = (),
    later: int = 0,
    **more: object,
) -> Written:
    return anki_write.write(
        path, decks.cards, now_ms=NOW_MS + later, ledger=before, all_decks=decks.decks, **more
    )  # type: ignore[arg-type]


def merged(*exports: Written) -> tuple[LedgerRow, ...]:
    """The ledger as the store keeps it: the newest row by GUID and ordinal."""
    return tuple({(r.guid, r.ord): r for each in exports for r in each.ledger}.values())


def progress(events: list[Event], **more: object) -> Progress:
    rules = Rules(fuzz=False)
    return Progress(replay(events, rules), events, rules=rules, **more)  # type: ignore[arg-type]


def test_the_same_clock_gives_the_same_bytes(kinds: Collection, tmp_path: Path) -> None:
    log = [review("k-basic", 5, 4, day=TODAY), review("k-order", 5, 4, day=TODAY)]
    first = write(tmp_path / "1.apkg", kinds, progress=progress(log))
    write(tmp_path / "2.apkg", kinds, progress=progress(log))
    write(tmp_path / "3.apkg", kinds, first.ledger, progress=progress(log[::-1]))

    assert (tmp_path / "1.apkg").read_bytes() == (tmp_path / "2.apkg").read_bytes()
    assert (tmp_path / "1.apkg").read_bytes() == (tmp_path / "3.apkg").read_bytes()


def test_an_unchanged_note_keeps_its_time_and_a_changed_one_gets_a_newer(tmp_path: Path) -> None:
    decks = collection(ALL_KINDS)
    better = collection(ALL_KINDS.replace("Only the API", "Just the API"))
    first = write(tmp_path / "1.apkg", decks)
    second = write(tmp_path / "2.apkg", better, first.ledger, later=DAY_MS)

    times = dict(rows(tmp_path / "2.apkg", tmp_path, "select flds, mod from notes"))
    assert {NOW, NOW + DAY_MS // 1000} == set(times.values())
    assert ["Just the API"] == [
        "Just the API" for fields, at in times.items() if at > NOW and "Just the API" in fields
    ]
    assert (len(first.ledger) - 1, 0, 1, 1) == (
        second.notes, second.new, second.changed, len(second.ledger)
    )  # fmt: skip


def test_a_clock_that_went_back_does_not_hold_an_edit_back(tmp_path: Path) -> None:
    first = write(tmp_path / "1.apkg", collection(ALL_KINDS))
    better = collection(ALL_KINDS.replace("Only the API", "Just the API"))

    second = write(tmp_path / "2.apkg", better, first.ledger, later=-DAY_MS)

    assert [NOW + 1] == [row.changed for row in second.ledger]


def test_a_selection_takes_a_question_with_its_reverse_and_buries_nobody(
    kinds: Collection, tmp_path: Path
) -> None:
    first = write(tmp_path / "1.apkg", kinds)
    chosen = [card for card in kinds.cards if card.id == "k-reverse#reverse"]

    second = anki_write.write(
        tmp_path / "2.apkg", chosen, now_ms=NOW_MS, all_cards=kinds.cards, ledger=first.ledger
    )

    assert (1, 2, 0, 0, 0) == (
        second.notes, second.cards, second.removed, second.changed, second.emptied
    )  # fmt: skip


def test_a_removed_card_is_handed_over_once(tmp_path: Path) -> None:
    short = collection(ALL_KINDS.split("  - id: k-open")[0])
    first = write(tmp_path / "1.apkg", collection(ALL_KINDS))
    second = write(tmp_path / "2.apkg", short, first.ledger, later=1000)
    third = write(tmp_path / "3.apkg", short, merged(first, second), later=2000)

    gone = rows(
        tmp_path / "2.apkg",
        tmp_path / "2",
        "select tags, flds, mod from notes where tags like '%removed%'",
    )
    assert (1, 0) == (second.removed, third.removed)
    assert [(" quizcli::removed ", NOW + 1)] == [(tags, at) for tags, _, at in gone]
    assert "When would you choose a VM" in gone[0][1]
    assert [(-1,)] == rows(
        tmp_path / "2.apkg", tmp_path / "2", "select queue from cards where queue <> 0"
    )


def test_state_is_written_as_anki_counts_it(kinds: Collection, tmp_path: Path) -> None:
    log = [
        review("k-basic", 30, 4, day=TODAY),
        review("k-basic", 29, 5, day=TODAY),
        review("k-basic", 20, 1, day=TODAY),
        replace(review("k-basic", 20, 4, day=TODAY, kind="drill")),
        review("k-basic", 3, 3, day=TODAY),
        review("k-basic", 2, 0, day=TODAY, kind="mock"),
        replace(review("k-order", 1, 0, day=TODAY, kind="suspend"), grade=None),
    ]
    made = write(tmp_path / "p.apkg", kinds, progress=progress(log))

    names = {row.card: row.guid for row in made.ledger}
    query = """select n.guid, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.data
               from cards c join notes n on n.id = c.nid where c.queue <> 0"""
    found = {row[0]: row[1:] for row in rows(tmp_path / "p.apkg", tmp_path, query)}
    ((created,),) = rows(tmp_path / "p.apkg", tmp_path, "select crt from col")
    lrt = NOW - 3 * DAY_MS // 1000 - 3600
    # Passed twice, failed, passed with difficulty: SM-2 gives 2.50 + 0.10 - 0.54 - 0.14. A failed
    # mock makes the card due on its day.
    assert {
        names["k-basic"]: (2, 2, 3648, 1, 1920, 5, 1, f'{{"pos":1,"lrt":{lrt}}}'),
        names["k-order"]: (0, -1, 10, 0, 0, 0, 0, ""),
    } == found
    assert created == NOW - 3650 * 86_400 - 2 * 3600
    assert (2, 6, 0) == (made.with_progress, made.reviews, made.late)


def test_the_revlog_begins_with_a_learned_card_and_cramming_counts_for_nothing(
    kinds: Collection, tmp_path: Path
) -> None:
    log = [
        review("k-basic", 40, 4, day=TODAY, kind="cram"),
        review("k-basic", 30, 4, day=TODAY),
        review("k-basic", 29, 1, day=TODAY),
        review("k-basic", 29, 4, day=TODAY, kind="drill"),
        review("k-basic", 28, 5, day=TODAY),
        review("k-basic", 27, 4, day=TODAY, kind="mock"),
    ]
    write(tmp_path / "p.apkg", kinds, progress=progress(log))

    query = "select ease, ivl, lastIvl, factor, time, type from revlog order by id"
    assert [
        (3, 0, 0, 0, 4500, 3),
        (3, 1, 0, 2500, 4500, 0),
        (1, 1, 1, 1960, 4500, 1),
        (3, 1, 1, 1960, 4500, 2),
        (4, 1, 1, 2060, 4500, 1),
        (3, 1, 1, 0, 4500, 3),
    ] == rows(tmp_path / "p.apkg", tmp_path, query)


def test_an_undone_answer_is_not_told(kinds: Collection, tmp_path: Path) -> None:
    wrong = review("k-basic", 3, 1, day=TODAY)
    undo = Event("void", wrong.at, wrong.day, "void", target=wrong.uid)

    made = write(tmp_path / "p.apkg", kinds, progress=progress([wrong, undo]))

    assert (0, 0) == (made.reviews, made.with_progress)


def test_a_turn_over_many_cards_keeps_every_answer(kinds: Collection, tmp_path: Path) -> None:
    """They share an instant, and Anki drops a row whose id is taken."""
    cells = [card.id for card in kinds.cards if card.note.id == "k-table"]
    log = [review(cell, 2, 4, day=TODAY) for cell in cells]

    made = write(tmp_path / "p.apkg", kinds, progress=progress(log))

    (first,) = {event.at for event in log}
    ids = [at for (at,) in rows(tmp_path / "p.apkg", tmp_path, "select id from revlog order by id")]
    assert len(cells) == made.reviews == len(set(ids))
    assert list(range(ids[0], ids[0] + len(cells))) == ids
    assert first.endswith("Z")


@given(st.lists(st.integers(0, 50)), st.integers(0, 100))
def test_ids_differ_keep_their_order_and_move_least(instants: list[int], latest: int) -> None:
    instants.sort()

    ids = unique(instants, latest)

    assert sorted(set(ids)) == ids
    assert len(instants) == len(ids)
    assert all(at <= latest for at in ids)
    if len(set(instants)) == len(instants) and all(at <= latest for at in instants):
        assert instants == ids


@pytest.mark.parametrize("offset", [-600, -480, 0, 60, 330, 780, 840])
def test_the_collection_begins_at_a_rollover_of_the_local_clock(offset: int) -> None:
    clock = calendar(NOW_MS, offset, 4)

    local = clock.created + offset * 60
    assert 4 * 3600 == local % 86_400
    assert -offset == clock.minutes_west
    days = (NOW_MS // 1000 + offset * 60 - 4 * 3600) // 86_400 - (local - 4 * 3600) // 86_400
    assert 3650 == days


def test_the_collection_says_which_scheduler_made_it(kinds: Collection, tmp_path: Path) -> None:
    """Without it Anki shifts grades, and due days by one."""
    write(
        tmp_path / "p.apkg", kinds, progress=progress([], utc_offset_minutes=330, rollover_hour=3)
    )

    ((conf,),) = rows(tmp_path / "p.apkg", tmp_path, "select conf from col")
    settings = json.loads(conf)
    assert (2, -330, 3) == (settings["schedVer"], settings["creationOffset"], settings["rollover"])


def test_ids_are_times_in_the_past(kinds: Collection, tmp_path: Path) -> None:
    made = write(tmp_path / "p.apkg", kinds)

    for table, count in (("notes", made.notes), ("cards", made.cards)):
        found = [n for (n,) in rows(tmp_path / "p.apkg", tmp_path, f"select id from {table}")]
        assert list(range(NOW_MS - count + 1, NOW_MS + 1)) == sorted(found)


def test_what_is_late_is_said_and_what_to_tick(kinds: Collection, tmp_path: Path) -> None:
    log = [review("k-basic", 5, 4, day=TODAY)]
    first = write(tmp_path / "1.apkg", kinds, progress=progress(log))
    log += [review("k-order", 5, 4, day=TODAY)]
    second = write(tmp_path / "2.apkg", kinds, first.ledger, progress=progress(log))

    assert (0, 2) == (first.late, second.late)
    assert {NOW_MS} == {row.progress_at for row in first.ledger if row.card == "k-basic"}
    said = advice(second, tmp_path / "2.apkg", with_progress=True)
    assert "Tick 'Import any learning progress'" in said
    assert "2 cards with progress were exported before" in said
    assert "Tick" not in advice(write(tmp_path / "3.apkg", kinds), tmp_path / "3.apkg", False)
    assert "tag:quizcli::removed" in advice(replace(first, removed=2), tmp_path / "1.apkg", False)


def test_an_export_that_fails_leaves_the_old_file_alone(kinds: Collection, tmp_path: Path) -> None:
    path = tmp_path / "p.apkg"
    path.write_bytes(b"old")

    def fail(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, kinds, on_progress=fail)

    assert b"old" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_disk_that_is_full_at_the_end_is_said_and_leaves_the_old_file_alone(
    kinds: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.apkg"
    path.write_bytes(b"old")

    def full(collection: Path, package: BinaryIO) -> None:
        package.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(anki_write, "pack", full)
    with pytest.raises(QuizError, match="No space left on device"):
        write(path, kinds)

    assert b"old" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/p.apkg", "there is no folder"),
        (".", "it is a folder"),
        ("x" * 300, "File name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_said(
    kinds: Collection, tmp_path: Path, name: str, why: str
) -> None:
    with pytest.raises(QuizError, match=why):
        write(tmp_path / name, kinds)


def test_progress_of_the_export_is_told(kinds: Collection, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    made = write(tmp_path / "p.apkg", kinds, on_progress=lambda *at: told.append(at))

    assert [(0, made.notes), (made.notes, made.notes)] == told


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(
    kinds: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_on: bool
) -> None:
    during: list[bool] = []
    monkeypatch.setattr(gc, "isenabled", lambda: is_on)
    monkeypatch.setattr(gc, "disable", lambda: during.append(False))
    monkeypatch.setattr(gc, "enable", lambda: during.append(True))

    write(tmp_path / "p.apkg", kinds)

    assert ([False, True] if is_on else [False]) == during
