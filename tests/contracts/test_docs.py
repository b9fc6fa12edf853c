"""The documentation says what the program does: its generated parts are held to their source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from quizcli.cli import app
from quizcli.commands import check
from quizcli.deckfiles import load, located, tree
from quizcli.deckfiles.reference import reference
from quizcli.deckfiles.starter import starter
from quizcli.notes import limits
from quizcli.settings import describe

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
AUTHORS = (ROOT / "decks" / "README.md").read_text()


def test_the_authors_page_holds_the_fields_as_they_are_declared():
    assert AUTHORS.endswith(f"<!-- reference -->\n{reference()}")


def test_the_authors_page_holds_the_starter_deck():
    assert f"<!-- starter -->\n```yaml\n{starter('my-notes')}```" in AUTHORS


def test_the_authors_page_holds_the_limits():
    section = AUTHORS.partition("## How large a deck may be")[2].partition("\n## ")[0]
    said = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", section)}

    assert said == {
        limits.LARGEST_DECK >> 20, limits.MOST_NOTES, tree.MOST_VALUES, load.MOST_CARDS,
        limits.LONGEST_TEXT, limits.LONGEST_LINE, limits.LONGEST_NAME, limits.MOST_ENTRIES,
        tree.DEEPEST, limits.MOST_TAGS, limits.MOST_KEYS, limits.MOST_KEYS - 1, limits.MOST_ROWS,
        limits.MOST_CELLS, limits.LONGEST_CLOZES, located.MOST_CUTS, check.MOST_SHOWN,
        tree.MOST_PROBLEMS,
    }  # fmt: skip


def test_every_command_in_the_readme_is_one():
    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?<![\w/.-])quizcli ([a-z]+)", README)) - {"in", "log"}

    assert named
    assert named <= set(commands)


def test_every_command_has_a_sentence_of_help():
    def walk(command, name):
        assert (command.help or "").strip().endswith("."), name
        for child, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{name} {child}")

    walk(get_command(app), "quizcli")


@pytest.mark.parametrize("mark", ["run-command", "test-command", "smoke"])
def test_the_readme_holds_what_the_checks_run(mark):
    assert re.search(rf"<!-- {mark} -->\n```sh\n.+?\n```", README, re.DOTALL)


def test_every_setting_says_what_it_does():
    assert all(words.strip() for words in describe().values())
