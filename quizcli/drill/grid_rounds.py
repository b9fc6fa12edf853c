"""Rounds for a quiz over tables: the same ones again for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from math import ceil

from quizcli.drill.ask import shuffled
from quizcli.drill.grid import MODES, Mode, Round, Slot
from quizcli.drill.grid_pairs import contrast
from quizcli.drill.grid_pool import Pool, options, spellings
from quizcli.drill.grid_which import which
from quizcli.shapes import Cell

# About a third of the cells is blank: fewer ask little, more leave nothing to go by.
BLANK_DIVISOR = 3
LEAST_BLANKS = 3
MOST_BLANKS = 12
LEAST_IN_ROW = 2
MOST_PAIRS = 6
LEAST_OPTIONS = 3


def rounds(
    pools: Sequence[Pool],
    mode: str,
    count: int,
    seed: str,
    confused: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> tuple[Round, ...]:
    """At most `count` rounds over the tables in turn; what was asked comes again last.

    `mode` is one of MODES, `mix` for all of them in turn, or empty for the first that a table can
    be asked in. `confused` has pairs of subject keys by note, for contrasts.
    """
    found: list[Round] = []
    left = list(pools)
    while left and len(found) < count:
        pool = left.pop(0)
        place = f"{seed}\0{len(found)}"
        wanted = _modes(pool, mode, seed, len(found))
        pairs = (confused or {}).get(pool.note, ())
        done = {frozenset(one.pair) for one in found if one.note == pool.note}
        made = next(filter(None, (build(pool, one, place, pairs, done) for one in wanted)), None)
        if made is not None:
            found.append(made)
            left.append(pool.without(_asked(pool, made)))
    return tuple(found)


def _asked(pool: Pool, made: Round) -> tuple[str, ...]:
    """The cards that a round was about: of a thing guessed by its values, all."""
    if made.mode != "which":
        return made.cards
    things = {slot.subject for slot in made.slots}
    return tuple(pool.card(cell) for cell in pool.table.cells if cell.subject in things)


def possible(pool: Pool) -> tuple[Mode, ...]:
    """The modes in which the table can fairly be asked."""
    return tuple(mode for mode in MODES if build(pool, mode, "") is not None)


def build(
    pool: Pool,
    mode: Mode,
    seed: str,
    confused: Sequence[tuple[str, str]] = (),
    done: Container[frozenset[str]] = (),
) -> Round | None:
    """One round; None when the table has nothing that could fairly be asked so.

    Only contrasts look at the confused pairs, and at those `done` before.
    """
    if mode == "contrast":
        return contrast(pool, seed, confused, done)
    return BUILDERS[mode](pool, seed)


def fill(pool: Pool, seed: str, cells: Iterable[Cell] | None = None) -> Round | None:
    """Blanks all over the table, those most needed first.

    Of the cells given all, or an even share where they are too many for one turn; else a third.
    """
    if cells is None:
        filled = sum(bool(cell.text) for cell in pool.table.cells)
        wanted = pool.choosable
        most = max(LEAST_BLANKS, min(ceil(filled / BLANK_DIVISOR), MOST_BLANKS))
    else:
        wanted = tuple(cells)
        most = ceil(len(wanted) / max(1, ceil(len(wanted) / MOST_BLANKS)))
    return _grid(pool, "fill", pool.by_need(wanted, seed)[:most], seed)


def row(pool: Pool, seed: str) -> Round | None:
    """One thing, with all that can be asked of it blank."""
    for first in pool.by_need(pool.choosable, seed):
        blanks = {cell for cell in pool.choosable if cell.subject == first.subject}
        if len(blanks) >= LEAST_IN_ROW:
            return _grid(pool, "row", blanks, seed)
    return None


def column(pool: Pool, seed: str) -> Round | None:
    """One attribute over all things; its values are the options, each to be given away."""
    for attribute in _attributes(pool, pool.choosable, seed):
        cells = [cell for cell in pool.choosable if cell.attribute == attribute]
        made = _shared(pool, "column", pool.by_need(cells, seed)[: pool.most], seed)
        if made is not None:
            return made
    return None


def match(pool: Pool, seed: str) -> Round | None:
    """Things against one attribute, as far as each value belongs to one thing alone."""
    sole = tuple(cell for cell in pool.sole if cell in pool.choosable)
    for attribute in _attributes(pool, sole, seed):
        cells = [cell for cell in sole if cell.attribute == attribute]
        made = _shared(pool, "match", pool.by_need(cells, seed)[: min(MOST_PAIRS, pool.most)], seed)
        if made is not None:
            return made
    return None


def reverse(pool: Pool, seed: str) -> Round | None:
    """Value and thing are given: which attribute is it?"""
    labels = {label.key: label.text for label in pool.table.attributes}
    for cell in pool.by_need(pool.asked, seed):
        column_ = pool.columns[cell.attribute]
        value = column_.offered_for(cell)
        others = [
            other
            for other in pool.table.row(cell.subject)
            if other.text and other.attribute != cell.attribute
        ]
        if len(others) + 1 < LEAST_OPTIONS or any(spellings(cell) & spellings(o) for o in others):
            continue
        offered = options(
            labels[cell.attribute],
            tuple(labels[other.attribute] for other in others),
            f"{seed}\0{cell.key}",
            pool.most,
        )
        slot = Slot(
            pool.card(cell),
            cell.subject,
            cell.attribute,
            f"{pool.subjects[cell.subject]}: {value}",
            labels[cell.attribute],
            offered,
            direct=False,
        )
        return Round("reverse", pool.note, pool.table, (slot,))
    return None


BUILDERS: Mapping[Mode, Callable[[Pool, str], Round | None]] = {
    "fill": fill,
    "row": row,
    "column": column,
    "which": which,
    "match": match,
    "reverse": reverse,
}


def _modes(pool: Pool, mode: str, seed: str, place: int) -> tuple[Mode, ...]:
    """The modes to try, best first."""
    if mode != "mix":
        return tuple(one for one in MODES if mode in ("", one))
    names = shuffled(MODES, f"{seed}\0{pool.note}")
    mixed = sorted(MODES, key=names.index)
    first = place % len(mixed)
    return (*mixed[first:], *mixed[:first])


def _attributes(pool: Pool, cells: Sequence[Cell], seed: str) -> tuple[str, ...]:
    """The attributes of the cells, the one with the most needed cell first."""
    return tuple(dict.fromkeys(cell.attribute for cell in pool.by_need(cells, seed)))


def _grid(pool: Pool, mode: Mode, blanks: Iterable[Cell], seed: str) -> Round | None:
    """A round in which each blank is filled with a value of its column."""
    slots = []
    for cell in in_reading_order(pool, set(blanks)):
        column_ = pool.columns[cell.attribute]
        right, others = column_.offered_for(cell), column_.others(cell)
        # One seed a column: its options keep their digits from cell to cell.
        offered = options(right, others, f"{seed}\0{cell.attribute}", pool.most)
        slots.append(_slot(pool, cell, offered))
    return Round(mode, pool.note, pool.table, tuple(slots)) if slots else None


def _shared(pool: Pool, mode: Mode, cells: Sequence[Cell], seed: str) -> Round | None:
    """A round over one column whose options are its right answers, each to be given away."""
    ordered = in_reading_order(pool, set(cells))
    if not ordered:
        return None
    column_ = pool.columns[ordered[0].attribute]
    rights = tuple(dict.fromkeys(map(column_.offered_for, ordered)))
    if len(rights) < LEAST_OPTIONS:
        return None
    offered = shuffled(rights, f"{seed}\0{column_.label.key}")
    slots = tuple(_slot(pool, cell, offered) for cell in ordered)
    return Round(mode, pool.note, pool.table, slots)


def _slot(pool: Pool, cell: Cell, offered: tuple[str, ...]) -> Slot:
    column_ = pool.columns[cell.attribute]
    return Slot(
        pool.card(cell),
        cell.subject,
        cell.attribute,
        f"{pool.subjects[cell.subject]} › {column_.label.text}",
        column_.offered_for(cell),
        offered,
    )


def in_reading_order(pool: Pool, cells: set[Cell]) -> tuple[Cell, ...]:
    """The cells as one reads the table, whichever way it lies."""
    table = pool.table
    if table.compare == "rows":
        return tuple(cell for cell in table.cells if cell in cells)
    return tuple(
        cell for label in table.attributes for cell in table.column(label.key) if cell in cells
    )
