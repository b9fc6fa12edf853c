"""Notes for Anki's text import: its stock note types, GUIDs so that a later file updates them."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from quizcli.exchange.anki import guids
from quizcli.exchange.anki.faces import face
from quizcli.exchange.anki.notes import extra, source, tags
from quizcli.exchange.anki.tree import Tree
from quizcli.exchange.lines import Lines
from quizcli.exchange.sheet import ROOT, Sheet
from quizcli.model import Card

HEADERS = (
    "#separator:tab", "#html:true", "#guid column:1", "#notetype column:2", "#deck column:3",
    "#tags column:4",
)  # fmt: skip
STOCK_NAMES = {"stock-basic": "Basic", "stock-cloze": "Cloze"}


def render(sheet: Sheet) -> Iterator[str]:
    """The headers, then a row a card: GUID, note type, deck, tags and two fields of HTML."""
    tree, lines = Tree(sheet.decks, ROOT), Lines()
    # All is quoted: a row that began with a # would be a comment to Anki.
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    yield "\n".join(HEADERS) + "\n"
    for card in sheet.cards:
        kind = guids.stock_family(card)
        front, back = _fields(card)
        spaced = " ".join(tags(card))
        row = (guids.guid(card.id, kind), STOCK_NAMES[kind], tree.name(card), spaced, front, back)
        writer.writerow(row)
        yield lines.taken()


def _fields(card: Card) -> tuple[str, str]:
    """Both fields; the stock types have no style, so tables get their lines here."""
    shown = face(card)
    back = "".join((shown.back, extra(card), source(card)))
    return _ruled(shown.front), _ruled(back)


def _ruled(html: str) -> str:
    return html.replace("<table>", '<table border="1">')
