"""The questions that `quizcli mock` asks when it was told nothing; the last choice comes first."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from msgspec.structs import replace

from quizcli.commands.mock_paper import drawn, folder_of
from quizcli.mock.blueprint import TooFewError, fits
from quizcli.mock.wish import LEVELS, PRESET_WORDS, PRESETS, Kind, Wish
from quizcli.phrases import counted
from quizcli.store import attempts
from quizcli.ui.menus import Item, choose
from quizcli.ui.terminal import Terminal
from quizcli.workspace import Workspace

MINUTES: dict[Kind, dict[str, float]] = {
    "exam": {"1": 10, "2": 20, "3": 30, "4": 60, "5": 120},
    "interview": {"1": 15, "2": 30, "3": 45, "4": 60},
}
LEVEL_WORDS = {
    "junior": "easy questions, more time",
    "mid": "the middle, some easy, some hard",
    "senior": "hard questions, less time",
}


def asked_for(
    space: Workspace, terminal: Terminal, standing: str = ""
) -> Wish | Literal["resume", "finish"] | None:
    """The wish chosen, what to do with a mock that is `standing` open, or None for nothing."""
    if standing:
        items = [("r", "Resume it", ""), ("f", "Finish it", "scored as it stands")]
        match choose(terminal, standing, items):
            case "r":
                return "resume"
            case "f":
                return "finish"
        return None
    last = attempts.last_wish(space.connection)
    key = choose(terminal, "Timed mock", _kinds(last))
    if key is None:
        return None
    if key == "a" and last is not None:
        return _filled(space, terminal, last)
    preset = {name[0]: wish for name, wish in PRESETS.items()}
    if key in ("s", "c", "o"):
        return _filled(space, terminal, preset["a" if key == "c" else key])
    return _composed(space, terminal, "exam" if key == "e" else "interview")


def _kinds(last: Wish | None) -> list[Item]:
    again = [("a", "Again as last time", last.sentence)] if last else []
    return [
        *again,
        ("e", "Exam", "picked and typed, marked at the end"),
        ("i", "Interview", "open questions, written or said aloud"),
        ("s", "Screen", PRESET_WORDS["screen"]),
        ("c", "Certificate (associate)", PRESET_WORDS["associate"]),
        ("o", "Onsite", PRESET_WORDS["onsite"]),
    ]


def _composed(space: Workspace, terminal: Terminal, kind: Kind) -> Wish | None:
    wish = Wish(kind)
    minutes = choose(
        terminal, "How long?", [(key, f"{m:g} minutes", "") for key, m in MINUTES[kind].items()]
    )
    if minutes is None:
        return None
    topics = _topics(space, kind)
    topic = "a"
    if len(topics) > 1:
        everything = ("a", "All topics", counted(sum(topics.values()), "question"))
        items = [everything] + [
            (str(number), name, counted(size, "question"))
            for number, (name, size) in enumerate(topics.items(), 1)
        ]
        topic = choose(terminal, "On what? (--topics aws,docker:2 mixes them)", items) or ""
        if not topic:
            return None
    levels = [("a", "Any level", "as the decks have it")]
    levels += [(name[0], name.capitalize(), LEVEL_WORDS[name]) for name in LEVELS]
    level = choose(terminal, "Which level?", levels)
    if level is None:
        return None
    wish = replace(
        wish,
        minutes=MINUTES[kind][minutes],
        topics="" if topic == "a" else [*topics][int(topic) - 1],
        level=next((name for name in LEVELS if name[0] == level), ""),
    )
    if kind == "interview":
        return _spoken(space, terminal, wish)
    return _filled(space, terminal, wish)


def _spoken(space: Workspace, terminal: Terminal, wish: Wish) -> Wish | None:
    items = [("w", "Write", "answers are held against the rubric"), ("s", "Speak", "")]
    how = choose(terminal, "How do you answer?", items)
    return None if how is None else _filled(space, terminal, replace(wish, speak=how == "s"))


def _topics(space: Workspace, kind: Kind) -> Counter[str]:
    """The folders of decks with how many questions each has, largest first, nine at most."""
    counts = Counter(folder_of(card) for card in space.cards() if fits(card, kind))
    return Counter(dict(counts.most_common(9)))


def _filled(space: Workspace, terminal: Terminal, wish: Wish) -> Wish | None:
    """The wish, or one for as many questions as there are, if the learner agrees."""
    try:
        drawn(space, wish, "")
    except TooFewError as few:
        if not few.available:
            return wish  # drawing it says what there is instead
        fewer = replace(wish, questions=few.available)
        if wish.minutes:
            share = wish.minutes * few.available / few.wanted
            fewer = replace(fewer, minutes=max(1, round(share)))
        title = f"There are only {few.available} such questions, not {few.wanted}."
        time = counted(fewer.minutes, "minute") if fewer.minutes else ""
        items = [("y", f"Take these {few.available}", time)]
        return fewer if choose(terminal, title, items) == "y" else None
    return wish
