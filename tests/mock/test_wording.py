"""Questions, answers and wishes in words; and what counts as an answer."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.drill.ask import mixed_steps
from quizcli.grading import Answers, Ordered, Picked, Recalled, Ticked, Verdict
from quizcli.mock.given import Given, meant
from quizcli.mock.wish import ANY_LEVEL, LEVELS, Wish
from quizcli.mock.wording import asked, code, response_text, right_answer
from quizcli.model import Grade
from quizcli.shapes import Blank, Piece, Quantity, Recall, Sample, Typed
from tests.mock.making import FIREWALL, HOPS, OPEN, QUEUE, ZONAL, exam, interview, said

PIECES = (Piece("The "), Piece("kubelet", 0), Piece(" runs "), Piece("Pods", 1), Piece(".\n"))
PROSE = Typed("Complete it", (Blank("kubelet"), Blank("Pods")), PIECES)
CODE = Typed("", (Blank("kubelet"), Blank("Pods")), PIECES, "yaml")
DEEP = Typed("", (Blank("a"),), (Piece("\n  X: "), Piece("a", 0), Piece(" X\n")), "yaml")
BARE = Typed("", (Blank("kubelet"),), PIECES[:2])
SAMPLE = Recall("What does it do?", "this", Sample("ls", "sh"))


@pytest.mark.parametrize(
    ("shape", "text", "sample"),
    [
        (FIREWALL, FIREWALL.prompt, None),
        (QUEUE, QUEUE.prompt, None),
        (PROSE, "Complete it\nThe ____ runs ____.", None),
        (BARE, "The ____", None),
        (CODE, "", Sample("The ____ runs ____.", "yaml")),
        (DEEP, "", Sample("  X: ____ X", "yaml")),
        (replace(DEEP, language=""), "  X: ____ X", None),
        (SAMPLE, "What does it do?", Sample("ls", "sh")),
    ],
    ids=["choice", "typed", "cloze", "cloze alone", "code", "indented", "indented text", "sample"],
)
def test_a_question_is_told_with_its_blanks_open_and_its_code_apart(shape, text, sample):
    assert (text, sample) == (asked(shape), code(shape))


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (FIREWALL, "NACL"),
        (ZONAL, "EBS volume + EC2 instance"),
        (HOPS, "Route 53 → CloudFront → ALB"),
        (PROSE, "kubelet · Pods"),
        (Typed("?", (Blank("15"),), quantity=Quantity(15, "min")), "15 min"),
        (Typed("?", (Blank("15"),), quantity=Quantity(15)), "15"),
        (OPEN, "A VM brings its own kernel."),
        (SAMPLE, "this"),
    ],
)
def test_the_right_answer_is_told_in_one_line(shape, text):
    assert text == right_answer(shape)


@pytest.mark.parametrize(
    ("response", "text"),
    [
        (None, ""),
        (Recalled(), ""),
        (Answers((" kubelet ", "")), "kubelet · ____"),
        (Picked(("NACL", "WAF")), "NACL + WAF"),
        (Ordered(("ALB", "CloudFront")), "ALB → CloudFront"),
        (said("a kernel"), "a kernel"),
    ],
)
def test_an_answer_is_told_as_it_was_given(response, text):
    assert text == response_text(response)


@pytest.mark.parametrize(
    ("response", "says_something"),
    [
        (None, False),
        (Recalled(), False),
        (Answers(("", " ")), False),
        (Answers(("", "a")), True),
        (Picked(()), False),
        (Picked(("WAF",)), True),
        (Ordered(("ALB", "CloudFront")), False),
        (Ordered(("ALB", "CloudFront", "Route 53")), True),
        (Ticked(frozenset({"price"}), " "), False),
        (said("a"), True),
    ],
)
def test_what_says_nothing_is_no_answer(response, says_something):
    assert (response if says_something else None) == meant(response, HOPS)


def test_steps_answer_no_other_question():
    assert meant(Ordered(("ALB",)), QUEUE) is None


@pytest.mark.parametrize(
    ("given", "answered"),
    [
        (Given(), False),
        (Given(texts=("", "  ")), False),
        (Given(texts=("", "less memory")), True),
        (Given(spoken=True), True),
        (Given(response=Picked(("WAF",))), True),
        (Given(seen=True, flagged=True, seconds=9.0), False),
    ],
)
def test_an_answer_was_picked_written_or_spoken(given, answered):
    assert answered is given.answered


def test_what_was_written_to_follow_ups_is_part_of_the_text():
    assert "a kernel\n\nprice" == Given(texts=("a kernel", " ", "price")).text


@pytest.mark.parametrize(
    ("verdict", "missed"),
    [
        (None, False),
        (Verdict((), None), False),
        (Verdict((), Grade.CLOSE), True),
        (Verdict((), Grade.HARD), False),
    ],
)
def test_what_was_marked_and_failed_was_missed(verdict, missed):
    assert missed is Given(verdict=verdict).missed


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        (Wish(), "exam, all topics"),
        (Wish("interview", minutes=1), "interview, 1 minute, all topics"),
        (
            Wish(questions=20, minutes=30, topics="aws", level="senior"),
            "exam, 20 questions, 30 minutes, aws, senior",
        ),
        (Wish(questions=1, minutes=7.5), "exam, 1 question, 7.5 minutes, all topics"),
    ],
)
def test_a_wish_is_told_in_a_few_words(wish, text):
    assert text == wish.sentence


def test_a_wish_without_a_level_takes_every_difficulty_alike():
    assert (ANY_LEVEL, LEVELS["senior"]) == (Wish().pace, Wish(level="senior").pace)


def test_a_question_is_about_its_section_or_else_its_deck():
    item = exam().item
    bare = replace(item.card, note=replace(item.card.note, section=""))

    assert ("Networks", "deck") == (item.section, replace(item, card=bare).section)


def test_a_follow_up_has_a_minute_of_its_own():
    item = interview().item

    assert (120, 60, 180) == (item.limit(0), item.limit(1), item.whole_seconds)


def test_an_order_is_offered_in_steps_mixed_by_seed_and_card():
    paper = exam(HOPS, QUEUE).paper

    assert mixed_steps(HOPS, "seed\0card-1") == paper.steps(0)
    assert () == paper.steps(1)
