"""Typed answers: what is forgiven, what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.grading import Answers, Part, Verdict, mark, terms
from quizcli.grading.quantity import measure
from quizcli.grading.words import is_near
from quizcli.model import Grade
from quizcli.shapes import Blank, Piece, Quantity, Typed


def prose(answer: str, *accept: str) -> Typed:
    return Typed("?", (Blank(answer, accept),))


def code(answer: str) -> Typed:
    return Typed("?", (Blank(answer),), (Piece(answer, 0),), "json")


def number(value: float, unit: str = "", tolerance: float = 0.0, *accept: str) -> Typed:
    return Typed(
        "?", (Blank(f"{value} {unit}", accept),), quantity=Quantity(value, unit, tolerance)
    )


def grade(shape: Typed, *texts: str, known: tuple[str, ...] = ()) -> Grade | None:
    return mark(shape, Answers(texts), terms(known)).grade


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("etcd", "ETCD"),
        ("etcd", " etdc "),
        ("visibility timeout", "visability timeout"),
        ("visibility timeout", "the visibility time-out"),
        ("30 s", "30 seconds"),
        ("3 AZs", "three AZs"),
        ("read-only", "read only"),
        ("Café", "cafe"),
        ("11 nines", "eleven nines"),
        ("3,500 requests", "3500 requests"),
        ("$$", "$$"),
    ],
)
def test_case_accents_spelling_and_units_are_forgiven(answer, text):
    assert Grade.GOOD == grade(prose(answer), text)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("NLB", "ALB"),
        ("S3 Glacier Flexible", "S3 Glacier Instant"),
        ("Geolocation", "Geoproximity"),
        ("30 s", "40 s"),
        ("port 443", "port 444"),
        ("v1", "v2"),
    ],
)
def test_another_term_or_number_is_not_a_misspelling(answer, text):
    assert Grade.GOOD != grade(prose(answer), text)


def test_a_near_word_that_is_a_term_of_the_decks_is_wrong():
    assert Grade.GOOD == grade(prose("ingress"), "ingres")
    assert Grade.AGAIN == grade(prose("ingress"), "ingres", known=("ingres database",))


def test_other_spellings_the_author_accepts_are_right():
    assert Grade.GOOD == grade(prose("all cluster state", "cluster state"), "the cluster state")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3:ListBucket", Grade.GOOD),
        ("s3:ListBuckets", Grade.CLOSE),
        ("S3:listbucket", Grade.CLOSE),
        ("s3:List Bucket", Grade.CLOSE),
        ("s3:GetObject", Grade.AGAIN),
        ("", Grade.BLANK),
    ],
)
def test_in_code_every_character_counts(text, expected):
    assert expected == grade(code("s3:ListBucket"), text)


def test_space_and_kind_of_quote_do_not_count_in_code():
    assert Grade.GOOD == grade(code('["java", "-jar"]'), "['java',  '-jar']")


@pytest.mark.parametrize(
    ("shape", "text", "right", "remark"),
    [
        (prose("visibility timeout"), "visibility timeout", True, ""),
        (
            prose("visibility timeout"),
            "visability timeuot",
            True,
            "spelling visability→visibility, timeuot→timeout",
        ),
        (prose("visibility timeout"), "timeout", False, "partly right"),
        (prose("etcd"), "etcd storage", False, "partly right"),
        (prose("all the cluster state"), "state", False, ""),
        (prose(""), "anything", False, ""),
        (prose("visibility timeout"), "delay", False, ""),
        (code("s3:Get"), "s3:Get", True, ""),
        (code("s3:Get"), "s3:Gets", False, "almost: in code every character counts"),
        (code("s3:Get"), "delay", False, ""),
        (number(100, "", 10), "110", True, ""),
        (number(100, "", 10), "130", False, "close"),
        (number(100, "", 10), "131", False, ""),
        (number(100, "", 10, "a hundred"), "a hundred", True, ""),
        (number(100, "", 10, "a hundred"), "a thousand", False, ""),
    ],
)
def test_a_typed_answer_is_right_or_not_with_a_remark_on_it(shape, text, right, remark):
    (part,) = mark(shape, Answers((text,))).parts

    assert Part(right, shape.blanks[0].answer, text, remark) == part


def test_every_blank_is_marked_and_what_was_typed_recorded():
    shape = Typed("?", (Blank("a1"), Blank("b2"), Blank("c3")))
    parts = Part(True, "a1", "a1"), Part(False, "b2", "x"), Part(False, "c3")

    assert Verdict(parts, Grade.AGAIN, "a1 | x | ") == mark(shape, Answers(("a1", "x")))


def test_what_is_typed_beyond_the_blanks_is_recorded_and_not_marked():
    assert Verdict((Part(True, "a1", "a1"),), Grade.GOOD, "a1 | x") == mark(
        prose("a1"), Answers(("a1", "x"))
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a1", "b2"), Grade.GOOD),
        (("a1", "x"), Grade.CLOSE),
        (("x", "y"), Grade.AGAIN),
        (("", "x"), Grade.AGAIN),
    ],
)
def test_half_of_the_blanks_are_close(texts, expected):
    assert expected == grade(Typed("?", (Blank("a1"), Blank("b2"))), *texts)


def test_a_blank_that_is_partly_right_counts_towards_the_half():
    shape = Typed("?", (Blank("visibility timeout"), Blank("b2")))

    assert Grade.CLOSE == grade(shape, "timeout", "x")


@pytest.mark.parametrize("text", ["0", "0 GB", "zero"])
def test_nothing_is_a_quantity_too(text):
    assert Grade.GOOD == grade(number(0, "GB"), text)
    assert Grade.AGAIN == grade(number(0, "GB"), "1")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a1", "b2", "c3"), Grade.GOOD),
        (("a1", "b2", "x"), Grade.CLOSE),
        (("a1", "x", "y"), Grade.AGAIN),
        (("", "", ""), Grade.BLANK),
        ((), Grade.BLANK),
    ],
)
def test_several_blanks_are_graded_together(texts, expected):
    shape = Typed("?", (Blank("a1"), Blank("b2"), Blank("c3")))

    assert expected == grade(shape, *texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15", Grade.GOOD),
        ("15 min", Grade.GOOD),
        ("15 minutes", Grade.GOOD),
        ("fifteen", Grade.GOOD),
        ("900 s", Grade.GOOD),
        ("0.25 h", Grade.GOOD),
        ("15 s", Grade.AGAIN),
        ("15 GB", Grade.AGAIN),
        ("", Grade.BLANK),
    ],
)
def test_a_number_is_right_in_any_unit_of_its_kind(text, expected):
    shape = Typed("?", (Blank("15 min"),), quantity=Quantity(15, "min"))

    assert expected == grade(shape, text)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("300", "calls/s", 300),
        ("300/s", "calls/s", 300),
        ("300 per second", "calls/s", 300),
        ("300 calls per second", "calls/s", 300),
        ("300 messages/s", "calls/s", 300),
        ("300 per minute", "calls/s", None),
        ("65,536 IPs", "addresses", 65536),
        ("65,536 GB", "addresses", None),
        ("20 %", "%", 20),
        ("2 s", "min", 2 / 60),
        ("8", "policies", 8),
        ("8 m", "policies", 8e6),
        ("15 m", "min", 15),
        ("3m", "s", 180),
        ("5 GBs", "GB", 5),
        ("5 user", "users", 5),
        ("5 s", "", None),
        ("5 users", "", None),
        ("5 GB", "addresses", None),
        ("5 addresses", "GB", None),
        ("5 calls per user", "calls/user", 5),
        ("5/user", "calls/user", 5),
        ("5 /user", "calls/node", None),
        ("5 calls", "calls/s", None),
        ("5/s", "calls", None),
        ("5", "calls/s", 5),
        ("2 GB/s", "MB/s", 2048),
        ("2 GB per second", "MB per sec", 2048),
        ("2 GBs", "MB", 2048),
        ("15 min.", "min", 15),
        ("fifteen minutes", "s", 900),
        ("3 thousand ms", "s", 3),
        ("2 million bytes", "b", 2e6),
        ("5 ms", "m", None),
    ],
)
def test_rates_and_counts_are_read_however_they_are_said(text, unit, value):
    assert value == pytest.approx(measure(text, unit)) if value else measure(text, unit) is None


def test_tolerance_is_absolute_and_inclusive():
    shape = Typed("?", (Blank("100"),), quantity=Quantity(100, "", 10))

    assert [Grade.GOOD, Grade.GOOD, Grade.CLOSE, Grade.AGAIN] == [
        grade(shape, text) for text in ("90", "110", "85", "50")
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3,500", 3500), ("3 500", 3500), ("5.5k", 5500), ("1 TB", 1024), ("~2 GB", 2), ("x", None)],
)
def test_quantities_are_read_as_people_write_them(text, value):
    assert value == measure(text, "GB")


@given(st.text("abcd", min_size=1, max_size=6), st.text("abcd", min_size=1, max_size=6))
def test_nearness_is_one_edit_or_swap_either_way(one, other):
    def edits(word: str) -> set[str]:
        cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        return (
            {a + b[1:] for a, b in cuts if b}
            | {a + c + b for a, b in cuts for c in "abcd"}
            | {a + c + b[1:] for a, b in cuts if b for c in "abcd"}
            | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        )

    assert is_near(one, other) == (one == other or other in edits(one))
    assert is_near(one, other) == is_near(other, one)


@given(st.text(), st.text())
def test_any_text_gets_a_grade(answer, text):
    for shape in (prose(answer), code(answer), Typed("?", (Blank(answer),), quantity=Quantity(1))):
        assert grade(shape, text) is not None
