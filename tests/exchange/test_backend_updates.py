"""Improving decks: what an import after the first one changes in Anki, and what it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizcli.exchange import anki_write
from quizcli.exchange.anki.removed import TAG
from quizcli.exchange.anki_write import Written
from quizcli.exchange.sheet import Sheet
from quizcli.exchange.tsv import render
from tests.exchange.making import collection, drive, placed, rows
from tests.exchange.test_backend import NOTHING, hold_texts, now_ms, squeezed, studied

pytestmark = pytest.mark.skipif(
    "QUIZCLI_ANKI_PYTHON" not in os.environ,
    reason="QUIZCLI_ANKI_PYTHON names no interpreter that has Anki's backend",
)

FIRST = """
deck: one
section: First
tags: [aws]
notes:
  - {id: stays, prompt: P1, answer: A1, explain: E}
  - {id: goes, prompt: P2, answer: A2, explain: E}
  - {id: goes-cloze, type: cloze, text: "run {{c1::aws::s3 }x}}", explain: E}
  - {id: changes-kind, prompt: P3, answer: A3, explain: E}
  - {id: two-ways, prompt: P4, answer: A4, reverse: true, explain: E}
  - {id: one-way, prompt: P5, answer: A5, explain: E}
  - {id: old-name, prompt: P6, answer: A6, explain: E}
"""
SECOND = """
deck: other-file
section: Second
tags: [aws]
notes:
  - {id: stays, prompt: P1, answer: A1, explain: E}
  - {id: changes-kind, type: cloze, text: "P3 {{c1::A3}}", explain: E}
  - {id: two-ways, prompt: P4, answer: A4, explain: E}
  - {id: one-way, prompt: P5, answer: A5, reverse: true, explain: E}
  - {id: new-name, was: [old-name], prompt: P6, answer: A6, explain: E}
"""


def export(deck: str, path: Path, clock: int, *before: Written) -> Written:
    """An export that remembers those before it."""
    ledger = {(row.guid, row.ord): row for each in before for row in each.ledger}
    return anki_write.write(path, collection(deck).cards, now_ms=clock, ledger=ledger.values())


def test_a_reworked_deck_keeps_what_was_learnt_and_says_good_bye_to_what_is_gone(
    tmp_path: Path,
) -> None:
    clock = now_ms() - 100_000
    first = export(FIRST, tmp_path / "1.apkg", clock)
    second = export(SECOND, tmp_path / "2.apkg", clock + 1000, first)
    names = {row.card: [row.guid, row.ord] for row in first.ledger}

    _, *answers, log, notes, cards, check = drive(
        tmp_path,
        ["imported", tmp_path / "1.apkg"],
        *(["answer", *names[card], 4] for card in ("stays", "old-name", "one-way", "goes")),
        ["imported", tmp_path / "2.apkg"],
        ["notes"],
        ["cards"],
        ["check"],
    )

    removed = {n["fields"]["Key"] for n in notes if TAG in n["tags"]}
    learnt = {tuple(names[card]) for card in ("stays", "old-name", "one-way", "goes")}
    assert {"goes", "goes-cloze#c1", "changes-kind"} == removed
    assert (3, 1) == (second.removed, second.emptied)
    assert 4 == len(answers)
    assert learnt == {(c["guid"], c["ord"]) for c in cards if c["reps"]}
    assert 0 == log["conflicting"]
    assert {"new-name"} == {n["fields"]["Key"] for n in notes if n["guid"] == names["old-name"][0]}
    reverses = {c["guid"] for c in cards if c["ord"] == 1}
    assert {names["two-ways"][0], names["one-way"][0]} == reverses
    # Only the reverse that was dropped is empty, and Anki knows it: Tools > Empty Cards.
    assert 1 == check["empty"]
    gone = next(c for c in cards if c["guid"] == names["goes"][0])
    assert "P2" in gone["asked"]
    assert "A2" in gone["answered"]
    cloze = next(c for c in cards if c["guid"] == names["goes-cloze#c1"][0])
    assert "aws::s3 }x" in cloze["answered"]
    assert "aws" not in cloze["asked"]


def test_a_card_that_comes_back_is_itself_again(tmp_path: Path) -> None:
    clock = now_ms() - 100_000
    first = export(FIRST, tmp_path / "1.apkg", clock)
    second = export(SECOND, tmp_path / "2.apkg", clock, first)
    third = export(FIRST, tmp_path / "3.apkg", clock, first, second)
    names = {row.card: row.guid for row in first.ledger}

    *_, log, notes, check = drive(
        tmp_path,
        *(["imported", tmp_path / f"{n}.apkg"] for n in (1, 2, 3)),
        ["notes"],
        ["check"],
    )

    back = next(note for note in notes if note["guid"] == names["goes"])
    assert ["aws"] == back["tags"]
    assert "A2" in back["fields"]["Back"]
    assert 0 == log["new"]
    # Gone from the second deck to the first: the cloze that was a basic note, and the new reverse.
    assert (1, 1) == (third.removed, third.emptied)
    assert 1 == check["empty"]


def test_edits_made_in_anki_stay_until_the_deck_itself_changes(tmp_path: Path) -> None:
    clock = now_ms() - 100_000
    first = export(FIRST, tmp_path / "1.apkg", clock)
    second = export(FIRST, tmp_path / "2.apkg", clock + 50_000, first)
    third = export(FIRST.replace("A1", "A1 better"), tmp_path / "3.apkg", now_ms() + 9000, first)
    guid = next(row.guid for row in first.ledger if row.card == "stays")

    _, _, log_2, notes_2, log_3, notes_3 = drive(
        tmp_path,
        ["imported", tmp_path / "1.apkg"],
        ["edit", guid, "Extra", "my own words", "mine"],
        ["imported", tmp_path / "2.apkg"],
        ["notes"],
        ["imported", tmp_path / "3.apkg"],
        ["notes"],
    )

    kept = next(note for note in notes_2 if note["guid"] == guid)
    renewed = next(note for note in notes_3 if note["guid"] == guid)
    assert (0, 1) == (second.changed, third.changed)
    assert ("my own words", ["aws", "mine"]) == (kept["fields"]["Extra"], kept["tags"])
    assert (0, 1) == (log_2["updated"], log_3["updated"])
    assert "A1 better" in renewed["fields"]["Back"]


def test_two_edits_within_one_second_both_arrive(tmp_path: Path) -> None:
    clock = now_ms() - 100_000
    first = export(FIRST, tmp_path / "1.apkg", clock)
    second = export(FIRST.replace("A1", "B1"), tmp_path / "2.apkg", clock + 100, first)
    third = export(FIRST.replace("A1", "C1"), tmp_path / "3.apkg", clock + 200, first, second)

    *_, log_2, log_3 = drive(tmp_path, *(["imported", tmp_path / f"{n}.apkg"] for n in (1, 2, 3)))

    assert (1, 1) == (log_2["updated"], log_3["updated"])
    assert (1, 1) == (second.changed, third.changed)


def test_progress_is_taken_once_and_the_second_time_is_announced(tmp_path: Path) -> None:
    cards = list(collection(FIRST).cards)
    _, progress, _ = studied(cards, "UTC")
    clock = now_ms()
    first = anki_write.write(tmp_path / "1.apkg", cards[:3], now_ms=clock, progress=progress)
    second = anki_write.write(
        tmp_path / "2.apkg", cards, now_ms=clock, progress=progress, ledger=first.ledger
    )

    _, revlog_1, _, revlog_2 = drive(
        tmp_path,
        ["imported", tmp_path / "1.apkg"],
        ["revlog"],
        ["imported", tmp_path / "2.apkg"],
        ["revlog"],
    )

    assert (0, first.with_progress) == (first.late, second.late)
    assert first.reviews == len(revlog_1)
    taken_before = {row.guid for row in first.ledger}
    assert len(revlog_1) == sum(row[0] in taken_before for row in revlog_2)
    assert second.reviews == len(revlog_2)


NASTY = (
    "{{c1::{{ .Values.x }}}}", "arn:aws:s3:::my-bucket/*", "AWS::Lambda::Function", "{{ }}",
    "{{Front}}", "{{c1::", "}}", "}", "{", "{{", r"\( x^2 \)", r"\[ y \]", r"f\(x", r"\\(x\\)",
    "[sound:x.mp3]", "[anki:tts lang=en_US]hi[/anki:tts]", "[latex]x[/latex]", "[$]x[/$]",
    "[$$]y[/$$]", "[[type:Front]]", "<none>:<none>", "vector<string>", "<script>alert(1)</script>",
    "&amp; & &lt;", "a\tb", 'say "hi"', "it's", "e\u0301té", "::", ":::", "x::",
    "image-occlusion:rect",
    "naïve 日本語 🎉", "<!-- no -->", "<img src=x.png>", "{{#Front}}", "{{c99::z}}", "a  b",
    "#hash",
    "{{type:Back}}", r"$(cmd) `x` ${y}", "\u202eabc", "\x1b[31m", "%s {0} \\1",
)  # fmt: skip


def test_no_text_is_markup_to_anki_wherever_it_stands(tmp_path: Path) -> None:
    """In a question, an answer, an option, a cell, code, a blank and beside a blank."""
    cards = [card for index, text in enumerate(NASTY) for card in placed(text, f"n{index}")]
    written = anki_write.write(tmp_path / "n.apkg", cards, now_ms=now_ms())
    names = {row.card: (row.guid, row.ord) for row in written.ledger}

    log, found, check = drive(tmp_path, ["imported", tmp_path / "n.apkg"], ["cards"], ["check"])

    assert NOTHING | {"new": written.notes} == log
    assert (0, True) == (check["empty"], check["integrity"][1])
    hold_texts(cards, names, found)
    shown = {(each["guid"], each["ord"]): each for each in found}
    for card in cards:
        sides = (shown[names[card.id]][side] for side in ("question", "answer"))
        html = "".join(sides).replace("<span>", "|").replace("</span>", "|")
        for live in (r"\(", r"\[", "<script", "<img", "[sound:", "[anki:", "[latex", "[[type"):
            assert live not in html, card.id


def test_a_text_import_makes_and_updates_the_same_notes(tmp_path: Path) -> None:
    def save(name: str, deck: str) -> Path:
        path = tmp_path / name
        made = collection(deck)
        path.write_text("".join(render(Sheet(made.cards, made.decks))), encoding="utf-8")
        return path

    first = save("1.tsv", FIRST)
    second = save("2.tsv", FIRST.replace("A1", "A1 better"))

    log, log_2, cards = drive(tmp_path, ["text_import", first], ["text_import", second], ["cards"])

    made = collection(FIRST).cards
    assert len(made) == log["new"] == len(cards)
    assert (0, 1) == (log_2["new"], log_2["updated"])
    assert {"quizcli::AWS::First"} == {card["deck"] for card in cards}
    assert any("A1better" in squeezed(card["answered"]) for card in cards)


def test_the_backend_and_we_agree_on_sort_field_and_checksum(tmp_path: Path) -> None:
    """Else Anki would mend every note of ours at its next check."""
    made = collection(FIRST)
    anki_write.write(tmp_path / "1.apkg", made.cards, now_ms=now_ms())
    query = "select guid, sfld, csum from notes order by guid"

    _, theirs = drive(tmp_path, ["imported", tmp_path / "1.apkg"], ["select", query])

    assert rows(tmp_path / "1.apkg", tmp_path / "ours", query) == [tuple(row) for row in theirs]
