"""Which am I? One thing is hidden, and its values tell it, the least telling ones first.

The clues on the screen name exactly one thing at every moment: the round opens with values that
several things share, as long as they leave it open, and then with one that no other thing has.
That last cell is the one asked; further clues may follow, each at the cost of a point.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizcli.drill.ask import shuffled
from quizcli.drill.grid import Round, Slot
from quizcli.drill.grid_pool import LEAST_OTHERS, Pool, spellings
from quizcli.grading.words import words
from quizcli.shapes import Cell, Table

# So many shared values open a round: enough to set the scene, few enough to be read at once.
MOST_SHARED = 2


def which(pool: Pool, seed: str) -> Round | None:
    """A round about the thing most needed; None when no value of the table names a thing."""
    if len(pool.subjects) <= LEAST_OTHERS:
        return None
    for cell in pool.by_need(pool.sole, seed):
        own = [c for c in pool.sole if c.subject == cell.subject]
        asked = min(own, key=lambda c: (telling(pool, c), pool.table.cells.index(c)))
        shared = _scene(pool, asked)
        opening = (*shared, asked)
        if named_by(pool.table, opening) == (asked.subject,):
            further = sorted(
                (c for c in pool.table.row(asked.subject) if c.text and c not in opening),
                key=lambda c: (-_sharers(pool, c), telling(pool, c)),
            )
            clues = tuple(c.attribute for c in (*opening, *further))
            slot = _slot(pool, asked, shared, seed)
            return Round("which", pool.note, pool.table, (slot,), clues, len(opening))
    return None


def named_by(table: Table, clues: Iterable[Cell]) -> tuple[str, ...]:
    """The keys of the things that have all the values."""
    wanted = tuple(clues)
    return tuple(
        label.key
        for label in table.subjects
        if all(_meets(table.cell(label.key, clue.attribute), clue) for clue in wanted)
    )


def telling(pool: Pool, cell: Cell) -> float:
    """How much a value gives its thing away: by words of its name, less by words others share."""
    said = set(words(cell.text))
    name = set(words(pool.subjects[cell.subject]))
    others = [set(words(text)) for text in pool.columns[cell.attribute].others(cell)]
    like = max((len(said & other) / len(said | other) for other in others), default=0.0)
    return len(said & name) - like


def _scene(pool: Pool, asked: Cell) -> tuple[Cell, ...]:
    """Values the thing shares with most others, which together still leave it open."""
    shared: list[Cell] = []
    for cell in sorted(pool.table.row(asked.subject), key=lambda c: -_sharers(pool, c)):
        open_still = len(named_by(pool.table, (*shared, cell))) > 1
        if open_still and len(shared) < MOST_SHARED:
            shared.append(cell)
    return tuple(shared)


def _sharers(pool: Pool, cell: Cell) -> int:
    return len(named_by(pool.table, (cell,)))


def _slot(pool: Pool, asked: Cell, shared: tuple[Cell, ...], seed: str) -> Slot:
    """The thing among others, those that share its scene before the rest."""
    table = pool.table
    like = set(named_by(table, shared)) - {asked.subject}
    keys = tuple(key for key in pool.subjects if key != asked.subject)
    nearest = sorted(shuffled(keys, seed), key=lambda key: key not in like)
    kept = {asked.subject, *nearest[: pool.most - 1]}
    offered = shuffled(tuple(pool.subjects[key] for key in pool.subjects if key in kept), seed)
    return Slot(
        pool.back(asked),
        asked.subject,
        asked.attribute,
        pool.told(asked),
        pool.subjects[asked.subject],
        offered,
        pool.recorded(asked, offered),
        direct=pool.back(asked) != pool.card(asked),
    )


def _meets(cell: Cell, clue: Cell) -> bool:
    return bool(cell.text) and bool(spellings(cell) & spellings(clue))
