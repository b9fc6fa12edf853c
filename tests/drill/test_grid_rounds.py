"""Which cells a round asks: due and weak ones first, then what has not been asked yet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from quizcli.drill.grid import MODES, Mode, Round
from quizcli.drill.grid_pool import BACK, Pool, need, options
from quizcli.drill.grid_rounds import build, fill, rounds
from quizcli.drill.grid_which import named_by, telling
from quizcli.model import CardState
from tests.drill.grid_tables import bundled, written

TODAY = 100
TWO_THINGS = """
    id: two
    type: table
    prompt: Two things
    compare: columns
    table: |
      |      | Left | Right |
      | ---- | ---- | ----- |
      | size | big  | small |
      | age  | old  | new   |
      | tone | low  | high  |
"""


SEEDS = [str(number) for number in range(20)]


def over_seeds(pool: Pool, mode: Mode, confused: Sequence[tuple[str, str]] = ()) -> list[Round]:
    made = [build(pool, mode, seed, confused) for seed in SEEDS]
    assert None not in made
    return [one for one in made if one is not None]


@pytest.mark.parametrize(
    ("mode", "decided"),
    [
        ("fill", "subject attribute"),
        ("row", "subject"),
        ("column", "attribute"),
        ("which", "subject attribute"),
        ("match", "subject attribute"),
        ("reverse", "subject attribute"),
        ("contrast", "subject attribute"),
    ],
)
def test_a_seed_decides_what_is_asked_and_where_each_option_stands(mode, decided):
    made = over_seeds(bundled()["s3-classes"], mode)
    orders: dict[tuple[str, str, frozenset[str]], set[tuple[str, ...]]] = {}
    for slot in (slot for one in made for slot in one.slots):
        same = slot.subject, slot.attribute, frozenset(slot.options)
        orders.setdefault(same, set()).add(slot.options)

    for part in decided.split():
        assert len({frozenset(getattr(slot, part) for slot in one.slots) for one in made}) > 1
    assert any(len(found) > 1 for found in orders.values())


@pytest.mark.parametrize("mode", ["column", "match"])
def test_a_seed_decides_which_things_of_an_attribute_are_asked_where_not_all_can_be(mode):
    made = over_seeds(replace(bundled()["s3-classes"], most=5), mode)
    by_attribute: dict[str, set[frozenset[str]]] = {}
    for one in made:
        subjects = frozenset(slot.subject for slot in one.slots)
        by_attribute.setdefault(one.slots[0].attribute, set()).add(subjects)

    assert any(len(subjects) > 1 for subjects in by_attribute.values())


def test_a_seed_decides_what_is_asked_of_a_pair_and_whose_value_is_shown():
    """Of the nine attributes of load balancers more tell two of them apart than are asked."""
    made = over_seeds(bundled()["elb-types"], "contrast", [("alb", "nlb")])
    slots = [slot for one in made for slot in one.slots]

    assert {("alb", "nlb"), ("nlb", "alb")} == {one.pair for one in made}
    assert len({frozenset(slot.attribute for slot in one.slots) for one in made}) > 1
    for attribute in {slot.attribute for slot in slots}:
        assert {"alb", "nlb"} == {slot.subject for slot in slots if slot.attribute == attribute}


def test_a_seed_decides_which_of_the_pairs_that_are_as_much_alike_comes_first():
    assert len({frozenset(one.pair) for one in over_seeds(written(), "contrast")}) > 1


@pytest.mark.parametrize("mode", MODES)
def test_a_question_says_of_what_it_is_and_what_is_known(mode):
    pool = written()
    for one in over_seeds(pool, mode):
        assert ("s3", pool.table, mode) == (one.note, one.table, one.mode)
        for slot in one.slots:
            thing, attribute = one.label(slot.subject).text, one.label(slot.attribute).text
            value = pool.table.cell(slot.subject, slot.attribute).text
            asked = {
                "which": (f"{attribute}: {value}", thing),
                "contrast": (f"{attribute}: {value}", thing),
                "reverse": (f"{thing}: {value}", attribute),
            }.get(mode, (f"{thing} › {attribute}", value))
            assert asked == (slot.asked, slot.right)


SHORT_ROWS = """
    id: short
    type: table
    prompt: Short rows
    table: |
      | Thing | Size  | Age    | Tone |
      | ----- | ----- | ------ | ---- |
      | one   | big   | old    |      |
      | two   | small | new    | low  |
      | three | tiny  | newest |      |
      | four  | huge  |        |      |
"""


def test_a_row_of_two_cells_is_a_row_and_one_of_one_is_none():
    made = over_seeds(written(SHORT_ROWS), "row")

    assert {"one", "two", "three"} == {slot.subject for one in made for slot in one.slots}


def test_a_value_of_a_row_with_too_few_others_is_not_asked_for_its_attribute():
    needed = {"short#one/size": 0, "short#four/size": 0}
    pool = written(SHORT_ROWS, {**dict.fromkeys(written(SHORT_ROWS).cards, 9), **needed})

    assert {"two"} == {one.slots[0].subject for one in over_seeds(pool, "reverse")}


def test_about_a_third_of_the_cells_is_blank():
    made = build(written(), "fill", "1")

    assert made is not None
    assert 8 == len(made.slots)


@pytest.mark.parametrize(("due", "asked"), [(1, 1), (5, 5), (12, 12), (14, 7), (30, 10)])
def test_due_cells_too_many_for_one_turn_are_shared_out_evenly(due, asked):
    pool = bundled()["s3-classes"]
    made = fill(pool, "1", pool.choosable[:due])

    assert made is not None
    assert asked == len(made.slots)


def test_blanks_stand_in_the_order_in_which_the_table_is_read():
    pool = written()
    made = build(pool, "fill", "1")
    order = [pool.card(cell) for cell in pool.table.cells]

    assert made is not None
    assert sorted(made.cards, key=order.index) == list(made.cards)


def test_due_and_weak_cells_are_blank_first():
    weak = {"s3#deep/days", "s3#ia/first-byte", "s3#one-zone/best-for"}
    ranks = {**dict.fromkeys(written().cards, 9), **dict.fromkeys(weak, 0)}

    for seed in "123456":
        made = build(written(need=ranks), "fill", seed)
        assert made is not None
        assert weak <= set(made.cards)


def test_a_card_due_backwards_makes_its_cell_wanted():
    pool = written(need={**dict.fromkeys(written().cards, 9), "s3#ia/best-for/back": 0})
    made = build(pool, "which", "1")

    assert made is not None
    assert ("s3#ia/best-for/back",) == made.cards


@pytest.mark.parametrize(
    ("state", "rank"),
    [
        (None, 2),
        (CardState(due=TODAY, interval=5, phase="review", last_seen=90), 0),
        (CardState(due=TODAY + 1, pending=True, last_seen=TODAY, phase="relearning"), 0),
        (CardState(due=1, interval=5, phase="review", last_seen=90), 0),
        (CardState(due=TODAY + 1, last_seen=TODAY, phase="learning"), 1),
        (CardState(due=TODAY + 1, last_seen=TODAY, phase="relearning"), 1),
        (CardState(due=0), 2),
        (CardState(due=TODAY + 3, interval=6, phase="review", last_seen=97), 9),
    ],
    ids=["never seen", "due", "failed today", "overdue", "shaky", "shaky again", "new", "known"],
)
def test_due_cells_come_before_shaky_new_and_known_ones(state, rank):
    assert rank == need(state, TODAY)


@pytest.mark.parametrize("rank", [None, 0, 9])
def test_rounds_ask_other_cells_before_the_same_again(rank):
    need = {} if rank is None else dict.fromkeys(written().cards, rank)
    made = rounds([written(need=need)], "fill", 2, "1")

    assert set(made[0].cards).isdisjoint(made[1].cards)


@pytest.mark.parametrize("way", ["", BACK])
def test_a_cell_that_was_asked_is_needed_least_whichever_way_round_it_was(way):
    """All are wanted alike before, so the seed alone would put any of them last."""
    pool = written(need=dict.fromkeys(written().cards, 3))
    after = pool.without([f"s3#ia/best-for{way}"])

    assert {"ia/best-for"} == {after.by_need(pool.asked, seed)[-1].key for seed in SEEDS}


def test_another_seed_gives_other_rounds():
    found = [rounds([written()], "fill", 1, seed)[0] for seed in SEEDS]

    assert len({one.cards for one in found}) > 1


def test_a_mix_begins_with_a_mode_of_the_seed_and_the_table():
    pools = [written(), bundled()["s3-classes"]]
    first = [[rounds([pool], "mix", 1, seed)[0].mode for seed in SEEDS] for pool in pools]

    assert len(set(first[0])) > 1
    assert first[0] != first[1]


@pytest.mark.parametrize(("most", "shown"), [(2, 2), (4, 4), (9, 6)])
def test_so_many_of_the_other_values_are_options_and_the_seed_draws_and_mixes_them(most, shown):
    found = [options("right", tuple("abcde"), seed, most) for seed in SEEDS]

    for offered in found:
        assert shown == len(set(offered)) == len(offered)
        assert "right" in offered
    assert len(set(found)) > 1
    assert set("abcde") < {option for offered in found for option in offered}
    assert (shown < 6) is (len(set(map(frozenset, found))) > 1)


def test_several_tables_take_turns():
    pools = [bundled()["s3-classes"], written(), bundled()["r53-policies"]]
    made = rounds(pools, "fill", 5, "1")

    assert ["s3-classes", "s3", "r53-policies", "s3-classes", "s3"] == [one.note for one in made]


def test_a_mix_goes_through_the_modes():
    made = rounds([bundled()["s3-classes"]], "mix", len(MODES), "1")

    assert set(MODES) == {one.mode for one in made}


def test_a_table_that_cannot_be_asked_in_a_mode_is_left_out():
    two = written(TWO_THINGS)

    assert () == rounds([two], "fill", 3, "1")
    assert ["s3"] * 3 == [made.note for made in rounds([two, written()], "fill", 3, "1")]


def test_without_a_mode_a_table_is_asked_as_it_suits():
    made = rounds([written(), written(TWO_THINGS)], "", 2, "1")

    assert ["fill", "reverse"] == [one.mode for one in made]


def test_a_row_has_all_of_one_thing_blank():
    made = build(written(), "row", "1")

    assert made is not None
    assert 1 == len({slot.subject for slot in made.slots})
    assert {"best-for", "first-byte", "azs", "days"} >= {slot.attribute for slot in made.slots}
    assert 3 == len(made.slots), "AZs has but one other value"


def test_a_column_asks_one_attribute_of_all_things():
    made = build(written(), "column", "1")

    assert made is not None
    assert 1 == len({slot.attribute for slot in made.slots})
    assert 6 == len(made.slots)
    assert set(made.slots[0].options) == {slot.right for slot in made.slots}


@pytest.mark.parametrize("seed", range(5))
def test_a_thing_is_not_guessed_again_before_all_others_were(seed):
    made = rounds([bundled()["s3-classes"]], "which", 6, str(seed))

    assert 6 == len({one.slots[0].subject for one in made})


def test_which_opens_with_shared_values_and_then_one_that_names_the_thing():
    pool = bundled()["s3-classes"]
    for seed in "12345678":
        made = build(pool, "which", seed)
        assert made is not None
        subject = made.slots[0].subject
        opening = [pool.table.cell(subject, key) for key in made.clues[: made.opening]]
        sharers = [len(named_by(pool.table, [cell])) for cell in opening]

        assert sharers == sorted(sharers, reverse=True)
        assert 1 == sharers[-1]
        assert all(count > 1 for count in sharers[:-1])
        assert len(named_by(pool.table, opening[:-1])) > 1


SCENES = """
    id: scenes
    type: table
    prompt: Scenes
    table: |
      | Thing | Pace | Zone | Shape  | Size  | Colour |
      | ----- | ---- | ---- | ------ | ----- | ------ |
      | A     | fast | east | round  | big   | red    |
      | B     | fast | east | round  | small | blue   |
      | C     | fast | west | round  | big   | green  |
      | D     | slow | west | square | big   | black  |
      | E     | slow | east |        | tiny  |        |
      | F     | fast | east | square | big   | grey   |
"""


def which_of(subject: str, most: int = 9) -> list[Round]:
    """Rounds that hide a thing, over all seeds."""
    ranks = {c: 0 if c.startswith(f"scenes#{subject}/") else 9 for c in written(SCENES).cards}
    made = over_seeds(replace(written(SCENES, ranks), most=most), "which")
    assert {subject} == {one.slots[0].subject for one in made}
    return made


@pytest.mark.parametrize(
    ("subject", "opening", "further"),
    [
        ("a", "pace zone colour", "size shape"),  # fast, east: A, B or F
        ("b", "pace zone size", "shape colour"),
        ("c", "pace size colour", "shape zone"),  # fast, big: A, C or F
        ("d", "size zone colour", "pace shape"),  # big: A, C, D or F; slow would leave D alone
        ("e", "zone size", "pace"),  # east: A, B, E or F; slow would leave E alone
    ],
)
def test_a_scene_is_set_by_two_widely_shared_values_that_leave_it_open(subject, opening, further):
    for one in which_of(subject):
        assert f"{opening} {further}".split() == list(one.clues)
        assert len(opening.split()) == one.opening


def test_things_of_the_same_scene_are_on_offer_before_others_and_these_by_the_seed():
    three, four = (
        {frozenset(one.slots[0].options) for one in which_of("a", most)} for most in (3, 4)
    )

    assert {frozenset("ABF")} == three
    assert {frozenset("ABFC"), frozenset("ABFD"), frozenset("ABFE")} == four


def test_a_thing_picked_is_recorded_by_its_value_and_one_without_a_value_by_its_name():
    for one in which_of("a"):
        assert ["blue", "E"] == [one.slots[0].record(thing) for thing in "BE"]


@pytest.mark.parametrize(
    ("values", "telling_of_first"),
    [
        ({"Queue": "order in groups", "Topic": "push"}, 0),
        ({"Queue": "a queue in order", "Topic": "push"}, 1),
        ({"Queue": "big red box", "Topic": "big red bag", "Bus": "a bag"}, -2 / 4),
        ({"Queue": "a queue for all", "Topic": "a topic for all"}, 1 - 1 / 3),
        ({"Queue": "order", "Topic": ""}, 0),
    ],
    ids=["neither", "name", "like another", "both", "no other value"],
)
def test_words_of_its_name_give_a_thing_away_and_words_of_others_hide_it(values, telling_of_first):
    rows = "\n".join(f"      | {thing} | {value} |" for thing, value in values.items())
    pool = written(
        "\n    id: t\n    type: table\n    prompt: T\n    table: |\n"
        f"      | Thing | Known for |\n      | --- | --- |\n{rows}\n"
    )

    assert telling_of_first == pytest.approx(telling(pool, pool.table.cells[0]))


def test_a_column_of_three_values_is_asked_and_one_of_two_is_not():
    attributes = {one.slots[0].attribute for one in over_seeds(written(), "column")}

    assert {"best-for", "first-byte", "days"} == attributes


def test_contrasts_take_the_confused_pair_first_and_then_others():
    confused = {"s3": [("glacier", "deep")]}
    made = rounds([written()], "contrast", 3, "1", confused)

    assert {"glacier", "deep"} == set(made[0].pair)
    assert 3 == len({frozenset(one.pair) for one in made})


def test_contrasts_without_confusions_take_things_that_are_alike():
    """IA and Instant share two of four values; websites and tax files share AZs alone."""
    pairs = {frozenset(made.pair) for made in rounds([written()], "contrast", 3, "1")}

    assert frozenset({"standard", "deep"}) not in pairs


@pytest.mark.parametrize(
    "rows",
    [
        # The pair to contrast stands first here, and last in the table.
        ("c | x | y", "d | x | z", "a | v | w", "b | u | t"),
        # All of one word is more than two of six.
        ("c | x | v", "d | x | u", "a | k l m n | w", "b | k l o p | t"),
        # What neither has is nothing they differ in.
        ("c | x y p q |", "d | x y m n |", "a | k l | w", "b | k h | t"),
        ("a queue | v | w", "a queue two | u | t", "a | k | l", "b | m | n"),
    ],
    ids=["one value", "all of a value", "few values", "name"],
)
def test_the_pair_that_shares_most_of_its_names_and_values_is_contrasted(rows):
    lines = "\n".join(f"      | {row} |" for row in reversed(rows))
    pool = written(
        "\n    id: pairs\n    type: table\n    prompt: Pairs\n    table: |\n"
        f"      | Thing | One | Other |\n      | --- | --- | --- |\n{lines}\n"
    )
    first = {pool.subjects[key] for one in over_seeds(pool, "contrast") for key in one.pair}

    assert {row.partition(" |")[0] for row in rows[:2]} == first


def test_a_contrast_shows_values_of_cards_alone():
    """What is suspended is no card of the pool."""
    pool = written()
    cards = frozenset(card for card in pool.cards if not card.startswith("s3#glacier/"))
    made = over_seeds(replace(pool, cards=cards), "contrast", [("glacier", "deep")])

    assert {"deep"} == {slot.subject for one in made for slot in one.slots}


def test_a_contrast_asks_only_what_tells_the_two_apart():
    made = build(written(), "contrast", "1", [("ia", "one-zone")])

    assert made is not None
    assert {"best-for", "azs"} == {slot.attribute for slot in made.slots}


@pytest.mark.parametrize(
    ("mode", "direct"),
    [("fill", True), ("row", True), ("column", True), ("match", True), ("reverse", False),
     ("contrast", False)],
)  # fmt: skip
def test_only_what_the_card_itself_asks_is_a_repetition(mode, direct):
    made = build(written(), mode, "1")

    assert made is not None
    assert {direct} == {slot.direct for slot in made.slots}


def test_which_is_a_repetition_of_cards_that_ask_backwards_and_of_no_other():
    made = [*over_seeds(written(), "which"), *over_seeds(bundled()["s3-classes"], "which")]
    slots = [slot for one in made for slot in one.slots]

    assert {True, False} == {slot.direct for slot in slots}
    assert all(slot.card.endswith(BACK) == slot.direct for slot in slots)
