"""`quizcli cards` and `quizcli search`: what the decks hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizcli.commands.listing import print_json
from quizcli.commands.states import VERSION
from quizcli.commands.states import as_dict as state_as_dict
from quizcli.grading import answer_texts
from quizcli.grading.words import plain
from quizcli.model import Card, CardState
from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Typed
from quizcli.ui.report import print_table, say
from quizcli.workspace import Workspace


def run(space: Workspace, filters: Sequence[str], tags: Sequence[str], as_json: bool) -> int:
    """Print the chosen cards."""
    return show(space, space.chosen(filters, tags), as_json)


def search(space: Workspace, words: Sequence[str], as_json: bool) -> int:
    """Print the cards in which all words stand, whatever their case."""
    wanted = [plain(word) for word in words]
    found = [card for card in space.cards() if all(word in _text(card) for word in wanted)]
    if not found and not as_json:
        say(f"No card holds {' and '.join(words)}.")
        return 0
    return show(space, found, as_json)


def show(space: Workspace, cards: Sequence[Card], as_json: bool) -> int:
    """Print cards as a table, or as JSON with everything about them."""
    states = space.states()
    if as_json:
        listed = [as_dict(card, states, space) for card in cards]
        print_json(VERSION, cards=listed)
        return 0
    print_table(
        ("Card", "Asked", "Question"),
        [(card.id, _standing(states.get(card.id)), prompt(card.shape)) for card in cards],
        whole=1,
    )
    return 0


def named(space: Workspace, name: str) -> tuple[Card, ...]:
    """The card of this id, or the cards of the note of this id.

    Raises UsageError, with the nearest id, when there is neither.
    """
    return space.chosen([f"card:{name}" if "#" in name else f"note:{name}"])


def as_dict(card: Card, states: Mapping[str, CardState], space: Workspace) -> dict[str, object]:
    """A card for programs, with where it stands (null when never seen)."""
    note, state = card.note, states.get(card.id)
    verified = note.verified
    return {
        "id": card.id,
        "note": note.id,
        "deck": note.deck,
        "section": note.section,
        "tags": list(note.tags),
        "type": note.type,
        "shape": type(card.shape).__name__.lower(),
        "prompt": prompt(card.shape),
        "answer": answer(card.shape),
        "choices": choices(card.shape),
        "explain": card.explain,
        "difficulty": note.difficulty,
        "verified": {"on": verified.on, "ref": verified.ref} if verified else None,
        "guide_said": card.guide_said,
        "state": state_as_dict(card.id, state, space.rules.scheduler) if state else None,
    }


def prompt(shape: Question) -> str:
    """The question as text; the blank of a cloze is shown as `[…]`, a sample follows the prompt."""
    parts = [shape.prompt]
    if isinstance(shape, Typed) and shape.pieces:
        parts.append(shape.with_gaps("[…]"))
    if shape.sample:
        parts.append(shape.sample.text)
    return "\n".join(part.rstrip() for part in parts if part)


def answer(shape: Question) -> str:
    """The right answer as one text."""
    match shape:
        case Order():
            return " → ".join(shape.steps)
        case Rubric():
            points = [f"- {point.text}" for point in shape.points]
            return "\n".join([*points, shape.model] if shape.model else points)
        case Recall() | Typed() | Choice():
            return "; ".join(answer_texts(shape))


def choices(shape: Question) -> list[str]:
    """The options of a choice, right ones among them, in authored order; else nothing."""
    return [option.text for option in shape.options] if isinstance(shape, Choice) else []


def _text(card: Card) -> str:
    parts = (card.id, card.note.prompt, prompt(card.shape), answer(card.shape), card.note.explain)
    return plain(" ".join(parts))


def _standing(state: CardState | None) -> str:
    if state is None:
        return "new"
    return "suspended" if state.suspended else state.phase
