"""The frame all screens share, painted to rows of exactly the terminal's width and height."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from rich.cells import cell_len
from rich.text import Text

from quizcli.ui.area import Area
from quizcli.ui.field import Field
from quizcli.ui.text import fit, line
from quizcli.ui.theme import Caps, runs, to_ascii

LEAST_BODY = 2
# Known by identity: an empty row of code is another one.
BLANK = Text()


class Frame(Struct, frozen=True):
    """A screen laid out: rows of at most the body's width, and the texts around them.

    The body scrolls; rows `focus` (first and last) are brought in sight, the first of them before
    the last. The zone and the text field (there when `label` is given) never scroll away. Hints are
    dropped whole from the right when there is no room for them; `help` stays.
    """

    left: Text
    right: Text = field(default_factory=Text)
    body: tuple[Text, ...] = ()
    zone: tuple[Text, ...] = ()
    label: Text | None = None
    status: Text = field(default_factory=Text)
    grades: Text | None = None
    hints: tuple[tuple[str, str], ...] = ()
    help: tuple[str, str] = ("?", "keys")
    focus: tuple[int, int] = (0, 0)
    least: tuple[int, int] = (40, 12)


class Painted(Struct, frozen=True):
    """Rows for the whole terminal.

    `top` is the body row shown first, `home` the one before any scrolling, `page` a screenful. A
    window that is too small shows nothing of the frame.
    """

    rows: tuple[Text, ...]
    cursor: tuple[int, int] | None = None
    top: int = 0
    home: int = 0
    page: int = 1
    too_small: bool = False


def airy(rows: Iterable[Text], caps: Caps) -> tuple[Text, ...]:
    """The rows, without the blank ones that only part things where rows are scarce."""
    return tuple(row for row in rows if row is not BLANK) if caps.low else tuple(rows)


def paint(frame: Frame, caps: Caps, text: Field | Area | None = None, scroll: int = 0) -> Painted:
    """The frame with what stands in its text field, the body scrolled by `scroll` rows."""
    if caps.width < frame.least[0] or caps.height < frame.least[1]:
        return _too_small(frame, caps)
    head = [_header(frame, caps)] if caps.low else [_header(frame, caps), _rule(caps)]
    foot = _foot(frame, caps)
    room = caps.height - len(head) - len(foot)
    if isinstance(text, Area) and frame.label is not None:
        entry, (column, row) = _area(frame, text, caps, room)
    else:
        field = text if isinstance(text, Field) else Field()
        entry, column = _entry(frame, field, caps)
        row = 0
    room -= len(entry)
    zone = [_margin(row) for row in frame.zone[: max(0, room - LEAST_BODY)]]
    shown, top, home = _window(frame, room - len(zone), scroll, caps)
    rows = [*head, *shown, *zone, *entry, *foot]
    cursor = (column, len(head) + len(shown) + len(zone) + row) if entry else None
    return Painted(_finished(rows, caps), cursor, top, home, max(1, room - len(zone) - 2))


def _header(frame: Frame, caps: Caps) -> Text:
    right = fit(frame.right, min(frame.right.cell_len, caps.width * 2 // 3))
    left = fit(line(" ", frame.left), caps.width - right.cell_len - 2)
    return line(left, " ", right, " ")


def _rule(caps: Caps) -> Text:
    return Text("─" * caps.width, "dim")


def _margin(row: Text) -> Text:
    return line(" ", row)


def _entry(frame: Frame, text: Field, caps: Caps) -> tuple[list[Text], int]:
    """The row of the text field and the cursor's column; a long text is shown around the cursor."""
    if frame.label is None:
        return [], 0
    label = fit(frame.label, min(frame.label.cell_len, caps.width // 2))
    room = caps.width - label.cell_len - 3
    start = 0
    while cell_len(text.text[start : text.cursor]) >= room - 1:
        start += 1
    row = line(" ", label, " ", ("…" if start else "") + text.text[start + (start > 0) :])
    return [row], 2 + label.cell_len + cell_len(text.text[start : text.cursor])


def _area(frame: Frame, text: Area, caps: Caps, room: int) -> tuple[list[Text], tuple[int, int]]:
    """The rows of a long text under their label, as many as the body leaves; the cursor in them."""
    body = min(len(frame.body), (room + 1) // 2)
    height = max(2, room - body - len(frame.zone))
    rows = text.rows
    shown = height - 1
    top = max(0, min(text.row - shown // 2, len(rows) - shown))
    label = line(" ", frame.label or Text())
    if len(rows) > shown:
        label = line(label, (f" row {text.row + 1} of {len(rows)}", "dim"))
    lines = [line(" ", text.text[start:end]) for start, end in rows[top : top + shown]]
    lines += [Text()] * (shown - len(lines))
    return [label, *lines], (1 + text.column, 1 + text.row - top)


def _foot(frame: Frame, caps: Caps) -> list[Text]:
    """Status row (always there unless rows are scarce, so that nothing jumps), rule, keys."""
    status = [_margin(frame.status)] if frame.status or not caps.low else []
    grades = [] if frame.grades is None else [_margin(frame.grades)]
    return [*status, _rule(caps), *grades, _hints(frame, caps)]


def _hints(frame: Frame, caps: Caps) -> Text:
    always = _hint(*frame.help)
    room = caps.width - always.cell_len - 3
    row = Text()
    for key, words in frame.hints:
        longer = line(row, "  " if row else "", _hint(key, words))
        if longer.cell_len > room:
            break
        row = longer
    return line(" ", fit(row, room), " ", always)


def _hint(key: str, words: str) -> Text:
    return line((key, "key"), " ", (words, "dim"))


def _window(frame: Frame, room: int, scroll: int, caps: Caps) -> tuple[list[Text], int, int]:
    """The rows of the body in sight, the first of them and where it was before scrolling."""
    body = frame.body
    if len(body) <= room:
        return [*map(_margin, body), *[Text()] * (room - len(body))], 0, 0
    # The last row of the window says how much is hidden below.
    most = len(body) - room
    first, last = frame.focus
    home = min(first, max(0, last - room + 2), most)
    top = max(0, min(home + scroll, most))
    if top == most:
        return [*map(_margin, body[top:])], top, home
    hidden = len(body) - top - (room - 1)
    return [*map(_margin, body[top : top + room - 1]), _more(hidden, caps)], top, home


def _more(hidden: int, caps: Caps) -> Text:
    return fit(Text(f" ── {hidden} more · j/k, PgDn ──", "dim"), caps.width)


def _finished(rows: list[Text], caps: Caps) -> tuple[Text, ...]:
    """The rows in exactly the terminal's size, in its characters."""
    whole = [fit(row, caps.width) for row in rows[: caps.height]]
    whole += [Text(" " * caps.width)] * (caps.height - len(whole))
    return tuple(whole) if caps.unicode else tuple(map(_in_ascii, whole))


def _in_ascii(row: Text) -> Text:
    ascii_row = Text()
    for names, text in runs(row):
        start = len(ascii_row)
        ascii_row.append(to_ascii(text))
        for name in names:
            ascii_row.stylize(name, start)
    return ascii_row


def _too_small(frame: Frame, caps: Caps) -> Painted:
    width, height = frame.least
    said = ("Window too small:", f"{width}x{height} needed, is {caps.width}x{caps.height}")
    return Painted(_finished([Text(text) for text in said[: caps.height]], caps), too_small=True)
