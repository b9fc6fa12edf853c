"""`quizcli suspend`, `resume`, `reset` and `undo`: events that people add by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizcli.commands.cards import prompt
from quizcli.drill.stamp import voids
from quizcli.model import CardState, Event, Grade
from quizcli.phrases import counted
from quizcli.sched import NEW
from quizcli.store import log
from quizcli.ui.screens.grades import NAMES
from quizcli.ui.text import clean
from quizcli.workspace import Workspace

APPLIES: dict[str, Callable[[CardState, int], bool]] = {
    "suspend": lambda state, _: not state.suspended,
    "resume": lambda state, day: state.hidden(day),
    "reset": lambda state, _: state != NEW,
}
NEEDLESS = {
    "suspend": "all of these are suspended already",
    "resume": "none of these is suspended, or skipped for today",
    "reset": "all of these are new",
}
DONE = {"suspend": "suspended", "resume": "asked again", "reset": "new again"}


def run(space: Workspace, kind: str, filters: Sequence[str]) -> int:
    """Log one event of the kind for each chosen card that it changes, in one transaction."""
    states, day = space.states(), space.day
    chosen = space.chosen(filters)
    cards = [card for card in chosen if APPLIES[kind](states.get(card.id, NEW), day)]
    if not cards:
        print(f"Nothing to {kind}: {NEEDLESS[kind]}.")
        return 0
    stamp = space.stamp()
    space.append(stamp.event(card, kind, place) for place, card in enumerate(cards))
    what = cards[0].id if len(cards) == 1 else counted(len(cards), "card")
    print(f"{what}: {DONE[kind]}. `quizcli undo` takes it back.")
    return 0


def undo(space: Workspace) -> int:
    """Take back the newest turn that stands, whichever run of the program made it."""
    turn = log.last_turn(space.connection, space.device)
    if not turn:
        print("There is nothing to undo.")
        return 0
    space.append(voids(tuple(turn), space.stamp()))
    print(clean(f"Taken back: {_words(space, turn)}."))
    return 0


def _words(space: Workspace, turn: Sequence[Event]) -> str:
    first = turn[0]
    act = first.kind
    if first.grade is not None:
        act = NAMES[Grade(first.grade)]
    if len(turn) > 1:
        return f"{act} on {len(turn)} cards"
    card = space.card(first.card)
    asked = prompt(card.shape).partition("\n")[0] if card else first.card
    return f"{act} on “{asked}”"
