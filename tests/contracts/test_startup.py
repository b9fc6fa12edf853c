"""What the frequent commands import: start-up is felt at every prompt, so structure holds it."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import quizcli.cli

DECLARING = sorted(
    path.stem
    for path in Path(quizcli.cli.__file__).parent.glob("*.py")
    if "\n@" in path.read_text()
)
HEAVY = {"prompt_toolkit", "questionary", "sqlite_utils", "yaml", "rich"}
FULL = HEAVY | {"typer", "json", "pathlib", "dataclasses", "msgspec", "typing", "re", "hashlib"}
PROGRAM = """
import sys
sys.argv = ["quizcli", *sys.argv[1:]]
from quizcli.__main__ import main
try:
    main()
except SystemExit:
    pass
print("\\n@", *sys.modules)
"""


def told_last(program: str, tmp_path: Path, *arguments: str, here: str = ".") -> str:
    """What a program prints behind the last @, run in a home of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QUIZCLI_")}
    environment["QUIZCLI_HOME"] = str(tmp_path / "home")
    program = f"import sys; sys.path[:0] = {sys.path!r}\n{program}"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, *arguments],
        env=environment, cwd=tmp_path / here, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.rpartition("@")[2]


def modules(tmp_path: Path, *arguments: str, here: str = ".") -> set[str]:
    """The top-level modules that a call imports."""
    names = told_last(PROGRAM, tmp_path, *arguments, here=here).split()
    return {name.partition(".")[0] for name in names}


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """A home in which the decks were compiled, and found settled, by two calls before."""
    folder = tmp_path_factory.mktemp("settled")
    modules(folder, "due")
    modules(folder, "due")
    return folder


@pytest.mark.parametrize("command", [["--version"], ["due"], ["--help"]], ids=str)
def test_nothing_is_searched_for_garbage_at_the_end(tmp_path, command):
    left = PROGRAM.replace("*sys.modules", "len(__import__('gc').get_objects())")

    assert int(told_last(left, tmp_path, *command)) < 100


@pytest.mark.parametrize("form", [[], ["--short"], ["--json"], ["--check"]], ids=str)
def test_due_needs_nothing_but_sqlite_when_no_deck_has_changed(settled, form):
    assert not (FULL | {"zlib"}) & modules(settled, "due", *form)  # zlib would plan the day anew


def test_due_after_an_edit_loads_what_compiles_a_plain_deck_and_nothing_else(tmp_path):
    deck = tmp_path / "home" / "decks" / "a.yaml"
    deck.parent.mkdir(parents=True)
    deck.write_text("deck: a\nnotes:\n  - {id: one, prompt: p, answer: a}\n")
    os.utime(deck, (1, 1))
    modules(tmp_path, "due")
    deck.write_text("deck: a\nnotes:\n  - {id: one, prompt: q, answer: a}\n")

    assert not (FULL | {"difflib"}) - {"msgspec", "typing", "re", "hashlib"} & (
        modules(tmp_path, "due")
    )


def test_the_very_first_due_loads_neither_parser_nor_libyaml_nor_sqlite_utils(tmp_path):
    assert not (HEAVY | {"typer"}) & modules(tmp_path, "due")


def test_another_working_folder_changes_nothing_as_long_as_it_has_no_decks(settled):
    (settled / "elsewhere").mkdir()

    assert not FULL & modules(settled, "due", here="elsewhere")


@pytest.mark.parametrize("names", [[], ["aws-s3"]], ids=str)
def test_a_review_of_names_alone_is_not_parsed_and_reads_no_deck_again(settled, names):
    assert not {"typer", "yaml", "prompt_toolkit"} & modules(settled, "review", *names)


def test_statistics_load_nothing_that_compiles_digests_or_grades(settled):
    loaded = set(told_last(PROGRAM, settled, "stats").split())

    assert not {"quizcli.takeup", "quizcli.grading", "hashlib", "typer"} & loaded


def test_home_is_shown_without_the_parser(settled):
    assert not {"typer", "yaml"} & modules(settled)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_neither_screens_nor_decks(tmp_path, option):
    assert not HEAVY & modules(tmp_path, option)
    assert not (tmp_path / "home").exists()


def test_export_of_the_log_loads_no_screen(settled):
    assert not {"prompt_toolkit", "questionary"} & modules(settled, "log", "export")


@pytest.mark.parametrize("module", DECLARING)
def test_modules_that_declare_commands_keep_annotations_as_objects(module):
    """Typer would compile each text of a deferred annotation anew at every start."""
    assert "annotations" not in vars(importlib.import_module(f"quizcli.cli.{module}"))
