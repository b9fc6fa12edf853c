"""Rows about starting: `due`, `--help`, completion, one edited card, the statistics' first page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from tests.bench.figures import Figure
from tests.bench.homes import Home
from tests.bench.setting import BARE, Setting
from tests.bench.timing import call, instructions, ratio, taking_turns
from tests.bench.tools import has


def due(setting: Setting) -> Iterator[Figure]:
    """`due`, from the smallest collection to the largest."""
    homes = {f"{size:,} cards": setting.of_size(size) for size in setting.sizes}
    acts = {name: _called(home, "due") for name, home in homes.items()}
    found = taking_turns({BARE: setting.bare(), **acts}, setting.rounds)
    for name, home in homes.items():
        counted = _counted(setting, home, "due")
        yield Figure("due", name, ratio(found, name, BARE), 2.5, 1.7, note=counted)


def edited(setting: Setting) -> Iterator[Figure]:
    """One card of 10,000 edited, then `due`."""
    home = setting.home(10_000, 100_000)
    act = _called(home, "due")
    file = next((home.folder / "decks").rglob("*.yaml"))
    text = file.read_text()
    number = 0

    def after_an_edit() -> float:
        nonlocal number
        number += 1
        file.write_text(text.replace("prompt: ", f"prompt: Number {number}. ", 1))
        return act()

    found = taking_turns({BARE: setting.bare(), "edited": after_an_edit}, setting.rounds)
    file.write_text(text)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    home.run("due")
    yield Figure("edited", "one card of 10,000, then due", ratio(found, "edited", BARE), 6, 4.5)


def helped(setting: Setting) -> Iterator[Figure]:
    """`--help`, and what the shell asks at Tab."""
    home = setting.home(setting.sizes[0], 0)
    asked = home.environment | {
        "_QUIZCLI_COMPLETE": "complete_bash", "COMP_WORDS": "quizcli re", "COMP_CWORD": "1",
    }  # fmt: skip
    acts = {"--help": _called(home, "--help"), "completion": call(home.program, asked, home.folder)}
    found = taking_turns({BARE: setting.bare(), **acts}, setting.rounds)
    for name in acts:
        counted = _counted(setting, home, name) if name == "--help" else ""
        yield Figure("help", name, ratio(found, name, BARE), 9, 6, note=counted)


def _called(home: Home, *arguments: str) -> Callable[[], float]:
    return call([*home.program, *arguments], home.environment, home.folder)


def _counted(setting: Setting, home: Home, *arguments: str) -> str:
    """The ratio in instructions, which is the same in every run."""
    if not has("valgrind"):
        return "instructions not counted: no valgrind"
    bare = instructions([setting.quizcli().python, "-c", "pass"], home.environment, home.folder)
    words = [setting.quizcli().python, *home.program, *arguments]
    counted = instructions(words, home.environment, home.folder)
    return f"{counted / bare:.2f}x in instructions ({counted / 1e6:.1f} M)"
