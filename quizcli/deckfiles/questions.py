"""Questions that give their answer away, gaps in what a note says, and cells too wide to show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quizcli.errors import Problem
from quizcli.model import Card, Note, NoteId
from quizcli.notes import nodes
from quizcli.shapes import Choice, Order, Recall, Rubric, Typed

WIDEST_CELL = 70
SHORTEST_ANSWER = 3  # letters; a shorter one stands in nearly any sentence

_WORD = re.compile(r"\w+")


def missing_problems(notes: Sequence[Note]) -> Iterator[Problem]:
    """Notes without an explanation, a section or a reference they were checked against."""
    for note in notes:
        if not note.explain:
            yield _warning(note, "has no `explain`", "say why, or what it is confused with")
        if not note.section:
            yield _warning(note, "has no `section`", "name the deck's or the note's own")
        if not note.verified:
            yield _warning(note, "has no `verified`", "verified: {on: 2026-11-23, ref: …}")


def width_problems(notes: Sequence[Note]) -> Iterator[Problem]:
    """Table cells wider than a screen can show."""
    for note in notes:
        for cell in note.table.cells if note.table else ():
            if len(cell.text) > WIDEST_CELL:
                message = f"has a cell of {len(cell.text)} columns ({cell.key})"
                yield _warning(note, message, f"{WIDEST_CELL} fit, 40 read well")


def answer_problems(
    cards: Sequence[Card], written: Mapping[NoteId, nodes.Mapping]
) -> Iterator[Problem]:
    """Questions in which their own answer stands; of tables only the written-out questions."""
    for card in cards:
        if card.note.type == "table" and not _asks_in_own_words(card, written[card.note.id]):
            continue
        question, answers, others = _question(card)
        is_code = isinstance(card.shape, Typed) and card.shape.is_code
        if " or " in question or any(_stands_in(other, question, False) for other in others):
            continue  # "stateful or stateless?" has to name both
        for answer in answers:
            if len(answer) >= SHORTEST_ANSWER and _stands_in(answer, question, is_code):
                where = f" (card {card.facet})" if card.facet else ""
                yield _warning(card.note, f"asks for '{answer}' in a question that says it{where}")


def _question(card: Card) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What is shown with the question, its right answers, and the wrong options."""
    match card.shape:
        case Recall() as shape:
            return shape.prompt, (shape.answer,), ()
        case Typed() as shape:
            shown = "" if shape.language else shape.with_gaps(" … ")
            return f"{shape.prompt} {shown}", tuple(blank.answer for blank in shape.blanks), ()
        case Choice() as shape:
            wrong = tuple(option.text for option in shape.options if not option.right)
            return shape.prompt, shape.right, wrong
        case Order() | Rubric():
            return "", (), ()


def _asks_in_own_words(card: Card, written: nodes.Mapping) -> bool:
    field = written.get("backwards" if card.is_backwards else "questions")
    if not isinstance(field, nodes.Mapping) or not card.note.table or not card.cell:
        return False
    attribute = card.cell.attribute
    labels = {label.text for label in card.note.table.attributes if label.key == attribute}
    return any(key.text in labels or key.text == attribute for key, _ in field.entries)


def _stands_in(answer: str, question: str, is_code: bool) -> bool:
    """Whether an answer is in a question, word for word; in code as it is written."""
    if is_code:
        return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", question) is not None
    wanted = _words(answer)
    return bool(wanted.strip()) and wanted in _words(question)


@lru_cache(maxsize=256)
def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _warning(note: Note, message: str, hint: str = "") -> Problem:
    return Problem(note.place, f"note '{note.id}' {message}", hint, "warning", note.id)
