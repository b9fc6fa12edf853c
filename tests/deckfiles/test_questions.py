from __future__ import annotations

import pytest

from quizcli.deckfiles.check import check

COMPLETE = "explain: e, verified: {on: 2026-11-23, ref: Book}"


def said(tmp_path, note: str) -> list[str]:
    path = tmp_path / "d.yaml"
    path.write_text(f"deck: d\nsection: S\nnotes:\n  - {{id: x, {note}, {COMPLETE}}}\n")
    return [problem.message for problem in check([path])]


@pytest.mark.parametrize(
    ("note", "answer"),
    [
        ("prompt: What do lifecycle rules do?, answer: Lifecycle rules", "Lifecycle rules"),
        ("prompt: Name the etcd store., answer: etcd, accept: []", "etcd"),
        ("type: choice, prompt: What is a pod made of?, right: [pod], wrong: [node]", "pod"),
        ("type: cloze, prompt: The scheduler, text: 'The {{c1::scheduler}} binds'", "scheduler"),
        ("type: cloze, text: 'a {{c1::volume}} is a volume'", "volume"),
        (
            "type: cloze, prompt: Handle the event, language: python, text: 'f({{c1::event}})'",
            "event",
        ),
    ],
)
def test_an_answer_in_its_own_question_is_found(tmp_path, note, answer):
    (message,) = said(tmp_path, note)

    assert message.startswith(f"note 'x' asks for '{answer}' in a question that says it")


@pytest.mark.parametrize(
    "note",
    [
        "prompt: Are security groups stateful or stateless?, answer: stateful",
        "prompt: What does it do in a VM?, answer: VM",
        "prompt: What is a podium?, answer: pod",
        "type: choice, prompt: 'Cheaper: IA, Standard?', right: [Standard], wrong: [IA]",
        "type: cloze, prompt: A table, language: yaml, text: 'Type: AWS::{{c1::Table}}'",
        "type: cloze, prompt: Only incoming, language: yaml, text: 'a: {{c1::incoming/*}}'",
        'type: table, prompt: X of etcd, table: "|a|X|\\n|-|-|\\n|b|etcd|"',
    ],
)
def test_an_answer_that_is_not_given_away_passes(tmp_path, note):
    assert [] == said(tmp_path, note)


def test_the_written_question_of_a_cell_is_looked_at(tmp_path):
    note = (
        "type: table, prompt: T, questions: {X: 'What does {} keep in etcd?'}, "
        'table: "|a|X|\\n|-|-|\\n|b|etcd|"'
    )

    assert ["note 'x' asks for 'etcd' in a question that says it (card b/x)"] == said(
        tmp_path, note
    )


def test_a_cell_too_wide_for_a_screen_is_found(tmp_path):
    note = f'type: table, prompt: T, table: "|a|X|\\n|-|-|\\n|b|{"w" * 71}|"'

    assert ["note 'x' has a cell of 71 columns (b/x)"] == said(tmp_path, note)


def test_what_a_note_has_to_say_is_missed(tmp_path):
    path = tmp_path / "d.yaml"
    path.write_text("deck: d\nnotes:\n  - {id: x, prompt: p?, answer: a}\n")

    assert ["has no `explain`", "has no `section`", "has no `verified`"] == [
        problem.message.removeprefix("note 'x' ") for problem in check([path])
    ]
