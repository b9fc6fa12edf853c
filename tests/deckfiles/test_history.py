from __future__ import annotations

import pytest

from quizcli.deckfiles.history import vanished
from quizcli.deckfiles.load import load_deck, together

TABLE = """\
  - id: s3
    type: table
    prompt: Classes
    {extra}
    table: |
      | Class | AZs | Use |
      | ----- | --- | --- |
      | {glacier} | 3 | archive |
      | IA | 3 | backup |
"""


def collection(notes: str, head: str = ""):
    loaded = load_deck("d.yaml", f"deck: d\n{head}notes:\n{notes}".encode())
    assert () == loaded.problems
    return together([loaded])


def known(found) -> dict[str, tuple[str, str]]:
    return {card.id: (card.note.id, card.fingerprint) for card in found.cards}


def said(before: str, after: str, head: str = "") -> list[tuple[str, str]]:
    found = vanished(collection(after, head), known(collection(before)))
    return [(problem.message, problem.hint) for problem in found]


def basic(note_id: str, prompt: str = "What is it?", extra: str = "") -> str:
    return f"  - {{id: {note_id}, prompt: {prompt}, answer: that{extra}}}\n"


def test_nothing_vanishes_when_only_wording_changes():
    assert [] == said(basic("a"), basic("a", "What is this?") + basic("b"))


def test_a_renamed_note_is_known_by_its_question():
    assert [
        (
            "note 'old' is in no deck any more; 1 card of it has history",
            "if it is now 'quite-another', add `was: [old]` there",
        )
    ] == said(basic("old"), basic("older", "And what is that?") + basic("quite-another"))


def test_a_renamed_and_reworded_note_is_known_by_its_name():
    ((_, hint),) = said(basic("s3-lifecycle"), basic("s3-lifecycle-rules", "Which rules?"))

    assert "if it is now 's3-lifecycle-rules', add `was: [s3-lifecycle]` there" == hint


@pytest.mark.parametrize(
    ("after", "head"),
    [(basic("new", extra=", was: [old]"), ""), (basic("new"), "retired: [old]\n")],
    ids=["was", "retired"],
)
def test_what_went_on_purpose_is_not_reported(after, head):
    assert [] == said(basic("old"), after, head)


def test_a_deleted_note_may_be_retired():
    ((message, hint),) = said(basic("old") + basic("kept", "And that?"), basic("kept", "And that?"))

    assert "note 'old' is in no deck any more; 1 card of it has history" == message
    assert "if it went on purpose, list it under `retired:` of its deck" == hint


def test_a_relabelled_row_gets_its_line_of_keys():
    before = TABLE.format(glacier="Glacier", extra="")
    after = TABLE.format(glacier="Glacier Instant", extra="")

    assert [
        (
            "table 's3' no longer has the row 'glacier'; 2 cards of it have history",
            "if it is now 'Glacier Instant', add `keys: {glacier: Glacier Instant}`",
        )
    ] == said(before, after)


def test_the_line_of_keys_gives_the_cards_back():
    before = TABLE.format(glacier="Glacier", extra="")
    after = TABLE.format(glacier="Glacier Instant", extra="keys: {glacier: Glacier Instant}")

    assert [] == said(before, after)


def test_a_relabelled_row_is_seen_under_a_renamed_note():
    before = TABLE.format(glacier="Glacier", extra="")
    after = TABLE.format(glacier="Instant", extra="was: [s3]").replace("id: s3", "id: s3-new")
    ((message, hint),) = said(before, after)

    assert "table 's3-new' no longer has the row 'glacier'; 2 cards of it have history" == message
    assert "if it is now 'Instant', add `keys: {glacier: Instant}`" == hint


def test_a_blank_that_went_is_reported():
    before = "  - {id: c, type: cloze, text: 'a {{c1::b}} {{c2::d}}'}\n".replace("{{", "{{")
    after = "  - {id: c, type: cloze, text: 'a {{c1::b}} d'}\n"

    assert ["note 'c' no longer asks 'c2'; 1 card of it has history"] == [
        message for message, _ in said(before, after)
    ]
