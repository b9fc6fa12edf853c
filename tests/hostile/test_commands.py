"""Nothing of a deck, a name, a word or a setting reaches the terminal as anything but text."""

from __future__ import annotations

import io
import json
import os
import unicodedata

import pytest

from tests.hostile.corpus import CASES

EVIL = "\x1b]0;x\x07\x9b31m\u202ea\nb\x7f"
STEERING = {"Cc", "Cf", "Cs", "Co", "Cn"}


@pytest.fixture
def shelf(tmp_path, home):
    """Deck files whose content and names are hostile."""
    folder = tmp_path / "shelf"
    for name in ("escapes", "markup", "names", "raw-escapes", "raw-markup"):
        data = CASES[name](1).replace(b"deck: hostile", f"deck: {name}".encode())
        (folder / f"{name}.yaml").write_bytes(data.replace(b"id: good", f"id: {name}".encode()))
    (folder / f"{EVIL}.yaml").write_text("deck: d\nnotes: [{id: x-name, prompt: p}]")
    (folder / f"{EVIL}2.yaml").write_text("deck: e\nnotes: [{id: y, prompt: p, answer: a}]")
    (folder / "caf\udce9").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (folder / "caf\udce9.yaml").write_text("deck: f\nnotes: [{id: z, prompt: p, answer: a}]")
    return folder


def unclean(text: str) -> list[str]:
    """Characters that are not shown but act."""
    return [c for c in text if unicodedata.category(c) in STEERING and c not in "\n\t"]


COMMANDS = [
    ["check"], ["check", "--json"], ["check", "shelf"], ["check", f"shelf/{EVIL}.yaml"],
    ["check", EVIL], ["check", "x" * 5000], ["check", "~nobody-of-this-name"],
    ["decks"], ["decks", "--json"], ["cards"], ["cards", "--json"], ["cards", EVIL],
    ["cards", "--tag", EVIL], ["cards", "section:%' or 1=1 --"], ["cards", "x" * 5000],
    ["search", "x"], ["search", EVIL], ["search", "%", "_", '"', "'", "*"], ["search", "x" * 9999],
    ["card", "basic-rich"], ["card", "table-html"], ["card", "y"], ["card", EVIL],
    ["card", "cloze-bidi", "--json"], ["show", "markup"], ["show", "table-zalgo", "--markdown"],
    ["show", EVIL], ["states"], ["weak"], ["weak", EVIL], ["stats"], ["stats", EVIL], ["due", EVIL],
    ["config"], ["config", "--set", f"decks={EVIL}"], ["review", "--set", f"{EVIL}=1"],
    ["review", "--set", EVIL], ["--scheduler", EVIL, "due"], ["--decks", EVIL, "due"],
    ["--decks", "~nobody-of-this-name/x", "due"], ["--decks", "x" * 5000, "due"],
    ["--decks", f"shelf/{EVIL}.yaml", "due"], ["new", "deck", EVIL], ["new", "deck", "../x"],
    ["log", "import", EVIL], ["log", "import", f"shelf/{EVIL}.yaml"], ["restore", EVIL],
    ["import", "anki", EVIL], ["import", "anki", f"shelf/{EVIL}.yaml"],
    ["export", "anki", "-o", f"{EVIL}/x"], ["export", "csv", "-o", f"{EVIL}/x"], ["suspend", EVIL],
    ["export", "json"], ["mock", "--topics", EVIL],
    ["mock", "report", EVIL], ["mock", "--preset", EVIL], ["plan", EVIL], ["table", EVIL],
    ["drill", EVIL], ["suspend", "names"], ["undo"],
]  # fmt: skip


def test_no_command_lets_anything_through(quiz, shelf):
    found = {}
    for arguments in COMMANDS:
        result = quiz(*arguments)
        bad = unclean(result.out + result.err)
        if bad or result.code not in (0, 1, 2, 3) or len(result.err) > 2000:
            found[" ".join(arguments)[:60]] = result.code, result.err[-200:], bad[:4]

    assert {} == found


def test_a_link_to_itself_among_the_decks_is_a_problem_of_its_own(quiz, shelf):
    (shelf / "loop.yaml").symlink_to("loop.yaml")
    problems = quiz("check", "--json").json["problems"]

    assert ["cannot be read: too many levels of symbolic links"] == [
        problem["message"] for problem in problems if problem["path"].endswith("loop.yaml")
    ]
    assert 0 == quiz("decks").code


def test_of_a_file_with_many_problems_the_first_are_shown_and_the_rest_counted(quiz, shelf):
    lines = quiz("check", "shelf/raw-markup.yaml", "shelf/escapes.yaml").out.splitlines()
    shown = [line for line in lines if line.startswith(("error: shelf/esc", "warning: shelf/esc"))]

    assert 20 == len(shown)
    assert sorted(shown, key=lambda line: int(line.split(":")[2])) == shown
    assert [] == [line for line in shown if line.startswith("warning")]
    assert any(line.endswith("more; --json has all") for line in lines)
    assert len(quiz("check", "shelf/escapes.yaml", "--json").json["problems"]) > 40


@pytest.mark.parametrize(
    ("said", "config"),
    [
        ("holds something that no setting can be", "fuzz = " + "9" * 5000),
        ("holds something that no setting can be", "fuzz = " + "[" * 100_000),
        ("is too large for settings", "#" * 2_000_000),
        ("no setting is called", '"\\u001b[2J" = 1'),
        ("editor is a text, not", "editor = [1979]"),
        ("There is no deck folder or file a b", 'decks = "a\\u0000b"'),
        ("begins with the home of a user", 'decks = "~nobody-of-this-name/x"'),
    ],
)
def test_settings_may_be_anything(said, config, quiz, home):
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(config)
    result = quiz("due")

    assert 2 == result.code
    assert said in result.err.replace("ab.", "a b.")
    assert [] == unclean(result.err)


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "a/b", "A b", "con.yaml", "x\0y", "-", ""])
def test_a_name_of_a_deck_is_no_path(name, quiz, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    result = quiz("import", "anki", "nothing.apkg", "--as-deck", name)

    assert result.code in (1, 2)
    assert before == sorted(path for path in tmp_path.rglob("*") if "home" not in path.parts)
    assert 2 == quiz("new", "deck", name).code or not name


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("pipe is no file", ["import", "anki", "pipe"]),
        ("pipe:1:1: this is a pipe, and a deck is a file", ["check", "pipe"]),
        ("5 new", ["--decks", "pipe", "due"]),
    ],
)
def test_a_pipe_is_not_waited_for(said, arguments, quiz, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = quiz(*arguments)

    assert said in result.out + result.err


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("has a line too long for an event", b"x" * 3_000_000),
        ("is not UTF-8 text", b"\xff\xfe{}"),
        ("log.jsonl:1: nested too deeply", b"[" * 100_000),
        ("log.jsonl:1: Exceeds the limit", b"9" * 5000),
        ("log.jsonl:1: an event is an object", b'"\\u001b[2J"'),
        ("log.jsonl:1: kind", b'{"uid": "\\u001b", "at": "x", "day": 1, "kind": "\\u009b"}'),
        (
            "log.jsonl:1: at is an instant",
            b'{"uid": "u", "at": 1e999, "day": 1, "kind": "bury", "card": "c"}',
        ),
    ],
)
def test_a_log_may_be_anything(said, data, quiz, tmp_path):
    (tmp_path / "log.jsonl").write_bytes(data)
    result = quiz("log", "import", "log.jsonl")

    assert 2 == result.code
    assert said in result.err
    assert [] == unclean(result.err)


def test_what_a_log_says_is_shown_as_text(quiz):
    event = {"uid": "u", "at": "2026-11-23T07:15:02Z", "day": "2026-11-23", "kind": "review"}
    told = {"grade": 4, "card": "alpha", "chosen": EVIL, "device": EVIL, "detail": {EVIL: EVIL}}
    quiz("log", "import", "-", stdin=json.dumps(event | told))
    lost = {"uid": "v", "card": EVIL, "grade": 4}
    quiz("log", "import", "-", stdin=json.dumps(event | lost))
    shown = ["card", "alpha"], ["log", "export"], ["states", "--orphans"], ["check"], ["undo"]
    for command in shown:
        result = quiz(*command)

        assert [] == unclean(result.out + result.err), command


class Screen(io.StringIO):
    """What a terminal is sent."""

    def isatty(self) -> bool:
        return True


def test_a_text_export_is_clean_on_a_terminal_and_whole_in_a_file(quiz, shelf, monkeypatch):
    for form in ("json", "csv", "markdown", "tsv"):
        path = shelf / "out"
        quiz("export", form, "-o", str(path))
        shown = Screen()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", shown)
            quiz("export", form)

        assert [] == unclean(shown.getvalue()), form
        assert "evil" in shown.getvalue()
        assert ("\u202e" in path.read_text()) == (form != "json")
