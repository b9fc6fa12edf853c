"""`quizcli export`: decks for Anki and other programs, with progress where that is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import astuple

from quizcli import exchange
from quizcli.errors import UsageError
from quizcli.exchange.anki.ledger import LedgerRow
from quizcli.exchange.anki.progress import Progress
from quizcli.exchange.anki_advice import advice
from quizcli.exchange.anki_write import write
from quizcli.exchange.files import write_text
from quizcli.exchange.sheet import ROOT, Sheet
from quizcli.store import exports, log
from quizcli.ui.report import say
from quizcli.ui.streams import hand_out
from quizcli.ui.terminal import moves_cursor
from quizcli.ui.text import clean
from quizcli.workspace import Workspace


def anki(
    space: Workspace, filters: Sequence[str], output: Path, with_progress: bool, deck_name: str
) -> int:
    """Write an Anki package and say what to do with it."""
    every = space.cards()
    cards = space.chosen(filters) if filters else every
    now = space.clock.now()
    with _progress_bar("Writing notes") as tell:
        written = write(
            output,
            cards,
            now_ms=int(now.timestamp() * 1000),
            all_cards=every,
            all_decks=space.decks,
            ledger=ledger(space),
            progress=_progress(space) if with_progress else None,
            deck_name=deck_name or ROOT,
            on_progress=tell,
        )
    with space.caching():
        exports.remember(space.connection, map(astuple, written.ledger))
    changes = f"{written.new} new and {written.changed} changed since the last export"
    if with_progress:
        changes += f"; {written.with_progress} with progress"
    print(f"{output}: {written.notes} notes, {written.cards} cards ({changes}).")
    say(advice(written, output, with_progress), sys.stderr)
    return 0


def ledger(space: Workspace) -> list[LedgerRow]:
    """What was exported before."""
    return [LedgerRow(*row) for row in exports.rows(space.connection)]


def _progress(space: Workspace) -> Progress:
    offset = space.clock.now().utcoffset()
    return Progress(
        space.states(),
        tuple(log.read(space.connection)),
        int(offset.total_seconds() // 60) if offset else 0,
        space.settings.rollover,
        space.rules,
        space.renamed,
    )


def text(
    space: Workspace, name: str, filters: Sequence[str], output: Path | None, with_progress: bool
) -> int:
    """Write one of the text formats to a file or to stdout."""
    sheet = Sheet(
        space.chosen(filters),
        space.decks,
        space.states() if with_progress else None,
        space.rules,
    )
    parts = exchange.load(name).render(sheet)
    if output is None:
        hand_out(map(clean, parts) if sys.stdout.isatty() else parts)
        return 0
    write_text(output, parts)
    print(f"{output}: {len(sheet.cards)} cards.", file=sys.stderr)
    return 0


def require_output(output: Path | None) -> Path:
    """The file to write.

    Raises UsageError when none was named: a package is no text for a terminal.
    """
    if output is None:
        raise UsageError("Say where: quizcli export anki -o quizcli.apkg")
    return output


@contextmanager
def _progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr while something long goes on; nothing where it cannot be drawn."""
    if not (sys.stderr.isatty() and moves_cursor(os.environ)):
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, of: bar.update(task, completed=done, total=of)
