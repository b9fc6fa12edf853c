"""Reports of mocks as page and as Markdown: whatever is on a card, it stays text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from quizcli.exchange.html.mock import page
from quizcli.exchange.mock_markdown import render
from quizcli.grading import Picked
from quizcli.mock.report import Report
from quizcli.mock.scorecard import scorecard, scored
from quizcli.shapes import Choice, Option, Sample
from tests.mock.making import FIREWALL, QUEUE, RIGHT, exam, interview, said

EVIL = '<script>alert("x")</script> </style> & [a](javascript:b) `c` *d* | e\n# not a heading'
HOSTILE = Choice(
    EVIL, (Option(f"right {EVIL}", right=True), Option(EVIL, why=EVIL)), Sample("```\n</pre>", "sh")
)


def report(*shapes, pass_mark=None) -> Report:
    run = exam(*shapes, pass_mark=pass_mark)
    for place, shape in enumerate(shapes):
        run = run.go(place)
        run = run.respond(RIGHT[shape] if shape in RIGHT else Picked((EVIL,)))
    return Report(1, "2026-11-24", scorecard(scored(run.finish())))


class Tags(HTMLParser):
    """The elements of a page, and those left open or closed without being open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.names.add(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.crossed.append(tag)


def test_a_page_holds_no_markup_but_its_own():
    found = Tags(page(report(HOSTILE, QUEUE, pass_mark=50)))

    assert not found.names & {"script", "a", "img", "iframe", "link", "object", "form"}
    assert ([], []) == (found.open, found.crossed)


def test_a_page_fetches_nothing():
    made = page(report(FIREWALL))

    assert not [word for word in ("http:", "https:", "src=", "url(", "@import") if word in made]
    assert "default-src 'none'" in made


def test_a_page_says_what_the_report_says():
    found = report(FIREWALL, QUEUE, HOSTILE, pass_mark=50)
    made = page(found)

    assert "Pass mark 50%: reached." in made
    assert "2 of 3 questions right" in made
    assert "<summary>Right (2)</summary>" in made


def test_a_page_shows_the_points_of_an_interview():
    run = interview(1).respond(said("its own kernel")).hand_in().respond(said("less")).hand_in()
    run = run.confirm(frozenset({"isolation"}))
    made = page(Report(1, "2026-11-24", scorecard(scored(run))))

    assert "<li>✓ a kernel of its own</li><li>✗ another operating system</li>" in made
    assert "What does Firecracker change?" in made
    assert "A VM brings its own kernel." in made


@pytest.mark.parametrize("character", ["<", "`", "*", "|", "["])
def test_markdown_keeps_text_as_text(character):
    made = "".join(render(report(HOSTILE)))
    outside = made.partition("````sh")[0] + made.rpartition("````")[2]

    for line in outside.splitlines():
        if not line.startswith(("|", "**", "- [")):
            place = line.find(character)
            assert place < 0 or line[place - 1] == "\\", line


def test_code_is_fenced_so_that_nothing_in_it_ends_the_fence():
    made = "".join(render(report(HOSTILE)))

    assert "````sh\n```\n</pre>\n````" in made


def test_a_heading_in_a_question_is_no_heading():
    headings = [line for line in "".join(render(report(HOSTILE))).splitlines() if line[:1] == "#"]

    assert [
        "# Mock 1, exam, 2026-11-24", "## To go over (1 question)", "### 1. Wrong",
    ] == headings  # fmt: skip


def test_a_report_without_misses_says_so():
    found = report(FIREWALL)

    assert "Nothing: every answer was right." in page(found)
    assert "To go over" not in "".join(render(found))
    assert replace(found, today=True).feedback.startswith("Nothing was put into today's reviews")
