"""Backup, restore and doctor on the command line."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def logged(quiz, tmp_path):
    """One review in the log."""
    line = {"uid": "a", "at": "2026-11-20T08:00:00Z", "day": "2026-11-20", "kind": "review",
            "card": "alpha", "grade": 4}  # fmt: skip
    (tmp_path / "log.jsonl").write_text(json.dumps(line))
    quiz("log", "import", str(tmp_path / "log.jsonl"))
    return quiz


def events(quiz) -> int:
    return len(quiz("log", "export").out.splitlines())


def test_a_review_leaves_a_backup_of_the_day(logged):
    logged("review", stdin="\n3\n:q\n")

    assert 1 == len(logged("backup", "--list").out.splitlines())


def test_restore_says_what_would_change_and_wants_a_yes(logged, tmp_path):
    copy = tmp_path / "copy.db"
    logged("backup", "-o", str(copy))
    logged("suspend", "beta")
    asked = logged("restore", str(copy))
    assert "1 events would go, 0 would come, 1 stay" in asked.out
    assert "Nothing was changed" in asked.out
    assert 2 == events(logged)

    assert "Restored." in logged("restore", str(copy), "--yes").out
    assert 1 == events(logged)
    assert ["alpha"] == [s["card"] for s in logged("states", "--json").json["states"]]


def test_restore_without_a_backup_says_so(logged):
    assert (2, "error: There is no backup yet; `quizcli backup` makes one.\n") == (
        (result := logged("restore")).code,
        result.err,
    )


def test_doctor_finds_a_sound_log_sound(logged):
    assert "sound. 1 events; card states as the log says." in logged("doctor").out


def test_doctor_rebuilds_states_that_are_wrong(logged, home):
    import sqlite3

    with sqlite3.connect(home / "quizcli.db") as raw:
        raw.execute("update states set due = due + 7")
    raw.close()

    assert "rebuilt, 1 were not as the log says" in logged("doctor").out
    assert "as the log says." in logged("doctor").out


def test_doctor_fills_a_damaged_log_from_its_pages_and_the_backup(logged, home):
    logged("review", stdin="\n3\n:q\n")
    data = bytearray((home / "quizcli.db").read_bytes())
    data[4096 : 4096 * 6] = b"\xff" * 4096 * 5
    (home / "quizcli.db").write_bytes(data)
    for side in ("quizcli.db-wal", "quizcli.db-shm"):
        (home / side).unlink(missing_ok=True)
    broken = logged("states")
    assert (1, 1) == (broken.code, broken.err.count("\n"))
    assert "quizcli doctor" in broken.err

    said = logged("doctor").out
    assert "is damaged" in said
    assert "The damaged file is" in said
    assert 2 == events(logged)


def test_doctor_leaves_alone_what_it_cannot_open(quiz, home):
    """A file that SQLite is kept from may well be sound; here a folder stands in its place."""
    (home / "quizcli.db").mkdir(parents=True)
    found = quiz("doctor")

    assert 1 == found.code
    assert "cannot be written; check the permissions" in found.err
    assert ["quizcli.db"] == [path.name for path in home.iterdir()]


def test_doctor_without_a_log_makes_none(quiz, home):
    assert "nothing to mend" in quiz("doctor").out
    assert not home.exists()
