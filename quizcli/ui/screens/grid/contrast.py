"""Two things side by side: which of the two has what."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.shapes import Table
from quizcli.ui.screens.grid.fill import HIDDEN, WANTED, FillPage
from quizcli.ui.screens.grid.marked import side_by_side
from quizcli.ui.screens.numbered import spoken
from quizcli.ui.text import T, clean, one_line


class ContrastPage(FillPage, frozen=True):
    """The values of two things are dealt out one by one; each lands where the learner puts it."""

    def table(self) -> Table:
        """The two things, and the attributes that are asked."""
        play = self.play
        asked = {slot.attribute for slot in play.round.slots}
        two = side_by_side(play.round.table, *play.round.pair)
        kept = tuple(label for label in two.attributes if label.key in asked)
        return replace(two, attributes=kept)

    def asked(self) -> str:
        """What is asked now."""
        return f"Which of the two has {self.play.slot.asked}"

    def shown(self, subject: str, attribute: str) -> Text:
        """A value under the thing it was given to."""
        play = self.play
        for place, slot in enumerate(play.round.slots):
            if slot.attribute != attribute:
                continue
            entry = play.entries[place]
            if entry is None:
                return T(WANTED, "want") if place == play.at else T(HIDDEN, "dim")
            if entry.text == play.round.label(subject).text:
                value = slot.asked.partition(": ")[2]
                return T(one_line(value), "want" if place == play.at else "mark")
        return T("")

    def asked_lines(self) -> tuple[str, ...]:
        """The question and the two things."""
        return (f"{clean(self.asked())}?", *spoken(self.play.slot.options))
