"""The statistics page: well-formed, self-contained, and deaf to what deck text says."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from quizcli.exchange.html.markup import text
from quizcli.exchange.html.plots import Mark, columns, curve, heat
from quizcli.exchange.html.stats import page
from quizcli.insight.confusion import confusions
from quizcli.insight.pages import stats
from quizcli.insight.roll import Roll
from quizcli.insight.rows import rows
from quizcli.insight.weak import topics
from tests.insight.learner import CONFUSED, Learner

VOID = {"meta"}
HOSTILE = '<script>alert(1)</script>"onload="x" & \x1b[2J\u202e\ud800'


class Reader(HTMLParser):
    """Notes every tag, and fails on one that is not closed where it should be."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def shown(learner: Learner) -> str:
    roll = Roll().extend(rows(learner.events))
    return page(
        stats(learner.cards, roll, learner.states, learner.day),
        topics(learner.cards, roll, learner.states, learner.day),
        confusions(learner.cards, roll),
    )


@pytest.fixture(scope="module")
def source() -> str:
    return shown(Learner(5, frozenset({"HPA", "S3"}), CONFUSED).study(28))


def hostile(learner: Learner) -> Learner:
    learner.cards = tuple(
        replace(
            card,
            note=replace(card.note, section=card.note.section + HOSTILE, deck=HOSTILE),
            shape=replace(card.shape, prompt=HOSTILE),
        )
        for card in learner.cards
    )
    for card in learner.cards[:3]:
        learner.states[card.id] = replace(learner.state(card), lapses=9)
    return learner


def test_every_tag_is_closed(source):
    assert [] == Reader(source).open


def test_nothing_is_fetched_and_nothing_runs(source):
    tags = Reader(source).tags

    assert not {"script", "link", "img", "iframe", "object", "a"} & {tag for tag, _ in tags}
    assert not [name for _, attrs in tags for name in attrs if name in {"src", "href", "onload"}]
    assert not re.search(r"https?:|url\(|@import", source)
    assert any("default-src 'none'" in (attrs.get("content") or "") for _, attrs in tags)


def test_what_a_deck_says_stays_text():
    source = shown(hostile(Learner(5, frozenset({"HPA"}), CONFUSED).study(21)))
    reader = Reader(source)

    assert [] == reader.open
    assert "script" not in {tag for tag, _ in reader.tags}
    assert any("<script>alert(1)</script>" in data for data in reader.texts)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", source)
    assert source.encode("utf-8")


def test_it_says_first_what_holds_the_learner_back(source):
    assert any("S3 and HPA hold you back" in data for data in Reader(source).texts)


def test_every_part_of_the_statistics_is_there(source):
    heads = re.findall("<h2>(.*?)</h2>", source)

    assert {
        "Weak topics", "Geolocation taken for Geoproximity", "True retention, goal 90%",
        "Recall by interval", "How far to trust the prediction", "Due in the next 30 days",
        "Answers a day", "Minutes a week", "Cards by deck",
    } <= set(heads)  # fmt: skip


def test_every_picture_says_what_it_shows(source):
    pictures = [attrs for tag, attrs in Reader(source).tags if tag == "svg"]

    assert len(pictures) > 15
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in pictures)


def test_it_is_drawn_for_light_and_dark(source):
    light, dark = (
        set(re.findall(r"(--\w+): #", block))
        for block in re.findall(r":root \{(.*?)\}", source, re.S)
    )

    assert "prefers-color-scheme: dark" in source
    assert light == dark


def test_without_a_review_it_says_how_to_start():
    learner = Learner(1)
    empty = page(stats(learner.cards, Roll(), {}, learner.day))

    assert [] == Reader(empty).open
    assert "No reviews yet. Start with: quizcli review" in empty
    assert "Weak topics" not in empty


def test_one_answer_is_enough_for_a_page():
    learner = Learner(1, new_a_day=1).study(1)

    assert [] == Reader(shown(learner)).open


@pytest.mark.parametrize(("value", "top"), [(0, "1"), (1, "1"), (3, "4"), (7, "10"), (41, "50")])
def test_the_axis_ends_at_a_round_number(value, top):
    assert f">{top}</text>" in columns("n", [Mark(value, "t")], "{:g}".format)


def heights(picture: str) -> list[float]:
    return [float(found) for found in re.findall(r'height="([\d.]+)"><title>', picture)]


def test_columns_are_as_tall_as_their_values():
    tall = heights(columns("n", [Mark(value, "t") for value in (0, 5, 10)], "{:g}".format))

    assert [0, tall[2] / 2, tall[2]] == tall


def test_a_curve_holds_every_dot_within_the_picture():
    marks = [Mark(share, "t", "1 d", share / 2, (1 + share) / 2) for share in (0.0, 0.4, 1.0)]
    dots = re.findall(r'cy="([\d.-]+)"', curve("n", marks, 0.9))

    assert 3 == len(dots)
    assert all(10 <= float(y) <= 166 for y in dots)


@pytest.mark.parametrize(
    ("value", "level"), [(0, 0), (1, 1), (25, 1), (26, 2), (51, 3), (76, 4), (100, 4)]
)
def test_a_day_of_the_heat_map_has_one_of_four_levels(value, level):
    picture = heat("n", [Mark(100, "busiest"), Mark(value, "this one")])
    found = re.findall(r'class="heat(\d)"[^>]*><title>this one<', picture)

    assert [str(level)] == found


def test_a_text_is_escaped_and_cleaned():
    assert "&lt;b&gt; &amp; &quot;x&quot; \ufffd[0m" == text('<b> & "x" \x1b[0m')
