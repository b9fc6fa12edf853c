"""No round is unfair: held over generated tables and over every table that ships."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.drill.grid import MODES
from quizcli.drill.grid_pool import BACK, Pool
from quizcli.drill.grid_rounds import build, possible, rounds
from quizcli.notes.names import fold
from tests.drill.grid_tables import bundled, faults, load_cards, pool_of, pools, tables, written
from tests.notes.test_table import table_note

SEEDS = st.text(max_size=4)


@given(pool=pools(), seed=SEEDS, most=st.sampled_from([4, 9]))
def test_no_round_over_any_table_is_unfair(pool, seed, most):
    pool = Pool(pool.note, pool.table, pool.cards, most=most)
    for mode in MODES:
        made = build(pool, mode, seed)

        assert made is None or [] == faults(made, pool), mode


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", bundled())
def test_no_round_over_a_bundled_table_is_unfair(name, mode):
    pool = bundled()[name]

    for seed in ("1", "2", "3"):
        made = build(pool, mode, seed)
        assert made is None or [] == faults(made, pool)


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_table_can_be_asked_in_some_mode(name):
    assert possible(bundled()[name])


def test_the_check_for_fairness_finds_what_is_unfair():
    """The properties above would hold of a check that sees nothing."""
    from msgspec.structs import replace

    pool = written()
    made = build(pool, "fill", "1")
    assert made is not None
    slot = next(slot for slot in made.slots if slot.attribute == "days")
    wrong = next(option for option in slot.options if option != slot.right)
    doubled = replace(slot, options=(*slot.options, slot.right.upper()))
    hidden = replace(slot, options=tuple(o for o in slot.options if o != slot.right))
    false = replace(slot, right=wrong)
    repeated = replace(slot, card=f"s3#standard/azs{BACK}", attribute="azs", subject="standard")

    for bad in (doubled, hidden, false, repeated):
        assert faults(replace(made, slots=(bad,)), pool)


@given(pools())
def test_a_cell_with_fewer_than_two_other_values_is_in_no_choice_mode(pool):
    few = {
        f"{pool.note}#{cell.key}"
        for cell in pool.table.cells
        if len({fold(c.text) for c in pool.table.column(cell.attribute) if c.text}) < 3
    }
    for mode in ("fill", "row", "column", "match"):
        made = build(pool, mode, "seed")

        assert made is None or few.isdisjoint(made.cards)


@given(tables().filter(lambda rows: any(any(row[1:]) for row in rows[1:])), SEEDS, st.randoms())
def test_the_same_cells_are_asked_however_the_table_lies(rows, seed, dice):
    """Transposed or with its rows in another order, a table has the same cards and rounds."""
    transposed = [list(column) for column in zip(*rows, strict=True)]
    mixed = [rows[0], *dice.sample(rows[1:], len(rows) - 1)]
    as_written = pool_of(load_cards(table_note(rows)))
    others = [
        pool_of(load_cards(table_note(transposed, "columns"))),
        pool_of(load_cards(table_note(mixed))),
    ]
    for other in others:
        assert as_written.cards == other.cards
        for mode in ("fill", "row"):
            one, two = build(as_written, mode, seed), build(other, mode, seed)
            assert (set(one.cards) if one else None) == (set(two.cards) if two else None)


@given(tables().filter(lambda rows: len(rows) > 1 and any(rows[1][1:])), st.integers(1, 3))
def test_extending_a_table_keeps_every_card_it_had(rows, more):
    longer = [*rows, *([f"Newcomer {number}", *rows[1][1:]] for number in range(more))]

    assert (
        pool_of(load_cards(table_note(rows))).cards <= pool_of(load_cards(table_note(longer))).cards
    )


@given(pool=pools(), seed=SEEDS)
def test_a_seed_gives_the_same_rounds_again(pool, seed):
    again = Pool(pool.note, pool.table, frozenset(sorted(pool.cards, reverse=True)))
    for mode in ("", "mix", *MODES):
        assert rounds([pool], mode, 4, seed) == rounds([again], mode, 4, seed), mode
