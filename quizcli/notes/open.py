"""Open notes: interview questions answered aloud and judged point by point."""

from __future__ import annotations

from quizcli.notes.kinds import LINE, NUMBER, TEXT, either, list_of, mapping_of
from quizcli.notes.limits import MOST_KEYS, MOST_TERMS
from quizcli.notes.names import slug
from quizcli.notes.nodes import Scalar
from quizcli.notes.parts import CODE_FIELDS, PROMPT, sample
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, optional, record, required
from quizcli.shapes import Point, Rubric

POINT_TEXT = required("text", LINE, "What a good answer says.")
WEIGHT = optional("weight", NUMBER, "How much the point counts; 1 unless given.", 1.0)
TERMS = optional("terms", list_of(LINE, MOST_TERMS), "Words that show the point was made.", ())
POINT = record("a point", POINT_TEXT, WEIGHT, TERMS)

POINTS = required(
    "points",
    mapping_of(either(Scalar, LINE, POINT)),
    "Three to six things a good answer says: key: text, or key: {text, weight, terms}.",
)
MODEL = optional("model", TEXT, "A model answer of a few sentences.", "")
MINUTES = optional("minutes", NUMBER, "How long the answer should take.", 3.0)
FOLLOW_UPS = optional("follow-ups", list_of(LINE), "Questions an interviewer asks next.", ())


def _point(key: str, written: str | Entry) -> Point:
    if isinstance(written, str):
        return Point(key, written)
    return Point(key, written[POINT_TEXT], written[WEIGHT], written[TERMS])


def _compile(entry: Entry, report: Report) -> Compiled:
    points = tuple(_point(slug(pair.key), pair.value) for pair in entry[POINTS])
    if not points:
        report.error(entry.at(POINTS), "a rubric needs a point or more")
    if len(points) > MOST_KEYS:
        report.error(entry.at(POINTS), f"a rubric has {MOST_KEYS} points at most")
    if any(not point.key for point in points) or len({point.key for point in points}) < len(points):
        report.error(entry.at(POINTS), "two points have the same key, or a key has no letters")
    if any(point.weight <= 0 for point in points):
        report.error(entry.at(POINTS), "the weight of a point has to be above zero")
    if entry[MINUTES] <= 0:
        report.error(entry.at(MINUTES), "the minutes have to be above zero")
    rubric = Rubric(
        entry[PROMPT], points, entry[MODEL], entry[MINUTES], entry[FOLLOW_UPS], sample(entry)
    )
    return Compiled((("", rubric),))


OPEN = NoteType(
    "open",
    "An interview question with the points it is judged by.",
    (PROMPT, POINTS, MODEL, MINUTES, FOLLOW_UPS, *CODE_FIELDS),
    _compile,
)
