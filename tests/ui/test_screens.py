"""What keys and lines do on the screens of a turn."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.grading import Answers, Ordered, Picked, Recalled, Ticked
from quizcli.model import Grade
from quizcli.shapes import Cell, Label, Order, Table
from quizcli.ui.outcomes import Act, Graded, Menu, Outcome
from quizcli.ui.screens.ask import ask_screen
from quizcli.ui.screens.card_info import CardInfo
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.screens.pages import Entry, MenuPage
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen
from tests.ui.samples import (
    CHOICE,
    CLOZE,
    NUMBER,
    ORDER,
    RECALL,
    RUBRIC,
    SEVERAL,
    TYPED,
    context,
    told,
)


def after(turn: TurnContext, *keys: str) -> Screen | Outcome:
    """Where keys lead; a word of several letters is typed into the field."""
    at: Screen | Outcome = ask_screen(turn)
    for key in keys:
        assert not isinstance(at, Outcome), f"{key} comes after {at}"
        at = at.submit(key.removeprefix("'")) if key.startswith("'") else at.key(key)
    return at


def graded(turn: TurnContext, *keys: str) -> Graded:
    found = after(turn, *keys)
    assert isinstance(found, Graded), found
    return found


def text(screen: Screen | Outcome) -> str:
    assert not isinstance(screen, Outcome)
    frame = screen.view(Caps())
    return "\n".join(row.plain for row in frame.body)


@pytest.mark.parametrize(
    ("grade", "turn", "keys"),
    [
        (Grade.GOOD, context(RECALL), ["space", "space"]),
        (Grade.AGAIN, context(RECALL), ["enter", "1"]),
        (Grade.HARD, context(RECALL), ["space", "2"]),
        (Grade.EASY, context(RECALL), ["space", "4"]),
        (Grade.GOOD, context(CHOICE), ["2", "space"]),
        (Grade.AGAIN, context(CHOICE), ["1", "enter"]),
        (Grade.BLANK, context(CHOICE), ["space", "space"]),
        (Grade.AGAIN, context(CHOICE), ["space", "1"]),
        (Grade.EASY, context(CHOICE), ["1", "4"]),
        (Grade.GOOD, context(TYPED), ["'visability timeout", "space"]),
        (Grade.CLOSE, context(TYPED), ["'visibility timer", "space"]),
        (Grade.GOOD, context(TYPED), ["'visibility timer", "y", "space"]),
        (Grade.BLANK, context(TYPED), ["'", "space"]),
        (Grade.GOOD, context(NUMBER), ["'900 s", "space"]),
        (Grade.BLANK, context(RECALL, scale="sm2"), ["space", "0"]),
        (Grade.CLOSE, context(RECALL, scale="sm2"), ["space", "2"]),
        (Grade.EASY, context(RECALL, scale="sm2"), ["space", "5"]),
        (Grade.CLOSE, context(TYPED, scale="sm2"), ["'visibility timer", "enter"]),
        (Grade.BLANK, context(RUBRIC), ["space", "space", "space"]),
        (Grade.GOOD, context(RUBRIC), ["space", "1", "2", "3", "space", "space"]),
    ],
)
def test_grades_come_from_the_key_or_from_the_suggestion(grade, turn, keys):
    assert grade == graded(turn, *keys).grade


@pytest.mark.parametrize(
    ("response", "turn", "keys"),
    [
        (Recalled(), context(RECALL), ["space", "3"]),
        (Picked(("Weighted",)), context(CHOICE), ["2", "3"]),
        (Picked(()), context(CHOICE), ["space", "3"]),
        (Picked(("EBS volume", "EC2 instance")), context(SEVERAL), [*"1232", "enter", "3"]),
        (Picked(()), context(SEVERAL), ["1", "space", "3"]),
        (Answers(("autoscaling/v2", "", "x")), context(CLOZE), ["'autoscaling/v2", "'", "'x", "3"]),
        (Ticked(frozenset({"isolation"})), context(RUBRIC), ["space", "1", "2", "2", "space", "3"]),
    ],
)  # fmt: skip
def test_the_response_is_what_was_given(response, turn, keys):
    assert response == graded(turn, *keys).response


ACTS = {
    "u": Act.UNDO, "s": Act.SKIP, "-": Act.SKIP, "x": Act.SUSPEND, "@": Act.SUSPEND,
    "!": Act.SUSPEND, "m": Act.MARK, "*": Act.MARK, "o": Act.EDIT, "i": Act.INFO,
    "q": Act.QUIT, "c-d": Act.QUIT, "c-c": Act.INTERRUPT,
}  # fmt: skip


@pytest.mark.parametrize("key", ACTS)
@pytest.mark.parametrize("shape", [RECALL, CHOICE, SEVERAL, ORDER, RUBRIC])
def test_commands_are_the_same_on_every_side_of_every_shape(key, shape):
    sides = [[], ["space"]] if shape is not RUBRIC else [[], ["space"], ["space", "space"]]

    assert [ACTS[key]] * len(sides) == [after(context(shape), *side, key) for side in sides]


@pytest.mark.parametrize("key", sorted(set(ACTS) - {"c-d", "c-c"}))
def test_commands_come_behind_escape_while_typing(key):
    assert ACTS[key] == after(context(TYPED), "escape", key)


def test_no_command_is_a_letter_or_digit_for_choosing():
    assert set() == set("123456789abcdef") & set(ACTS)


def test_a_key_without_meaning_gives_the_same_screen_back():
    for shape in (RECALL, CHOICE, ORDER, RUBRIC):
        for sides in ([], ["space"]):
            screen = after(context(shape), *sides)

            assert screen is screen.key("down")  # type: ignore[union-attr]
            assert screen is screen.key("r")  # type: ignore[union-attr]


def test_a_changed_card_can_be_started_over():
    turn = context(RECALL, changed=True)

    assert Act.RESTART == after(turn, "r")
    assert Act.RESTART == after(turn, "space", "r")


def test_the_hint_shows_once_and_only_where_there_is_one():
    shown = after(told(RECALL), "h")
    without = ask_screen(context(RECALL))

    assert "Hint: It watches the access." in text(shown)
    assert shown is shown.key("h")  # type: ignore[union-attr]
    assert without is without.key("h")


def test_only_typed_answers_can_be_claimed_right():
    assert "counted as right" in text(after(context(TYPED), "'visibility timer", "y"))
    for keys, shape in ((["1"], CHOICE), (["'"], TYPED), (["'visibility timeout"], TYPED)):
        screen = after(context(shape), *keys)

        assert screen is screen.key("y")  # type: ignore[union-attr]


def test_what_the_card_says_of_itself_follows_the_answer():
    shown = text(after(told(RECALL), "space"))

    for said in (
        "no retrieval fee",
        "The older guide says: it needs 128 KB",
        "verified 2026-11-23 · User Guide",
    ):
        assert said in shown


def test_a_table_cell_tells_its_own_explanation():
    cell = Cell("glacier", "retrieval", "hours", explain="the cell's", guide_said="minutes")
    table = Table("t", "c", (Label("glacier", "G"),), (Label("retrieval", "R"),), (cell,))
    turn = context(RECALL, explain="the note's")
    for facet in ("glacier/retrieval", "glacier/retrieval/back"):
        note = replace(turn.ask.card.note, table=table)
        ask = replace(turn.ask, card=replace(turn.ask.card, note=note, facet=facet))
        shown = text(after(replace(turn, ask=ask), "space"))

        assert "the cell's" in shown
        assert "the note's" not in shown
        assert "The older guide says: minutes" in shown


def test_news_of_the_last_card_is_gone_on_the_answer_side():
    turn = context(RECALL, status="Good · again in 8 d")
    question = ask_screen(turn)

    assert "Good · again in 8 d" == question.view(Caps()).status.plain
    assert "" == question.key("space").view(Caps()).status.plain  # type: ignore[union-attr]


def test_a_context_may_change_under_a_half_answered_card():
    screen = after(context(SEVERAL), "1", "2")
    marked = screen.with_context(context(SEVERAL, marked=True, status="Marked."))  # type: ignore[union-attr]

    assert 2 == text(marked).count("[x]")
    assert "Marked." == marked.view(Caps()).status.plain


def test_the_last_step_falls_in_by_itself_and_steps_can_be_taken_back():
    turn = context(ORDER)
    screen = ask_screen(turn)
    right = [str(screen.mixed.index(step) + 1) for step in ORDER.steps]  # type: ignore[attr-defined]

    assert Ordered(ORDER.steps) == graded(turn, *right[:3], "3").response
    assert Ordered(ORDER.steps) == graded(turn, right[1], "backspace", *right[:3], "3").response
    assert Ordered((ORDER.steps[0],)) == graded(turn, right[0], "space", "3").response


def test_a_step_already_taken_cannot_be_taken_again():
    screen = after(context(ORDER), "2")

    assert screen is screen.key("2")  # type: ignore[union-attr]


def test_more_than_nine_steps_go_on_with_letters():
    many = Order("Count.", tuple(f"step {number}" for number in range(12)))
    screen = ask_screen(context(many))

    assert f"  c)  {screen.mixed[11]}" in text(screen)  # type: ignore[attr-defined]
    assert (11,) == screen.key("c").taken  # type: ignore[union-attr]


def test_steps_come_in_another_order_with_another_seed():
    orders = {ask_screen(context(ORDER, seed=str(n))).mixed for n in range(20)}  # type: ignore[attr-defined]

    assert len(orders) > 5
    assert ORDER.steps not in orders


def test_a_written_answer_proposes_the_points_it_makes():
    ticked = after(context(RUBRIC), "w", "'it has its own kernel and drivers")

    assert frozenset({"isolation", "modules"}) == ticked.ticked  # type: ignore[union-attr]
    assert "You wrote: it has its own kernel" in text(ticked)


def test_ticks_can_be_corrected_from_the_answer_side():
    ticks = after(context(RUBRIC), "space", "1", "space", "backspace")

    assert frozenset({"isolation"}) == ticks.ticked  # type: ignore[union-attr]


def test_blanks_have_one_width_whatever_they_hide():
    shown = text(ask_screen(context(CLOZE)))

    assert "[1\u00a0____]" in shown
    assert "[2\u00a0____]" in shown
    assert "[3\u00a0____]" in shown
    assert "HorizontalPodAutoscaler" not in shown


def test_code_with_blanks_is_coloured_as_the_whole_it_is():
    rows = ask_screen(context(CLOZE)).view(Caps()).body
    row = next(row for row in rows if row.plain.startswith("metadata"))

    assert "code.name" in {span.style for span in row.spans}


def test_undo_shows_what_was_answered_with_its_marks():
    turn = context(CHOICE)
    last = graded(turn, "1", "4")
    back = ask_screen(turn, (last.response, last.verdict))

    assert "✗ 1)  Multivalue answer   your answer" in text(back)
    assert Grade.HARD == back.key("2").grade  # type: ignore[union-attr]


def test_a_menu_page_takes_its_letters_and_leaves_with_q():
    page = MenuPage("Review", ("Done.",), entries=(Entry("n", "more"),), can_undo=True)

    assert Menu("n") == page.key("n")
    assert Act.UNDO == page.key("u")
    assert [Act.QUIT] * 3 == [page.key(key) for key in ("q", "escape", "c-d")]
    assert page is page.key("space")
    assert page is page.key("enter")


def test_the_information_page_goes_back_to_where_it_was_asked():
    back = ask_screen(context(RECALL))
    page = CardInfo("s3", (("Due", "today"),), (), back)

    assert all(page.key(key) is back for key in ("escape", "q", "i", "space"))
    assert Act.INTERRUPT == page.key("c-c")
    assert page is page.key("down")
    assert page.reply("") is back


@pytest.mark.parametrize(
    ("grade", "turn", "lines"),
    [
        (Grade.GOOD, context(RECALL), ["", ""]),
        (Grade.EASY, context(RECALL), ["", "4"]),
        (Grade.AGAIN, context(CHOICE), ["1", ""]),
        (Grade.GOOD, context(SEVERAL), ["1 3", ""]),
        (Grade.GOOD, context(SEVERAL), ["13", ""]),
        (Grade.GOOD, context(TYPED), [" visibility timeout ", ""]),
        (Grade.GOOD, context(CLOZE), [b.answer for b in CLOZE.blanks] + [""]),
        (Grade.GOOD, context(RUBRIC), ["", "1 2 3", ""]),
        (Grade.BLANK, context(RUBRIC), ["its own kernel", "0", ""]),
        (Grade.AGAIN, context(RUBRIC), ["its own kernel, and drivers", "2", "1"]),
    ],
)
def test_lines_answer_and_grade_too(grade, turn, lines):
    at: Screen | Outcome | Bad = ask_screen(turn)
    for said in lines:
        assert not isinstance(at, Outcome | Bad), at
        at = at.reply(said)

    assert isinstance(at, Graded)
    assert grade == at.grade


@pytest.mark.parametrize("shape", [RECALL, CHOICE, SEVERAL, ORDER, TYPED, RUBRIC])
def test_commands_of_line_mode_stand_behind_a_colon(shape):
    for letter, act in (("u", Act.UNDO), ("s", Act.SKIP), ("x", Act.SUSPEND), ("q", Act.QUIT)):
        assert act == ask_screen(context(shape)).reply(f":{letter}")


def test_a_bare_letter_is_an_answer_where_answers_are_typed():
    assert not isinstance(ask_screen(context(TYPED)).reply("q"), Outcome)
    assert Act.QUIT == ask_screen(context(RECALL)).reply("q")


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (RECALL, "answer"), (RECALL, "3"), (CHOICE, "9"), (CHOICE, "c-c"), (SEVERAL, "1 9"),
        (ORDER, "1 2"), (ORDER, "1 1 2 3"), (ORDER, "1"), (TYPED, ":z"), (RUBRIC, ":z"),
    ],
)  # fmt: skip
def test_a_line_that_fits_nothing_is_answered_with_what_would(shape, said):
    bad = ask_screen(context(shape)).reply(said)

    assert isinstance(bad, Bad)
    assert bad.message.endswith(".")


def test_nothing_is_graded_in_line_mode_but_by_a_grade_or_enter():
    answer = ask_screen(context(RECALL)).reply("")

    assert isinstance(answer.reply("yes"), Bad)  # type: ignore[union-attr]
    assert isinstance(answer.reply("7"), Bad)  # type: ignore[union-attr]
    assert isinstance(answer.reply("space"), Bad)  # type: ignore[union-attr]
