"""Pages for when there is nothing to ask: what is so, why, and what can be done instead."""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.ui.screens.pages import Entry, MenuPage


def nothing_due(heading: str, coming: str = "", entries: Sequence[Entry] = ()) -> MenuPage:
    """No card is due; `coming` says in a sentence when the next ones are."""
    return _page(heading, ("Nothing is due.", coming), entries)


def new_used_up(heading: str, per_day: int, entries: Sequence[Entry] = ()) -> MenuPage:
    """All new cards of the day are learnt."""
    cards = "Today's new card is" if per_day == 1 else f"Today's {per_day} new cards are"
    return _page(heading, (f"{cards} done.",), entries)


def no_match(heading: str, filters: str) -> MenuPage:
    """No card fits what was asked for."""
    return _page(heading, (f"No card fits {filters}.",))


def _page(heading: str, said: tuple[str, ...], entries: Sequence[Entry] = ()) -> MenuPage:
    sentences = " ".join(sentence for sentence in said if sentence)
    return MenuPage(heading, (sentences,), entries=tuple(entries))
