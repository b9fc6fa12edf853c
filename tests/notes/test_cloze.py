from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.notes.cloze import ClozeError, Span, filled, parse_cloze
from quizcli.shapes import Blank, Piece, Typed
from tests.notes.written import load, messages, shapes


def test_each_number_is_a_card_with_the_others_filled_in():
    note = """
        id: x
        type: cloze
        language: python
        text: "def {{c1::handler}}({{c2::event, context}}): return {{c1::handler}}"
        accept: {c2: [a, b]}
    """

    assert {
        "x#c1": Typed(
            "",
            (Blank("handler"), Blank("handler")),
            (
                Piece("def "),
                Piece("handler", 0),
                Piece("(event, context): return "),
                Piece("handler", 1),
            ),
            "python",
        ),
        "x#c2": Typed(
            "",
            (Blank("event, context", ("a", "b")),),
            (Piece("def handler("), Piece("event, context", 0), Piece("): return handler")),
            "python",
        ),
    } == shapes(note)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("{{c1::x}}", (Span("x", 1),)),
        ('{{c1::{"a": {"b": 1}}}}', (Span('{"a": {"b": 1}}', 1),)),
        ("${{{c1::VAR}}}", (Span("${"), Span("VAR", 1), Span("}"))),
        ("{{c1::{name}}}", (Span("{name}", 1),)),
        ("{{ .Values.x }} {{c2::y}}", (Span("{{ .Values.x }} "), Span("y", 2))),
        ("{{c1::AWS::S3::Bucket}}", (Span("AWS::S3::Bucket", 1),)),
        ("plain {text}", (Span("plain {text}"),)),
    ],
)
def test_braces_inside_and_around_blanks_stand_as_they_are(text, spans):
    assert spans == parse_cloze(text)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("a {{c1::b", 2),
        ("{{c1::}}", 0),
        ("{{c1:: }}", 0),
        ("{{c1::{}}", 0),
        ("x {{c1:y}}", 2),
        ("x {c1::y}", 2),
        ("{{C1::y}}", 0),
        ("{{c1::a\nb}}", 0),
        ("{{c1::a {{c2::b}} }}", 0),
    ],
)
def test_a_blank_that_cannot_be_read_says_where_it_stands(text, offset):
    with pytest.raises(ClozeError) as bad:
        parse_cloze(text)

    assert offset == bad.value.offset


@given(
    st.lists(
        st.one_of(
            st.builds(Span, st.text("ab \n.", min_size=1)),
            st.builds(Span, st.text("ab:{} ", min_size=1), st.integers(1, 9)),
        )
    )
)
def test_what_is_written_as_spans_is_read_as_spans(spans):
    spans = [span for span in spans if not span.number or _is_balanced(span.text)]
    text = "".join(f"{{{{c{s.number}::{s.text}}}}}" if s.number else s.text for s in spans)

    assert "".join(span.text for span in spans) == filled(text)
    assert [s for s in spans if s.number] == [s for s in parse_cloze(text) if s.number]


def _is_balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0 and bool(text.strip())


def test_a_cloze_is_shown_with_a_gap_for_each_blank():
    (shape,) = shapes("{id: x, type: cloze, text: 'a {{c1::b}} c {{c1::d}}'}").values()

    assert "a … c …" == shape.with_gaps("…")


@pytest.mark.parametrize(
    ("length", "said"),
    [(10_000, []), (10_001, ["20 cards of 10,001 characters each are too much for a note"])],
)
def test_a_text_is_refused_whose_cards_would_be_too_much_together(length, said):
    blanks = "".join(f"{{{{c{number}::x}}}}" for number in range(1, 21))
    note = f"id: x\ntype: cloze\ntext: '{blanks.ljust(length, '-')}'"

    assert said == messages(note)
    assert [] == [problem for problem in load(note).problems if problem.hint != "split the text"]
