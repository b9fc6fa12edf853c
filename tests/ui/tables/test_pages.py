"""What the keys and lines of table turns do."""

from __future__ import annotations

import pytest

from quizcli.drill.grid import MODES, Entry, Slot
from quizcli.drill.grid_marks import Mark
from quizcli.model import Grade
from quizcli.ui.outcomes import Act, Filled, Menu
from quizcli.ui.screens.grid.end import GridEnd
from quizcli.ui.screens.grid.marked import given
from quizcli.ui.screens.tables import Row, TablesPage
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.turn import Bad
from tests.ui.tables.samples import after, answered, key_of, page, round_of

VALUES = """
    id: t
    type: table
    prompt: P
    table: |
      | T | X |
      | - | - |
      | a | 1 |
      | b | 2 |
      | z | 3 |
"""


def replies(screen, *texts: str):
    """The screen after some lines, none of which was refused."""
    for text in texts:
        following = screen.reply(text)
        assert not isinstance(following, Bad), following
        screen = following
    return screen


@pytest.mark.parametrize("mode", MODES)
def test_a_turn_ends_with_every_answer_and_its_grade(mode):
    screen = page(mode)
    end = answered(screen, [True] * len(screen.play.entries))
    outcome = end.key("space")

    assert isinstance(outcome, Filled)
    assert (Grade.EASY,) * len(screen.play.entries) == outcome.grades


def test_no_mark_is_shown_before_all_is_handed_in():
    screen = page("fill")
    for right in (True, False, True, False, True):
        screen = after(screen, [key_of(screen.play, right)])
        shown = "".join(row.plain for row in screen.view(_caps()).body)

        assert not {"✓", "✗"} & set(shown)


@pytest.mark.parametrize(
    ("others", "whose"),
    [("b", "2 (b)"), ("bc", "2 (b and c)"), ("bcd", "2 (b and others)")],
)
def test_a_wrong_value_is_said_with_those_who_have_it(others, whose):
    rows = "".join(f"      | {name} | 2 |\n" for name in others)
    round_ = round_of("fill", VALUES.replace("      | b | 2 |\n", rows))
    slot = Slot("t#a/x", "a", "x", "X of a", "1", ("1", "2", "3"))

    assert whose == given(round_, Mark(slot, Entry("2", slot.options), Grade.AGAIN, 3.0))


def _caps():
    from quizcli.ui.theme import Caps

    return Caps()


def test_enter_goes_to_the_next_open_cell_until_all_are_filled():
    screen = after(page("fill"), ["tab", "1", "s-tab", "s-tab"])
    assert 0 == screen.play.at
    assert 2 == after(screen, ["enter"]).play.at
    full = after(page("fill"), ["1"] * 5)

    assert isinstance(full.key("enter"), GridEnd)


def test_space_is_an_honest_do_not_know_and_then_hands_in():
    end = after(page("fill"), ["space"] * 6)

    assert isinstance(end, GridEnd)
    assert {Grade.BLANK} == set(end.grades)


@pytest.mark.parametrize(
    ("keys", "at"),
    [("tab", 1), ("s-tab", 4), ("right", 1), ("left", 4), ("l", 1), ("h", 4), ("down", 1)],
)
def test_cells_are_reached_by_arrows_and_tab(keys, at):
    assert at == after(page("fill"), [keys]).play.at


def test_down_stays_in_the_column():
    """SQS and SNS are asked for what they are best for, SNS and EventBridge for their order."""
    screen = after(page("fill"), ["down"])
    assert ("sns", "best-for") == (screen.play.slot.subject, screen.play.slot.attribute)
    screen = after(page("fill"), ["tab", "tab", "down"])

    assert ("eventbridge", "order") == (screen.play.slot.subject, screen.play.slot.attribute)


def test_letters_go_to_the_name_that_is_pointed_at():
    screen = after(page("match"), ["3", "a", "1", "b"])
    texts = screen.play.slot.options

    assert texts[0] == screen.play.entries[2].text
    assert texts[1] == screen.play.entries[0].text


def test_a_key_without_use_leaves_the_screen_as_it_is():
    for mode in MODES:
        screen = page(mode)
        assert screen is screen.key("9")
        assert screen is screen.key("z")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("key", "act"), [("u", Act.UNDO), ("s", Act.SKIP), ("x", Act.SUSPEND), ("o", Act.EDIT),
                     ("q", Act.QUIT), ("c-c", Act.INTERRUPT), ("i", Act.INFO), ("m", Act.MARK)],
)  # fmt: skip
def test_commands_are_those_of_every_turn(mode, key, act):
    screen = page(mode)

    assert act is screen.key(key)
    assert act is answered(screen, [False] * len(screen.play.entries)).key(key)


def test_the_learner_may_overrule_one_answer_and_change_their_mind():
    end = answered(page("fill"), [False, True, False, True, True])
    assert end.marks[0].slot.card == end.card
    claimed = after(end, ["y"])
    assert (Grade.GOOD, Grade.AGAIN) == (claimed.grades[0], end.grades[0])
    assert end.grades == after(claimed, ["y"]).grades
    second = after(end, ["tab", "2"])

    assert (Grade.AGAIN, Grade.HARD) == (second.grades[0], second.grades[2])


def test_a_right_answer_needs_no_claim():
    end = answered(page("fill"), [True] * 5)

    assert end is end.key("y")
    assert "I was right" not in str(end.view(_caps()).hints)


def test_missed_answers_come_first():
    end = answered(page("fill"), [True, False, True, False, True])

    assert (1, 3, 0, 2, 4) == end.order


def test_the_full_scale_has_six_keys():
    end = answered(page("fill", scale="sm2"), [False] * 5)

    assert Grade.CLOSE == after(end, ["2"]).grades[0]


@pytest.mark.parametrize("mode", ["fill", "row", "column", "contrast"])
def test_line_mode_fills_cell_by_cell(mode):
    screen = page(mode)
    for _ in screen.play.entries[1:]:
        screen = replies(screen, key_of(screen.play))
    end = replies(screen, "", "")

    assert isinstance(end, GridEnd)
    assert Grade.BLANK in end.grades


def test_line_mode_takes_back_the_last_cell():
    screen = replies(page("fill"), "1", "2", ":b")

    assert (1, 1) == (screen.play.at, screen.play.filled)
    full = replies(page("fill"), *["1"] * 5)
    assert isinstance(full.reply("1"), Bad)
    assert 4 == replies(full, ":b").play.filled


@pytest.mark.parametrize("text", ["1c 2a", "1c2a", "1C, 2A", " 1c  2a "])
def test_line_mode_pairs_by_digit_and_letter(text):
    screen = replies(page("match"), text)
    texts = screen.play.slot.options

    assert (texts[2], texts[0]) == tuple(entry.text for entry in screen.play.entries[:2])


def test_line_mode_hands_in_what_is_paired():
    end = replies(page("match"), "1c 2a", "")

    assert 3 == [mark.entry.text for mark in end.marks].count("")


@pytest.mark.parametrize("text", ["9a", "1f", "a", "1", "nonsense"])
def test_line_mode_says_what_a_pair_looks_like(text):
    answer = page("match").reply(text)

    assert isinstance(answer, Bad)
    assert "1" in answer.message


def test_line_mode_asks_for_clues_with_enter():
    screen = replies(page("which"), "")

    assert 1 == screen.play.further
    assert 1 == len(screen.lines())


@pytest.mark.parametrize(
    ("text", "grade"), [("y", 4), ("y1", 4), (":y 1", 4), ("1=2", 3), ("1 = 4", 5)]
)
def test_line_mode_overrules_by_number(text, grade):
    end = answered(page("fill"), [False] * 5)

    assert grade == replies(end, text).grades[0]


@pytest.mark.parametrize("text", ["y9", "9=1", "1=9", "3", "nonsense"])
def test_line_mode_refuses_what_is_no_answer_to_overrule(text):
    assert isinstance(answered(page("fill"), [False] * 5).reply(text), Bad)


def test_line_mode_goes_on_with_enter_and_leaves_with_q():
    end = answered(page("fill"), [False] * 5)

    assert isinstance(end.reply(""), Filled)
    assert Act.QUIT is end.reply(":q")
    assert Act.UNDO is page("fill").reply(":u")


class OneTurn:
    """A controller that shows one table turn and keeps what came of it."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.outcomes: list[object] = []

    def start(self):
        return page(self.mode)

    def handle(self, outcome, screen):
        self.outcomes.append(outcome)

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass


def test_cells_can_be_filled_as_fast_as_one_can_type():
    """The guard against unmeant keys is for new pages, not for the next cell of the same one."""
    stage = Stage(OneTurn("fill"), Guard())
    for number, key in enumerate("1212"):
        stage.press(key, 10.0 + number * 0.1)

    assert 4 == stage.screen.play.filled


def test_a_key_typed_before_the_marks_could_be_read_does_not_go_on():
    controller = OneTurn("fill")
    stage = Stage(controller, Guard())
    for number, key in enumerate("12121"):
        stage.press(key, 10.0 + number * 0.1)
    stage.press("enter", 11.0)
    stage.press("space", 11.1)
    assert isinstance(stage.screen, GridEnd)
    assert [] == controller.outcomes
    stage.press("space", 12.0)

    assert [Filled] == [type(outcome) for outcome in controller.outcomes]


LIST = TablesPage(
    tuple(Row(f"t{n}", f"Table {n}", "deck", 9, n, 0) for n in range(12)),
    ("as it suits", "fill", "which"),
)


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["j"], 1),
        (["up"], 11),
        (["pagedown"], 10),
        (["G"], 11),
        (["G", "g"], 0),
        (["down"] * 12, 0),
    ],
)
def test_the_list_is_walked_by_arrows(keys, at):
    assert at == after(LIST, keys).at


def test_the_list_begins_a_table_in_a_mode():
    assert Menu("t2 0") == after(LIST, ["j", "j"]).key("enter")
    assert Menu("t0 2") == after(LIST, ["m", "m"]).key("enter")
    assert Menu("t11 0") == LIST.reply("12")
    assert Act.QUIT is LIST.reply("")
    assert isinstance(LIST.reply("13"), Bad)
    assert isinstance(LIST.reply("x"), Bad)


def test_what_is_not_known_is_graded_as_the_key_is_called():
    """SM-2 has two grades below Again's; with four keys there is no other name for them."""
    end = after(page("fill"), ["space"] * len(page("fill").play.round.slots) + ["enter"])
    shown = "\n".join(row.plain for row in end.view(_caps()).body)

    assert "Again" in shown
    assert "Blank" not in shown + "".join(end.lines())
