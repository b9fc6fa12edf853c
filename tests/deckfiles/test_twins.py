from __future__ import annotations

import pytest

from quizcli.deckfiles.load import load_deck
from quizcli.deckfiles.twins import twin_problems


def twins(*notes: str) -> list[tuple[str, str]]:
    text = "deck: d\nnotes:\n" + "".join(
        f"  - {{id: n{index}, {note}}}\n" for index, note in enumerate(notes)
    )
    loaded = load_deck("d.yaml", text.encode())
    assert () == loaded.problems
    return [(p.note, p.message.split(" note ")[1][:4]) for p in twin_problems(loaded.cards)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prompt: What is a pod?, answer: a", "prompt: What is  a POD?, answer: b"),
        (
            "prompt: Which S3 feature moves objects to a cheaper class by age?, answer: lifecycle",
            "prompt: What S3 feature moves an object to cheaper classes by age?, answer: lifecycle",
        ),
        (
            "prompt: How long may a Lambda function run at most?, answer: 15 minutes",
            "prompt: How long may a Lambda function run at the very most?, answer: 15 minutes",
        ),
        (
            "prompt: Which component stores all cluster state?, answer: etcd",
            "type: choice, prompt: Which component stores the whole cluster state?, "
            "right: [etcd], wrong: [scheduler]",
        ),
    ],
)
def test_a_question_asked_twice_is_found(one, other):
    assert [("n1", "'n0'")] == twins(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "prompt: Which port does etcd listen on for clients?, answer: 2379",
            "prompt: Which port does Kubelet listen on for clients?, answer: 10250",
        ),
        (
            "prompt: Which port does the MySQL server listen on by default?, answer: 3306",
            "prompt: Which port does the MariaDB server listen on by default?, answer: 3306",
        ),
        (
            "prompt: What does a VM have that a container lacks?, answer: a kernel",
            "prompt: What does a container have that a VM lacks?, answer: a shared host kernel",
        ),
        (
            "prompt: What is wrong here?, answer: the tag, code: 'FROM x:lates'",
            "prompt: What is wrong here?, answer: the port, code: 'EXPOSE 99999'",
        ),
        (
            "type: open, prompt: When would you choose a VM over a container?, points: {a: b}",
            "prompt: When would you choose a VM over a container?, answer: never",
        ),
    ],
)
def test_questions_that_ask_something_else_are_no_twins(one, other):
    assert [] == twins(one, other)


def test_the_cells_of_one_table_are_no_twins():
    table = (
        "type: table, prompt: T, questions: {X: 'How many zones does the class {} use?'}, "
        'table: "|a|X|\\n|-|-|\\n|b|1|\\n|c|1|"'
    )

    assert [] == twins(table)


def test_a_cell_repeated_as_a_question_is_found():
    table = (
        "type: table, prompt: T, questions: {X: 'How many zones does the class {} use?'}, "
        'table: "|a|X|\\n|-|-|\\n|IA|three|\\n|One|one|"'
    )
    prose = "prompt: How many zones does the IA class use?, answer: three"

    assert [("n1", "'n0'")] == twins(table, prose)
