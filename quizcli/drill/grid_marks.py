"""Table turns marked: what each cell earned, and whose row was taken for the right one."""

from __future__ import annotations

from msgspec import Struct

from quizcli.drill.grid import DONT_KNOW, Entry, Play, Round, Slot
from quizcli.grading import Part, Verdict
from quizcli.model import Grade
from quizcli.notes.names import fold

# In these things are chosen, not values.
THINGS_OFFERED = ("which", "contrast")
# A cell right at first try within so many seconds was right at once.
PROMPT_SECONDS = 5.0


class Mark(Struct, frozen=True):
    """A slot marked: the grade it earned, and the seconds spent on it."""

    slot: Slot
    entry: Entry
    grade: Grade
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the right option stood there at the end."""
        return self.entry.text == self.slot.right

    @property
    def verdict(self) -> Verdict:
        """The mark as a verdict on the card, what was chosen in the card's own terms."""
        given = self.entry.text
        part = Part(self.right, self.slot.right, given)
        return Verdict((part,), self.grade, self.slot.record(given) if given else DONT_KNOW)

    @property
    def offered(self) -> tuple[str, ...]:
        """What was on offer, in the card's own terms."""
        return tuple(dict.fromkeys(map(self.slot.record, self.entry.offered)))


def marks(play: Play) -> tuple[Mark, ...]:
    """Every slot marked; what is open counts as not known."""
    return tuple(
        Mark(slot, entry or Entry(DONT_KNOW, slot.options), _grade(play, place), play.spent[place])
        for place, (slot, entry) in enumerate(zip(play.round.slots, play.entries, strict=True))
    )


def owners(round_: Round, mark: Mark) -> tuple[str, ...]:
    """The things whose row was picked instead of the right one: keys of subjects, in table order.

    None when nothing was picked, and of a reversed round, where all is of one row.
    """
    picked = mark.entry.text
    if mark.right or picked == DONT_KNOW or round_.mode == "reverse":
        return ()
    table = round_.table
    if round_.mode in THINGS_OFFERED:
        return tuple(label.key for label in table.subjects if label.text == picked)
    column = table.column(mark.slot.attribute)
    return tuple(cell.subject for cell in column if cell.text and fold(cell.text) == fold(picked))


def _grade(play: Play, place: int) -> Grade:
    entry, slot = play.entries[place], play.round.slots[place]
    if entry is None or entry.text == DONT_KNOW:
        return Grade.BLANK
    if entry.text != slot.right:
        return Grade.AGAIN
    if place in play.corrected or play.further:
        return Grade.HARD
    return Grade.EASY if play.spent[place] <= PROMPT_SECONDS else Grade.GOOD
