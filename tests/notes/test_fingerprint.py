from __future__ import annotations

import pytest

from tests.notes.written import cards

CHOICE = "{id: x, type: choice, prompt: p?, right: [a], wrong: {b: why}}"


def fingerprint(note: str) -> str:
    return cards(note)[0].fingerprint


@pytest.mark.parametrize(
    "edited",
    [
        "{id: other, type: choice, prompt: p?, right: [a], wrong: {b: why}}",
        "{id: x, type: choice, prompt: p?, right: [a], wrong: {c: because, d: other}}",
        "{id: x, type: choice, prompt: ' p?', right: [a], wrong: {b: why}, explain: new}",
        "{id: x, prompt: p?, answer: a}",
        "{id: x, prompt: p?, answer: a, accept: [b]}",
    ],
    ids=["id", "wrong options", "explanation", "recalled", "typed"],
)
def test_what_does_not_change_the_fact_keeps_the_fingerprint(edited):
    assert fingerprint(CHOICE) == fingerprint(edited)


@pytest.mark.parametrize(
    "edited",
    [
        "{id: x, type: choice, prompt: q?, right: [a], wrong: {b: why}}",
        "{id: x, type: choice, prompt: p?, right: [b], wrong: {a: why}}",
        "{id: x, type: choice, prompt: p?, right: [a], wrong: {b: why}, code: x}",
    ],
    ids=["question", "answer", "code"],
)
def test_another_question_or_answer_changes_the_fingerprint(edited):
    assert fingerprint(CHOICE) != fingerprint(edited)


def test_the_cards_of_a_cloze_have_fingerprints_of_their_own():
    found = cards("{id: x, type: cloze, text: 'a {{c1::b}} c {{c2::b}}'}")

    assert 2 == len({card.fingerprint for card in found})


PINNED = {
    "prompt: What is it?, answer: a b, code: ls": "fcfc6c93e06d",
    "prompt: What is it?, answer: a  b": "dde17e656036",
    "prompt: What is it?, answer: a b, accept: [], code: ls": "fcfc6c93e06d",
    "type: choice, prompt: Which?, right: [b, a c], wrong: [d], code: ls": "ed0a4545bd10",
    "type: cloze, text: 'a {{c1::b c}} and\td {{c1::e}}', language: sh": "58ac719f3bb5",
    "type: order, prompt: First?, steps: [b, a c], code: ls": "a5716494f55b",
    "type: number, prompt: How long?, answer: 15, unit: min, code: ls": "9be695a0ccd1",
    "type: open, prompt: Why?, points: {b: d e, a: c}, code: ls": "5b341670945b",
}


@pytest.mark.parametrize(("fields", "expected"), PINNED.items())
def test_a_fingerprint_is_the_same_on_every_machine_and_in_every_version(fields, expected):
    """They stand in logs: were they made otherwise, all cards would seem to have changed."""
    assert expected == fingerprint(f"{{id: x, {fields}}}")
