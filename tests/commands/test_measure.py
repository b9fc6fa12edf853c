"""Weak topics, statistics, simulation and the plan on the command line."""

from __future__ import annotations

import json

import pytest

from quizcli.sched.replay import LEECH_LAPSES


def take_in(quiz, path, events):
    """Import events as a log."""
    path.write_text("\n".join(map(json.dumps, events)))
    assert 0 == quiz("log", "import", str(path)).code


@pytest.fixture
def studied(quiz, tmp_path):
    """Twelve days of answers: the table goes badly, always with the same confusion."""
    events = []
    for day in range(1, 13):
        for number, (card, grade) in enumerate(
            [("alpha", 4), ("beta", 5), ("vowel", 4), ("kinds#a/kind", 1), ("kinds#b/kind", 1)]
        ):
            event = {
                "uid": f"u{day:02d}{number}",
                "at": f"2026-11-{day:02d}T08:00:0{number}Z",
                "day": f"2026-11-{day:02d}",
                "kind": "review",
                "card": card,
                "grade": grade,
                "seconds": 4 + number,
            }
            if card == "kinds#a/kind":
                event |= {"chosen": "both", "offered": ["vowel", "consonant", "both"]}
            events.append(event)
    take_in(quiz, tmp_path / "log.jsonl", events)
    return quiz


def test_weak_says_first_who_holds_you_back_or_that_nobody_does(studied):
    report = studied("weak", "--json").json

    assert 1 == report["version"]
    assert {"The alphabet"} == {topic["name"] for topic in report["topics"]}
    assert studied("weak").out.startswith(report["sentence"])


def test_weak_by_tag_and_by_an_unknown_kind(studied):
    assert {"abc", "reading"} == {
        t["name"] for t in studied("weak", "--by", "tag", "--json").json["topics"]
    }
    refused = studied("weak", "--by", "colour")

    assert (2, "error: --by is one of section, deck, tag, not 'colour'.\n") == (
        refused.code,
        refused.err,
    )


def test_a_topic_opens_to_its_worst_cards(studied):
    assert "kinds#a/kind" in studied("weak", "letters").out


def test_a_planted_confusion_is_found_with_both_rows(studied):
    [pair] = studied("weak", "--confusions", "--json").json["confusions"]

    assert ("A", "Y", 12) == (pair["right"], pair["taken"], pair["times"])
    assert "Y for A: 12 of 12 times" in studied("weak", "--confusions").out


def test_nothing_answered_yet_is_said_with_a_way_on(quiz):
    assert "No answers yet. Start with: quizcli review\n" == quiz("weak").out
    assert "No reviews yet. Start with: quizcli review\n" == quiz("stats").out
    assert "Nothing is reliably taken for something else.\n" == quiz("weak", "--confusions").out


def test_cards_without_answers_are_told_apart_from_a_log_without(studied, tmp_path):
    (tmp_path / "shelf" / "other.yaml").write_text(
        "deck: other\nnotes:\n- {id: gamma, prompt: Third?, answer: C}\n"
    )

    assert "None of these cards has been answered yet.\n" == studied("weak", "other").out


def test_stats_speak_json_and_lines_and_html(studied, tmp_path):
    stats = studied("stats", "--json").json

    assert (1, 60) == (stats["version"], stats["stats"]["activity"]["answers"])
    assert "60 answers on 12 days" in studied("stats").out
    assert studied("stats", "today").out in studied("stats").out
    assert "60 answers on 12 days" not in studied("stats", "due").out
    page = tmp_path / "stats.html"
    assert 0 == studied("stats", "--html", str(page)).code
    assert "://" not in page.read_text().replace("http://www.w3.org/2000/svg", "")


def test_an_unknown_page_is_refused(studied):
    assert 2 == studied("stats", "tomorrow").code


def test_the_same_simulation_comes_twice_and_fsrs_gives_another(studied):
    call = ["simulate", "--days", "20", "--json"]
    one, again = (studied(*call).json["simulation"] for _ in range(2))
    other = studied(*call, "--scheduler", "fsrs").json["simulation"]

    assert one == again
    assert 20 == len(one["days"])
    assert ("sm2", "fsrs") == (one["scheduler"], other["scheduler"])


def test_switching_the_scheduler_back_leaves_no_trace(studied):
    before = studied("states", "--json").out
    fsrs = studied("states", "--json", "--scheduler", "fsrs").json["states"]

    assert {None} == {state["ease"] for state in fsrs}
    assert before == studied("states", "--json").out


def test_the_plan_needs_a_date_after_today(studied):
    assert "New a day" in studied("plan", "2026-12-24").out
    assert 2 == studied("plan").code
    assert 2 == studied("plan", "2026-11-01").code
    assert "more than 5 years ahead" in studied("plan", "2206-12-24").err
    assert 0 == studied("plan", "--set", "interview=2026-12-24").code


def test_the_plan_keeps_to_the_reviews_of_a_day(studied):
    made = studied("plan", "2026-12-24", "--set", "reviews_per_day=1", "--json").json["plan"]

    assert 1 == max(day["reviews"] for day in made["days"])


@pytest.fixture
def troubled(studied, tmp_path):
    """The same days, after a month in which one card was forgotten again and again; two marked."""
    answers = [
        {"day": f"2026-10-{day:02d}", "kind": "review", "card": "kinds#y/kind", "grade": grade}
        for day, grade in enumerate((4, 1) * LEECH_LAPSES, 1)
    ]
    marks = [
        {"day": "2026-10-31", "kind": "mark", "card": card} for card in ("beta", "kinds#b/place")
    ]
    events = [
        {"uid": f"t{number:02d}", "at": f"{event['day']}T08:00:{number:02d}Z"} | event
        for number, event in enumerate(answers + marks)
    ]
    take_in(studied, tmp_path / "before.jsonl", events)
    return studied


@pytest.mark.parametrize(
    ("option", "asked"),
    [("--failed-today", 2), ("--leeches", 1), ("--marked", 2), ("--weak", 9)],
)
def test_drills_choose_their_cards(troubled, option, asked):
    out = troubled("drill", option, now="2026-11-12T20:00", stdin=":q\n").out

    assert f"Card 1 of {asked}." in out


@pytest.mark.parametrize("option", ["--leeches", "--marked"])
def test_a_drill_of_nothing_says_so(studied, option):
    assert "No card fits" in studied("drill", option, now="2026-11-12T20:00").out
