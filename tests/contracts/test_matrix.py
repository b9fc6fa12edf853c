"""Every command in every weather: no traceback, the documented exit code, nothing half done.

The suite runs a sample of the product in which every command and every weather occurs several
times; `pytest --thorough` runs the whole of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from datetime import date, timedelta
from itertools import cycle, product
from pathlib import Path

import pytest
from msgspec import Struct
from typer.main import get_command

from quizcli.cli import app
from tests.commands.conftest import DECK
from tests.forking import Run, Started
from tests.weather import Outcome, Weather, run

EVENT = {
    "uid": "a", "at": "2026-11-20T08:00:00Z", "day": "2026-11-20", "kind": "review",
    "card": "alpha", "grade": 4,
}  # fmt: skip
TROUBLE = re.compile(r"Traceback|Exception ignored|Error\b(?!: )")
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3|4|9)[0-9][0-9;]*m")
SAMPLED = 4  # one in so many combinations is in the suite


class Call(Struct, frozen=True):
    """A way to call a command, and its exit code in good weather.

    `asks` says that it reads replies, `speaks` that its answer goes to stdout, `exact` that this is
    data in UTF-8. `stores` names the homes that make it fail, `keys` leave it in a terminal.
    """

    words: str
    code: int = 0
    asks: bool = False
    speaks: bool = True
    exact: bool = False
    stores: tuple[str, ...] = ("read-only", "file")
    keys: bytes = b"\x04"


# What only reads works on a copy in memory where nothing can be written.
READS = ("file",)

CALLS = {
    "": Call("", stores=READS),
    "review": Call("review", asks=True),
    "drill": Call("drill", asks=True),
    "due": Call("due", stores=READS),
    "undo": Call("undo"),
    "table": Call("table --mode fill", asks=True),
    "cards": Call("cards", stores=READS),
    "search": Call("search letter", stores=READS),
    "card": Call("card vowel", stores=READS),
    "states": Call("states", stores=READS),
    "suspend": Call("suspend beta"),
    # There is nothing to take back: nothing is written.
    "resume": Call("resume beta", stores=READS),
    "reset": Call("reset beta", stores=READS),
    "show": Call("show kinds", stores=READS),
    "weak": Call("weak", stores=READS),
    "stats": Call("stats heat", stores=READS),
    "simulate": Call("simulate --days 3", stores=READS),
    "plan": Call(f"plan {date.today() + timedelta(30)}", stores=READS),
    "check": Call("check", stores=()),
    "decks": Call("decks", stores=READS),
    "config": Call("config", stores=()),
    "backup": Call("backup", stores=("read-only", "file", "empty")),
    "restore": Call("restore copy.db", stores=READS),
    "doctor": Call("doctor"),
    "mock": Call("mock -n 3 -m 2 --kind exam --seed choice", asks=True, keys=b"\x04s"),
    "mock list": Call("mock list", stores=READS),
    "mock report": Call("mock report", code=2, speaks=False, stores=READS),
    "log export": Call("log export", stores=READS),
    "log import": Call("log import log.jsonl", speaks=False),
    "new deck": Call("new deck mine"),
    "export anki": Call("export anki -o out.apkg", stores=READS),
    "export csv": Call("export csv", exact=True, stores=READS),
    "export tsv": Call("export tsv", exact=True, stores=READS),
    "export markdown": Call("export markdown", exact=True, stores=READS),
    "export json": Call("export json", exact=True, stores=READS),
    "import anki": Call("import anki cards.apkg"),
}
RUBBISH = b"\xff\xfe\0\x1b[2J\n" * 9
TERMINAL = (80, 24)
GOOD = Weather("pipe")
ASCII = Weather("ASCII", environment={"PYTHONIOENCODING": "ascii"})
WEATHERS = (
    GOOD,
    Weather("null device", stdout="null"),
    Weather("no stdin", stdin=None),
    Weather("rubbish on stdin", stdin=RUBBISH),
    Weather("no stdout", stdout="closed"),
    Weather("no stderr", stderr="closed"),
    Weather("nobody reads", stdout="unread"),
    Weather("full device", stdout="full"),
    ASCII,
    Weather("LANG=C", environment={"LANG": "C", "LC_ALL": "C"}),
    Weather("terminal", size=TERMINAL),
    Weather("40 columns", size=(40, 12)),
    Weather("TERM=dumb", size=TERMINAL, environment={"TERM": "dumb"}),
    Weather("no TERM", size=TERMINAL, environment={"TERM": ""}),
    Weather("NO_COLOR", size=TERMINAL, environment={"NO_COLOR": "1"}),
    Weather("ASCII terminal", size=TERMINAL, environment={"PYTHONIOENCODING": "ascii"}),
    Weather("empty home", home="empty"),
    Weather("read-only home", home="read-only"),
    Weather("a file for a home", home="file"),
)


class Place(Struct, frozen=True):
    """A folder with decks and a home in it."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def run(
        self,
        words: list[str],
        weather: Weather,
        keys: bytes = b"",
        start: type[Run | Started] = Run,
        **more: str,
    ) -> Outcome:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "QUIZCLI_HOME": str(self.home),
            "QUIZCLI_BUNDLED": "0",
            "QUIZCLI_GUARD": "0",
            **more,
        }
        return run(words, environment, self.folder, weather, keys, start)

    def furnish(self, home: str) -> None:
        """Make the home empty, read-only or a file; it is one that was used before."""
        if home in ("empty", "file"):
            shutil.rmtree(self.home)
        if home == "file":
            self.home.write_text("not a folder")
        if home == "read-only":
            self.protect(0o555, 0o444)

    def protect(self, folders: int, files: int) -> None:
        for path in [*self.home.rglob("*"), *self.folder.glob("home")]:
            path.chmod(folders if path.is_dir() else files)

    def files(self) -> dict[str, str]:
        """All that is in the folder, with a digest of what each file holds."""
        return {
            str(path.relative_to(self.folder)): "folder" if path.is_dir() else digest(path)
            for path in self.folder.rglob("*")
        }


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def seeded(tmp_path_factory) -> Place:
    """A place where one card has been reviewed, with a backup, a package and a log to import."""
    place = Place(tmp_path_factory.mktemp("seeded"))
    shelf = place.folder / "decks"
    shelf.mkdir()
    (shelf / "letters.yaml").write_text(DECK)
    os.utime(shelf / "letters.yaml", (1e9, 1e9))
    (place.folder / "log.jsonl").write_text(json.dumps(EVENT))
    for call in ("log import log.jsonl", "export anki -o cards.apkg", "backup -o copy.db"):
        done = place.run(call.split(), GOOD)
        assert 0 == done.code, done
    return place


@pytest.fixture
def place(seeded, tmp_path):
    """A place like the seeded one, to be changed."""
    place = Place(tmp_path / "place")
    shutil.copytree(seeded.folder, place.folder)
    yield place
    place.protect(0o755, 0o644)


def test_every_command_has_its_row():
    def leaves(command, name: str) -> set[str]:
        inner = getattr(command, "commands", {})
        own = {name} if not inner or command.invoke_without_command else set()
        return own.union(*(leaves(child, f"{name} {key}".strip()) for key, child in inner.items()))

    assert leaves(get_command(app), "") == set(CALLS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Pairs a call with weathers: all of them with --thorough, else some for each."""
    if "weather" not in metafunc.fixturenames:
        return
    sampled = 1 if metafunc.config.getoption("--thorough") else SAMPLED
    pairs = [
        pytest.param(CALLS[name], weather, id=f"{name or 'quizcli'}-{weather}")
        for (row, name), (column, weather) in product(enumerate(CALLS), enumerate(WEATHERS))
        if (row + column) % sampled == 0
    ]
    metafunc.parametrize(("call", "weather"), pairs)


def test_a_command_ends_as_documented_in_any_weather(place, call, weather):
    place.furnish(weather.home)
    before = place.files()
    done = place.run(call.words.split(), weather, call.keys)

    assert not TROUBLE.search(done.out + done.err), done.out + done.err
    assert expected(call, weather) == done.code, done
    if weather.encoding == "ascii" and not call.exact:
        assert done.out.isascii()
    if not weather.paints:
        assert "\x1b" not in done.out + done.err
    if weather.name == "NO_COLOR":
        assert not COLOUR.search(done.out)
    if weather.home in ("read-only", "file") and done.code:
        assert before == place.files()
        assert ("", 1) == (done.out, done.err.count("\n"))
        assert done.err.startswith("error: ")


def expected(call: Call, weather: Weather) -> int:
    """The documented exit code: 1 when log or answer cannot be written, 2 after bad replies."""
    if weather.home in call.stores or (call.speaks and weather.stdout in ("unread", "full")):
        return 1
    return 2 if call.asks and weather.stdin == RUBBISH else call.code


@pytest.mark.parametrize(("name", "option"), [*zip(CALLS, cycle(["--help", "-h"]), strict=False)])
def test_help_writes_nothing_and_needs_nothing(place, name, option):
    shutil.rmtree(place.home)
    before = place.files()
    done = place.run([*name.split(), option], GOOD)

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("Usage: quizcli")
    assert before == place.files()


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        ("nosuch", {}),
        ("review --nosuch", {}),
        ("review --new x", {}),
        ("review --minutes nan", {}),
        ("mock --minutes nan", {}),
        ("mock --pass nan", {}),
        ("mock report 99999999999999999999999", {}),
        ("mock --kind nosuch", {}),
        ("mock --preset nosuch", {}),
        ("table --mode nosuch", {}),
        ("stats nosuch", {}),
        ("weak --by nosuch", {}),
        ("plan tomorrow", {}),
        ("check nosuch.yaml", {}),
        ("restore nosuch.db", {}),
        ("restore 7", {}),
        ("log import nosuch.jsonl", {}),
        ("import anki nosuch.apkg", {}),
        ("import anki log.jsonl", {}),
        ("new deck ../evil", {}),
        ("export anki", {}),
        ("export anki -o nosuch/out.apkg", {}),
        ("export csv -o nosuch/out.csv", {}),
        ("log export -o nosuch/log.jsonl", {}),
        ("--decks nosuch due", {}),
        ("--scheduler nosuch due", {}),
        ("--set nosuch=1 due", {}),
        ("--set rollover=25 due", {}),
        ("due", {"QUIZCLI_SCHEDULER": "nosuch"}),
        ("due", {"QUIZCLI_DECKS": "nosuch"}),
        ("due", {"QUIZCLI_NOW": "tomorrow"}),
        ("due", {"QUIZCLI_HOME": "~nosuch/home"}),
    ],
    ids=str,
)
def test_a_start_that_fails_leaves_nothing_behind(place, words, environment):
    shutil.rmtree(place.home)
    before = place.files()
    done = place.run(words.split(), GOOD, **environment)

    assert done.code in (1, 2)
    assert not TROUBLE.search(done.err), done.err
    assert done.err.strip()
    assert before == place.files()


@pytest.mark.parametrize("words", ["export csv", "cards --json"])
def test_programs_read_the_same_whatever_the_terminal_speaks(place, words):
    good, poor = (place.run(words.split(), weather) for weather in (GOOD, ASCII))

    assert "Which is a vowel?" in good.out
    assert good == poor


@pytest.mark.parametrize("name", ["no stdout", "nobody reads", "full device", "ASCII"])
def test_a_forked_run_ends_as_one_that_a_shell_has_started(place, name):
    """Holds `tests.forking` itself to what it stands for."""
    weather = next(weather for weather in WEATHERS if name == weather.name)
    forked = place.run(["show", "kinds"], weather)
    started = place.run(["show", "kinds"], weather, start=Started)

    assert started == forked
