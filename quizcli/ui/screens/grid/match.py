"""Things against the texts of one attribute, paired by digit and letter."""

from __future__ import annotations

import re
from string import ascii_lowercase

from rich.text import Text

from quizcli.drill.grid_rounds import MOST_PAIRS
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.grid.end import marked_end
from quizcli.ui.screens.grid.page import GridPage, headed, room
from quizcli.ui.screens.numbered import chosen
from quizcli.ui.screens.question import turn_key
from quizcli.ui.text import T, clean, fit, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen

LETTERS = ascii_lowercase[:MOST_PAIRS]
# Below so many columns names and texts do not stand side by side.
LEAST_WIDTH = 70
NAME_DIVISOR = 3
_PAIR = re.compile(rf"([1-{MOST_PAIRS}])\s*([{LETTERS}])")
_PAIRS = re.compile(rf"(?:\s*,?\s*{_PAIR.pattern})+\s*")


class MatchPage(GridPage, frozen=True):
    """Names with digits, texts with letters; a letter goes to the name that is pointed at."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in the order of their letters."""
        return self.play.slot.options

    def key(self, key: str) -> Screen | Outcome:
        """A digit points at a name, a letter gives it a text."""
        play, now = self.play, self.context.now()
        name = chosen(key, len(play.entries)) if key.isdigit() else None
        if name is not None:
            return self.with_play(play.move(name, now))
        if len(key) == 1 and key in LETTERS[: len(self.texts)]:
            return self.with_play(play.pick(self.texts[LETTERS.index(key)], now))
        if key == "backspace":
            return self.with_play(play.take_back(now))
        if key in ("tab", "down", "j", "s-tab", "up", "k"):
            step = 1 if key in ("tab", "down", "j") else -1
            return self.with_play(play.move(play.at + step, now))
        if key in ("enter", "space") and play.complete:
            return marked_end(self.context, play.handed_in(now))
        if key == "space":
            return self.with_play(play.give_up(now))
        if key == "enter":
            return self.with_play(play.next_open(now))
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """Names beside texts, or where that is too wide one name over the texts that are left."""
        title = f"{self.play.round.table.title} › {self._attribute()}"
        after = f"{self.play.filled} of {len(self.play.entries)} paired"
        wide = caps.width >= LEAST_WIDTH
        rows = self._wide(caps.body_width) if wide else self._narrow(caps.body_width)
        body = headed(caps, title, after, rows)
        return self.frame(caps, body, self._zone(caps), hints=self._hints())

    def lines(self) -> tuple[str, ...]:
        """Names and texts once; afterwards what is paired."""
        play = self.play
        if play.order:
            return (*self.news(), *self._paired())
        names = (f"{number}. {name}" for number, name in enumerate(self._names(), 1))
        texts = (f"{LETTERS[place]}. {one_line(text)}" for place, text in enumerate(self.texts))
        title = f"{play.round.table.title}. {self._attribute()}: which belongs to which?"
        return (*self.news(), *map(clean, (title, *names, *texts)))

    def prompt(self) -> str:
        """Asks for pairs."""
        if self.play.complete:
            return "Enter marks them, or pairs to change, such as 1b: "
        return "Pairs such as 1c 2a; Enter if you don't know the rest: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Pairs, Enter to hand in, or a command."""
        said = text.casefold()
        if _PAIRS.fullmatch(said):
            return self._with_pairs(said)
        key = turn_key(text)
        if key == "enter":
            return marked_end(self.context, self.play.handed_in(self.context.now()))
        # In a line a bare letter is a command: texts go to names by pairs.
        after = self.command(key) if len(key) == 1 else None
        return after or Bad(f"Type pairs such as 1{LETTERS[len(self.texts) - 1]} 2a.")

    def _with_pairs(self, said: str) -> Screen | Bad:
        play = self.play
        for name, letter in _PAIR.findall(said):
            place, text = int(name) - 1, LETTERS.index(letter)
            if place >= len(play.entries) or text >= len(self.texts):
                last = f"{len(play.entries)}{LETTERS[len(self.texts) - 1]}"
                return Bad(f"There is no {name}{letter}; the last pair could be {last}.")
            now = self.context.now()
            play = play.move(place, now).pick(self.texts[text], now)
        return self.with_play(play)

    def _attribute(self) -> str:
        return one_line(self.play.round.label(self.play.slot.attribute).text)

    def _names(self) -> tuple[str, ...]:
        round_ = self.play.round
        return tuple(one_line(round_.label(slot.subject).text) for slot in round_.slots)

    def _letter(self, place: int) -> str:
        """The letter of what a name has been given."""
        entry = self.play.entries[place]
        if entry is None:
            return "·"
        return LETTERS[self.texts.index(entry.text)] if entry.text else "–"

    def _wide(self, width: int) -> list[Text]:
        size = width // NAME_DIVISOR
        names = [row for place, _ in enumerate(self._names()) for row in self._name(place, size)]
        texts = [row for text in self.texts for row in self._text(text, width - size - 2)]
        rows = max(len(names), len(texts))
        names += [Text()] * (rows - len(names))
        texts += [Text()] * (rows - len(texts))
        return [line(fit(a, size), "  ", b) for a, b in zip(names, texts, strict=True)]

    def _name(self, place: int, width: int) -> list[Text]:
        here = place == self.play.at and not self.play.complete
        letter = self._letter(place)
        head = line(
            ("▸" if here else " ", "mark"),
            (f"{place + 1} ", "key"),
            (f"{letter} ", "mark" if letter.isalpha() else "dim"),
            " ",
        )
        return wrap(T(self._names()[place], "bold" if here else ""), width, head)

    def _text(self, text: str, width: int) -> list[Text]:
        used = not self.play.left(text)
        letter = LETTERS[self.texts.index(text)]
        head = line(("•" if used else " ", "dim"), (f"{letter} ", "key"), " ")
        return wrap(T(one_line(text), "dim" if used else ""), width, head)

    def _narrow(self, width: int) -> list[Text]:
        """The name that is pointed at, and the texts that are left for it."""
        place = self.play.at
        entry = self.play.entries[place]
        own = entry.text if entry else ""
        rows = self._name(place, width)
        for text in self.texts:
            if self.play.left(text) or text == own:
                rows += self._text(text, width)
        return rows

    def _zone(self, caps: Caps) -> tuple[Text, ...]:
        if self.play.complete:
            ready = line(("All paired. ", "bold"), "Enter marks them, Backspace takes back.")
            return airy((BLANK, *wrap(ready, caps.body_width)), caps)
        pairs = " ".join(
            f"{place + 1}{self._letter(place)}" for place in range(len(self.play.entries))
        )
        narrow = caps.width < LEAST_WIDTH and room(caps) > len(self.texts)
        return (line(("so far  ", "dim"), (pairs, "dim")),) if narrow and self.play.order else ()

    def _paired(self) -> tuple[str, ...]:
        pairs = " ".join(
            f"{place + 1}{self._letter(place)}" for place in range(len(self.play.entries))
        )
        return (f"{self.play.filled} of {len(self.play.entries)} paired: {pairs}",)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        back = (("Bksp", "take back"),) if self.play.order else ()
        if self.play.complete:
            return (("Enter", "mark"), *back)
        names, texts = len(self.play.entries), LETTERS[len(self.texts) - 1]
        return ((f"1-{names}", "name"), (f"a-{texts}", "text"), *back, ("Space", "don't know"))
