"""Order notes: steps to be put in their order, such as the path of a request."""

from __future__ import annotations

from quizcli.notes.kinds import LINE, list_of
from quizcli.notes.limits import MOST_KEYS
from quizcli.notes.parts import CODE_FIELDS, PROMPT, report_repeats, sample
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, required
from quizcli.shapes import Order

STEPS = required("steps", list_of(LINE), "Three to seven short steps, in their right order.")


def _compile(entry: Entry, report: Report) -> Compiled:
    steps = entry[STEPS]
    if len(steps) < 2:
        report.error(entry.at(STEPS), "an order needs two steps or more")
    if len(steps) > MOST_KEYS:
        report.error(entry.at(STEPS), f"an order has {MOST_KEYS} steps at most", "split it")
    report_repeats(steps, entry.at(STEPS), report, "step")
    return Compiled((("", Order(entry[PROMPT], steps, sample(entry))),))


ORDER = NoteType(
    "order", "Steps to be put in their order.", (PROMPT, STEPS, *CODE_FIELDS), _compile
)
