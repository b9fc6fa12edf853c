"""Line mode: whole conversations, held as transcripts."""

from __future__ import annotations

import os
from io import StringIO

import pytest

from quizcli.errors import UsageError
from quizcli.model import Grade
from quizcli.ui import plain
from quizcli.ui.outcomes import Edited, Graded, OpenEditor, Outcome
from quizcli.ui.screens.pages import Entry
from quizcli.ui.screens.summary import Summary, summary
from quizcli.ui.turn import Screen
from tests.ui.samples import (
    CHOICE,
    CLOZE,
    CODE,
    NUMBER,
    ORDER,
    RECALL,
    RUBRIC,
    SEVERAL,
    TYPED,
    Recorder,
    context,
    told,
)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def talk(recorder: Recorder, *replies: str, **more: object) -> tuple[int, str]:
    """Exit code and transcript."""
    out = StringIO()
    stdin = StringIO("".join(f"{reply}\n" for reply in replies))
    return plain.run(recorder, stdin, out, **more), out.getvalue()  # type: ignore[arg-type]


def test_a_review_reads_like_a_conversation(golden):
    shapes = [CODE, CHOICE, SEVERAL, NUMBER, CLOZE, ORDER, RUBRIC]
    turns = [told(RECALL), told(TYPED, changed=True, marked=True), *map(context, shapes)]
    inner = Recorder(turns)
    recorder = Recorder(turns, answer=lambda outcome, screen: _through(inner, outcome, screen))
    code, transcript = talk(
        recorder,
        *["", "3"],  # recall
        *[":h", "visability timeout", ""],  # typed
        *["", "4"],  # code
        *["9", "1", "1"],  # choice
        *["1 3", ""],  # several
        *["5 min", "y", ""],  # number
        *["autoscaling/v2", "", "averageUtilization", ""],  # cloze
        *[":u", "1", "4 2 1", "3"],  # order, after an undo
        *["it brings its own kernel", "1 3", ""],  # rubric
        *["n"],
        reason="TERM=dumb",
    )

    assert 0 == code
    golden("transcript.txt", transcript)


def test_a_line_without_end_is_one_reply():
    """A megabyte on one line is cut, and what was cut is no further reply."""
    recorder = Recorder([told(TYPED), told(RECALL)])
    code, transcript = talk(recorder, "x" * 3_000_000, "", ":q")

    assert 0 == code
    assert len(transcript) < 100_000


def _through(inner: Recorder, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
    """What the inner controller answers, and a summary where it would leave."""
    after = inner.handle(outcome, screen)
    if after is None and isinstance(outcome, Graded):
        return summary(
            Summary(
                "Review",
                {Grade.GOOD: 9},
                9,
                9,
                entries=(Entry("n", "learn 10 more"),),
                day_done=True,
            )
        )
    return after


def test_the_end_of_the_input_leaves_and_loses_nothing():
    recorder = Recorder([context(RECALL)] * 3)
    code, _ = talk(recorder, "", "3", "")

    assert 0 == code
    assert [Grade.GOOD] == [o.grade for o in recorder.outcomes if isinstance(o, Graded)]
    assert 1 == recorder.closed


def test_what_can_wait_is_done_before_each_reply_is_read():
    recorder = Recorder([context(RECALL)] * 2)
    talk(recorder, "", "3", "", "3")

    assert 4 == recorder.rests


def test_five_replies_in_a_row_that_mean_nothing_end_it():
    recorder = Recorder([context(RECALL)] * 3)
    with pytest.raises(UsageError, match="5 replies in a row"):
        talk(recorder, *["yes"] * 9)

    assert 1 == recorder.closed
    assert [] == recorder.outcomes


def test_a_good_reply_begins_the_count_anew():
    assert 0 == talk(Recorder([context(RECALL)]), *["no"] * 4, "", *["no"] * 4, "3")[0]


def test_replies_are_echoed_only_where_no_terminal_does():
    piped = talk(Recorder([context(RECALL)]), "", "3")[1]
    out = StringIO()
    plain.run(Recorder([context(RECALL)]), Terminal("\n3\n"), out)

    assert "Enter is good: 3\n" in piped
    assert out.getvalue().endswith("Enter is good: ")


def test_interrupt_leaves_with_130():
    class Interrupted(StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    recorder, said = Recorder([context(RECALL)]), StringIO()

    assert 130 == plain.run(recorder, Interrupted(), said)
    assert 1 == recorder.closed
    assert said.getvalue().endswith(": \n")


ASKED_FOR = {
    "question": (context(TYPED), [":?"], ":u undoes, :s skips, :x suspends, :m marks"),
    "answer": (context(RECALL), ["", ":?"], ":u undoes, :s skips, :x suspends, :m marks"),
    "changed": (told(RECALL, changed=True), [":?"], ":r starts over"),
    "hint": (told(TYPED), [":?"], ":h shows a hint"),
}


@pytest.mark.parametrize("page", ASKED_FOR)
def test_commands_are_told_on_every_page_and_the_prompt_stands_again(page):
    turn, replies, told_then = ASKED_FOR[page]
    transcript = talk(Recorder([turn]), *replies, *[":?"] * 9)[1]
    rows = transcript.split("\n")
    at = next(place for place, row in enumerate(rows) if row.startswith("Commands: "))

    assert told_then in rows[at]
    assert rows[at - 1].removesuffix(":?") == rows[at + 1].removesuffix(":?")


def test_the_editor_is_for_full_screen_and_that_is_said():
    recorder = Recorder([context(RECALL)])
    transcript = talk(recorder, ":o", ":q")[1]

    assert Edited(plain.EDITOR_NEEDS_TERMINAL) in recorder.outcomes
    assert plain.EDITOR_NEEDS_TERMINAL in transcript


def test_ascii_is_ascii():
    assert talk(Recorder([told(RECALL)]), "", "3", unicode=False)[1].isascii()


def test_nothing_to_show_says_nothing():
    assert (0, "") == talk(Recorder([]))


ITEMS = [("r", "Review now", "14 due"), ("s", "Stats", "")]


@pytest.mark.parametrize(
    ("key", "replies"),
    [
        ("r", "r\n"),
        ("r", ":R\n"),
        ("s", "x\ns\n"),
        ("r", "\n"),
        (None, "q\n"),
        (None, ":q\n"),
        (None, ""),
    ],
)
def test_a_menu_in_lines_takes_a_letter_or_the_first_or_leaves(key, replies):
    assert key == plain.choose(StringIO(replies), StringIO(), "quizcli", ITEMS)


def test_a_menu_in_lines_gives_up_after_five():
    with pytest.raises(UsageError):
        plain.choose(StringIO("x\n" * 9), StringIO(), "quizcli", ITEMS)


def test_a_menu_in_lines_reads_like_a_list():
    out = StringIO()
    plain.choose(StringIO("r\n"), out, "quizcli", ITEMS)

    said = "quizcli\nr: Review now: 14 due\ns: Stats\nLetter, Enter for r, :q leaves: r\n"
    assert said == out.getvalue()


class Narrow(Terminal):
    """A terminal of 30 columns to write to."""

    def fileno(self) -> int:
        return 1


def test_lines_on_a_terminal_are_broken_between_words(monkeypatch):
    """What a screen reader speaks row by row must not have a word on two of them."""
    monkeypatch.setattr("os.get_terminal_size", lambda fd: os.terminal_size((30, 10)))
    out = Narrow()
    plain.run(Recorder([context(RECALL)]), StringIO("\n"), out)
    rows = out.getvalue().split("\n")

    assert max(map(len, rows)) <= 30 + len(" ")
    assert "Plain mode. :q leaves, :?" == rows[0]
    assert "Enter is good: " == rows[-2]
