from __future__ import annotations

import pytest

from quizcli.model import Verified
from quizcli.notes.limits import MOST_KEYS
from quizcli.shapes import (
    Blank,
    Choice,
    Option,
    Order,
    Point,
    Quantity,
    Recall,
    Rubric,
    Sample,
    Typed,
)
from quizcli.ui.screens.numbered import KEYS
from tests.notes.written import cards, load, messages, shapes


def test_a_basic_note_without_accept_is_recalled():
    note = "{id: etcd-role, prompt: What does etcd hold?, answer: all cluster state}"

    assert {"etcd-role": Recall("What does etcd hold?", "all cluster state")} == shapes(note)


@pytest.mark.parametrize(
    ("accept", "others"), [("[]", ()), ("[b, c]", ("b", "c")), ("b", ("b",)), ("", ())]
)
def test_accept_even_empty_makes_the_answer_typed(accept, others):
    note = f"{{id: x, prompt: p?, answer: a, accept: {accept}}}"

    assert {"x": Typed("p?", (Blank("a", others),))} == shapes(note)


def test_reverse_true_swaps_prompt_and_answer():
    note = "{id: x, prompt: p?, answer: a, accept: [b], reverse: true}"

    assert {"x": Typed("p?", (Blank("a", ("b",)),)), "x#reverse": Recall("a", "p?")} == shapes(note)


def test_reverse_written_out_is_a_card_of_its_own_words():
    note = "{id: x, prompt: p?, answer: a, reverse: {prompt: q?, answer: b, accept: []}}"

    assert {"x": Recall("p?", "a"), "x#reverse": Typed("q?", (Blank("b"),))} == shapes(note)


def test_a_typed_answer_of_two_lines_is_refused():
    note = 'id: x\nprompt: p?\nanswer: "a\\nb"\naccept: []'

    assert ["a typed answer has to stand on one line"] == messages(note)


def test_code_is_shown_as_written_and_not_with_the_reverse():
    note = """
        id: x
        prompt: p?
        answer: a
        reverse: true
        language: yaml
        code: |
          a:
            b: 1
    """

    assert [Sample("a:\n  b: 1", "yaml"), None] == [shape.sample for shape in shapes(note).values()]


@pytest.mark.parametrize(
    "fields",
    [
        "answer: a, accept: []",
        "type: choice, right: a, wrong: [b]",
        "type: order, steps: [a, b]",
        "type: number, answer: 1",
        "type: open, points: {a: b}",
    ],
)
def test_a_question_of_any_type_is_asked_about_its_code(fields):
    (shape,) = shapes(f"{{id: x, prompt: p?, {fields}, code: ls, language: sh}}").values()

    assert Sample("ls", "sh") == shape.sample


@pytest.mark.parametrize("text", ["no", "1:30", "1.10", "0123", "~", "null", "2026-11-23", "0x1F"])
def test_every_value_is_the_text_that_was_written(text):
    note = f"{{id: x, prompt: p?, answer: {text}}}"

    assert {"x": Recall("p?", text)} == shapes(note)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("|2\n    if x:\n      y", "  if x:\n    y"),
        ("'  x  '", "x"),
        ('"\\n x \\n"', "x"),
    ],
    ids=["block", "quoted", "with line ends"],
)
def test_a_block_keeps_its_indentation_and_other_text_no_space_at_its_ends(code, text):
    (shape,) = shapes(f"id: x\nprompt: p?\nanswer: a\ncode: {code}").values()

    assert text == shape.sample.text


@pytest.mark.parametrize(
    ("fields", "place", "longest"),
    [
        ("id: x, section: @", "5:22", 1000),
        ("id: @", "5:10", 80),
        ("id: x, tags: [y, @]", "5:23", 80),
    ],
)
def test_a_line_has_a_thousand_characters_at_most_and_a_name_eighty(fields, place, longest):
    def said(length: int) -> list[str]:
        note = f"{{{fields.replace('@', 'a' * length)}, prompt: p?, answer: a}}"
        return [str(problem) for problem in load(note).problems]

    assert [] == said(longest)
    assert [
        f"test.yaml:{place}: this is {longest + 1:,} characters long ({longest:,} are the most)"
    ] == said(longest + 1)


def test_common_fields_reach_the_note():
    (card,) = cards(
        """
        id: x
        prompt: p?
        answer: a
        tags: [cost, deck-tag]
        section: Own
        difficulty: 5
        explain: because
        hint: think
        guide_said: other
        volatile: yes
        verified: {on: 2026-11-23, ref: Book}
        was: [old-x]
        """
    )
    note = card.note

    assert ("p?", "test") == (note.prompt, note.deck)
    assert ("deck-tag", "cost") == note.tags
    assert ("Own", 5, "because", "think", "other", True, Verified("2026-11-23", "Book")) == (
        note.section,
        note.difficulty,
        note.explain,
        note.hint,
        note.guide_said,
        note.volatile,
        note.verified,
    )
    assert ("old-x",) == note.was
    assert "test.yaml:5:5" == str(note.place)


@pytest.mark.parametrize("difficulty", [1, 5])
def test_a_difficulty_is_from_one_to_five(difficulty):
    (card,) = cards(f"{{id: x, prompt: p?, answer: a, difficulty: {difficulty}}}")

    assert difficulty == card.note.difficulty


@pytest.mark.parametrize(("count", "said"), [(30, []), (31, ["this list has 30 entries at most"])])
def test_a_note_has_thirty_tags_at_most(count, said):
    tags = ", ".join(f"tag-{number}" for number in range(count))

    assert said == messages(f"{{id: x, prompt: p?, answer: a, tags: [{tags}]}}")


def test_a_choice_keeps_the_reasons_of_its_wrong_options():
    note = "{id: x, type: choice, prompt: p?, right: [a], wrong: {b: too small, c: }}"

    assert {
        "x": Choice("p?", (Option("a", right=True), Option("b", why="too small"), Option("c")))
    } == shapes(note)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("[]", "[b]", "no option is right"),
        ("[a]", "[]", "no option is wrong, so there is nothing to choose"),
        ("[5 GB]", "{5 gb.: same}", "the wrong option '5 gb.' is also right"),
        ("[a]", "[b, B]", "the option 'B' stands twice"),
    ],
)
def test_a_choice_that_is_none_is_refused(right, wrong, message):
    assert [message] == messages(
        f"{{id: x, type: choice, prompt: p?, right: {right}, wrong: {wrong}}}"
    )


def test_an_order_keeps_its_steps():
    assert {"x": Order("p?", ("a", "b", "c"))} == shapes(
        "{id: x, type: order, prompt: p?, steps: [a, b, c]}"
    )


@pytest.mark.parametrize("again", ["A", "a"])
def test_an_order_with_a_step_twice_is_refused(again):
    assert [f"the step '{again}' stands twice"] == messages(
        f"{{id: x, type: order, prompt: p?, steps: [a, b, {again}]}}"
    )


@pytest.mark.parametrize(
    ("fields", "most", "said"),
    [
        ("type: order, steps: [@]", 15, "an order has 15 steps at most"),
        ("type: open, points: {@}", 15, "a rubric has 15 points at most"),
        ("type: choice, right: [@], wrong: [z]", 14, "a choice has 14 right options at most"),
    ],
)
def test_no_more_can_be_picked_from_than_there_are_keys(fields, most, said):
    def messages_of(count: int) -> list[str]:
        items = (f"p{n}: t" if "points" in fields else f"p{n}" for n in range(count))
        return messages(f"{{id: x, prompt: p?, {fields.replace('@', ', '.join(items))}}}")

    assert len(KEYS) == MOST_KEYS
    assert ([], [said]) == (messages_of(most), messages_of(most + 1))


@pytest.mark.parametrize(
    ("fields", "written", "quantity"),
    [
        ("answer: 15, unit: min", "15", Quantity(15, "min", 0)),
        ("answer: '1,000', tolerance: 10%", "1,000", Quantity(1000, "", 100)),
        ("answer: 65_536", "65_536", Quantity(65536)),
        ("answer: -1.5, tolerance: 0.5, unit: '%'", "-1.5", Quantity(-1.5, "%", 0.5)),
        ("answer: 1e6", "1e6", Quantity(1_000_000)),
        ("answer: \u22125", "\u22125", Quantity(-5)),
    ],
)
def test_a_number_is_a_quantity_with_an_absolute_tolerance(fields, written, quantity):
    note = f"{{id: x, type: number, prompt: p?, {fields}}}"

    assert {"x": Typed("p?", (Blank(written),), quantity=quantity)} == shapes(note)


@pytest.mark.parametrize("answer", ["5 GB", "'1,5'", "fifteen", "'1,0000'", "10%", "1e999"])
def test_a_number_that_is_none_or_beyond_reckoning_is_refused(answer):
    assert [f"'{answer.strip(chr(39))}' is not a number"] == messages(
        f"{{id: x, type: number, prompt: p?, answer: {answer}}}"
    )


def test_a_tolerance_beyond_reckoning_is_refused():
    assert ["the tolerance is too large to reckon with"] == messages(
        "{id: x, type: number, prompt: p?, answer: 1e300, tolerance: 1e300%}"
    )


def test_an_open_note_is_judged_by_its_points():
    note = """
        id: x
        type: open
        prompt: p?
        minutes: 0.5
        points:
          isolation: own kernel
          Price: {text: costs more, weight: 0.5, terms: [fee, rate]}
        model: Say this.
        follow-ups: [and then?]
    """

    assert {
        "x": Rubric(
            "p?",
            (
                Point("isolation", "own kernel"),
                Point("price", "costs more", 0.5, ("fee", "rate")),
            ),
            "Say this.",
            0.5,
            ("and then?",),
        )
    } == shapes(note)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("{id: x, prompt: p?, anwser: a}", ["no field 'anwser'", "lacks the field 'answer'"]),
        ("{id: x, type: tabel}", ["no note type 'tabel'"]),
        ("{prompt: p?, answer: a}", ["lacks the field 'id'"]),
        ("{id: x, prompt: [p], answer: {a: b}}", ["text is expected", "text is expected"]),
        ("just text", ["a note is written as `key: value` lines"]),
        ("{id: x, prompt: p?, answer: a, volatile: maybe}", ["neither true nor false"]),
        ("{id: x, prompt: '', answer: a}", ["the text is empty"]),
    ],
)
def test_all_that_is_wrong_with_a_note_is_said_at_once(note, said):
    assert len(said) == len(messages(note))
    assert all(part in message for part, message in zip(said, messages(note), strict=True))
