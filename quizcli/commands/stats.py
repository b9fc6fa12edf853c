"""`quizcli stats`: today, heat map, forecast, retention and decks, as pages or for programs."""

from __future__ import annotations

import sys
from pathlib import Path

from quizcli.commands.listing import print_json
from quizcli.commands.memory import report, rolled
from quizcli.commands.terminal import present
from quizcli.errors import UsageError
from quizcli.insight.pages import Report
from quizcli.insight.plain import plain
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.stats import PAGES, StatsPage
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

VERSION = 1


class StatsPages:
    """The controller of the pages: there is nothing to do but to leave."""

    def __init__(self, page: StatsPage) -> None:
        self._page = page

    def start(self) -> Screen:
        """The page asked for."""
        return self._page

    def handle(self, outcome: Outcome, screen: Screen) -> None:
        """Leaves."""

    def rest(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing was changed."""


def run(space: Workspace, page: str, as_json: bool, html: Path | None) -> int:
    """Show the statistics as pages, as JSON, or as a self-contained web page.

    Without a `page` all are printed where there is no terminal to turn them.
    """
    names = [name.split()[0] for name, _ in PAGES]
    if page and page not in names:
        raise UsageError(f"The pages are {', '.join(names)}, not {page!r}.")
    found = report(space)
    stats = found.stats
    if html is not None:
        return _html(space, found, html)
    if as_json:
        print_json(VERSION, stats=plain(stats))
        return 0
    if stats.empty:
        print("No reviews yet. Start with: quizcli review")
        return 0
    first = StatsPage(stats, found.topics, names.index(page or names[0]))
    if sys.stdout.isatty():
        return present(space, StatsPages(first), logs=False)
    shown = [first.number] if page else range(len(PAGES))
    for number in shown:
        print(*StatsPage(stats, found.topics, number).lines(), "", sep="\n")
    return 0


def _html(space: Workspace, found: Report, path: Path) -> int:
    from quizcli.exchange.files import write_text
    from quizcli.exchange.html import stats as stats_html
    from quizcli.insight.confusion import confusions

    pairs = confusions(space.cards(), rolled(space))
    write_text(path, [stats_html.page(found.stats, found.topics, pairs)])
    print(path)
    return 0
