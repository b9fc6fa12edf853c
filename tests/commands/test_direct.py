"""Starting without the parser: the same words and exit codes as with it."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from quizcli import direct
from quizcli.workspace import Workspace


@pytest.mark.parametrize("names", [["letters"], ["vowel"], ["lettres"], ["letters", "nosuch"]])
def test_a_review_says_the_same_with_and_without_the_parser(quiz, capsys, monkeypatch, names):
    parsed = quiz("review", *names)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code = direct.review(names)
    said = capsys.readouterr()

    assert (parsed.code, parsed.err) == (code, said.err)
    assert parsed.out.splitlines()[:3] == said.out.splitlines()[:3]


@pytest.mark.parametrize("options", ["", "--short", "--json", "--check", "--check --json"])
def test_due_says_the_same_with_and_without_the_parser(quiz, capsys, options):
    parsed = quiz("due", *options.split())

    assert (parsed.code, parsed.out) == (direct.due(options.split()), capsys.readouterr().out)


def test_home_says_the_same_with_and_without_the_parser(quiz, capsys):
    parsed = quiz()

    assert (parsed.code, parsed.out) == (direct.home(), capsys.readouterr().out)


def test_ctrl_c_before_the_first_page_is_an_exit_code_and_no_traceback():
    program = (
        "import sys, quizcli.direct, quizcli.__main__ as start\n"
        "def interrupted(): raise KeyboardInterrupt\n"
        "quizcli.direct.home = interrupted\n"
        "sys.argv = ['quizcli']\n"
        "sys.exit(start.main())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (130, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_a_review_with_nothing_left_looks_at_no_card_by_itself(quiz, monkeypatch):
    quiz("review", stdin="\n4\n" * 30, tty=True)
    monkeypatch.setattr(Workspace, "states", lambda space, cards: {})

    assert "Nothing is due" in quiz("review").out
