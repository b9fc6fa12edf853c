"""`quizcli card`: everything about a card, on the command line and inside a review."""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.commands import cards
from quizcli.days import iso_day, span
from quizcli.model import Card, CardState, Event, Grade
from quizcli.sched import NEW
from quizcli.sched.replay import memory_of, standing
from quizcli.store import log
from quizcli.ui.report import say
from quizcli.ui.screens.card_info import CardInfo
from quizcli.ui.screens.grades import NAMES
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace


def run(space: Workspace, name: str, as_json: bool) -> int:
    """Print all about a card, or about the cards of a note."""
    found = cards.named(space, name)
    if as_json:
        return cards.show(space, found, as_json)
    for place, card in enumerate(found):
        if place:
            print()
        say(card.id)
        question = (
            ("Question", cards.prompt(card.shape)),
            ("Answer", cards.answer(card.shape)),
        )
        for label, value in (*question, *_facts(space, card)):
            say(value, label=f"  {label:<10}")
        for row in _history(space, card):
            say(f"  {row}")
    return 0


def page(space: Workspace, card: Card, back: Screen) -> CardInfo:
    """The card's page over the screen it was asked for on."""
    return CardInfo(card.id, _facts(space, card), _history(space, card), back)


def _facts(space: Workspace, card: Card) -> tuple[tuple[str, str], ...]:
    state = space.states([card.id]).get(card.id, NEW)
    note = card.note
    facts = [
        ("Deck", f"{note.deck} › {note.section}" if note.section else note.deck),
        ("Tags", ", ".join(note.tags)),
        ("Schedule", _schedule(space, state)),
        ("Explain", note.explain),
        ("Guide", note.guide_said),
        ("Verified", f"{note.verified.on} · {note.verified.ref}" if note.verified else ""),
        ("Source", str(note.place)),
    ]
    return tuple((label, value) for label, value in facts if value)


def _schedule(space: Workspace, state: CardState) -> str:
    if state.suspended:
        return "suspended"
    if state.phase == "new":
        return "new" if not state.due else f"new, due {iso_day(state.due)}"
    ease = space.rules.scheduler.ease(memory_of(state))
    parts = [
        f"{state.phase}, due {iso_day(state.due)}",
        f"interval {span(state.interval)}",
        f"ease {ease:.2f}" if ease is not None else "",
        f"{state.lapses} lapses" if state.lapses else "",
        "marked" if state.marked else "",
    ]
    return ", ".join(part for part in parts if part)


def _history(space: Workspace, card: Card) -> tuple[str, ...]:
    """The standing events of the card, newest first."""
    former = [f"{old}{card.id.removeprefix(card.note.id)}" for old in card.note.was]
    events: Sequence[Event] = standing(log.of_cards(space.connection, [card.id, *former]))
    return tuple(_row(event) for event in reversed(events) if event.kind != "void")


def _row(event: Event) -> str:
    grade = NAMES[Grade(event.grade)] if event.grade is not None else ""
    seconds = f"{event.seconds:.0f} s" if event.seconds is not None else ""
    chosen = f"“{event.chosen}”" if event.chosen else ""
    return "  ".join(
        part for part in (iso_day(event.day), event.kind, grade, seconds, chosen) if part
    )
