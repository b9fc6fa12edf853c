"""The table turn as a machine: filling, taking back, and what each cell earns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.drill.grid import Play, Round, begin
from quizcli.drill.grid_marks import PROMPT_SECONDS, marks, owners
from quizcli.drill.grid_pool import BACK
from quizcli.drill.grid_rounds import build
from quizcli.model import Grade
from tests.drill.grid_tables import bundled, written

POOL = written()


def made(mode: str = "fill", seed: str = "1") -> Round:
    found = build(POOL, mode, seed)  # type: ignore[arg-type]
    assert found is not None
    return found


def column(seed: str) -> Round:
    return made("column", seed)


def wrong(play: Play) -> str:
    return next(option for option in play.slot.options if option != play.slot.right)


def all_right(play: Play, seconds: float = 1.0) -> Play:
    now = play.since
    while not play.complete:
        now += seconds
        play = play.pick(play.slot.right, now)
    return play


def grades(play: Play) -> list[Grade]:
    return [mark.grade for mark in marks(play)]


def test_a_pick_fills_the_slot_and_the_next_open_one_is_asked():
    play = begin(made(), 0.0)
    after = play.pick(play.slot.right, 1.0).pick(play.slot.options[0], 2.0)

    assert (0, 2, 2) == (play.at, after.at, after.filled)


@pytest.mark.parametrize(
    ("filled", "at", "asked"),
    [
        ((), 0, 1),
        ((1,), 0, 2),
        ((4,), 3, 5),
        ((7,), 6, 0),
        ((7, 0), 6, 1),
        ((0, 1, 2, 3, 4, 6, 7), 5, 5),
        ((0, 1, 2, 3, 4, 5, 6, 7), 5, 5),
    ],
)
def test_the_next_open_one_is_looked_for_onwards_and_then_from_the_first(filled, at, asked):
    play = begin(made(), 0.0)
    for place in filled:
        play = play.move(place, 0.0).give_up(0.0)

    assert 8 == len(play.entries)
    assert asked == play.move(at, 0.0).next_open(0.0).at
    assert asked == play.move(at, 0.0).give_up(0.0).at


def test_a_cell_right_at_once_earns_more_than_one_right_after_a_while():
    play = begin(made(), 0.0)
    after = play.pick(play.slot.right, PROMPT_SECONDS)
    after = after.pick(after.slot.right, after.since + PROMPT_SECONDS + 0.1)

    assert [Grade.EASY, Grade.GOOD] == grades(after)[:2]


def test_time_goes_to_the_cell_that_is_asked():
    play = begin(made(), 0.0).move(1, 3.0).move(0, 10.0)
    after = play.pick(play.slot.right, 11.0)

    assert [4.0, 7.0] == list(after.spent[:2])
    assert [4.0, 7.0] == [mark.seconds for mark in marks(after)][:2]


def test_seconds_are_counted_in_parts_and_never_backwards():
    play = begin(made(), 10.0).move(1, 10.25).move(1, 9.0)

    assert [0.25, 0.0] == list(play.spent[:2])


def test_right_after_a_correction_is_hard():
    play = begin(made(), 0.0)
    taken_back = play.pick(wrong(play), 1.0).take_back(2.0)
    replaced = play.pick(wrong(play), 1.0).move(0, 1.5)

    assert Grade.HARD == grades(taken_back.pick(play.slot.right, 3.0))[0]
    assert Grade.HARD == grades(replaced.pick(play.slot.right, 2.0))[0]


def test_taking_back_what_was_right_costs_nothing():
    play = begin(made(), 0.0)
    after = play.pick(play.slot.right, 1.0).take_back(1.5).pick(play.slot.right, 2.0)

    assert Grade.EASY == grades(after)[0]


def test_wrong_is_again_and_not_known_is_blank():
    play = begin(made(), 0.0)
    after = play.pick(wrong(play), 1.0).give_up(2.0)

    assert [Grade.AGAIN, Grade.BLANK] == grades(after)[:2]


def test_changing_ones_mind_into_something_wrong_is_again():
    play = begin(made(), 0.0)
    after = play.pick(play.slot.right, 1.0).move(0, 1.0).pick(wrong(play), 2.0)

    assert Grade.AGAIN == grades(after)[0]


def test_handing_in_gives_up_what_is_open():
    play = begin(made(), 0.0)
    after = play.pick(play.slot.right, 1.0).handed_in(2.0)

    assert after.complete
    assert {Grade.BLANK} == set(grades(after)[1:])


def test_taking_back_goes_through_the_cells_in_the_order_of_filling():
    play = begin(made(), 0.0).move(2, 0.0)
    play = play.pick(play.slot.right, 1.0).move(0, 1.0)
    play = play.pick(play.slot.right, 2.0)

    assert 0 == play.take_back(3.0).at
    assert 2 == play.take_back(3.0).take_back(3.0).at
    assert begin(made(), 0.0) == begin(made(), 0.0).take_back(5.0)


acts = st.lists(st.tuples(st.sampled_from("ppptmgd"), st.integers(0, 8)), max_size=30)


def plays(mode: str, done: list[tuple[str, int]]) -> Iterator[Play]:
    """A turn after each of the things done: a pick, taking back, moving, giving up, dropping."""
    play = begin(made(mode), 0.0)
    yield play
    for now, (act, number) in enumerate(done, 1):
        match act:
            case "p":
                play = play.pick(play.slot.options[number % len(play.slot.options)], now)
            case "t":
                play = play.take_back(now)
            case "m":
                play = play.move(number, now)
            case "g":
                play = play.give_up(now)
            case "d":
                play = play.dropped(play.slot.card) or play
        yield play


@given(st.sampled_from(["column", "match"]), acts)
def test_nothing_one_does_loses_a_cell_or_fills_one_twice(mode, done):
    for play in plays(mode, done):
        filled = [at for at, entry in enumerate(play.entries) if entry is not None]
        texts = [entry.text for entry in play.entries if entry is not None and entry.text]

        assert sorted(play.order) == filled
        for option in play.slot.options:
            belongs = sum(slot.right == option for slot in play.round.slots)
            assert 0 <= play.left(option) <= max(1, belongs)
            assert not play.left(option) or texts.count(option) < max(1, belongs)


@given(st.sampled_from(["fill", "column", "match"]), acts, st.integers(0, 8))
def test_dropping_a_card_leaves_all_others_as_they_were(mode, done, number):
    *_, play = plays(mode, done)
    place = number % len(play.entries)
    card = play.round.slots[place].card
    left = play.dropped(card)
    if left is None:
        assert [card] == list(play.round.cards)
        return

    assert [m for m in marks(play) if m.slot.card != card] == list(marks(left))
    assert [play.round.cards[at] for at in play.order if at != place] == [
        left.round.cards[at] for at in left.order
    ]
    assert min(play.at, len(left.entries) - 1) == left.at


def test_the_option_of_a_dropped_card_can_still_be_taken_for_another():
    play = begin(made("match"), 0.0)
    text = play.slot.right
    left = play.dropped(play.slot.card)
    assert left is not None
    after = left.pick(text, 1.0)

    assert (text, 0) == (after.entries[0].text, after.left(text))
    assert [None, text] == [entry and entry.text for entry in after.pick(text, 2.0).entries[:2]]


def test_an_option_used_up_is_taken_from_where_it_was():
    play = begin(made("match"), 0.0)
    first, second = play.slot.options[:2]
    play = play.pick(first, 1.0).pick(second, 2.0)
    assert [0, 0] == [play.left(first), play.left(second)]
    picked = {
        (None, second, first): play.pick(first, 3.0),
        (second, None, None): play.move(0, 3.0).pick(second, 3.0),
        (first, second, None): play.move(0, 3.0).pick(first, 3.0),
    }

    for texts, after in picked.items():
        assert texts == tuple(entry and entry.text for entry in after.entries[:3])


def test_a_value_of_several_things_can_be_given_to_each_of_them():
    days = next(one for one in map(column, "123456789") if one.slots[0].attribute == "days")
    play = begin(days, 0.0)
    thirty = [slot for slot in play.round.slots if slot.right == "30"]

    assert len(thirty) == play.left("30") == 2


def test_what_is_used_up_was_not_on_offer():
    play = begin(made("match"), 0.0)
    first = play.slot.right
    after = play.pick(first, 1.0)
    after = after.pick(after.slot.right, 2.0)

    options = play.slot.options
    rest = tuple(option for option in options if option != first)

    assert (options, rest) == tuple(mark.offered for mark in marks(after)[:2])
    assert rest == marks(play.pick(first, 1.0).give_up(2.0))[1].offered


def test_what_stood_in_a_cell_before_was_on_offer_for_it_too():
    play = begin(made("match"), 0.0)
    first, other = play.slot.options[:2]
    after = play.pick(first, 1.0).move(0, 1.0).pick(other, 2.0)

    assert play.slot.options == marks(after)[0].offered


def test_an_option_of_one_cell_alone_can_be_taken_for_any_number_of_cells():
    play = begin(made("fill"), 0.0)
    option = play.slot.options[0]
    for now in range(3):
        play = play.move(now, 0.0).pick(option, now)

    assert [option] * 3 == [entry.text for entry in play.entries[:3] if entry]
    assert 1 == play.left(option)


def test_what_is_open_counts_as_not_known_and_had_all_options():
    play = begin(made(), 0.0)

    assert [(Grade.BLANK, "", slot.options, 0.0) for slot in play.round.slots] == [
        (mark.grade, mark.entry.text, mark.offered, mark.seconds) for mark in marks(play)
    ]


def test_a_round_names_its_things_and_attributes():
    round_ = made()

    assert ["IA", "First byte"] == [round_.label(key).text for key in ("ia", "first-byte")]
    with pytest.raises(KeyError, match="nothing"):
        round_.label("nothing")


def test_each_further_clue_costs_a_point_and_makes_the_answer_hard():
    play = begin(made("which"), 0.0)
    before = play.points
    after = play.clue()

    assert before - 1 == after.points
    assert len(play.clues) + 1 == len(after.clues)
    assert [Grade.HARD] == grades(after.pick(after.slot.right, 1.0))


def test_there_are_no_more_clues_than_the_thing_has_values():
    play = begin(made("which"), 0.0)
    for _ in play.round.clues:
        play = play.clue()

    assert 1 == play.points
    assert play is play.clue()


def test_the_verdict_records_what_was_picked_and_offered():
    play = begin(made(), 0.0)
    picked = wrong(play)
    mark = marks(play.pick(picked, 1.0))[0]

    assert (picked, Grade.AGAIN) == (mark.verdict.chosen, mark.verdict.grade)
    assert play.slot.options == mark.offered


def test_right_picks_record_what_was_offered_too():
    found = marks(all_right(begin(made(), 0.0)))

    assert all(mark.right and mark.slot.right in mark.offered for mark in found)


@pytest.mark.parametrize("mode", ["which", "contrast"])
def test_a_thing_picked_for_a_value_without_a_card_of_its_own_is_recorded_as_its_value(mode):
    """The card of a cell offers values, so a thing on offer stands for its own value."""
    pool = bundled()["s3-classes"]
    found = (build(pool, mode, str(number)) for number in range(20))
    round_, place = next(
        (one, at)
        for one in found
        if one is not None
        for at, slot in enumerate(one.slots)
        if not slot.card.endswith(BACK)
    )
    play = begin(round_, 0.0).move(place, 0.0)
    picked = wrong(play)
    mark = marks(play.pick(picked, 1.0))[place]
    key = next(label.key for label in pool.table.subjects if label.text == picked)

    assert pool.table.cell(key, play.slot.attribute).text == mark.verdict.chosen
    assert set(mark.offered) <= {cell.text for cell in pool.table.column(play.slot.attribute)}


@pytest.mark.parametrize("mode", ["fill", "which", "contrast", "match"])
def test_the_row_that_was_picked_is_known(mode):
    play = begin(made(mode), 0.0)
    picked = wrong(play)
    mark = marks(play.pick(picked, 1.0))[0]
    found = owners(play.round, mark)

    assert found
    assert mark.slot.subject not in found
    labels = {label.key: label.text for label in POOL.table.subjects}
    for key in found:
        values = (labels[key], POOL.table.cell(key, mark.slot.attribute).text)
        assert picked in values


def test_no_row_was_picked_by_who_knew_or_gave_up():
    play = begin(made(), 0.0)

    assert () == owners(play.round, marks(play.pick(play.slot.right, 1.0))[0])
    assert () == owners(play.round, marks(play.give_up(1.0))[0])


def test_a_reversed_round_is_of_one_row_alone_though_an_attribute_is_named_like_a_value():
    note = """
        id: tiers
        type: table
        prompt: Tiers
        table: |
          | Tier | Made for | Cost | Speed |
          | ---- | -------- | ---- | ----- |
          | A    | data     | low  | some  |
          | B    | Cost     | none | more  |
          | C    | Speed    | high | most  |
    """
    wanted = {f"tiers#a/{key}": 9 for key in ("cost", "speed")}
    pool = written(note, {**dict.fromkeys(written(note).cards, 9), **wanted, "tiers#a/made-for": 0})
    round_ = build(pool, "reverse", "1")
    assert round_ is not None
    play = begin(round_, 0.0)

    assert ("Made for", "data") == (play.slot.right, pool.table.cell("a", "made-for").text)
    assert () == owners(play.round, marks(play.pick("Cost", 1.0))[0])
