"""Whatever a deck is: it is read to an end, its good notes load, and what is wrong has a place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizcli.deckfiles import load as load_module
from quizcli.deckfiles import piecewise, plain, tree
from quizcli.deckfiles.check import check
from quizcli.deckfiles.load import MOST_CARDS, Loaded, load, load_deck
from quizcli.errors import LONGEST_MESSAGE
from quizcli.notes.limits import MOST_PROBLEMS_OF_FILE
from quizcli.store import payload
from tests.hostile.corpus import CASES

# Files that are no deck at all, or whose head or good note is itself what is wrong.
WITHOUT_GOOD_NOTE = {
    "random-bytes", "nul", "nul-flood", "broken-utf-8", "overlong-utf-8",
    "latin-1", "utf-16-le", "utf-16-be", "utf-16-bare", "utf-32", "spaces", "newlines", "comments",
    "raw-escapes",
}  # fmt: skip


@pytest.mark.parametrize("size", [1, 8])
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_deck_is_read_to_an_end(name, size):
    loaded = load_deck("d.yaml", CASES[name](size))
    problems = loaded.problems
    longest = max((len(str(problem)) for problem in problems), default=0)

    assert (name not in WITHOUT_GOOD_NOTE) == ("good" in [card.id for card in loaded.cards])
    assert loaded.cards or problems
    assert [] == [p for p in problems if p.place.line < 1 or p.place.column < 1 or not p.message]
    assert len(problems) <= 2 * MOST_PROBLEMS_OF_FILE
    assert len(loaded.cards) <= MOST_CARDS
    assert longest <= 3 * LONGEST_MESSAGE


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_deck_is_checked_to_an_end(name, tmp_path):
    path = tmp_path / "d.yaml"
    path.write_bytes(CASES[name](1))

    assert {str(path)} == {problem.place.path for problem in check([path])}


@pytest.mark.parametrize("name", ["escapes", "markup", "huge-numbers", "many-blanks", "names"])
def test_what_was_read_is_stored_and_comes_back_the_same(name):
    for card in load_deck("d.yaml", CASES[name](1)).cards:
        assert (card.facet, card.shape) == payload.face(payload.dump((card.facet, card.shape)))


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("small-good-notes", 1, "d.yaml:55:5: a deck has 50 notes at most (split it here)"),
        ("dense-lists", 1, "d.yaml:20:16: a deck has 400 keys and values at most"),
        ("notes-without-answer", 1, "d.yaml:1:1: 40 more problems of this file are not listed"),
        ("anchor-flood", 1, "d.yaml:10:33: there is too much wrong above to read on"),
        ("broken-notes", 1, "d.yaml:16:1: there is too much wrong above to read on"),
        ("many-was", 3, "d.yaml:6:1131: a list or mapping has 200 entries at most"),
        ("long-words", 11, "d.yaml:6:21: a text of 21,999 characters is too long (20,000 are"),
        ("tall-table", 3, "d.yaml:9:12: 60 rows of 3 cells are too much for one table (40 rows"),
        ("wide-table", 7, "d.yaml:9:12: 3 rows of 140 cells are too much for one table"),
        ("many-tags", 1, "d.yaml:6:182: this list has 30 entries at most"),
        ("names", 1, "d.yaml:11:10: this is 300 characters long (80 are the most)"),
    ],
)
def test_beyond_a_limit_the_limit_is_named(name, size, said, monkeypatch):
    for reader in (plain, tree):
        monkeypatch.setattr(reader, "MOST_NOTES", 50)
        monkeypatch.setattr(reader, "MOST_VALUES", 400)
    for reader in (tree, piecewise):
        monkeypatch.setattr(reader, "MOST_PROBLEMS_OF_FILE", 10)
    monkeypatch.setattr(load_module, "MOST_PROBLEMS_OF_FILE", 10)
    problems = [*map(str, load_deck("d.yaml", CASES[name](size)).problems)]

    assert any(problem.startswith(said) for problem in problems), problems[-3:]


def test_cards_of_one_cloze_text_are_bounded_together():
    text = " ".join(f"{{{{c{n}::x}}}}" for n in range(1, 60)) + "y" * 9_000
    loaded = load_deck(
        "d.yaml", f"deck: d\nnotes: [{{id: a, type: cloze, text: '{text}'}}]".encode()
    )

    assert ["d.yaml:2:36: 59 cards of 9,"] == [str(p)[:27] for p in loaded.problems]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    (tmp_path / "up").symlink_to(tmp_path)
    paths = [*sorted(tmp_path.glob("*.yaml")), tmp_path, Path("a\0b")]

    assert [
        "gone.yaml:1:1: cannot be read: no such file or directory",
        "loop.yaml:1:1: cannot be read: too many levels of symbolic links",
        "pipe.yaml:1:1: this is a pipe, and a deck is a file",
        "zero.yaml:1:1: this is a device, and a deck is a file",
        f"{tmp_path.name}:1:1: cannot be read: is a directory",
        "a\0b:1:1: cannot be read: embedded null byte",
    ] == [str(p).rpartition("/")[2] for p in load(paths).problems]


def test_a_file_of_many_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "d.yaml"
    with path.open("wb") as file:
        file.truncate(50 << 30)

    assert ["a deck of 51200.0 MiB is too large"] == [p.message for p in load([path]).problems]


def test_thousands_of_files_with_one_id_are_a_problem_each(tmp_path):
    for number in range(300):
        text = f"deck: d{number}\nnotes: [{{id: same, prompt: p, answer: a}}]"
        (tmp_path / f"{number:03}.yaml").write_text(text)
    found = load(sorted(tmp_path.iterdir()))

    assert 1 == len(found.cards)
    assert 299 == len(found.problems)


SCRAPS = st.sampled_from(
    [
        "- id: x\n", "    type: table\n", "    table: |\n", "    answer: a\n", "    prompt: p?\n",
        "    type: cloze\n", "    text: '{{c1::a}}'\n", "    accept: [", "      a/b:",
        "    wrong: {a: b}\n", "    right: a\n", "      | a | b |\n", "      | - | - |\n", "}}",
        "- ", ": ", "&a ", "*a", "<<: ", "!!x ", "? ", '"', "'", "[", "{", "]", "}", "|\n", ">\n",
        "---\n", "%YAML 9\n", "#", "\r", "\\", "\0", "\t", "    cells:\n", "@", "é", "\x1b[",
        "\x85", "\u2028", "\ufeff",
    ]
)  # fmt: skip


DASHES = st.sampled_from(
    [
        "  - ", "    - ", "   - ", "      - ", " - ", "- ", "-", "  -", "  ", "", "    ", "\t- ",
        "* ", '"  - ', "'  - ", "\0 - ", "---\n", "...\n", "notes:\n", "deck: x\n", "tags:\n",
        "else:\n",
    ]
)  # fmt: skip
GOOD_NOTES = {
    "flow": "{{id: {}, prompt: p, answer: a}}\n",
    "fields": "id: {}\n    prompt: p\n    answer: a\n",
    "cloze": "id: {}\n    type: cloze\n    text: '{{{{c1::a}}}} b'\n",
    "block": "id: {}\n    answer: |\n      a\n    prompt: p\n",
}


def _with_scraps(good: str, scraps: list[str]) -> Loaded:
    """A deck with some scraps between good notes, three above and below."""
    listed = [f"  - {good.format(name)}" for name in ("a1", "a2", "above", "below", "b1", "b2")]
    text = "deck: d\nnotes:\n" + "".join([*listed[:3], *scraps, *listed[3:]])
    return load_deck("d.yaml", text.encode())


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(GOOD_NOTES)),
    st.lists(st.lists(SCRAPS, max_size=8).map("".join), min_size=1, max_size=4),
)
def test_between_two_good_notes_anything_may_stand(good, scraps):
    """An error is the end of its own note at most; the note after the next dash is read again."""
    assume("".join(scraps).count("- id") < 3)
    loaded = _with_scraps(GOOD_NOTES[good], [f"  - {scrap}\n" for scrap in scraps])

    assert {"a1", "a2", "above", "below", "b1", "b2"} <= {card.note.id for card in loaded.cards}
    assert [] == [p for p in loaded.problems if p.note in ("above", "below")]


@settings(max_examples=100)
@given(
    st.sampled_from(sorted(GOOD_NOTES)),
    DASHES,
    st.one_of(
        st.lists(SCRAPS, max_size=8).map("".join),
        st.sampled_from(sorted(GOOD_NOTES.values())).map(lambda note: note.format("x")),
    ),
)
def test_below_a_broken_dash_notes_are_read_and_one_lost_above_is_named(good, dash, scrap):
    assume(scrap.count("- id") < 3)
    loaded = _with_scraps(GOOD_NOTES[good], [f"{dash}{scrap}\n"])
    ids = {card.note.id for card in loaded.cards}

    assert {"a1", "a2", "below", "b1", "b2"} <= ids
    assert "above" in ids or "above" in {problem.note for problem in loaded.problems}
