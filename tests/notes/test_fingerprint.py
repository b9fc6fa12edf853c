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


def test_a_fingerprint_is_the_same_on_every_machine():
    assert "8de15abcf936" == fingerprint("{id: x, prompt: p?, answer: a}")
