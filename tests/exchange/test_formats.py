from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from quizcli.errors import UsageError
from quizcli.exchange import FORMATS, load
from quizcli.exchange.markdown import escaped, fenced
from quizcli.exchange.sheet import Sheet
from quizcli.model import CardState, Collection
from tests.conftest import Golden
from tests.exchange.making import ALL_KINDS, collection, placed


@pytest.fixture(scope="module")
def kinds() -> Collection:
    return collection(ALL_KINDS)


@pytest.fixture
def sheet(kinds: Collection) -> Sheet:
    state = CardState(739_950, 6, 2, 1, "review", (260,), 739_944, 739_944)
    return Sheet(kinds.cards, kinds.decks, {"k-basic": state})


def text(name: str, sheet: Sheet) -> str:
    return "".join(load(name).render(sheet))


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "markdown"])
def test_a_text_export_is_what_it_was(name: str, kinds: Collection, golden: Golden) -> None:
    golden(f"export.{name}", text(name, Sheet(kinds.cards, kinds.decks)))


def test_a_row_of_csv_has_everything_of_its_card(sheet: Sheet) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text("csv", sheet)))}

    assert len(sheet.cards) == len(rows)
    basic, choice = rows["k-basic"], rows["k-choice"]
    assert ("What does etcd hold?", "all cluster state") == (basic["question"], basic["answer"])
    assert ("2026-11-30", "6", "2.6", "2", "1", "review") == tuple(
        basic[name] for name in ("due", "interval", "ease", "repetitions", "lapses", "phase")
    )
    assert ("new", "") == (choice["phase"], choice["due"])
    assert ("network namespace", "file system root\nuser accounts") == (
        choice["answer"], choice["wrong"]
    )  # fmt: skip


def test_progress_stays_at_home_unless_asked(kinds: Collection) -> None:
    alone = Sheet(kinds.cards, kinds.decks)

    assert "interval" not in text("csv", alone).splitlines()[0]
    assert "state" not in json.loads(text("json", alone))["cards"][0]


def test_json_has_a_version_and_each_shape(sheet: Sheet) -> None:
    found = json.loads(text("json", sheet))

    assert (1, ["kinds"]) == (found["version"], [deck["slug"] for deck in found["decks"]])
    by_id = {card["id"]: card for card in found["cards"]}
    assert {"recall", "typed", "choice", "order", "rubric"} == {
        card["shape"]["kind"] for card in found["cards"]
    }
    assert "2026-11-30" == by_id["k-basic"]["state"]["due"]
    assert {"on": "2026-11-23", "ref": "Kubernetes documentation, Operating etcd clusters"} == (
        by_id["k-basic"]["verified"]
    )
    assert ["k-table"] == list(found["tables"])


def test_no_cards_are_still_a_document(tmp_path: Path) -> None:
    empty = Sheet(())

    assert {"version": 1, "decks": [], "tables": {}, "cards": []} == json.loads(text("json", empty))
    assert 1 == len(text("csv", empty).splitlines())
    assert "" == text("markdown", empty)


def test_every_row_of_tsv_is_a_note_and_none_a_comment() -> None:
    made = placed('#a\tb "c"\n{{c1::d}}', "n")

    lines = text("tsv", Sheet(tuple(made))).split("\n", 6)

    assert "#tags column:4" == lines[5]
    rows = list(csv.reader(io.StringIO(lines[6]), delimiter="\t"))
    assert len(made) == len(rows)
    assert {6} == {len(row) for row in rows}
    assert {"Basic", "Cloze"} == {row[1] for row in rows}
    assert all(row[0].isalnum() for row in rows)


MARKED = (
    "*a* _b_ `c` [d](e) <f> | g", "# h", "- i", "1. j", "> k", "~~l~~", "a_b_c", "\\", "+ m", "===",
    "![n](o)", "&amp; p", "http://q_r.s",
)  # fmt: skip


@pytest.mark.parametrize("marked", MARKED)
def test_no_text_is_markup_to_markdown(marked: str) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(marked))

    assert not re.search(r"<(?!/?p>)", html)
    for word in re.findall(r"\w+", marked.replace("&amp;", "")):
        assert word in html


def test_tables_are_tables_and_code_is_fenced(kinds: Collection) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(
        text("markdown", Sheet(kinds.cards, kinds.decks))
    )

    assert 1 == html.count("<table>")
    assert '<code class="language-dockerfile">' in html
    assert "<th>Workload</th>" in html


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert "````md\n```\nx\n```\n````" == fenced("```\nx\n```", "md")


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="no format 'xls'; the formats are csv, tsv"):
        load("xls")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_module(name: str) -> None:
    assert hasattr(load(name), "render")
