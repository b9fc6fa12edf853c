"""An edited deck taken up by `due` alone: the caches are then what a compile from nothing gives."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizcli.commands import doctor_log, due
from quizcli.store import paths
from quizcli.takeup import take_up
from quizcli.workspace import Workspace
from tests.commands.conftest import DECK

Quick = Callable[[], str | None]

LONG_AGO = 1_700_000_000
EDITS: dict[str, Callable[[str], str]] = {
    "a wording": lambda text: text.replace("First letter?", "The first letter?"),
    "an answer": lambda text: text.replace("answer: B", "answer: b"),
    "a cell": lambda text: text.replace("consonant | 2 ", "consonant | 3 "),
    "an id": lambda text: text.replace("id: alpha", "id: aleph"),
    "a note less": lambda text: text.replace("  - {id: beta, prompt: Second", "  # {"),
    "a note more": lambda text: f"{text}  - {{id: last, prompt: Last letter?, answer: Z}}\n",
    "another order": lambda text: text.replace("notes:\n", "notes:\n  - {id: x, answer: y}\n"),
    "a row less": lambda text: text.replace("      | B      | consonant | 2     |\n", ""),
    "an error": lambda text: text.replace("right: [E]", "right: [F]"),
    "no YAML": lambda text: text.replace("prompt: Which is", "prompt: @Which is"),
    "a tag of the deck": lambda text: text.replace("tags: [abc", "tags: [xyz"),
    "nothing": lambda text: text,
}


@pytest.fixture
def deck(home, logged, monkeypatch) -> Path:
    """A deck that is compiled, settled and known to `due`; its first card has a review."""
    monkeypatch.delenv("QUIZCLI_NOW")
    path = home.parent / "shelf" / "letters.yaml"
    os.utime(path, (LONG_AGO, LONG_AGO))
    with closing(Workspace()) as space:
        space.plan()
    return path


@pytest.fixture
def quick(monkeypatch, capsys) -> Quick:
    """What `due` answers from the caches where no settings can be read; None for nothing."""

    def answer() -> str | None:
        with monkeypatch.context() as patch:
            patch.setattr(Workspace, "resolved", property(lambda _: pytest.fail("settings read")))
            capsys.readouterr()
            code = due.quick(["--json"])
        return None if code is None else capsys.readouterr().out

    return answer


def rewrite(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (LONG_AGO + 1, LONG_AGO + 1))


@pytest.mark.parametrize("edit", EDITS)
def test_the_caches_are_those_of_a_compile_from_nothing(deck, quick, edit):
    rewrite(deck, EDITS[edit](DECK))
    told = quick()

    assert told is not None
    with closing(Workspace()) as space:
        assert [] == list(doctor_log.caches(space))
        assert f'"new": {len(space.plan().new)}, ' in told


def test_a_renamed_note_is_left_to_those_who_fold_the_log(deck, quick):
    rewrite(deck, DECK.replace("id: alpha", "was: [alpha], id: aleph"))

    assert quick() is None
    with closing(sqlite3.connect(paths.database_file())) as connection:
        assert {"alpha"} == cards(connection, "alpha") | cards(connection, "aleph")


def test_a_note_that_another_deck_has_too_is_a_problem_of_both(deck, quick):
    other = deck.with_name("more.yaml")
    rewrite(other, "deck: more\nnotes:\n  - {id: gamma, prompt: Third letter?, answer: C}\n")
    with closing(Workspace()) as space:
        space.plan()
    rewrite(deck, DECK.replace("id: beta", "id: gamma"))

    assert quick() is not None
    with closing(Workspace()) as space:
        assert [] == list(doctor_log.caches(space))
        assert ["the id 'gamma' is taken"] == [p.message[:23] for p in space.problems]


@pytest.mark.parametrize(
    "change",
    [
        lambda deck: deck.unlink(),
        lambda deck: deck.with_name("more.yaml").write_text("deck: more\nnotes: []\n"),
        lambda deck: (deck.parent.parent / "home" / "config.toml").write_text("fuzz = false\n"),
    ],
    ids=["a deck less", "a deck more", "settings"],
)
def test_all_other_changes_are_left_to_those_who_read_settings(deck, quick, change):
    change(deck)

    assert quick() is None


def test_a_deck_written_a_moment_ago_is_looked_at_again_and_not_compiled(deck, quick, monkeypatch):
    deck.write_text(DECK.replace("First", "Very first"))
    first = quick()
    monkeypatch.setattr("quizcli.takeup.load_file", lambda path: pytest.fail("compiled"))

    assert first == quick()


def test_what_stays_the_same_is_not_written_again(deck):
    with closing(sqlite3.connect(paths.database_file())) as connection:
        written: list[str] = []
        for table in ("cards", "notes"):
            for verb, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
                connection.execute(
                    f"create temp trigger {table}_{verb} after {verb} on {table} "
                    f"begin select noted(row.{table[:-1]}); end".replace("row.", f"{row}.")
                )
        connection.create_function("noted", 1, written.append)
        rewrite(deck, DECK.replace("First letter?", "The first letter?"))

        assert take_up(connection)
        assert ["alpha", "alpha"] == written


def cards(connection: sqlite3.Connection, card: str) -> set[str]:
    return {each for (each,) in connection.execute("select card from cards where card = ?", [card])}
