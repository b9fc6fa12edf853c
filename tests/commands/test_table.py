"""`quizcli table` and `quizcli show`, as they are called."""

from __future__ import annotations

import json

import pytest

DECK = """\
deck: queues
title: Queues
section: Between services
tags: [aws]
notes:
  - id: messaging
    type: table
    prompt: Messaging services compared
    backwards: [Best for]
    table: |
      | Service     | Best for                        | Order          | Replay        |
      | ----------- | ------------------------------- | -------------- | ------------- |
      | SQS         | work that one consumer does     | in FIFO queues | after failure |
      | SNS         | one message to many subscribers | in FIFO topics | none          |
      | Kinesis     | streams read by many            | within a shard | 365 days      |
      | EventBridge | routing by content              | not promised   | from archives |
    explain: e
  - id: acl
    type: table
    prompt: Firewalls of a VPC
    compare: columns
    table: |
      | Aspect | Security group  | NACL          |
      | ------ | --------------- | ------------- |
      | State  | stateful        | stateless     |
      | Level  | interface       | subnet        |
      | Rules  | allow \\| nothing | allow or deny |
    explain: e
"""


@pytest.fixture
def shelf(home, tmp_path):
    (tmp_path / "shelf" / "queues.yaml").write_text(DECK)


@pytest.fixture
def events(quiz, shelf):
    """The answers in the log."""

    def logged() -> list[dict]:
        return [json.loads(row) for row in quiz("log", "export").out.splitlines()]

    return logged


def seen(quiz, tmp_path, day: str, **grades: int) -> None:
    """Cards of the messaging table were reviewed on a day."""
    rows = [
        {"uid": f"{day}-{name}", "at": f"{day}T09:00:00.000Z", "day": day, "kind": "review",
         "card": f"messaging#{name.replace('__', '/').replace('_', '-')}", "grade": grade}
        for name, grade in grades.items()
    ]  # fmt: skip
    (tmp_path / "seen.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert 0 == quiz("log", "import", str(tmp_path / "seen.jsonl")).code


def test_a_grid_is_one_turn_with_an_event_for_every_cell(quiz, events):
    result = quiz("table", "messaging", "--mode", "fill", "--rounds", "1", "--seed", "1",
                  stdin="1\n1\n\n1\n\n\n\n")  # fmt: skip
    logged = events()

    assert 0 == result.code
    assert 4 == len(logged)
    assert 1 == len({event["at"] for event in logged})
    base = logged[0]["uid"]
    assert {base, f"{base}.1", f"{base}.2", f"{base}.3"} == {event["uid"] for event in logged}
    assert [0] == [event["grade"] for event in logged if not event.get("chosen")]
    assert all(event["offered"] for event in logged)
    assert {"review"} == {event["kind"] for event in logged}, "the fold decides what moves"


def test_what_was_picked_and_offered_is_recorded_for_right_answers_too(quiz, events):
    quiz("table", "messaging", "--mode", "column", "--rounds", "1", "--seed", "1",
         stdin="1\n2\n3\n4\n\n\n")  # fmt: skip

    for event in events():
        assert event["chosen"] in event["offered"]


def test_the_rules_for_early_answers_decide_what_a_quiz_moves(quiz, events, tmp_path):
    """A miss counts, due or early; a new cell begins; on its day a card moves only once."""
    seen(quiz, tmp_path, "2026-11-21", sns__order=4)
    seen(quiz, tmp_path, "2026-11-22", sqs__order=4, sns__order=4)
    seen(quiz, tmp_path, "2026-11-23", kinesis__order=4)
    quiz("table", "messaging", "--mode", "column", "--rounds", "1", stdin="\n" * 6)
    states = {s["card"]: s for s in quiz("states", "--json").json["states"]}

    assert {"review"} == {event["kind"] for event in events()}
    assert (1, 1) == tuple(states[f"messaging#{name}/order"]["lapses"] for name in ("sqs", "sns"))
    assert 0 == states["messaging#kinesis/order"]["lapses"]
    assert "learning" == states["messaging#eventbridge/order"]["phase"]


def test_undo_takes_a_whole_grid_back(quiz, events):
    quiz("table", "messaging", "--mode", "fill", "--rounds", "1", "--seed", "1",
         stdin="1\n1\n1\n1\n\n\n")  # fmt: skip
    assert "4" in quiz("undo").out
    voided = [event["target"] for event in events() if event["kind"] == "void"]

    assert 4 == len(voided)
    assert [] == quiz("states", "--json").json["states"]


def test_a_table_that_was_marked_counts_when_it_is_left(quiz, events):
    call = ("table", "messaging", "--mode", "fill", "--rounds", "1", "--seed", "1")
    quiz(*call, stdin="1\n1\n1\n1\n:q\n")
    assert [] == events()

    quiz(*call, stdin="1\n1\n1\n1\n\n:q\n")
    assert 4 == len(events())


def test_a_table_that_was_taken_back_does_not_count_when_it_is_left(quiz, events):
    quiz("table", "messaging", "--mode", "fill", "--rounds", "2", "--seed", "1",
         stdin="1\n1\n1\n1\n\n\n:u\n:q\n")  # fmt: skip
    kinds = [event["kind"] for event in events()]

    assert [4, 4] == [kinds.count("void"), kinds.count("review")]


def test_undo_inside_a_quiz_shows_the_marked_grid_again(quiz, events):
    result = quiz("table", "messaging", "--mode", "fill", "--rounds", "2", "--seed", "1",
                  stdin="1\n1\n1\n1\n\n\n:u\n1=4\n\n:q\n")  # fmt: skip
    kinds = [event["kind"] for event in events()]

    assert 3 == result.out.count(" of 4 right."), "after filling, after :u, after 1=4"
    assert "Taken back" in result.out
    assert [4, 8] == [kinds.count("void"), kinds.count("review")]


def test_a_seed_gives_the_same_rounds_whatever_was_learnt_meanwhile(quiz, shelf):
    first = quiz("table", "queues", "--mode", "mix", "--seed", "3", stdin="")
    quiz("table", "messaging", "--seed", "1", stdin="1\n1\n1\n1\n\n\n")

    assert first.out == quiz("table", "queues", "--mode", "mix", "--seed", "3", stdin="").out
    assert first.out != quiz("table", "queues", "--mode", "mix", "--seed", "4", stdin="").out


def test_without_a_name_the_tables_are_listed_with_how_well_they_are_known(quiz, shelf, tmp_path):
    seen(quiz, tmp_path, "2026-11-20", sqs__order=4, sns__order=4, kinesis__order=1)
    result = quiz("table", stdin="\n")

    assert 0 == result.code
    assert "2. Messaging services compared: 2 of 12 known, 3 due" in result.out
    assert "1. Kinds of letters: 0 of 6 known" in result.out


def test_a_table_of_the_list_is_quizzed(quiz, shelf):
    result = quiz("table", stdin="2\n:q\n")

    assert "Messaging services compared. 0 of 4 filled." in result.out


def test_a_table_that_cannot_be_asked_so_says_how_it_can(quiz, shelf):
    listed = quiz("table", "--mode", "fill", stdin="3\n\n")
    assert "It can be asked by reverse, contrast." in listed.out
    result = quiz("table", "acl", "--mode", "fill")

    assert (2, "error: acl cannot be asked by fill, but by reverse, contrast.\n") == (
        result.code,
        result.err,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("table", "mesaging"), "messaging"),
        (("table", "Firewals of a VPC"), "acl"),
        (("show", "firewall"), "acl"),
        (("table", "alpha"), "alpha has no table"),
        (("table", "messaging", "--mode", "fil"), "did you mean fill?"),
        (("show", "zzz"), "zzz"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(quiz, shelf, arguments, said):
    result = quiz(*arguments)

    assert 2 == result.code
    assert said in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("name", ["acl", "note:acl", "Firewalls of a VPC", "firewalls-of-a-vpc"])
def test_a_table_is_found_by_its_id_and_by_its_title(quiz, shelf, name):
    assert quiz("show", name).out.startswith("## Firewalls of a VPC")


def test_missed_cells_can_be_put_right_at_once(quiz, events):
    wrong = "\n".join([*[""] * 4, "", ""])
    result = quiz("table", "messaging", "--mode", "fill", "--rounds", "1", "--seed", "1",
                  stdin=f"{wrong}\nm\n\n\n\n\n\n\n")  # fmt: skip

    assert "4 cells still to put right." in result.out
    assert 8 == len(events())


def test_a_round_that_is_skipped_leaves_no_trace(quiz, events):
    result = quiz("table", "messaging", "--rounds", "2", "--seed", "1", stdin=":s\n:s\n\n")

    assert "0 rounds, 0 answers." in result.out
    assert [] == events()


def test_suspended_cells_are_not_asked(quiz, shelf):
    quiz("suspend", "messaging")
    result = quiz("table", "messaging")

    assert 2 == result.code
    assert "hidden" in result.err


def test_a_pipe_gets_a_markdown_table_with_marks(quiz, shelf, tmp_path):
    seen(quiz, tmp_path, "2026-11-22", sqs__order=4, sns__order=1)
    out = quiz("show", "messaging").out

    assert "| SQS         | work that one consumer does     | in FIFO queues • |" in out
    assert "in FIFO topics ·" in out
    assert "• known for days · · missed last time · 1 of 12 known, 2 due" in out


def test_markdown_is_what_an_author_would_write(quiz, shelf):
    out = quiz("show", "acl", "--markdown").out

    assert (
        "## Firewalls of a VPC\n"
        "\n"
        "| Aspect | Security group   | NACL          |\n"
        "| ------ | ---------------- | ------------- |\n"
        "| State  | stateful         | stateless     |\n"
        "| Level  | interface        | subnet        |\n"
        "| Rules  | allow \\| nothing | allow or deny |\n"
    ) == out


def test_json_has_every_cell_and_where_it_stands(quiz, shelf, tmp_path):
    seen(quiz, tmp_path, "2026-11-22", sqs__order=4)
    found = quiz("show", "messaging", "--json").json
    (table,) = found["tables"]
    cells = {f"{cell['subject']}/{cell['attribute']}": cell for cell in table["cells"]}

    assert 1 == found["version"]
    assert ("messaging", "rows", 1, 1) == tuple(table[k] for k in ("id", "compare", "known", "due"))
    assert "young" == cells["sqs/order"]["stage"]
    assert "2026-11-23" == cells["sqs/order"]["state"]["due"]
    assert ("new", None) == (cells["sns/order"]["stage"], cells["sns/order"]["state"])
    assert "messaging#sns/order" == cells["sns/order"]["card"]
