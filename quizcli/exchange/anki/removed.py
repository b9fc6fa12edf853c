"""The last hand-over of a card that no deck has any more.

Anki keeps what an import does not mention, so a removed card is handed over once more under a tag
by which it can be found and deleted there.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.exchange.anki.ledger import LedgerRow
from quizcli.exchange.anki.text import block, clean, deletion, prose

TAG = "quizcli::removed"
NOTICE = f"This card is no longer in the decks. To delete all such cards, search for tag:{TAG}."


def farewell(rows: Sequence[LedgerRow]) -> tuple[str, ...]:
    """The fields of a removed note: what the ledger kept of it, and why it is still there."""
    first = rows[0]
    sides = {row.ord: (_asked(row.question), block("answer", prose(row.answer))) for row in rows}
    extra = block("explain", prose(NOTICE))
    if first.family == "cloze":
        hidden = "".join(
            f"{{{{c1::{deletion(line)}}}}} " for line in clean(first.answer).split("\n") if line
        )
        text = _asked(first.question) + block("passage", hidden.strip())
        return (text, "", extra, "", first.card, "")
    front, reverse = sides.get(0, ("", "")), sides.get(1, ("", ""))
    return (*front, extra, "", first.card, "", *reverse)


def _asked(question: str) -> str:
    return block("ask", prose(question))
