"""The draw: weights, levels, seeds, siblings, and that the learner has no say in it."""

from __future__ import annotations

import inspect
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.drill.ask import arrange
from quizcli.mock import blueprint
from quizcli.mock.blueprint import Part, TooFewError, available, by_section, draw, fits
from quizcli.mock.wish import LEVELS, PRESETS, Wish
from quizcli.model import Card
from quizcli.shapes import Blank, Cell, Label, Piece, Recall, Rubric, Sample, Table, Typed
from tests.making import card
from tests.mock.making import FIREWALL, HOPS, OPEN, QUEUE


def topic(name: str, count: int, weight: float = 1.0, difficulty: int = 3) -> Part:
    members = (card(f"{name}-{n}", FIREWALL, deck=name) for n in range(count))
    return Part(name, weight, tuple(_hard(member, difficulty) for member in members))


def _hard(made: Card, difficulty: int) -> Card:
    return replace(made, note=replace(made.note, difficulty=difficulty, section=made.note.deck))


@given(
    weights=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    questions=st.integers(1, 40),
    seed=st.text(max_size=4),
)
@settings(max_examples=40)
def test_the_draw_is_within_one_question_of_the_weights(weights, questions, seed):
    parts = [topic(f"t{n}", 40, weight) for n, weight in enumerate(weights)]
    paper = draw(parts, Wish(questions=questions), seed)
    drawn = Counter(item.topic for item in paper.items)

    assert questions == len({item.card.id for item in paper.items})
    assert all(abs(drawn[part.name] - questions * part.weight / sum(weights)) < 1 for part in parts)


def test_a_topic_is_drawn_over_its_sections_too():
    parts = [Part("aws", 1, (*topic("s3", 30).cards, *topic("vpc", 10).cards))]
    paper = draw(parts, Wish(questions=8), "x")

    assert {"s3": 6, "vpc": 2} == Counter(item.section for item in paper.items)


def test_the_same_seed_draws_the_same_paper_and_another_one_another():
    parts = [topic("aws", 60)]

    assert draw(parts, Wish(questions=9), "a") == draw(parts, Wish(questions=9), "a")
    assert draw(parts, Wish(questions=9), "a").items != draw(parts, Wish(questions=9), "b").items


def test_a_seed_draws_the_same_questions_on_every_machine_and_next_year():
    """Whoever writes a seed down can sit the same paper again: the draw is never changed."""
    cards = (c for d in (1, 2, 3) for c in topic(f"d{d}", 3, difficulty=d).cards)
    mixed = tuple(replace(c, note=replace(c.note, section="s")) for c in cards)
    paper = draw([Part("all", 1, mixed)], Wish(questions=5, level="junior"), "seed-1")

    assert "d1-2 d2-0 d2-2 d3-1 d2-1".split() == [item.card.id for item in paper.items]


SEEDS = [f"seed-{number}" for number in range(12)]


def draws(parts: list[Part], questions: int) -> list[tuple[str, ...]]:
    """The cards of a paper for each seed, in their order."""
    papers = [draw(parts, Wish(questions=questions), seed) for seed in SEEDS]
    return [tuple(str(item.card.id) for item in paper.items) for paper in papers]


def test_a_seed_decides_which_cards_are_drawn_and_in_which_order():
    assert len({frozenset(cards) for cards in draws([topic("aws", 9)], 3)}) > 3
    assert len(set(draws([topic("aws", 4)], 4))) > 3


def test_a_seed_decides_who_gets_a_seat_that_several_are_due():
    topics = [topic("aws", 9), topic("docker", 9)]
    sections = [Part("all", 1, (*topics[0].cards, *topics[1].cards))]

    for parts in (topics, sections):
        assert {"aws", "docker"} == {card.split("-")[0] for (card,) in draws(parts, 1)}


def test_a_card_four_times_as_likely_is_drawn_four_times_as_often():
    likely, unlikely = topic("likely", 1, difficulty=2), topic("unlikely", 1, difficulty=3)
    both = tuple(
        replace(c, note=replace(c.note, section="s")) for c in (*likely.cards, *unlikely.cards)
    )
    wish = Wish(questions=1, level="junior")
    papers = [draw([Part("all", 1, both)], wish, str(seed)) for seed in range(400)]
    share = sum(paper.items[0].card.note.difficulty == 2 for paper in papers) / len(papers)

    assert 0.8 == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize(
    "wish", [Wish(questions=2), Wish("interview", questions=2)], ids=["exam", "interview"]
)
def test_a_paper_keeps_its_wish_and_seed_and_each_question_as_it_is_put(wish):
    cards = tuple(card(f"{n}", shape) for n in range(3) for shape in (FIREWALL, OPEN))
    paper = draw([Part("all", 1, cards)], wish, "x")

    assert (wish, "x") == (paper.wish, paper.seed)
    assert sum(item.whole_seconds for item in paper.items) == paper.seconds
    for item in paper.items:
        assert ("all", arrange(item.card, "x").shape) == (item.topic, item.shape)


def test_the_learner_has_no_say_in_it():
    assert {"parts", "wish", "seed"} == set(inspect.signature(draw).parameters)
    assert not {"CardState", "Roll", "Event"} & set(vars(blueprint))


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_prefers_its_difficulties_and_leaves_out_what_is_far_off(level):
    cards = tuple(c for d in range(1, 6) for c in topic(f"d{d}", 60, difficulty=d).cards)
    parts = [Part("all", 1, tuple(replace(c, note=replace(c.note, section="s")) for c in cards))]
    drawn = Counter(
        item.card.note.difficulty
        for seed in "abcdef"
        for item in draw(parts, Wish(questions=40, level=level), seed).items
    )
    chances = LEVELS[level].chances

    assert set(drawn) <= set(chances)
    likeliest, unlikeliest = max(chances, key=chances.__getitem__), min(chances, key=chances.get)  # type: ignore[arg-type]
    assert drawn[likeliest] > drawn[unlikeliest]


@pytest.mark.parametrize(
    ("shape", "exam", "quick", "interview"),
    [
        (FIREWALL, True, True, False),
        (QUEUE, True, True, False),
        (HOPS, True, False, False),
        (OPEN, False, False, True),
        (Recall("What is it?", "this"), False, False, False),
        (Typed("Say it", (Blank("a very long answer indeed"),)), False, False, False),
        (Typed("Say it", (Blank("a somewhat long answer"),)), True, True, False),
        (Typed("", (Blank("kind"),), (Piece("kind", 0),), "yaml"), True, False, False),
        (Typed("What does it do?", (Blank("it"),), sample=Sample("code")), True, False, False),
    ],
    ids=[
        "choice",
        "typed",
        "order",
        "open",
        "recall",
        "long",
        "four words",
        "code cloze",
        "sample",
    ],
)
def test_each_kind_asks_what_it_can_mark(shape, exam, quick, interview):
    made = card("c", shape)

    assert exam is fits(made, "exam")
    assert quick is fits(made, "exam", quick=True)
    assert interview is fits(made, "interview")


def test_a_quick_exam_leaves_out_what_takes_long():
    parts = [Part("all", 1, (card("a", FIREWALL), card("b", QUEUE), card("c", HOPS)))]

    assert (3, 2) == (available(parts, Wish()), available(parts, Wish(quick=True)))


def test_no_question_gives_a_sibling_away():
    """Blanks of one text show one another; a cell and its way back are one fact."""
    table = Table("Storage", "class", (Label("s3", "S3"),), (), ())
    cells = [card("t#s3/az", FIREWALL, table=table), card("t#s3/az/back", FIREWALL, table=table)]
    blanks = [card("c#c1", QUEUE), card("c#c2", QUEUE)]
    parts = [Part("all", 1, (*cells, *blanks))]

    assert 2 == available(parts, Wish())
    assert 2 == len(draw(parts, Wish(questions=2), "x").items)


def test_notes_take_turns_so_that_no_table_fills_the_paper():
    table = Table("Storage", "class", (), (), ())
    cells = tuple(card(f"t#s{n}/az", FIREWALL, table=table) for n in range(50))
    others = tuple(card(f"n{n}", QUEUE) for n in range(5))
    paper = draw([Part("all", 1, (*cells, *others))], Wish(questions=6), "x")

    assert 1 == sum(item.card.note.id == "t" for item in paper.items)


def test_of_two_tables_as_much_is_asked():
    table = Table("Storage", "class", (), (), ())
    cells = [card(f"{note}#s{n}/az", FIREWALL, table=table) for note in "tu" for n in range(5)]

    for cards in draws([Part("all", 1, tuple(cells))], 6):
        assert {"t": 3, "u": 3} == Counter(name[0] for name in cards)


def test_a_cell_and_its_way_back_are_asked_once_where_a_table_alone_is_asked():
    table = Table("Storage", "class", (), (), ())
    names = [f"t#{row}/az{back}" for row in "abc" for back in ("", "/back")]
    cells = tuple(card(name, FIREWALL, table=table) for name in names)

    for cards in draws([Part("all", 1, cells)], 3):
        assert {"t#a/az", "t#b/az", "t#c/az"} == {name.removesuffix("/back") for name in cards}


def test_a_card_of_two_topics_is_drawn_once():
    both = topic("aws", 6)
    paper = draw([both, replace(both, name="again"), topic("docker", 9)], Wish(questions=9), "x")

    assert 9 == len({item.card.id for item in paper.items})


def test_too_few_says_how_many_there_are():
    with pytest.raises(TooFewError, match="3 questions of 10") as few:
        draw([topic("aws", 3)], Wish(questions=10), "x")

    assert (3, 10) == (few.value.available, few.value.wanted)


@pytest.mark.parametrize(("kind", "wanted"), [("exam", 20), ("interview", 1)])
def test_nothing_at_all_is_too_few(kind, wanted):
    with pytest.raises(TooFewError) as few:
        draw([], Wish(kind), "x")

    assert (0, wanted) == (few.value.available, few.value.wanted)


@pytest.mark.parametrize(
    ("wish", "questions", "minutes"),
    [
        (Wish(minutes=10), 10, 10),
        (Wish(minutes=40), 40, 40),
        (Wish(minutes=0.4), 1, 0.4),
        (Wish(questions=7), 7, 7),
        (Wish(questions=7, minutes=3), 7, 3),
        (Wish(minutes=9, level="senior"), 12, 9),
        (Wish(questions=4, level="junior"), 4, 5),
        (Wish(), 20, 20),
        (PRESETS["screen"], 10, 10),
    ],
    ids=[
        "minutes",
        "many",
        "less than one",
        "questions",
        "both",
        "senior",
        "junior",
        "usual",
        "screen",
    ],
)
def test_questions_and_minutes_follow_from_each_other(wish, questions, minutes):
    paper = draw([topic("aws", 60)], wish, "x")

    assert (questions, minutes * 60) == (len(paper.items), paper.seconds)
    assert sum(item.seconds for item in paper.items) == pytest.approx(paper.seconds)


def test_an_interview_asks_what_fits_into_its_minutes():
    long, short = replace(OPEN, minutes=9.0), replace(OPEN, minutes=4.0)
    cards = tuple(card(f"o{n}", short if n % 2 else long) for n in range(10))
    paper = draw([Part("all", 1, cards)], Wish("interview", minutes=20), "x")

    assert sum(item.whole_seconds for item in paper.items) <= paper.seconds == 1200
    assert 2 <= len(paper.items) <= 4


@pytest.mark.parametrize(("minutes", "questions"), [(None, 10), (33, 11), (35.9, 11)])
def test_an_interview_is_filled_with_questions_of_three_minutes(minutes, questions):
    cards = tuple(card(f"o{n}", OPEN) for n in range(60))
    papers = [
        draw([Part("all", 1, cards)], Wish("interview", minutes=minutes), seed) for seed in "xyz"
    ]

    assert {(questions, 60 * (minutes or 30))} == {(len(p.items), p.seconds) for p in papers}
    assert ["x", "y", "z"] == [paper.seed for paper in papers]
    assert 3 == len({tuple(item.card.id for item in paper.items) for paper in papers})
    for item in papers[0].items:
        assert ("all", OPEN) == (item.topic, item.card.shape)


def test_an_interview_of_so_many_questions_lasts_as_long_as_they_do():
    cards = tuple(card(f"o{n}", OPEN) for n in range(5))
    paper = draw([Part("all", 1, cards)], Wish("interview", questions=2), "x")

    assert [(120, OPEN.follow_ups)] * 2 == [(item.seconds, item.follow_ups) for item in paper.items]
    assert 360 == paper.seconds


def test_one_open_question_is_asked_even_if_it_takes_longer():
    paper = draw([Part("all", 1, (card("o", OPEN),))], Wish("interview", minutes=1), "x")

    assert (1, 60) == (len(paper.items), paper.seconds)


@pytest.mark.parametrize(("level", "seconds"), [("junior", 150), ("mid", 120), ("senior", 96)])
def test_a_level_stretches_the_minutes_of_open_questions(level, seconds):
    paper = draw([Part("all", 1, (card("o", OPEN),))], Wish("interview", level=level), "x")

    assert seconds == paper.items[0].seconds


def test_an_open_question_has_two_follow_ups_at_most():
    talkative = replace(OPEN, follow_ups=("a?", "b?", "c?"))
    paper = draw([Part("all", 1, (card("o", talkative),))], Wish("interview"), "x")

    assert ("a?", "b?") == paper.items[0].follow_ups
    assert isinstance(paper.items[0].shape, Rubric)


def test_sections_weigh_what_the_decks_teach_in_them():
    table = Table("Storage", "class", (), (), ())
    cells = tuple(card(f"t#s{row}/{cell}", FIREWALL, table=table) for row in "ab" for cell in "xyz")
    parts = by_section((*cells, card("n", QUEUE)))

    assert [("Section", 3)] == [(part.name, part.weight) for part in parts]


def test_terms_near_an_answer_are_kept_with_the_paper():
    """So that `ALB` is no misspelling of `NLB` at the end, whatever became of the deck."""
    one = card("one", Typed("Which works at layer 4?", (Blank("gateway"),)))
    other = card("two", Typed("Which?", (Blank("gateways"),)))
    far = card("three", Typed("Which?", (Blank("bucket"),)))
    paper = draw([Part("all", 1, (one, other, far))], Wish(questions=3), "x")
    known = {str(item.card.id): item.known for item in paper.items}

    assert ("gateway", "gateways") == known["one"]
    assert ("bucket",) == known["three"]


def test_a_cell_keeps_what_explains_it_though_its_table_is_left_behind():
    cells = (Cell("s3", "az", "3", explain="of this cell"), Cell("ebs", "az", "1"))
    table = Table("Storage", "class", (), (), cells)
    made = [
        replace(card(f"t#{facet}", FIREWALL, table=table, explain="of the table"), facet=facet)
        for facet in ("s3/az", "ebs/az")
    ]
    back = replace(card("b#s3/az/back", FIREWALL, table=table), facet="s3/az/back")
    plain = card("plain", QUEUE, explain="of the note")
    paper = draw([Part("all", 1, (*made, back, plain))], Wish(questions=4), "x")

    assert {
        "t#s3/az": "of this cell",
        "t#ebs/az": "of the table",
        "b#s3/az/back": "of this cell",
        "plain": "of the note",
    } == {str(item.card.id): item.card.note.explain for item in paper.items}
    assert all(item.card.note.table is None for item in paper.items)
