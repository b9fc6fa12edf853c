"""What is exported is text wherever it arrives: no markup, no formula, no template, no path."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt

from quizcli.deckfiles.load import load_deck, together
from quizcli.exchange import load
from quizcli.exchange.anki.rows import Template
from quizcli.exchange.anki.templates import sides
from quizcli.exchange.anki_write import write
from quizcli.exchange.markdown import fenced
from quizcli.exchange.sheet import Sheet
from tests.hostile.corpus import CASES

# What our own pages are made of.
TAGS = {
    "div", "span", "br", "b", "s", "ol", "ul", "li", "pre", "code", "table", "tr", "td", "th",
    "thead", "tbody", "details", "summary", "p", "h1", "h2", "strong", "em", "blockquote", "small",
    "caption",
}  # fmt: skip


@pytest.fixture(scope="module")
def cards():
    decks = (load_deck(f"{name}.yaml", CASES[name](1)) for name in ("escapes", "markup"))
    return together(decks).cards


class Tags(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_no_field_of_anki_holds_markup_of_a_deck(cards, tmp_path):
    path = tmp_path / "x.apkg"
    write(path, cards, now_ms=1_800_000_000_000)
    with ZipFile(path) as archive:
        archive.extract("collection.anki2", tmp_path)
    fields = sqlite3.connect(tmp_path / "collection.anki2").execute("select flds from notes")
    for (field,) in fields.fetchall():
        found = Tags(field)

        assert found.tags <= TAGS
        assert found.attributes <= {"class", "type", "open"}
        assert [] == re.findall(r"\[sound:|\[anki:|\[latex\]|\[\$\]|\\\(", field)
        assert [] == re.findall("[\x00-\x08\x0b-\x1e\x7f-\x9f]", field)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_is_a_formula(name, cards):
    text = "".join(load(name).render(Sheet(cards)))
    rows = list(csv.reader(io.StringIO(text), delimiter="," if name == "csv" else "\t"))
    cells = [cell for row in rows for cell in row if not cell.startswith("#")]

    starts = "=+-@\t\r" if name == "tsv" else "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
    assert [] == [cell for cell in cells if cell.startswith(tuple(starts))]
    assert any("=cmd|" in cell for cell in cells)


def test_no_markdown_of_a_deck_is_read_as_such(cards):
    text = "".join(load("markdown").render(Sheet(cards)))
    tokens = [
        token for block in MarkdownIt().parse(text) for token in (block, *(block.children or ()))
    ]

    assert {"small"} >= {
        re.sub(r"\W", "", token.content) for token in tokens if token.type == "html_inline"
    }
    assert set() == {token.type for token in tokens} & {"link_open", "image", "html_block"}


@pytest.mark.parametrize("language", ["a`b", "```", "<script>", "x\ny", "c++", "objective-c"])
def test_a_language_closes_no_fence(language):
    (block,) = MarkdownIt().parse(fenced("<script>alert(1)</script>", language))

    assert ("fence", "<script>alert(1)</script>\n") == (block.type, block.content)


def test_json_is_json_whatever_a_deck_says(cards):
    text = "".join(load("json").render(Sheet(cards)))

    assert len(cards) == len(json.loads(text, parse_constant=pytest.fail)["cards"])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("a", "{{#F}}a{{/F}}{{^F}}b{{/F}}"),
        ("b", "{{#G}}a{{/G}}{{^G}}b{{/G}}"),
        ("ac", "{{#F}}a{{#G}}b{{/G}}c{{/F}}"),
        ("d", "{{#G}}a{{#F}}b{{/F}}c{{/G}}d"),
        ("a", "{{#F}}a{{/G}}{{/F}}"),
        ("x", "{{#F}}" * 20_000 + "x"),
        ("", "{{#G}}" * 20_000 + "x" + "{{/G}}" * 20_000),
    ],
    ids=lambda value: value[:24],
)
def test_sections_of_a_template_are_chosen_in_one_go(text, question):
    assert text == sides(Template("t", question, "y"), {"F": "f", "G": ""}).prompt
