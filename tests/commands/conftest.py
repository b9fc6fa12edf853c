"""The program as its users call it, in a home of its own, with one small deck folder."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from quizcli.cli import run
from quizcli.deckfiles import find

DECK = """\
deck: letters
title: Letters
section: The alphabet
tags: [abc, reading]
notes:
  - {id: alpha, prompt: First letter?, answer: A, explain: e, difficulty: 1}
  - {id: beta, prompt: Second letter?, answer: B, accept: [bee], explain: e}
  - id: vowel
    type: choice
    prompt: Which is a vowel?
    right: [E]
    wrong: {F: a consonant, G: one too, H: as well}
    explain: e
  - id: kinds
    type: table
    prompt: Kinds of letters
    table: |
      | Letter | Kind      | Place |
      | ------ | --------- | ----- |
      | A      | vowel     | 1     |
      | B      | consonant | 2     |
      | Y      | both      | 25    |
    explain: e
"""


class Result(Struct):
    """What a call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Keyboard(io.TextIOWrapper):
    """What is typed."""

    def isatty(self) -> bool:
        return True


Quiz = Callable[..., Result]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """An empty home; decks are those of a folder `shelf` beside it, and `letters` is in it."""
    for name in ("NO_COLOR", "QUIZCLI_DECKS", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUIZCLI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QUIZCLI_FUZZ", "0")
    monkeypatch.chdir(tmp_path)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "letters.yaml").write_text(DECK)
    monkeypatch.setattr(find, "bundled", lambda: shelf)
    return tmp_path / "home"


@pytest.fixture
def quiz(home, capsys, monkeypatch) -> Quiz:
    """Call the program; `now` moves the clock, `stdin` is what it reads, or is typed at a `tty`."""

    def call(
        *arguments: str, now: str = "2026-11-23T10:00", stdin: str = "", tty: bool = False
    ) -> Result:
        monkeypatch.setenv("QUIZCLI_NOW", now)
        stream = Keyboard if tty else io.TextIOWrapper
        monkeypatch.setattr("sys.stdin", stream(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        try:
            code = run(list(arguments))
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def logged(quiz, tmp_path) -> Quiz:
    """The program with one review in the log."""
    line = {"uid": "a", "at": "2026-11-20T08:00:00Z", "day": "2026-11-20", "kind": "review",
            "card": "alpha", "grade": 4}  # fmt: skip
    (tmp_path / "log.jsonl").write_text(json.dumps(line))
    quiz("log", "import", str(tmp_path / "log.jsonl"))
    return quiz
