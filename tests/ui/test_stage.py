"""Between keyboard and screens: keys nobody meant, text fields, scrolling, help, the editor."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.grading import Answers, Recalled
from quizcli.model import Grade
from quizcli.ui.outcomes import Act, Edited, Graded, OpenEditor
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.theme import Caps
from tests.ui.samples import CHOICE, CLOZE, RECALL, RUBRIC, SEVERAL, TYPED, Recorder, context, told

UNGUARDED = Guard(0, 0)


def play(recorder: Recorder, *keys: str, guard: Guard = UNGUARDED, every: float = 1.0) -> Stage:
    """A stage after keys, `every` so many seconds; `'text` types letter by letter."""
    stage = Stage(recorder, guard)
    now = 100.0
    for word in keys:
        for key in word[1:] if word.startswith("'") else [word]:
            now += every
            stage.press("space" if key == " " else key, now)
    return stage


def shown(stage: Stage, width: int = 80, height: int = 24) -> str:
    return "\n".join(row.plain.rstrip() for row in stage.paint(Caps(width, height)).rows)


def graded(recorder: Recorder) -> list[Grade]:
    return [outcome.grade for outcome in recorder.outcomes if isinstance(outcome, Graded)]


def test_space_shows_the_answer_and_takes_the_marked_grade():
    recorder = Recorder([context(RECALL)] * 2)
    stage = play(recorder, "space", "space")

    assert [Grade.GOOD] == graded(recorder)
    assert Recalled() == recorder.outcomes[0].response  # type: ignore[union-attr]
    assert stage.ended is None


def test_the_last_outcome_ends_the_run_with_code_0():
    assert 0 == play(Recorder([context(RECALL)]), "space", "3").ended
    assert 0 == play(Recorder([context(RECALL)]), "q").ended
    assert 0 == Stage(Recorder([])).ended


def test_in_a_window_too_small_to_see_anything_keys_only_leave():
    recorder = Recorder([context(RECALL)] * 2)
    stage = Stage(recorder, UNGUARDED)
    assert "too small" in shown(stage, 30, 8)
    for now, key in enumerate(("space", "3", "s", "x"), 100):
        stage.press(key, now)
    assert [] == recorder.outcomes

    shown(stage)
    stage.press("space", 200)
    stage.press("3", 201)
    assert [Grade.GOOD] == graded(recorder)
    shown(stage, 30, 8)
    stage.press("q", 202)
    assert 0 == stage.ended


def test_an_open_answer_has_as_many_lines_as_one_likes():
    recorder = Recorder([context(RUBRIC)])
    stage = play(recorder, "w", "'its", "enter", "'sx", "c-d")

    assert "its\nsx" == stage.screen.text  # type: ignore[attr-defined]
    assert [] == recorder.outcomes


def test_interrupt_leaves_with_130_and_tells_the_controller_nothing():
    recorder = Recorder([context(TYPED)])

    assert 130 == play(recorder, "'visi", "c-c").ended
    assert [] == recorder.outcomes


def test_a_mark_leaves_what_is_typed():
    """The same question is asked, with the news on it."""
    turn = context(TYPED)
    recorder = Recorder([turn])
    recorder.answer = lambda outcome, screen: screen.with_context(  # type: ignore[attr-defined]
        replace(turn, marked=True, status="Marked.")
    )
    stage = play(recorder, "'visi", "escape", "m")

    assert [Act.MARK] == recorder.outcomes
    assert "visi" == stage.field.text


def test_a_key_held_down_grades_nothing():
    recorder = Recorder([context(RECALL)] * 40)
    play(recorder, *["space"] * 30, guard=Guard(), every=0.04)

    assert [] == graded(recorder)


def test_pasted_keys_grade_nothing():
    recorder = Recorder([context(RECALL)] * 40)
    play(recorder, *["space", "3"] * 20, guard=Guard(), every=0.001)

    assert [] == graded(recorder)


def test_a_quick_learner_is_not_held_up():
    recorder = Recorder([context(RECALL)] * 40)
    play(recorder, *["space", "3"] * 10, guard=Guard(), every=0.25)

    assert [Grade.GOOD] * 10 == graded(recorder)


def test_a_held_enter_hands_in_no_empty_answer():
    recorder = Recorder([context(TYPED)] * 9)
    stage = play(recorder, *["enter"] * 9, guard=Guard(), every=0.04)

    assert stage.screen.typing is False
    assert [] == graded(recorder)


def test_fast_typing_loses_no_letter_and_the_enter_behind_it_counts():
    recorder = Recorder([context(TYPED)] * 2)
    stage = Stage(recorder, Guard())
    for key in [*"visibility", "space", *"timeout", "enter"]:
        stage.press(key, 100.0)

    assert "── right ─" in shown(stage)


def test_keys_of_one_read_after_enter_do_not_go_into_the_closed_field():
    recorder = Recorder([context(TYPED)] * 2)
    stage = play(recorder, "'visibility timeout", "enter", "3", "'q")

    assert [Grade.GOOD] == graded(recorder)
    assert Answers(("visibility timeout",)) == recorder.outcomes[0].response  # type: ignore[union-attr]
    assert "q" == stage.field.text


def test_letters_of_commands_are_letters_in_a_text_field():
    stage = play(Recorder([context(TYPED)]), "'qusxmo?123")

    assert "qusxmo?123" == stage.field.text


def test_escape_opens_the_commands_and_keeps_what_was_typed():
    recorder = Recorder([context(TYPED)] * 2)
    stage = play(recorder, "'visi", "escape")

    assert "u undo  s skip" in shown(stage)
    assert "visi" in shown(stage)
    assert stage.paint(Caps()).cursor is None

    stage.press("s", 200.0)

    assert [Act.SKIP] == recorder.outcomes


def test_any_other_key_goes_back_from_the_commands_to_the_text():
    stage = play(Recorder([context(TYPED)]), "'visi", "escape", "enter", "'b")

    assert stage.screen.typing
    assert "visib" == stage.field.text


def test_alt_and_a_letter_is_no_command():
    recorder = Recorder([context(TYPED)] * 2)
    play(recorder, "'visi", "escape", "x", guard=Guard(), every=0.001)

    assert [] == recorder.outcomes


def test_pasting_goes_into_a_text_field_and_nowhere_else():
    typing = Stage(Recorder([context(TYPED)]), UNGUARDED)
    typing.paste("visibility\ntimeout")
    choosing = Stage(Recorder([context(CHOICE)]), UNGUARDED)
    choosing.paste("3\n3\n3")

    assert "visibility timeout" == typing.field.text
    assert [] == choosing.controller.outcomes  # type: ignore[attr-defined]


def test_each_blank_begins_with_an_empty_field():
    stage = play(Recorder([context(CLOZE)]), "'autoscaling/v2", "enter")

    assert "" == stage.field.text
    assert "✓autoscaling/v2" in shown(stage)


def test_undo_comes_back_on_the_answer_side():
    stage = play(Recorder([context(CHOICE), context(RECALL)]), "2", "1", "u")

    assert "Taken back." in shown(stage)
    assert "your answer" in shown(stage)


def test_help_lies_over_the_screen_and_any_key_closes_it():
    stage = play(Recorder([context(RECALL)]), "space", "?")

    assert "count my answer as right" in shown(stage)

    stage.press("space", 200.0)

    assert "── answer ─" in shown(stage)
    assert [] == stage.controller.outcomes  # type: ignore[attr-defined]


def test_help_comes_in_a_text_field_behind_escape():
    stage = play(Recorder([context(TYPED)]), "'vis", "escape", "?")
    assert "Keys" in shown(stage)

    stage.press("space", 200.0)
    stage.press("enter", 201.0)

    assert "vis" == stage.field.text
    assert stage.screen.typing


@pytest.mark.parametrize("down", ["j", "down"])
def test_keys_without_another_meaning_scroll(down):
    stage = play(Recorder([told(RECALL)]), "space")
    home = stage.paint(Caps(40, 12)).top
    for _ in range(3):
        stage.press(down, 300.0)

    assert home + 3 == stage.paint(Caps(40, 12)).top

    stage.press("G", 301.0)
    bottom = stage.paint(Caps(40, 12)).top
    stage.press("j", 302.0)

    assert bottom == stage.paint(Caps(40, 12)).top

    stage.press("k", 303.0)

    assert bottom - 1 == stage.paint(Caps(40, 12)).top

    stage.press("g", 304.0)

    assert 0 == stage.paint(Caps(40, 12)).top


def test_a_new_screen_is_not_scrolled_by_the_one_before():
    stage = play(Recorder([told(RECALL), told(RECALL)]), "space")
    home = stage.paint(Caps(40, 12)).top
    stage.press("G", 300.0)
    scrolled = stage.paint(Caps(40, 12)).top
    stage.press("3", 301.0)
    stage.press("space", 302.0)

    assert scrolled > home
    assert home == stage.paint(Caps(40, 12)).top


def test_ticks_may_follow_one_another_as_fast_as_one_can_type():
    stage = Stage(Recorder([context(SEVERAL)]), Guard())
    for key, now in (("1", 10.0), ("3", 10.05), ("enter", 10.1)):
        stage.press(key, now)

    assert "── right ─" in shown(stage)


def test_the_editor_is_asked_for_and_its_return_reloads():
    stage = Stage(Recorder([context(RECALL)]), UNGUARDED)

    assert OpenEditor("deck.yaml", 7) == stage.press("o", 1.0)

    stage.edited("The editor vi ended with code 1.", 2.0)

    assert "The editor vi ended with code 1." in shown(stage)
    assert [Act.EDIT, Edited("The editor vi ended with code 1.")] == stage.controller.outcomes  # type: ignore[attr-defined]


def test_keys_after_the_end_are_ignored():
    recorder = Recorder([context(RECALL)])
    stage = play(recorder, "q", "space", "3", "q")
    stage.paste("x")

    assert [Act.QUIT] == recorder.outcomes
    assert 0 == stage.ended
