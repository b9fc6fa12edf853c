"""One turn: a card with its question arranged for showing."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from quizcli.digest import sha256
from quizcli.model import Card
from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Typed

MOST_OPTIONS = 6
# So many due cells of one table are asked as one turn; fewer one by one.
LEAST_CELLS = 3


class Ask(Struct, frozen=True):
    """A card and the shape as it is put, its options shuffled; the seed mixes steps."""

    card: Card
    shape: Question
    seed: str = ""

    @property
    def offered(self) -> tuple[str, ...]:
        """The option texts that were on offer, in the order shown."""
        return tuple(o.text for o in self.shape.options) if isinstance(self.shape, Choice) else ()


def shuffled(items: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """The items in an order that depends on the seed alone, the same on every machine."""
    return tuple(sorted(items, key=lambda item: sha256(f"{seed}\0{item}".encode())))


def arrange(card: Card, seed: str) -> Ask:
    """The card as one turn, its options drawn and mixed by the seed."""
    seed = f"{seed}\0{card.id}"
    match card.shape:
        case Choice() as shape:
            return Ask(card, _drawn(shape, seed), seed)
        case Recall() | Typed() | Order() | Rubric() as shape:
            return Ask(card, shape, seed)


def mixed_steps(shape: Order, seed: str) -> tuple[str, ...]:
    """The steps of an order question mixed by the seed, never in their right order."""
    mixed = shuffled(shape.steps, seed)
    return mixed if mixed != shape.steps else mixed[1:] + mixed[:1]


def _drawn(shape: Choice, seed: str) -> Choice:
    """At most MOST_OPTIONS options (every right one among them) in shuffled order."""
    by_text = {option.text: option for option in shape.options}
    wrong = shuffled(tuple(o.text for o in shape.options if not o.right), seed)
    kept = (*shape.right, *wrong[: max(1, MOST_OPTIONS - len(shape.right))])
    return replace(shape, options=tuple(by_text[text] for text in shuffled(kept, seed)))
