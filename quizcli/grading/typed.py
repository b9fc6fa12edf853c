"""Typed answers: spelling is forgiven in prose, never in code, and never into another term."""

from __future__ import annotations

from collections.abc import Container
from enum import Enum

from quizcli.grading.quantity import measure
from quizcli.grading.response import Answers, Part, Verdict
from quizcli.grading.words import is_near, is_slip, words
from quizcli.model import Grade
from quizcli.shapes import Blank, Quantity, Typed


class Match(Enum):
    """How well a typed text meets an answer."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    EMPTY = "empty"


def mark_typed(shape: Typed, response: Answers, known: Container[str]) -> Verdict:
    """The verdict over all blanks; texts that were not given count as empty."""
    texts = response.texts + ("",) * (len(shape.blanks) - len(response.texts))
    marked = [
        _mark(shape, blank, text, known) for blank, text in zip(shape.blanks, texts, strict=False)
    ]
    parts = tuple(part for part, _ in marked)
    return Verdict(parts, _grade([match for _, match in marked]), " | ".join(texts))


def _mark(shape: Typed, blank: Blank, text: str, known: Container[str]) -> tuple[Part, Match]:
    if not text.strip():
        return Part(False, blank.answer), Match.EMPTY
    if shape.quantity is not None:
        match, remark = _quantity(shape.quantity, blank, text)
    elif shape.is_code:
        match, remark = _code(blank, text)
    else:
        match, remark = _prose(blank, text, known)
    return Part(match is Match.RIGHT, blank.answer, text, remark), match


def _grade(matches: list[Match]) -> Grade:
    right = matches.count(Match.RIGHT)
    if right == len(matches):
        return Grade.GOOD
    if matches.count(Match.EMPTY) == len(matches):
        return Grade.BLANK
    partly = matches.count(Match.PARTLY)
    return Grade.CLOSE if 2 * (right + partly) >= len(matches) else Grade.AGAIN


def _prose(blank: Blank, text: str, known: Container[str]) -> tuple[Match, str]:
    given = words(text)
    answers = [words(answer) for answer in (blank.answer, *blank.accept)]
    if any(given == answer or "".join(given) == "".join(answer) for answer in answers):
        return Match.RIGHT, ""
    for answer in answers:
        slips = _slips(given, answer, known)
        if slips:
            return Match.RIGHT, "spelling " + ", ".join(slips)
    said = set(given)
    half = any(0 < len(set(answer)) <= 2 * len(said & set(answer)) for answer in answers)
    return (Match.PARTLY, "partly right") if half else (Match.WRONG, "")


def _slips(
    given: tuple[str, ...], answer: tuple[str, ...], known: Container[str]
) -> tuple[str, ...]:
    """The misspelt words as `had→wanted`; empty when the texts differ by more than spelling."""
    if len(given) != len(answer):
        return ()
    pairs = [(had, wanted) for had, wanted in zip(given, answer, strict=True) if had != wanted]
    if not all(is_slip(had, wanted, known) for had, wanted in pairs):
        return ()
    return tuple(f"{had}→{wanted}" for had, wanted in pairs)


def _code(blank: Blank, text: str) -> tuple[Match, str]:
    given = _code_text(text)
    answers = [_code_text(answer) for answer in (blank.answer, *blank.accept)]
    if given in answers:
        return Match.RIGHT, ""
    almost = any(is_near(given.casefold(), answer.casefold()) for answer in answers)
    return (Match.PARTLY, "almost: in code every character counts") if almost else (Match.WRONG, "")


def _code_text(text: str) -> str:
    return " ".join(text.split()).replace("'", '"')


def _quantity(wanted: Quantity, blank: Blank, text: str) -> tuple[Match, str]:
    given = measure(text, wanted.unit)
    if given is not None and abs(given - wanted.value) <= wanted.tolerance + 1e-9 * abs(
        wanted.value
    ):
        return Match.RIGHT, ""
    if any(words(text) == words(answer) for answer in blank.accept):
        return Match.RIGHT, ""
    if given is not None and wanted.tolerance and abs(given - wanted.value) <= 3 * wanted.tolerance:
        return Match.PARTLY, "close"
    return Match.WRONG, ""
