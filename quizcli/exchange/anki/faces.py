"""The two sides of a card as HTML, one pair of functions a shape.

What stands in an element of class `once` is shown on the question side only: the answer side
repeats it with the answer marked.
"""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct

from quizcli.drill.ask import mixed_steps, shuffled
from quizcli.exchange.anki.code import highlighted, with_deletions
from quizcli.exchange.anki.tables import grid, reading
from quizcli.exchange.anki.text import block, clean, deletion, inline, plain, prose
from quizcli.model import Card
from quizcli.phrases import counted
from quizcli.shapes import REVERSE, Choice, Order, Recall, Rubric, Sample, Typed

MOST_ALSO = 4  # other right spellings that are named


class Face(Struct, frozen=True):
    """The question and the answer of a card; in a cloze note the question holds the deletions.

    `reading` is the text of the question where it was known without its HTML.
    """

    front: str
    back: str
    reading: str = ""

    @property
    def text(self) -> str:
        """What the question reads as."""
        return self.reading or plain(self.front)


def face(card: Card) -> Face:
    """Both sides of a card."""
    if card.note.table is not None and card.facet:
        return _of_cell(card)
    match card.shape:
        case Recall() as shape:
            return Face(_ask(card, shape.sample), block("answer", prose(shape.answer)))
        case Typed() as shape if shape.pieces:
            return Face(_cloze(shape) + _hint(card), _also(shape))
        case Typed() as shape:
            answers = "<br>".join(prose(blank.answer) for blank in shape.blanks)
            unit = shape.quantity.unit if shape.quantity else ""
            front, back = _ask(card, shape.sample), f"{answers} {prose(unit)}" if unit else answers
            unit_asked = _task(f"in {prose(unit)}") if unit else ""
            return Face(front + unit_asked, block("answer", back) + _also(shape))
        case Choice() as shape:
            open_, marked = _options(card, shape)
            return Face(_ask(card, shape.sample) + open_, marked)
        case Order() as shape:
            mixed = _task("put these in order") + _list(
                "ul", "steps once", mixed_steps(shape, card.id)
            )
            return Face(_ask(card, shape.sample) + mixed, _list("ol", "steps", shape.steps))
        case Rubric() as shape:
            front = _ask(card, shape.sample) + block("task", _aloud(shape.minutes))
            return Face(front, _rubric(shape))
        case _:
            assert_never(card.shape)


def _ask(card: Card, sample: Sample | None) -> str:
    code = _code(highlighted(clean(sample.text).strip("\n"), sample.language)) if sample else ""
    return block("ask", prose(card.shape.prompt)) + code + _hint(card)


def _hint(card: Card) -> str:
    """A line that opens on a click; a hint is for the question, not for its reverse."""
    if not card.note.hint or card.facet == REVERSE:
        return ""
    return f'<details class="hint once"><summary>hint</summary>{prose(card.note.hint)}</details>'


def _code(html: str) -> str:
    return f'<pre class="code"><code>{html}</code></pre>'


def _task(html: str) -> str:
    return block("task once", html)


def _list(tag: str, kind: str, texts: tuple[str, ...]) -> str:
    return block(kind, "".join(f"<li>{prose(text)}</li>" for text in texts), tag)


def _also(shape: Typed) -> str:
    """Other spellings that are right; all of them would bury the answer."""
    others = dict.fromkeys(text for blank in shape.blanks for text in blank.accept)
    texts = [prose(text) for text in others if text.casefold() not in _answers(shape)]
    return block("also", "also right: " + " · ".join(texts[:MOST_ALSO])) if texts else ""


def _answers(shape: Typed) -> set[str]:
    return {blank.answer.casefold() for blank in shape.blanks}


def _of_cell(card: Card) -> Face:
    table = card.note.table
    if table is None:
        raise ValueError(f"{card.id} belongs to no table")
    blank, filled = grid(table, card.facet)
    ask = _ask(card, None)
    return Face(ask + block("once", blank), filled, plain(ask) + reading(table, card.facet))


def _cloze(shape: Typed) -> str:
    pieces = [(clean(piece.text), piece.blank is not None) for piece in shape.pieces]
    # A browser drops a line end at the start of a block of code.
    pieces[0] = (pieces[0][0].lstrip("\n"), pieces[0][1])
    pieces[-1] = (pieces[-1][0].rstrip("\n"), pieces[-1][1])
    lead_in = block("ask", prose(shape.prompt))
    if shape.language:
        return lead_in + _code(with_deletions(pieces, shape.language))
    text = "".join(
        f"{{{{c1::{deletion(text)}}}}}" if hidden else inline(text) for text, hidden in pieces
    )
    return lead_in + block("passage", text.replace("\n", "<br>"))


def _options(card: Card, shape: Choice) -> tuple[str, str]:
    """The options, open and marked, in the card's own order: the right one has no usual place."""
    by_text = {option.text: option for option in shape.options}
    asked, answered = [], []
    for text in shuffled(tuple(by_text), card.id):
        option, html = by_text[text], prose(text)
        asked.append(f"<li>{html}</li>")
        if option.right:
            answered.append(f'<li class="right"><b>{html}</b> ✓</li>')
        else:
            why = block("why", prose(option.why), "span")
            answered.append(f'<li class="wrong"><s>{html}</s>{" " + why if why else ""}</li>')
    tell = _task("choose all that are right") if shape.several else ""
    return (
        f'{tell}<ol type="A" class="options once">{"".join(asked)}</ol>',
        f'<ol type="A" class="options">{"".join(answered)}</ol>',
    )


def _aloud(minutes: float) -> str:
    return f"aloud, about {counted(minutes, 'minute')}"


def _rubric(shape: Rubric) -> str:
    points = "".join(
        f"<li>{prose(point.text)}{_weight(point.weight)}</li>" for point in shape.points
    )
    return (
        (block("label", "A model answer") if shape.model else "")
        + block("model", prose(shape.model))
        + block("label", "A good answer says")
        + block("points", points, "ul")
        + (block("label", "Expect to be asked next") if shape.follow_ups else "")
        + _list("ul", "follow-ups", shape.follow_ups)
    )


def _weight(weight: float) -> str:
    return "" if weight == 1 else " " + block("weight", f"×{weight:g}", "span")
