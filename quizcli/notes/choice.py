"""Choice notes: one or several right options among wrong ones that say why they are wrong."""

from __future__ import annotations

from quizcli.notes.kinds import ANY_SCALAR, LINE, Kind, list_of
from quizcli.notes.limits import MOST_KEYS
from quizcli.notes.names import fold
from quizcli.notes.nodes import Mapping, Node, Scalar
from quizcli.notes.parts import CODE_FIELDS, PROMPT, sample
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, required
from quizcli.shapes import Choice, Option


def _read_wrong(node: Node, report: Report) -> tuple[Option, ...] | None:
    if not isinstance(node, Mapping):
        texts = list_of(LINE).read(node, report)
        return None if texts is None else tuple(Option(text) for text in texts)
    options = [_wrong_option(key, value, report) for key, value in node.entries]
    good = tuple(option for option in options if option is not None)
    return good if len(good) == len(options) else None


def _wrong_option(key: Scalar, value: Node, report: Report) -> Option | None:
    text = LINE.read(key, report)
    no_reason = isinstance(value, Scalar) and not value.text.strip()
    why = "" if no_reason else LINE.read(value, report)
    return None if text is None or why is None else Option(text, why=why)


_REASONS = {
    "type": "object",
    "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
}
WRONG_OPTIONS = Kind(_read_wrong, {"anyOf": [_REASONS, {"type": "array", "items": ANY_SCALAR}]})

RIGHT = required(
    "right", list_of(LINE), "The right option; several mean that all have to be chosen."
)
WRONG = required("wrong", WRONG_OPTIONS, "Wrong options, each with why it is wrong.")


def _compile(entry: Entry, report: Report) -> Compiled:
    right = tuple(Option(text, right=True) for text in entry[RIGHT])
    wrong = entry[WRONG]
    if not right:
        report.error(entry.at(RIGHT), "no option is right")
    if len(right) >= MOST_KEYS:
        report.error(entry.at(RIGHT), f"a choice has {MOST_KEYS - 1} right options at most")
    if not wrong:
        report.error(entry.at(WRONG), "no option is wrong, so there is nothing to choose")
    _report_doubles((*right, *wrong), entry, report)
    return Compiled((("", Choice(entry[PROMPT], (*right, *wrong), sample(entry))),))


def _report_doubles(options: tuple[Option, ...], entry: Entry, report: Report) -> None:
    seen: dict[str, Option] = {}
    for option in options:
        first = seen.setdefault(fold(option.text), option)
        if first is option:
            continue
        node = entry.at(RIGHT if option.right else WRONG)
        if first.right and not option.right:
            report.error(node, f"the wrong option '{option.text}' is also right")
        else:
            report.error(node, f"the option '{option.text}' stands twice")


CHOICE = NoteType(
    "choice",
    "Options of which one or several are right.",
    (PROMPT, RIGHT, WRONG, *CODE_FIELDS),
    _compile,
)
