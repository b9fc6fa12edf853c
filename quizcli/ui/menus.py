"""Menus outside the loop (home, deck picker, mock set-up): one key acts, Esc leaves."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.cells import cell_len

from quizcli.ui import plain
from quizcli.ui.stage import TERMINATED
from quizcli.ui.terminal import Terminal, columns
from quizcli.ui.text import fit, line, one_line
from quizcli.ui.theme import to_ascii

Item = tuple[str, str, str]
LEAVE = ("escape", "q", "c-d")
ESCAPE_SECONDS = 0.05
_POINTER_COLUMNS = 5
_MARGIN = 2
INSTRUCTIONS = (
    "(letter, or arrows and Enter; Esc leaves)",
    "(letter or arrows; Esc leaves)",
    "(Esc leaves)",
)


def choose(terminal: Terminal, title: str, items: Sequence[Item]) -> str | None:
    """The key of the item chosen, out of (key, label, detail); None when nothing is wanted.

    Raises KeyboardInterrupt at ^C, UsageError after too many bad replies in line mode.
    """
    if terminal.plain:
        return plain.choose(terminal.stdin, terminal.stdout, title, items, terminal.unicode)
    import questionary

    width = columns(terminal.stdout)
    titles = titles_of(items, width - _POINTER_COLUMNS, unicode=terminal.unicode)
    shown, instruction = heading(title, width, unicode=terminal.unicode)
    question = questionary.select(
        shown,
        [
            questionary.Choice(text, value=key)
            for text, (key, _, _) in zip(titles, items, strict=True)
        ],
        qmark="",
        pointer=">",
        instruction=instruction,
        use_jk_keys=not {"j", "k"} & {key for key, _, _ in items},
        style=questionary.Style(
            [("question", "bold"), ("pointer", "bold"), ("highlighted", "bold"), ("answer", "")]
        ),
    )
    application = question.application
    bindings: Any = application.key_bindings
    # A letter only moves the pointer there, and nothing leaves but ^C; ours come last and win.
    for leave in LEAVE:
        bindings.add(leave, eager=True)(lambda event: event.app.exit(result=None))
    bindings.add("c-z", eager=True)(lambda event: event.app.suspend_to_background())
    for key, _, _ in items:
        bindings.add(key, eager=True)(lambda event, key=key: event.app.exit(result=key))
    application.erase_when_done = True
    application.ttimeoutlen = ESCAPE_SECONDS
    with _restored_when_terminated():
        chosen: str | None = question.unsafe_ask()  # ask() would turn ^C into None
    return chosen


@contextmanager
def _restored_when_terminated() -> Iterator[None]:
    """Have SIGTERM leave through the menu, which gives the terminal back as it was."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def heading(title: str, width: int, *, unicode: bool) -> tuple[str, str]:
    """The title and how to choose, in as many words as stand on one row together."""
    shown = one_line(title) if unicode else to_ascii(one_line(title))
    room = width - _MARGIN
    fitting = (words for words in INSTRUCTIONS if cell_len(shown) + 1 + len(words) <= room)
    return fit(line(shown), min(cell_len(shown), room)).plain, next(fitting, " ")


def titles_of(items: Sequence[Item], width: int, *, unicode: bool) -> list[str]:
    """The items as rows of at most `width` columns, details in a column of their own."""
    rows = [line(f"{key}) {one_line(label)}") for key, label, _ in items]
    column = max((row.cell_len for row in rows), default=0) + 2
    whole = [
        line(fit(row, column), one_line(detail)) if detail else row
        for row, (_, _, detail) in zip(rows, items, strict=True)
    ]
    cut = [fit(row, min(row.cell_len, width)).plain.rstrip() for row in whole]
    return cut if unicode else [to_ascii(text) for text in cut]
