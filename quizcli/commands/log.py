"""`quizcli log export` and `quizcli log import`: the log as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from quizcli.errors import UsageError
from quizcli.exchange.files import write_text
from quizcli.phrases import counted
from quizcli.sched.replay import present_id
from quizcli.store import jsonl, library, log
from quizcli.ui.streams import hand_out
from quizcli.workspace import Workspace

LONGEST_LINE = 1_000_000  # bytes of one event


def export(space: Workspace, output: Path | None) -> int:
    """Write the whole log, in the order of the fold, to a file or to stdout."""
    lines = (jsonl.dump(event) + "\n" for event in log.read(space.connection))
    if output is None:
        hand_out(lines)
        return 0
    write_text(output, lines)
    return 0


def import_(space: Workspace, source: str) -> int:
    """Add the events of a file that are not in the log yet: all of them, or none."""
    events = jsonl.parse(_lines(source), "stdin" if source == "-" else source)
    with space.writing():
        clashing = log.conflicts(space.connection, events)
    if clashing:
        raise UsageError(
            f"{source}: {clashing[0]} is in the log already with different content; "
            "nothing was imported."
        )
    added = space.append(events)
    unknown = _unknown(space, {event.card for event in events if event.card})
    there = len(events) - added
    print(f"{counted(added, 'event')} added, {there} were there already.", file=sys.stderr)
    if unknown:
        print(f"{len(unknown)} of their cards are in no deck; kept.", file=sys.stderr)
    return 0


def _unknown(space: Workspace, cards: Iterable[str]) -> set[str]:
    """Those of the card ids that no deck has, also not under a former id of its note."""
    connection, renamed = space.connection, space.renamed
    return {card for card in cards if not library.has(connection, present_id(card, renamed))}


def _lines(source: str) -> Iterator[str]:
    """The lines of a file or of stdin, none longer than an event can be.

    Raises UsageError for a file that cannot be read or has no lines of text.
    """
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise UsageError(f"{source} has a line too long for an event.")
                yield line.decode()
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{source} is not UTF-8 text (byte {error.start}).") from error
