from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.deckfiles.check import check
from quizcli.deckfiles.load import load_deck
from quizcli.exchange.anki.clozes import translated
from quizcli.exchange.anki.html_text import MOST_CHARACTERS, to_text
from quizcli.exchange.anki.rows import (
    AnkiCard,
    ForeignNote,
    NoteType,
    Package,
    RevlogRow,
    Template,
)
from quizcli.exchange.anki.templates import Sides, sides
from quizcli.exchange.anki_decks import to_yaml
from quizcli.model import Card
from quizcli.shapes import Recall, Typed

BASIC = NoteType(
    1, "Basic", False, ("Front", "Back", "More"),
    (
        Template("Card 1", "{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"),
        Template("Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
    ),
)  # fmt: skip
CLOZE = NoteType(
    2, "Cloze", True, ("Text", "Back Extra"),
    (Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}"),),
)  # fmt: skip
CAPITAL = NoteType(
    3, "Country", False, ("Name", "Capital", "River"),
    (
        Template(
            "To", "Capital of {{Name}}?",
            "{{FrontSide}}<hr id=answer>{{Capital}}{{#River}}<p>on the {{River}}</p>{{/River}}",
        ),
        Template("Typed", "Type it: {{Name}} {{type:Capital}}", "{{Capital}}"),
        Template("Back", "Whose is {{Capital}}?", "{{Name}}"),
    ),
)  # fmt: skip
TYPES = {kind.id: kind for kind in (BASIC, CLOZE, CAPITAL)}


def package(*notes: tuple[int, tuple[str, ...], tuple[int, ...]]) -> Package:
    """Notes as (type, fields, ordinals of their cards)."""
    cards = [
        AnkiCard(100 * n + ordinal, n, 7, ordinal)
        for n, (_, _, ordinals) in enumerate(notes)
        for ordinal in ordinals
    ]
    return Package(
        notes=tuple(
            ForeignNote(n, f"guid{n}", kind, ("Tag::Sub", "x"), fields)
            for n, (kind, fields, _) in enumerate(notes)
        ),
        cards=tuple(cards),
        revlog=tuple(RevlogRow(n, card.id, 3, 1, 2500, 1, 1) for n, card in enumerate(cards)),
        types=TYPES,
        decks={7: "World::Europe"},
    )


def made(text: str) -> tuple[Card, ...]:
    loaded = load_deck("made.yaml", text.encode())
    assert not [problem for problem in loaded.problems if problem.level == "error"]
    return loaded.cards


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb c", "<div>a</div><div>b&nbsp;c</div>"),
        ("xy", "x<script>alert(1)</script><style>p{}</style>y"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("a | b\nc", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"),
        ("  a\n    b", "<pre>  a\n    b</pre>"),
        ("one two", "one\n  two"),
        ("a\n\nb", "a<br><br><br><br>b"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("", "<script>never closed"),
        ("", "<svg onload=alert(1)><text>x</text></svg>"),
        ("click", "<a href='javascript:alert(1)' onclick='x()'>click</a>"),
        ("plain", "pl\x1bai\x00n\u200b"),
    ],
)
def test_html_becomes_the_text_that_one_sees(text: str, html: str) -> None:
    assert (text, ()) == to_text(html)


def test_pictures_and_sounds_are_named_and_left_out() -> None:
    assert ("owl", ("../x.png", "y.mp3")) == to_text("<img src='../x.png'>owl[sound:y.mp3]")


@pytest.mark.parametrize("html", ["a < b", "a <b", "x <a href='", "<p>a <b"], ids=repr)
def test_a_tag_that_never_ends_is_text(html: str) -> None:
    assert html.removeprefix("<p>") == to_text(html)[0]


def test_tags_without_end_are_read_in_one_go() -> None:
    """The parser of the standard library took minutes for this."""
    assert MOST_CHARACTERS == len(to_text(("<a " * MOST_CHARACTERS)[:MOST_CHARACTERS])[0])


def test_a_field_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 100,000 characters"):
        to_text("<b>" * 100_000)


@pytest.mark.parametrize(
    ("ours", "hints", "anki"),
    [
        ("a {{c1::b}} c", (), "a {{c1::b}} c"),
        ("{{c1::b}}", ("a hint",), "{{c1::b::a\nhint}}"),
        ("{{c1::b}} {{c2::c}} {{c2::d}}", ("x", "y"), "{{c1::b::x}} {{c2::c::y}} {{c2::d::x}}"),
        ("{{c1::b}}", (), "{{c1::b:: }}"),
        ("{{c1::the mat}}", (), "{{c1::the {{c2::mat}}}}"),
        ("{{c1::a b}}", (), "{{c1::a\nb}}"),
        ("{{c2::x}} }} {{c1::y}}", (), "{{c2,3::x}} }} {{c1::y}}"),
    ],
)
def test_deletions_become_blanks(ours: str, hints: tuple[str, ...], anki: str) -> None:
    found = translated(anki)

    assert (ours, hints) == (found.text, found.hints)


@pytest.mark.parametrize("text", ["none", "{{c1::}}", "{{c1::open", "{{c0::x}}", "{{c1::{}}"])
def test_what_cannot_be_a_blank_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"blank"):
        translated(text)


FIELD = st.text(max_size=30) | st.text("{}c1:<>&/ \n\t|#-'ab", max_size=30)
FIELDS = {"Name": "Austria", "Capital": "<b>Vienna</b>", "River": ""}


@pytest.mark.parametrize(
    ("expected", "template", "river"),
    [
        (Sides("Capital of Austria?", "Vienna"), 0, ""),
        (Sides("Capital of Austria?", "Vienna", "River: Danube"), 0, "Danube"),
        (Sides("Type it: Austria", "Vienna", typed=True), 1, ""),
        (Sides("Whose is Vienna?", "Austria"), 2, ""),
    ],
)
def test_a_template_is_filled_in_as_anki_does(expected: Sides, template: int, river: str) -> None:
    assert expected == sides(CAPITAL.templates[template], FIELDS | {"River": river})


def test_notes_become_cards_with_tags_and_section() -> None:
    text, missing = to_yaml(
        package(
            (1, ("Haus", "house", ""), (0, 1)),
            (2, ("It {{c1::is}} {{c2::so::hint}}", "extra"), (0, 1)),
            (3, ("Austria", "Vienna", "Danube"), (0, 1, 2)),
        ),
        "My deck",
    )

    cards = made(text)
    assert [
        ("my-deck-haus", "Haus", "house"),
        ("my-deck-haus#reverse", "house", "Haus"),
        ("my-deck-it-is-so#c1", "", "is"),
        ("my-deck-it-is-so#c2", "", "so"),
        ("my-deck-capital-of-austria", "Capital of Austria?", "Vienna"),
        ("my-deck-capital-of-austria#reverse", "Type it: Austria", "Vienna"),
        ("my-deck-whose-is-vienna", "Whose is Vienna?", "Austria"),
    ] == [(card.id, card.shape.prompt, _answer(card)) for card in cards]
    assert {(("tag-sub", "x"), "World — Europe")} == {(c.note.tags, c.note.section) for c in cards}
    assert "Back Extra: extra" == cards[2].note.explain
    assert ["", "hint", ""] == [cards[n].note.hint for n in (1, 2, 4)]
    assert ("the progress of these cards: 7 reviews",) == missing


@pytest.mark.parametrize(
    ("title", "decks"),
    [
        ("Spanish — Verbs", ["Spanish::Verbs"]),
        ("Spanish", ["Spanish::Verbs", "Spanish::Nouns::A1"]),
        ("Spanish", ["Spanish", "Spanish::Verbs"]),
        ("verbs", ["Spanish", "French"]),
        ("verbs", [""]),
    ],
)
def test_a_deck_has_the_title_that_all_its_notes_stand_below_in_anki(
    title: str, decks: list[str]
) -> None:
    found = package(*((1, (f"q{n}", "a", ""), (0,)) for n in range(len(decks))))
    cards = tuple(replace(card, deck=card.note) for card in found.cards)

    text, _ = to_yaml(replace(found, cards=cards, decks=dict(enumerate(decks))), "verbs")

    loaded = load_deck("made.yaml", text.encode())
    assert loaded.deck is not None
    assert title == loaded.deck.title


def _answer(card: Card) -> str:
    shape = card.shape
    assert isinstance(shape, Recall | Typed)
    return shape.answer if isinstance(shape, Recall) else shape.blanks[0].answer


def test_our_own_notes_are_left_out() -> None:
    found = package((1, ("a", "b", ""), (0,)), (1, ("c", "d", ""), (0,)))

    text, _ = to_yaml(found, "x", ours={"guid0"})

    assert ["x-c"] == [card.id for card in made(text)]


def test_a_package_with_nothing_to_carry_gives_no_deck() -> None:
    text, missing = to_yaml(package((1, ("<img src=a.png>", "", ""), (0,))), "x")

    assert "" == text
    assert "the note '<img src=a.png>': it has no text to ask or none to answer" == missing[0]


def test_texts_that_yaml_would_change_stay_as_they_are() -> None:
    texts = (
        "no",
        "1:30",
        "0123",
        "- x: y # z",
        "'",
        '"',
        "&a *b",
        "null",
        "a\n  b\n",
        "%",
        "@x",
        "~",
    )
    found = package(*((1, (f"<pre>{each} q</pre>", each, ""), (0,)) for each in texts))

    text, _ = to_yaml(found, "x")

    assert [each.strip("\n") for each in texts[:8]] == [_answer(card) for card in made(text)][:8]
    assert len(texts) == len(made(text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    notes=st.lists(
        st.tuples(st.sampled_from([1, 2, 3]), st.lists(FIELD, min_size=3, max_size=3)),
        max_size=5,
    ),
    name=st.text(min_size=1, max_size=20),
)
def test_any_deck_that_is_made_can_be_read(
    notes: list[tuple[int, list[str]]], name: str, tmp_path: Path
) -> None:
    """Whatever stands in the fields: no error, and each note is in the deck or in the list."""
    found = package(
        *(
            (kind, (fields[0] + "{{c1::x}}" if kind == 2 else fields[0], *fields[1:]), (0,))
            for kind, fields in notes
        )
    )

    text, missing = to_yaml(found, name)

    path = tmp_path / "made.yaml"
    path.write_text(text or "deck: none\nnotes: []\n", encoding="utf-8")
    assert [] == [p for p in check([path]) if p.level == "error" and text]
    lost = sum(each.startswith("the note ") for each in missing)
    assert len(notes) == lost + len({card.note.id for card in made(text)} if text else ())
