"""The documentation says what the program does: its generated parts are held to their source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from quizcli.cli import app
from quizcli.commands import check
from quizcli.deckfiles import load, tree
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
        limits.LARGEST_DECK >> 20, limits.MOST_NOTES, limits.MOST_VALUES, load.MOST_CARDS,
        limits.LONGEST_TEXT, limits.LONGEST_LINE, limits.LONGEST_NAME, limits.MOST_ENTRIES,
        tree.DEEPEST, limits.MOST_TAGS, limits.MOST_KEYS, limits.MOST_KEYS - 1, limits.MOST_ROWS,
        limits.MOST_CELLS, limits.LONGEST_CLOZES, check.MOST_SHOWN,
        limits.MOST_PROBLEMS_OF_FILE,
    }  # fmt: skip


def test_every_command_in_the_readme_is_one():
    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"(?<![\w/.-])quizcli ([a-z]+)", README)) - {"in", "log"}

    assert named
    assert named <= set(commands)


def commands(command=None, name="quizcli"):
    """Every command with its name, groups before what they hold."""
    command = command or get_command(app)
    yield name, command
    for child, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {child}")


@pytest.mark.parametrize("name", dict(commands()))
def test_every_command_and_option_has_a_sentence_of_help(name):
    """One voice: whole sentences, names of values in capitals, lists that fit on 80 columns."""
    command = dict(commands())[name]

    assert (command.help or "").strip().endswith(".")
    assert len(command.help.partition("\n")[0]) <= 80 - len("  simulate  ") or name == "quizcli"
    for option in command.params:
        if "completion" not in option.name:
            assert (option.help or "").endswith("."), option.name
            assert option.metavar is None or option.metavar == option.metavar.upper()
            assert option.metavar or getattr(option, "is_flag", False), option.name


def test_every_example_is_a_call_the_program_knows():
    known = dict(commands())
    shown = [line.strip() for _, each in known.items() for line in (each.epilog or "").split("\n")]
    calls = [line for line in shown if line.startswith("quizcli")]

    assert len(calls) > 20
    for call in calls:
        words = [word for word in call.split(" || ")[0].split() if not word.startswith("-")]
        command = known.get(" ".join(words[:3])) or known[" ".join(words[:2])]
        options = {name for option in command.params for name in option.opts}
        assert {word for word in call.split(" || ")[0].split() if word[0] == "-"} <= options, call


@pytest.mark.parametrize("mark", ["run-command", "test-command", "smoke"])
def test_the_readme_holds_what_the_checks_run(mark):
    assert re.search(rf"<!-- {mark} -->\n```sh\n.+?\n```", README, re.DOTALL)


def test_every_setting_says_what_it_does():
    assert all(words.strip() for words in describe().values())
