from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from quizcli.deckfiles import events, located, source, tree
from quizcli.deckfiles.load import load_deck
from quizcli.deckfiles.source import Source
from quizcli.notes.limits import LARGEST_DECK
from quizcli.notes.nodes import Mapping, Scalar, Sequence


def read(text: str) -> located.Located:
    return located.read("d.yaml", text.encode(), ())


def said(data: bytes) -> list[str]:
    found = located.read("d.yaml", data, ())
    return [str(problem) for problem in found.all_problems]


def test_nodes_know_where_they_stand():
    found = read("a: [x, 'y']\nb:\n  c: |\n    one\n    two\n")

    assert [] == list(found.problems)
    assert (
        Mapping(
            (
                (
                    Scalar("a", 1, 1),
                    Sequence((Scalar("x", 1, 5), Scalar("y", 1, 8, "'")), 1, 4),
                ),
                (
                    Scalar("b", 2, 1),
                    Mapping(((Scalar("c", 3, 3), Scalar("one\ntwo\n", 3, 6, "|", 4)),), 3, 3),
                ),
            ),
            1,
            1,
        )
        == found.node
    )


def test_a_line_of_a_block_stands_where_the_file_has_it():
    block = read("a: |\n\n    one\n    two\n").node.get("a")

    assert (4, 5) == block.place_of_line(2)


def test_the_builder_without_libyaml_gives_the_same(monkeypatch):
    text = "a: [x, {b: 'c'}]\nd: >\n  folded\n\n  text\ne: \"q\"\n"
    expected = read(text)
    monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)

    assert expected == read(text)


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert Mapping(((Scalar("a", 1, 1), Scalar("b", 1, 4)),)) == (
        located.read("d.yaml", b"\xef\xbb\xbfa: b", ()).node
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a: \x00", "d.yaml:1:4: the control character U+0000 cannot stand in a deck (remove it)"),
        (b"a: b\nc: \xc3(", "d.yaml:2:4: the byte 0xc3 is not UTF-8 (save the file as UTF-8)"),
        (b"\xfe\xff\0a", "d.yaml:1:1: the file is in UTF-16 (save it as UTF-8)"),
        (bytes(range(128, 192)), "d.yaml:1:1: this is not a text in UTF-8 (save it as UTF-8)"),
        (b"a:\n\t- b\n", "d.yaml:2:1: a tab stands in the indentation (use spaces)"),
        (b"a: @b\n", "d.yaml:1:4: text cannot begin with @ (put it in quotes)"),
        (
            b'a: "\\x1b"\n',
            "d.yaml:1:4: an escape in this text gives a control character (use single quotes)",
        ),
        (b"[" * 100_000, "d.yaml:1:41: lists and mappings are nested more than 40 deep"),
        (b"{" * 100_000, "d.yaml:1:41: lists and mappings are nested more than 40 deep"),
        (
            b"? [a]\n: 1\n",
            "d.yaml:1:1: a list cannot be a key (put text that begins with [ in quotes)",
        ),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_hostile_bytes_are_a_problem_with_a_place(data, problem):
    assert [problem] == said(data)


@given(st.text(), st.binary(max_size=3))
@example("a\u2028b", b"")
@example("\x7f", b"\xc2\x85")
@example("\ufeffa", b"\xff")
def test_a_text_found_harmless_by_its_bytes_is_what_it_would_be_anyhow(text, more):
    data = text.encode("utf-8", "surrogatepass") + more
    found = Source.of("d.yaml", data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "_harmless_text", lambda data: None)

        assert found == Source.of("d.yaml", data)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=repr)
@pytest.mark.parametrize("depth", [41, 900, 1100], ids=str)
def test_our_limit_of_nesting_speaks_before_the_parsers_own(monkeypatch, loader, opening, depth):
    """libyaml 0.2.6 refuses the 1001st bracket of a line before it has told of the first."""
    monkeypatch.setattr(events, "LOADER", getattr(yaml, loader))
    column = 40 * len(opening) + 1

    assert [f"d.yaml:1:{column}: lists and mappings are nested more than 40 deep"] == said(
        opening.encode() * depth
    )


def test_a_huge_file_is_refused_unread():
    assert ["d.yaml:1:1: a deck of 4.0 MiB is too large (split it; 4 MiB is the most)"] == said(
        b" " * (LARGEST_DECK + 1)
    )


def test_a_huge_text_is_refused():
    (problem,) = said(b"a: " + b"x" * (tree.LONGEST_TEXT + 1))

    assert "too long" in problem


SCRAPS = st.sampled_from(
    [
        "deck: d\n", "notes:\n", "  - id: x\n", "    type: table\n", "    table: |\n",
        "    answer: a\n", "    prompt: p?\n", "    type: cloze\n", "    text: x\n", "accept:",
        "\t", "{{c1::", "}}", "- ", ": ", "&a ", "*a", "<<: ", "!!x ", "? ", '"', "'", "[", "{",
        "]", "}", "| a | b |\n", "|\n", ">\n", "---\n", "...\n", "%YAML 9\n", "#", "\r", "\\",
        "\x00", "\x85", "\u2028", "\ufeff", "é",
    ]
)  # fmt: skip


@given(
    st.one_of(st.binary(max_size=200), st.lists(SCRAPS, max_size=30).map("".join).map(str.encode))
)
@example(b"deck: d\nnotes:\n- id: x\n  table: |\n\xff")
@example(b"deck: d\nnotes: [{id: x, type: [y]}, {[a]: b}, *c]\n")
def test_no_bytes_make_loading_raise(data):
    loaded = load_deck("d.yaml", data)

    assert loaded.deck or loaded.problems
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in loaded.problems)
