"""The log as JSON Lines: what goes out comes in, and bad lines are named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.errors import UsageError
from quizcli.model import Event
from quizcli.store import jsonl

GOOD = {
    "uid": "u1",
    "at": "2026-11-23T07:15:02.120Z",
    "day": "2026-11-23",
    "kind": "review",
    "card": "c",
    "grade": 4,
}


def parsed(lines):
    return jsonl.parse(lines, "log.jsonl")


def test_a_minimal_line_is_an_event():
    [event] = parsed([json.dumps(GOOD)])

    assert Event("u1", "2026-11-23T07:15:02.120Z", 739943, "review", "c", 4) == event


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-23T08:15:02.120+01:00", "2026-11-23T07:15:02.120Z"),
        ("2026-11-23T07:15:02Z", "2026-11-23T07:15:02.000Z"),
        ("2026-11-23 07:15", "2026-11-23T07:15:00.000Z"),
    ],
)
def test_instants_are_kept_in_utc_with_milliseconds(written, at):
    assert at == parsed([json.dumps(GOOD | {"at": written})])[0].at


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10)
events = st.builds(
    Event,
    uid=texts.filter(bool),
    at=st.just("2026-11-23T07:15:02.120Z"),
    day=st.integers(1, 3_000_000),
    kind=st.sampled_from(["review", "mock", "suspend"]),
    card=texts.filter(bool),
    grade=st.integers(0, 5),
    seconds=st.none() | st.floats(0, 1e6),
    chosen=st.none() | texts.filter(bool),
    offered=st.lists(texts).map(tuple),
    fingerprint=texts,
    device=texts,
    session=texts,
    detail=st.none() | st.dictionaries(texts, texts | st.integers(), min_size=1),
)


@given(events)
def test_an_exported_event_comes_back_the_same(event):
    assert [event] == parsed([jsonl.dump(event)])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"uid": None}, "uid is missing"),
        ({"at": "yesterday"}, "at is an instant"),
        ({"day": "23.11.2026"}, "day is a date"),
        ({"day": 739943}, "day is a date"),
        ({"kind": "reviw"}, "kind 'reviw' is not known"),
        ({"card": None}, "card is missing"),
        ({"card": 7}, "card is a text"),
        ({"grade": 6}, "grade is a whole number from 0 to 5, not 6"),
        ({"grade": 2.5}, "grade is a whole number"),
        ({"grade": True}, "grade is a whole number"),
        ({"grade": None}, "a review needs a grade"),
        ({"seconds": -1}, "seconds is a number"),
        ({"offered": "a"}, "offered is a list"),
        ({"offered": ["a\0b"]}, "offered holds a NUL"),
        ({"offered": ["\ud800"]}, "offered holds half a character"),
        ({"detail": []}, "detail is an object"),
        ({"detail": {"a": "\ud800"}}, "detail holds half a character"),
        ({"mood": "\ud800"}, "detail holds half a character"),
        ({"detail": {"a": float("nan")}}, "not JSON compliant"),
        ({"detail": {"points": 5}}, "points of a detail are numbers"),
        ({"detail": {"points": {"key": "x"}}}, "points of a detail are numbers"),
        ({"day": "9999-12-31"}, "day is a date"),
        ({"at": "9999-12-31T00:00:00Z"}, "at is an instant"),
        ({"card": "a\0b"}, "card holds a NUL"),
        ({"version": 2}, "version 2 is of a newer quizcli; upgrade"),
        ({"kind": "void"}, "a void needs the uid of its target"),
    ],
)
def test_a_bad_line_is_named_by_its_number(change, said):
    lines = [json.dumps(GOOD), "", json.dumps(GOOD | change)]
    with pytest.raises(UsageError, match=rf"log\.jsonl:3: .*{said}"):
        parsed(lines)


@pytest.mark.parametrize("line", ["{", "[1]", "null", '"x"', "[" * 100_000, '{"uid": "\\ud800"}'])
def test_a_line_that_is_no_event_at_all_is_named(line):
    with pytest.raises(UsageError, match=r"log\.jsonl:1:(\d+:)? "):
        parsed([line])


def test_the_same_line_twice_counts_once_and_a_different_one_is_refused():
    again = json.dumps(GOOD | {"grade": 2})

    assert 1 == len(parsed([json.dumps(GOOD)] * 2))
    with pytest.raises(UsageError, match=r"log\.jsonl:2: u1 stands twice"):
        parsed([json.dumps(GOOD), again])


def test_fields_of_a_newer_version_are_kept():
    [event] = parsed([json.dumps(GOOD | {"mood": "calm"})])

    assert {"mood": "calm"} == event.detail
