"""Mock pages under keys and clock: the field, the bell, what time-up does to typing, every size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.grading import Answers, Picked
from quizcli.mock.paper import Item, Paper
from quizcli.mock.scorecard import scorecard, scored
from quizcli.shapes import Choice, Option, Point, Rubric, Typed
from quizcli.ui.area import Area
from quizcli.ui.frame import paint
from quizcli.ui.outcomes import Act, Moved, Outcome
from quizcli.ui.screens.mock.ask import mock_page
from quizcli.ui.screens.mock.report import report_rows
from quizcli.ui.stage import Guard
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Screen
from tests.mock.making import FIREWALL, HOPS, QUEUE, ZONAL, exam, interview
from tests.ui.mock.driving import Driven
from tests.ui.samples import CLOZE, HOSTILE
from tests.ui.test_golden import picture
from tests.ui.test_views import SIZES, trouble
from tests.ui.walking import shown

ALL = (FIREWALL, QUEUE, HOPS, ZONAL, CLOZE)


def test_a_pick_stays_put_and_may_be_changed():
    stage = Driven(exam(), "2 1")

    assert (0, Picked(("NACL",))) == (stage.sat.run.here, stage.sat.run.at.response)


def test_what_is_being_typed_is_an_answer_when_time_is_up():
    stage = Driven(exam(QUEUE, FIREWALL, seconds=30), "'visibility +30")

    assert "done" == stage.sat.run.phase
    assert Answers(("visibility",)) == stage.sat.run.given[0].response


def test_typing_goes_on_while_the_clock_ticks():
    stage = Driven(exam(QUEUE), "'visi +40 'bility")

    assert "visibility" == stage.field.text
    assert "⏱ 9:20 left" in picture(stage, Caps())


def test_keys_are_taken_between_ticks_though_each_brings_a_new_clock():
    """The guard against keys nobody meant is for new pages, not for a clock that moved on."""
    stage = Driven(exam(), guard=Guard())
    for tenth in range(10, 30):
        stage.sat.seconds = tenth / 10
        stage.tick(tenth / 10)
    stage.press("2", 3.05)

    assert Picked(("Security group",)) == stage.sat.run.at.response


def test_a_key_meant_for_a_question_is_not_given_to_the_next_one():
    stage = Driven(interview(seconds=900), "+119 'half")
    stage.sat.seconds = 121.0
    stage.press("x", 121.0)

    assert ("half", "") == (stage.sat.run.given[0].text, stage.field.text)
    assert 1 == stage.sat.run.at.step


def test_an_answer_typed_before_stands_in_the_field_again():
    stage = Driven(exam(QUEUE, FIREWALL), "'lock| left enter backspace")

    assert "loc" == stage.field.text


def test_a_cloze_is_typed_blank_after_blank_and_opened_again_with_its_texts():
    stage = Driven(exam(CLOZE, FIREWALL), "'one| 'two| 'three| left enter")
    assert Answers(("one", "two", "three")) == stage.sat.run.at.response

    assert "one" == stage.field.text
    stage.do("enter")
    assert "two" == stage.field.text


def test_escape_keeps_what_was_typed():
    stage = Driven(exam(QUEUE, FIREWALL), "'lock escape right left")

    assert Answers(("lock",)) == stage.sat.run.at.response


def test_the_bell_rings_once_when_the_last_minute_begins():
    stage = Driven(exam(seconds=90), "+20")
    assert not stage.rang

    stage.do("+20")
    assert stage.rang
    stage.rang = False
    stage.do("+20")
    assert not stage.rang


def test_the_last_minute_is_marked_and_nothing_blinks():
    page = mock_page(Driven(exam(seconds=90), "+40").sat.run)
    frame = page.view(Caps())

    assert "alarm" in {str(span.style) for span in frame.right.spans}


def test_control_c_asks_and_a_second_one_leaves():
    stage = Driven(exam(), "c-c")
    assert "not answered" in picture(stage, Caps())
    assert stage.ended is None

    stage.do("c-c")
    assert 130 == stage.ended


@pytest.mark.parametrize(
    ("keys", "ended", "phase"),
    [("c-c s", 0, "asking"), ("f f", None, "done"), ("c-c x", None, "asking")],
    ids=["save", "finish", "back"],
)
def test_the_end_is_confirmed(keys, ended, phase):
    stage = Driven(exam(), f"1 {keys}")

    assert (ended, phase) == (stage.ended, stage.sat.run.phase)


def test_the_question_is_hidden_and_the_clock_stands_while_paused():
    stage = Driven(exam(), "+20 p +500")
    assert "Which firewall" not in picture(stage, Caps())

    stage.do("p")
    assert "Which firewall" in picture(stage, Caps())
    assert 580 == stage.sat.run.left


def test_a_strict_mock_offers_no_pause():
    stage = Driven(exam(strict=True), "p")

    assert stage.sat.run.running
    assert "p pause" not in picture(stage, Caps(132, 24))


def test_enter_writes_a_new_line_and_control_d_hands_in():
    stage = Driven(interview(), "'one|two c-d")

    assert ("one\ntwo", 1) == (stage.sat.run.given[0].text, stage.sat.run.at.step)
    assert "" == stage.field.text


def test_control_d_hands_in_behind_escape_and_after_the_keys_too():
    """The footer says so once; having looked at the keys one writes on."""
    behind = Driven(interview(), "'one escape c-d")
    looked = Driven(interview(), "'one escape ? space '~two c-d")

    assert ("one", 1) == (behind.sat.run.given[0].text, behind.sat.run.at.step)
    assert ("one two", 1) == (looked.sat.run.given[0].text, looked.sat.run.at.step)


def test_a_paste_of_many_lines_stays_many_lines():
    stage = Driven(interview())
    stage.paste("one\ntwo\x1b[2J")
    stage.do("c-d")

    assert "one\ntwo␛[2J" == stage.sat.run.given[0].text


def test_the_editor_is_asked_for_in_the_field_and_behind_escape():
    page = mock_page(interview())

    assert Act.EDIT is page.key("c-o")
    assert Act.EDIT is page.key("escape").key("o")  # type: ignore[union-attr]


def test_navigator_moves_and_goes():
    stage = Driven(exam(*ALL * 3), "n l l j enter")

    assert 8 == stage.sat.run.here


def test_navigator_flags_without_going():
    stage = Driven(exam(), "n l m escape")

    assert [False, True, False, False] == [work.flagged for work in stage.sat.run.given]
    assert 0 == stage.sat.run.here


def test_taking_a_step_back_opens_the_order_again():
    stage = Driven(exam(HOPS), "1 2 backspace")
    assert (0,) == stage.sat.run.open

    stage.do("3")
    assert stage.sat.run.open == ()


HOSTILE_SHAPES = (
    Choice(HOSTILE, (Option(HOSTILE, right=True), Option(f"b{HOSTILE}", why=HOSTILE))),
    replace(QUEUE, prompt=HOSTILE),
    replace(CLOZE, prompt=HOSTILE),
    replace(HOPS, prompt=HOSTILE, steps=(f"1{HOSTILE}", f"2{HOSTILE}", "3")),
)
HOSTILE_OPEN = Rubric(HOSTILE, (Point("p", HOSTILE), Point("q", "q")), HOSTILE, 2, (HOSTILE,))
KEYS = ("1", "2", "space", "enter", "escape", "n", "m", "p", "f", "?", "c-d", "c-c", "right")


def hostile_open() -> Paper:
    run = interview()
    items = tuple(replace(i, shape=HOSTILE_OPEN, follow_ups=(HOSTILE,)) for i in run.paper.items)
    return replace(run.paper, items=items)


def reached(start: Screen, depth: int) -> list[Screen]:
    """The screens that keys lead to; what a controller would answer is made from the attempt."""
    layer, seen = [start], {repr(start): start}
    for _ in range(depth):
        following = []
        for screen in layer:
            steps = [screen.key(key) for key in KEYS if not screen.typing or len(key) > 1]
            steps += [screen.submit("汉字 typed " * 30)] if screen.typing else []
            for after in map(_answered, steps):
                if after is not None and repr(after) not in seen:
                    seen[repr(after)] = after
                    following.append(after)
        layer = following
    return [*seen.values()]


def _answered(after: Screen | Outcome) -> Screen | None:
    if isinstance(after, Moved):
        run = after.then(after.attempt) if after.then else after.attempt
        return None if run.phase == "done" else after.page or mock_page(run)
    return None if isinstance(after, Outcome) else after


@pytest.mark.parametrize("kind", ["exam", "interview", "spoken"])
def test_every_page_of_a_mock_fits_its_frame(kind, thorough):
    run = exam(*HOSTILE_SHAPES, confidence=True)
    if kind != "exam":
        run = interview(speak=kind == "spoken")
        run = replace(run, paper=replace(hostile_open(), wish=run.paper.wish))
    for screen, caps in shown(reached(mock_page(run), 3), SIZES, thorough):
        text = Area().insert("汉字 typed \n" * 30) if screen.multiline else None
        painted = paint(screen.view(caps), caps, text)

        assert [] == trouble(painted, caps), screen


@pytest.mark.parametrize("width", [38, 78, 110])
def test_a_report_fits_its_width_whatever_is_in_it(width):
    run = exam(*HOSTILE_SHAPES).respond(Picked((f"b{HOSTILE}",))).go(1)
    run = run.respond(Answers((HOSTILE,))).finish()
    from quizcli.mock.report import Report

    rows = report_rows(Report(1, "2026-11-24", scorecard(scored(run))), width)

    assert all(row.cell_len <= width for row in rows)


EDITING = "up down left right enter x space home end backspace delete c-k c-u c-w 汉".split()


@given(st.lists(st.sampled_from(EDITING)))
def test_the_cursor_of_an_area_stays_in_its_text(keys):
    area = Area(width=8)
    for key in keys:
        area = area.edit(key) or area
        start, end = area.rows[area.row]

        assert 0 <= start <= area.cursor <= len(area.text)
        assert area.cursor <= end + 1
        assert 0 <= area.column <= area.width
        assert area.text.replace("\n", "") == "".join(area.text[a:b] for a, b in area.rows).replace(
            "\n", ""
        )


@pytest.mark.parametrize(
    ("keys", "before"),
    [
        ("", "one two three four"),
        ("up", "one two"),
        ("up home", ""),
        ("up end", "one two"),
        ("up up", "one two"),
        ("up down", "one two three f"),
        ("home", "one two "),
        ("home right up", "o"),
        ("home right up down", "one two t"),
    ],
)
def test_an_area_is_moved_in_by_its_rows(keys, before):
    area = Area("one two three four", 18, width=10)
    for key in keys.split():
        area = area.edit(key) or area

    assert before == area.text[: area.cursor]


def test_an_item_knows_its_limits():
    item = Item(interview().item.card, Typed("", ()), "t", 90, ("a?", "b?"))

    assert (90, 60, 210) == (item.limit(0), item.limit(1), item.whole_seconds)
