"""Decks broken at random, read, checked, asked, graded and exported: nothing may raise or be slow.

`python tests/bench/bench_fuzz.py [minutes] [seed]` prints what was tried, the slowest of each step
and the most memory; a failure is printed with the number that makes it again.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field

sys.path.insert(0, str(Path(__file__).parents[2]))

from quizcli.deckfiles.check import check
from quizcli.deckfiles.find import bundled, deck_files
from quizcli.deckfiles.load import Loaded, load_deck
from quizcli.drill.ask import Ask, arrange
from quizcli.exchange import load as exporter
from quizcli.exchange.anki.notes import grouped, note
from quizcli.exchange.sheet import Sheet
from quizcli.grading import Answers, Ordered, Picked, Recalled, Ticked, mark, proposed
from quizcli.shapes import Choice, Order, Recall, Rubric, Typed
from quizcli.store import payload
from quizcli.ui.frame import paint
from quizcli.ui.screens.ask import ask_screen
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.theme import Caps
from tests.hostile.corpus import CASES, ESCAPES, MARKUP

SCRAPS = [
    "\n", " ", "  - ", "- id: x\n", ": ", "{", "}", "[", "]", '"', "'", "|\n", ">\n", "&a ", "*a",
    "<<: ", "!!x ", "{{c1::", "}}", "| a | b |\n", "---\n", "\t", "\r", "\0", "\ufeff", "# ", "%",
    "é", "\u2028", "1e999", "type: table\n", "type: cloze\n", "accept: [a]\n", "keys: {a: b}\n",
    "9" * 400, "a " * 400, "[" * 60, *ESCAPES.values(), *MARKUP.values(),
]  # fmt: skip
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
SOURCES = [path.read_bytes() for path in deck_files([bundled()])]
SIZES = [Caps(40, 12), Caps(80, 24), Caps(132, 43, unicode=False)]


class Tally(Struct):
    """How often each step was done, its slowest time, and what failed."""

    times: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    failures: list[int] = field(default_factory=list)

    def timed(self, step: str, number: int, act: Callable[..., object], *args: object) -> object:
        """What a step gives; its time in CPU seconds is remembered."""
        begun = time.process_time()
        given = act(*args)
        self.times[step] += 1
        taken = time.process_time() - begun
        self.slowest[step] = max(self.slowest.get(step, (0.0, 0)), (taken, number))
        return given


def broken(dice: random.Random) -> bytes:
    """A deck of the corpus or of ours, with a few bytes or lines changed."""
    if dice.random() < 0.5:
        data = CASES[dice.choice([*CASES])](dice.choice([1, 1, 2, 5]))
    else:
        data = dice.choice(SOURCES)
    for _ in range(dice.choice([0, 1, 1, 2, 3, 10])):
        at, other = dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data = data[:at] + dice.choice(SCRAPS).encode("utf-8", "replace") + data[at:]
            case 1:
                data = data[: min(at, other)] + data[min(max(at, other), at + 200) :]
            case 2:
                data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
            case 3:
                data = data[:at] + data[other : other + 300] + data[at:]
            case 4:
                data = data[:at]
    return data


def answered(ask: Ask, dice: random.Random) -> object:
    """The verdict on a response made of scraps."""
    text = "".join(dice.choices(SCRAPS, k=dice.randrange(4)))[:1000]
    match ask.shape:
        case Recall():
            return mark(ask.shape, Recalled())
        case Typed(blanks=blanks):
            texts = [dice.choice([text, blank.answer, blank.answer[1:]]) for blank in blanks]
            return mark(ask.shape, Answers(tuple(texts)), frozenset({"term"}))
        case Choice(options=options):
            return mark(ask.shape, Picked(tuple(o.text for o in options if dice.random() < 0.5)))
        case Order(steps=steps):
            return mark(ask.shape, Ordered(tuple(dice.sample(steps, len(steps)))))
        case Rubric():
            return mark(ask.shape, Ticked(proposed(ask.shape, text), text))


def shown(ask: Ask, caps: Caps) -> None:
    """Paints the question and its next side, and speaks them."""
    screen = ask_screen(TurnContext(ask, ask.card.note.section, 1, 2, 1, None))
    for key in ("space", "1", "enter"):
        painted = paint(screen.view(caps), caps)
        if any(
            ord(char) < 32 or 127 <= ord(char) < 160 for row in painted.rows for char in row.plain
        ):
            raise ValueError("a control character is painted")
        screen.lines()
        after = screen.submit("x") if screen.typing else screen.key(key)
        screen = after if hasattr(after, "view") else screen


def tried(number: int, seed: int, tally: Tally, folder: Path) -> None:
    """One deck through all steps."""
    dice = random.Random(f"{seed}/{number}")
    data = broken(dice)
    loaded = tally.timed("load", number, load_deck, "d.yaml", data)
    assert isinstance(loaded, Loaded)
    assert loaded.deck or loaded.problems
    if number % 5 == 0:
        path = folder / "d.yaml"
        path.write_bytes(data)
        tally.timed("check", number, check, [path])
    cards = loaded.cards
    for card in dice.sample(cards, min(3, len(cards))):
        assert (card.facet, card.shape) == payload.face(payload.dump((card.facet, card.shape)))
        ask = arrange(card, f"{number}")
        tally.timed("grade", number, answered, ask, dice)
        tally.timed("paint", number, shown, ask, dice.choice(SIZES))
    some = cards[:50]
    form = dice.choice(["csv", "tsv", "json", "markdown"])
    tally.timed(form, number, "".join, exporter(form).render(Sheet(some)))
    tally.timed("anki", number, list, (note(group).content for group in grouped(some)))


def main() -> int:
    """Breaks decks for so many minutes; gives 1 when anything failed."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    tally, number = Tally(), 0
    until = time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            try:
                tried(number, seed, tally, Path(folder))
            except Exception:
                tally.failures.append(number)
                print(f"deck {number} of seed {seed}:\n{traceback.format_exc(limit=-4)}")
            number += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"seed {seed}: {number} decks, {len(tally.failures)} failures, {memory} MiB at most")
    for step, times in sorted(tally.times.items()):
        taken, worst = tally.slowest[step]
        print(f"{step:>9}: {times:6} times, slowest {taken:.2f} s (deck {worst})")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
