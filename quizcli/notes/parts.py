"""Fields that several note types share, declared once."""

from __future__ import annotations

from quizcli.notes.kinds import LINE, TEXT, YES_NO, list_of
from quizcli.notes.names import fold
from quizcli.notes.nodes import Node, Sequence
from quizcli.notes.report import Report
from quizcli.notes.spec import AnyField, Entry, optional, required
from quizcli.shapes import Sample

PROMPT = required("prompt", TEXT, "The question; it reads without the deck's title.")
TITLE = required("prompt", LINE, "The title of the table.")
LEAD_IN = optional("prompt", TEXT, "A sentence before the text.", "")
ACCEPT = optional(
    "accept", list_of(LINE), "Other spellings that are right; makes the answer typed.", None
)

CODE = optional("code", TEXT, "A block shown under the question, at most 76 columns wide.", "")
LANGUAGE = optional("language", LINE, "The language of the code: yaml, bash, python …", "")
BROKEN = optional("broken", YES_NO, "True where the code deliberately does not parse.", False)

CODE_FIELDS: tuple[AnyField, ...] = (CODE, LANGUAGE, BROKEN)


def sample(entry: Entry) -> Sample | None:
    """The code block of a note, if it has one."""
    return Sample(entry[CODE], entry[LANGUAGE]) if CODE in entry else None


def report_repeats(texts: tuple[str, ...], node: Node, report: Report, what: str) -> None:
    """Reports texts that count as the same as an earlier one, each at its own place."""
    items = node.items if isinstance(node, Sequence) else (node,)
    seen: set[str] = set()
    for text, item in zip(texts, items, strict=False):
        if fold(text) in seen:
            report.error(item, f"the {what} '{text}' stands twice")
        seen.add(fold(text))


EXPLAIN = optional(
    "explain", TEXT, "Why it is so, the trap, or the neighbour it is confused with.", ""
)
GUIDE_SAID = optional("guide_said", TEXT, "What an older guide says, where it differs.", "")
