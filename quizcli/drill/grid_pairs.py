"""Contrasts: two things side by side, and which of the two has what."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import combinations

from quizcli.drill.ask import shuffled
from quizcli.drill.grid import Round, Slot
from quizcli.drill.grid_pool import Pool, spellings
from quizcli.grading.words import words
from quizcli.shapes import Cell

MOST_QUESTIONS = 5
# Likeness is compared in steps of this size, so that the seed has pairs to choose from.
STEPS = 4

Pair = tuple[str, str]


def contrast(
    pool: Pool, seed: str, confused: Sequence[Pair] = (), done: Container[frozenset[str]] = ()
) -> Round | None:
    """The first confused pair that differs in something, else two things much alike.

    Pairs in `done` come again only when there is no other.
    """
    pairs = sorted((*confused, *_alike(pool, seed)), key=lambda pair: frozenset(pair) in done)
    for first, second in pairs:
        differing = _differing(pool, first, second)
        if differing:
            pair = shuffled((first, second), seed)
            cells = [_turned(pool, two, seed) for two in differing]
            kept = pool.by_need(cells, seed)[:MOST_QUESTIONS]
            slots = tuple(_slot(pool, cell, pair) for cell in cells if cell in kept)
            return Round("contrast", pool.note, pool.table, slots, pair=pair)
    return None


def _differing(pool: Pool, first: str, second: str) -> list[tuple[Cell, Cell]]:
    """The cells of two things, attribute by attribute, where a value belongs to one of them."""
    found = []
    for label in pool.table.attributes:
        one, other = (pool.table.cell(key, label.key) for key in (first, second))
        if one.text and other.text and not spellings(one) & spellings(other):
            found.append((one, other))
    return [two for two in found if any(pool.has(cell) for cell in two)]


def _turned(pool: Pool, two: tuple[Cell, Cell], seed: str) -> Cell:
    """The one of the two cells whose value is shown."""
    cells = {pool.card(cell): cell for cell in two if pool.has(cell)}
    return cells[shuffled(tuple(cells), seed)[0]]


def _slot(pool: Pool, cell: Cell, pair: tuple[str, ...]) -> Slot:
    offered = tuple(pool.subjects[key] for key in pair)
    return Slot(
        pool.back(cell),
        cell.subject,
        cell.attribute,
        pool.told(cell),
        pool.subjects[cell.subject],
        offered,
        pool.recorded(cell, offered),
        direct=False,
    )


def _alike(pool: Pool, seed: str) -> list[Pair]:
    """All pairs of things, those that share most first, equals in an order of the seed."""
    said = {key: _words(pool, key) for key in pool.subjects}
    pairs = {f"{a}\0{b}": (a, b) for a, b in combinations(pool.subjects, 2)}
    mixed = shuffled(tuple(pairs), seed)
    return [pairs[name] for name in sorted(mixed, key=lambda name: -_likeness(said, pairs[name]))]


def _words(pool: Pool, subject: str) -> tuple[frozenset[str], ...]:
    """The words of a thing's name and of each of its values."""
    texts = (pool.subjects[subject], *(cell.text for cell in pool.table.row(subject)))
    return tuple(frozenset(words(text)) for text in texts)


def _likeness(said: Mapping[str, tuple[frozenset[str], ...]], pair: Pair) -> int:
    """How many words two things have in common, name and values alike, in coarse steps."""
    both = [(one, other) for one, other in zip(*(said[key] for key in pair), strict=True)]
    shares = [len(one & other) / len(one | other) for one, other in both if one | other]
    return round(STEPS * sum(shares) / max(1, len(shares)))
