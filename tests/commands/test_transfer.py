"""Decks and progress handed to other programs and brought home, on the command line."""

from __future__ import annotations

import json
import sqlite3
import zipfile

import pytest


@pytest.fixture
def studied(quiz, tmp_path):
    """Three reviews of one card."""
    days = ["2026-11-01", "2026-11-02", "2026-11-08"]
    lines = [
        json.dumps(
            {"uid": f"u{n}", "at": f"{day}T08:00:00Z", "day": day, "kind": "review",
             "card": "alpha", "grade": 4, "seconds": 5}
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    (tmp_path / "log.jsonl").write_text("\n".join(lines))
    quiz("log", "import", str(tmp_path / "log.jsonl"))
    return quiz


def collection(path) -> sqlite3.Connection:
    """The collection inside a package, in memory."""
    with zipfile.ZipFile(path) as package:
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
    return database


def test_every_card_is_in_the_package_with_its_progress(studied, tmp_path):
    result = studied("export", "anki", "-o", str(tmp_path / "d.apkg"), "--with-progress")

    assert 0 == result.code
    assert "9 notes, 9 cards (9 new and 0 changed since the last export; 1 with" in result.out
    assert "Import any learning progress" in result.err
    inside = collection(tmp_path / "d.apkg")
    assert [(9,)] == inside.execute("select count(*) from cards").fetchall()
    assert [(15, 2500, 3)] == inside.execute(
        "select ivl, factor, reps from cards where type = 2"
    ).fetchall()
    assert [(3,)] == inside.execute("select count(*) from revlog").fetchall()


def test_only_what_was_edited_is_written_anew(quiz, tmp_path):
    call = ["export", "anki", "-o", str(tmp_path / "d.apkg")]
    quiz(*call)
    times = dict(collection(tmp_path / "d.apkg").execute("select guid, mod from notes"))
    deck = tmp_path / "shelf" / "letters.yaml"
    deck.write_text(deck.read_text().replace("First letter?", "Which letter is first?"))
    result = quiz(*call, now="2026-11-25T10:00")
    later = dict(collection(tmp_path / "d.apkg").execute("select guid, mod from notes"))

    assert "(0 new and 1 changed since the last export)" in result.out
    assert 1 == len({guid for guid in times if later[guid] != times[guid]})


def test_a_removed_card_is_handed_over_once_more(quiz, tmp_path):
    call = ["export", "anki", "-o", str(tmp_path / "d.apkg")]
    quiz(*call)
    deck = tmp_path / "shelf" / "letters.yaml"
    rows = [row for row in deck.read_text().splitlines(True) if "id: alpha" not in row]
    deck.write_text("".join(rows))

    assert "quizcli::removed" in quiz(*call, now="2026-11-25T10:00").err
    [(tags,)] = collection(tmp_path / "d.apkg").execute(
        "select tags from notes where tags like '%removed%'"
    )
    assert "quizcli::removed" in tags


def test_what_we_exported_ourselves_does_not_come_back(studied, tmp_path):
    studied("export", "anki", "-o", str(tmp_path / "d.apkg"), "--with-progress")

    assert (
        "0 reviews added, 3 were here already\n"
        == studied("import", "anki", str(tmp_path / "d.apkg")).out
    )


def test_a_package_of_somebody_else_becomes_a_deck(quiz, tmp_path, home):
    quiz("export", "anki", "-o", str(tmp_path / "d.apkg"))
    with zipfile.ZipFile(tmp_path / "d.apkg") as package:
        data = package.read("collection.anki2")
    other = tmp_path / "other.anki2"
    other.write_bytes(data)
    with sqlite3.connect(other) as raw:
        raw.execute("update notes set guid = 'x' || id, mid = mid + 1")
        raw.execute("update col set models = replace(models, 'quizcli', 'other')")
    raw.close()
    refused = quiz("import", "anki", str(other))

    assert "0 reviews added" in refused.out
    assert "9 notes are not from quizcli; --as-deck NAME makes a deck of them." in refused.err


@pytest.mark.parametrize(
    ("name", "holds"), [("csv", "First letter?"), ("markdown", "| Letter | Kind |"),
                        ("json", '"alpha"'), ("tsv", "#separator:tab")],
)  # fmt: skip
def test_text_formats_go_to_stdout_or_a_file(quiz, tmp_path, name, holds):
    assert holds in quiz("export", name).out
    assert 0 == quiz("export", name, "-o", str(tmp_path / "file")).code
    assert holds in (tmp_path / "file").read_text()


def test_a_package_needs_a_file_and_a_folder_that_is_there(quiz, tmp_path):
    assert (2, "error: Say where: quizcli export anki -o quizcli.apkg\n") == (
        (result := quiz("export", "anki")).code,
        result.err,
    )
    assert 2 == quiz("export", "anki", "-o", str(tmp_path / "no" / "d.apkg")).code


@pytest.mark.parametrize("content", [b"", b"not a package", b"PK\x03\x04broken"])
def test_a_damaged_package_is_refused_in_one_sentence(quiz, tmp_path, content):
    (tmp_path / "bad.apkg").write_bytes(content)
    result = quiz("import", "anki", str(tmp_path / "bad.apkg"))

    assert 1 == result.code
    assert 1 == result.err.count("\n")


def test_a_log_of_a_newer_version_is_imported_whole_or_not_at_all(quiz, home, tmp_path):
    good = {"uid": "a", "at": "2026-11-20T08:00:00Z", "day": "2026-11-20", "kind": "review",
            "card": "alpha", "grade": 4}  # fmt: skip
    for number, change in enumerate(({"kind": "ponder"}, {"version": 2})):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(f"{json.dumps(good)}\n{json.dumps(good | {'uid': 'b'} | change)}\n")
        result = quiz("log", "import", str(path))

        assert (2, 1) == (result.code, result.err.count("\n"))
        assert f"{path}:2: " in result.err
    assert "" == quiz("log", "export").out
