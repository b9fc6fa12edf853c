"""Study sheets: a heading a section, comparisons as tables, each question with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from quizcli.exchange import sides
from quizcli.exchange.sheet import Sheet
from quizcli.model import Card, Note
from quizcli.phrases import OLDER_GUIDE
from quizcli.shapes import Choice, Label, Order, Recall, Rubric, Table, Typed, asked_spot

_MARKS = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))", re.MULTILINE)
# A backtick behind a fence would make it none, and the code below it markup.
_NO_LANGUAGE = re.compile(r"[^\w+#.-]")
_FENCE = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)


def render(sheet: Sheet) -> Iterator[str]:
    """The sheets, a deck after the other."""
    titles = {deck.slug: deck.title or deck.slug for deck in sheet.decks}
    first = True
    for deck, cards in groupby(sheet.cards, key=lambda card: card.note.deck):
        yield f"{'' if first else chr(10)}# {escaped(titles.get(deck, deck))}\n"
        first = False
        for section, notes in groupby(cards, key=lambda card: card.note.section):
            if section and section != titles.get(deck):
                yield f"\n## {escaped(section)}\n"
            for _, group in groupby(notes, key=lambda card: card.note.id):
                yield "\n" + _note(list(group))


def escaped(text: str) -> str:
    """Text in which no character is markup; line ends are kept as such."""
    text = _LINE_START.sub(_guarded, _MARKS.sub(r"\\\g<0>", text.strip("\n")))
    return text.replace("\n", "  \n")


def _guarded(found: re.Match[str]) -> str:
    space, mark = found[1], found[2]
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def fenced(code: str, language: str) -> str:
    """A block of code; its fence is longer than any in it."""
    fence = "`" * (1 + max([2, *(len(found[1]) for found in _FENCE.finditer(code))]))
    return f"{fence}{_NO_LANGUAGE.sub('', language)}\n{code.strip(chr(10))}\n{fence}"


def _note(cards: Sequence[Card]) -> str:
    """A note's paragraphs: a table whole, a cloze filled, anything else card by card."""
    note, first = cards[0].note, cards[0].shape
    if note.table is not None:
        parts = [_table(note.table), *_of_cells(cards, note.table)]
    elif isinstance(first, Typed) and first.pieces:
        parts = [_cloze(first, cards)]
    else:
        parts = [part for card in cards for part in _card(card)]
    return "\n\n".join(part for part in (*parts, *_remarks(note)) if part) + "\n"


def _remarks(note: Note) -> Iterator[str]:
    if note.explain:
        yield _quoted(escaped(note.explain))
    if note.guide_said:
        yield _quoted(f"**{OLDER_GUIDE}** {escaped(note.guide_said)}")
    if note.verified:
        yield f"<small>checked {note.verified.on}: {escaped(note.verified.ref)}</small>"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _card(card: Card) -> Iterator[str]:
    shape = card.shape
    yield f"**{escaped(shape.prompt)}**"
    if shape.sample:
        yield fenced(shape.sample.text, shape.sample.language)
    match shape:
        case Recall():
            yield escaped(shape.answer)
        case Typed():
            also = ", ".join(map(escaped, sides.also_right(card)))
            yield escaped(sides.answer(card)) + (f" (also: {also})" if also else "")
        case Choice():
            yield "\n".join(
                f"- **{escaped(option.text)}** ✓"
                if option.right
                else f"- {escaped(option.text)}{' – ' + escaped(option.why) if option.why else ''}"
                for option in shape.options
            )
        case Order():
            yield "\n".join(f"{n}. {escaped(step)}" for n, step in enumerate(shape.steps, 1))
        case Rubric():
            yield escaped(shape.model)
            yield _listed("A good answer says:", [point.text for point in shape.points])
            yield _listed("Expect to be asked next:", shape.follow_ups)
        case _:
            assert_never(shape)


def _listed(label: str, texts: Sequence[str]) -> str:
    return "\n".join([label, "", *(f"- {escaped(text)}" for text in texts)]) if texts else ""


def _cloze(shape: Typed, cards: Sequence[Card]) -> str:
    """The text filled in, and what is asked of it."""
    text = "".join(piece.text for piece in shape.pieces)
    shown = fenced(text, shape.language) if shape.language else escaped(text)
    blanks = dict.fromkeys(line for card in cards for line in sides.answer(card).split("\n"))
    lead_in = f"**{escaped(shape.prompt)}**\n\n" if shape.prompt else ""
    return f"{lead_in}{shown}\n\nBlanks: {', '.join(f'*{escaped(blank)}*' for blank in blanks)}"


def _table(table: Table) -> str:
    across = table.compare == "rows"
    rows, columns = table.subjects, table.attributes
    if not across:
        rows, columns = columns, rows
    texts = {(cell.subject, cell.attribute): cell.text for cell in table.cells}

    def line(row: Label) -> list[str]:
        keys = ((row.key, each.key) if across else (each.key, row.key) for each in columns)
        return [row.text, *(texts.get(key, "") for key in keys)]

    header = [table.corner, *(column.text for column in columns)]
    ruler = "|" + " --- |" * len(header)
    lines = [_piped(header), ruler, *(_piped(line(row)) for row in rows)]
    return f"**{escaped(table.title)}**\n\n" + "\n".join(lines)


def _piped(cells: Sequence[str]) -> str:
    texts = (escaped(cell).replace("  \n", "<br>") for cell in cells)
    return "| " + " | ".join(texts) + " |"


def _of_cells(cards: Sequence[Card], table: Table) -> Iterator[str]:
    """What is remarked on single cells."""
    names = {label.key: label.text for label in (*table.subjects, *table.attributes)}
    lines: dict[str, None] = {}
    for card in cards:
        subject, attribute = asked_spot(card.facet)
        if not attribute:
            continue
        cell = table.cell(subject, attribute)
        guide = f"the older guide says: {cell.guide_said}" if cell.guide_said else ""
        remark = " – ".join(text for text in (cell.explain, guide) if text)
        if remark:
            where = f"{names[subject]}, {names[attribute]}"
            lines[f"- {escaped(where)}: {escaped(remark)}"] = None
    yield "\n".join(lines)
