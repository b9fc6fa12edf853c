"""Basic notes: one question with one answer, said or typed, and on request the other way round."""

from __future__ import annotations

from quizcli.notes.kinds import TEXT, YES_NO, either
from quizcli.notes.nodes import Mapping
from quizcli.notes.parts import ACCEPT, CODE_FIELDS, PROMPT, sample
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, optional, record, required
from quizcli.shapes import REVERSE, Blank, Question, Recall, Sample, Typed

ANSWER = required("answer", TEXT, "The answer, short enough to say in a breath.")
BACK = record("`reverse`", PROMPT, ANSWER, ACCEPT)
REVERSED = optional(
    "reverse",
    either(Mapping, BACK, YES_NO),
    "A second card: true swaps prompt and answer, or write prompt, answer and accept.",
    False,
)


def _compile(entry: Entry, report: Report) -> Compiled:
    cards = [("", _card(entry, sample(entry), report))]
    match entry[REVERSED]:
        case Entry() as back:
            cards.append((REVERSE, _card(back, None, report)))
        case True:
            cards.append((REVERSE, Recall(entry[ANSWER], entry[PROMPT])))
        case False:
            pass
    return Compiled(tuple(cards))


def _card(entry: Entry, code: Sample | None, report: Report) -> Question:
    prompt, answer, accept = entry[PROMPT], entry[ANSWER], entry[ACCEPT]
    if accept is None:
        return Recall(prompt, answer, code)
    if "\n" in answer:
        report.error(
            entry.at(ANSWER), "a typed answer has to stand on one line", "leave out `accept`"
        )
    return Typed(prompt, (Blank(answer, accept),), sample=code)


BASIC = NoteType(
    "basic",
    "A question with a short answer.",
    (PROMPT, ANSWER, ACCEPT, REVERSED, *CODE_FIELDS),
    _compile,
)
