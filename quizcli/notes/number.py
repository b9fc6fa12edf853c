"""Number notes: a quantity to be typed, right within a tolerance."""

from __future__ import annotations

from math import isfinite

from msgspec import Struct

from quizcli.notes.kinds import HOW_TO_WRITE, LINE, Kind, parse_number
from quizcli.notes.nodes import Node
from quizcli.notes.parts import CODE_FIELDS, PROMPT, sample
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, optional, required
from quizcli.shapes import Blank, Quantity, Typed


class _Amount(Struct, frozen=True):
    written: str
    value: float
    is_percent: bool = False


def _amount(node: Node, report: Report, percent_allowed: bool) -> _Amount | None:
    written = LINE.read(node, report)
    if written is None:
        return None
    is_percent = percent_allowed and written.endswith("%")
    value = parse_number(written.removesuffix("%") if is_percent else written)
    if value is None:
        hint = "write 0.5 or 10%" if percent_allowed else HOW_TO_WRITE
        report.error(node, f"'{written}' is not a number", hint)
        return None
    return _Amount(written, value, is_percent)


_NUMBER_SCHEMA: dict[str, object] = {"type": ["number", "string"]}
AMOUNT = Kind(lambda node, report: _amount(node, report, False), _NUMBER_SCHEMA)
TOLERANCE_AMOUNT = Kind(lambda node, report: _amount(node, report, True), _NUMBER_SCHEMA)

ANSWER = required("answer", AMOUNT, "The number alone; thousands separators are allowed.")
UNIT = optional("unit", LINE, "The unit as one writes it after the number: min, GiB, %.", "")
TOLERANCE = optional(
    "tolerance",
    TOLERANCE_AMOUNT,
    "How far off is still right: 5, or 10% of the answer.",
    _Amount("0", 0),
)


def _compile(entry: Entry, report: Report) -> Compiled:
    answer, tolerance = entry[ANSWER], entry[TOLERANCE]
    if tolerance.value < 0:
        report.error(entry.at(TOLERANCE), "a tolerance cannot be below zero")
    if not isfinite(answer.value * tolerance.value):
        report.error(entry.at(TOLERANCE), "the tolerance is too large to reckon with")
    allowed = abs(answer.value) * tolerance.value / 100 if tolerance.is_percent else tolerance.value
    quantity = Quantity(answer.value, entry[UNIT], allowed)
    shape = Typed(entry[PROMPT], (Blank(answer.written),), quantity=quantity, sample=sample(entry))
    return Compiled((("", shape),))


NUMBER = NoteType(
    "number", "A number to be typed.", (PROMPT, ANSWER, UNIT, TOLERANCE, *CODE_FIELDS), _compile
)
