"""`quizcli mock report` and `mock list`: what came of mocks, for people, programs and mentors."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from quizcli.commands.listing import print_json
from quizcli.commands.mock_sitting import summary
from quizcli.days import duration, iso_day
from quizcli.errors import UsageError
from quizcli.insight.plain import plain
from quizcli.mock.report import Report, percent
from quizcli.mock.scorecard import scorecard
from quizcli.phrases import counted
from quizcli.store import attempts
from quizcli.store.attempts import Entry
from quizcli.ui.report import caps, print_row, print_table, say
from quizcli.ui.screens.mock.report import report_rows, spoken_report
from quizcli.ui.streams import hand_out
from quizcli.workspace import Workspace

VERSION = 1
# The trend holds so many mocks of a kind against as many before them.
TREND = 3
NONE_YET = "No mock is over yet. `quizcli mock` begins one."


def report(
    space: Workspace, number: int | None, as_json: bool, markdown: bool, html: Path | None
) -> int:
    """Show the report of a mock, the last one unless a number is given."""
    found = _report(space, number)
    if html is not None:
        from quizcli.exchange.files import write_text
        from quizcli.exchange.html.mock import page

        write_text(html, [page(found)])
        print(f"Wrote {html}.", file=sys.stderr)
    if markdown:
        from quizcli.exchange.mock_markdown import render

        hand_out(render(found))
    elif as_json:
        print_json(VERSION, mock=_plain(found))
    elif html is None:
        print_report(found)
    return 0


def print_report(found: Report) -> None:
    """Print a report: drawn on a terminal, in sentences elsewhere."""
    if not sys.stdout.isatty():
        say("\n".join(spoken_report(found)))
        return
    for row in report_rows(found, caps(sys.stdout).body_width):
        print_row(row)


def listed(space: Workspace, as_json: bool) -> int:
    """List all mocks that are over, with the trend of each kind."""
    found = attempts.entries(space.connection)
    if as_json:
        mocks = [{"number": e.number, "day": iso_day(e.day), **e.summary} for e in found]
        print_json(VERSION, mocks=mocks)
        return 0
    if not found:
        print(NONE_YET)
        return 0
    columns = ("Mock", "Day", "Kind", "Score", "80% sure", "Right", "Time", "Of")
    print_table(columns, [_row(entry) for entry in found], styles=("bold",), folds=True)
    for sentence in trends(found):
        say(sentence)
    return 0


def trends(found: tuple[Entry, ...]) -> list[str]:
    """How the last mocks of each kind went against those before."""
    scores: dict[str, list[float]] = defaultdict(list)
    for entry in found:
        scores[entry.summary["kind"]].append(entry.summary["score"])
    said = []
    for kind, values in scores.items():
        if len(values) < 2:
            continue
        size = min(TREND, len(values) // 2)
        last, before = values[-size:], values[-2 * size : -size]
        now, then = sum(last) / size, sum(before) / size
        mocks = f"last {size} {kind}s" if size > 1 else f"last {kind}"
        points = round(100 * (now - then))
        change = f"{points:+d} points on" if points else "the same as"
        earlier = f"{size if size > 1 else 'one'} before ({percent(then)})"
        said.append(f"The {mocks}: {percent(now)}, {change} the {earlier}.")
    return said


def _report(space: Workspace, number: int | None) -> Report:
    stored = attempts.finished(space.connection, number)
    if stored is None or stored.day is None:
        known = attempts.entries(space.connection)
        if not known:
            raise UsageError(NONE_YET)
        raise UsageError(f"No mock {number} is over. `quizcli mock list` has {_numbers(known)}.")
    card = scorecard(stored.attempt)
    return Report(stored.number, iso_day(stored.day), card, stored.day == space.day)


def _numbers(known: tuple[Entry, ...]) -> str:
    first, last = known[0].number, known[-1].number
    return f"mock {first}" if first == last else f"mocks {first} to {last}"


def _row(entry: Entry) -> tuple[str, ...]:
    said = entry.summary
    exam = said["kind"] == "exam"
    points = f"{said['points']:g}/{said['of_points']:g} points"
    passed = {None: "", True: " ✓", False: " ✗"}[said["passed"]]
    return (
        str(entry.number),
        iso_day(entry.day),
        said["kind"],
        f"{percent(said['score'])}{passed}",
        f"{percent(said['low'])}–{percent(said['high'])}",
        f"{said['right']}/{said['questions']}" if exam else points,
        duration(said["used_seconds"]),
        said["preset"] or said["wish"].partition(", ")[2] or counted(said["questions"], "question"),
    )


def _plain(found: Report) -> dict[str, Any]:
    card = found.card
    return {
        "number": found.number,
        "day": found.day,
        **summary(card),
        "feedback": found.feedback,
        "topics": plain(card.groups),
        "sections": plain(card.sections),
        "interruptions": plain(card.pauses),
        "go_over": [question.number for question in card.to_go_over],
        "asked": plain(card.questions),
    }
