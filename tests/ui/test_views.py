"""Whatever is on a card, in whatever state and size: the frame fits and holds no trick."""

from __future__ import annotations

import unicodedata

import pytest
from prompt_toolkit.utils import get_cwidth
from rich.cells import cell_len

from quizcli.ui.field import Field
from quizcli.ui.frame import Painted, paint
from quizcli.ui.screens.ask import ask_screen
from quizcli.ui.screens.card_info import CardInfo
from quizcli.ui.screens.help import HelpPage
from quizcli.ui.screens.pages import Bar, Entry, MenuPage
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Screen
from tests.ui.samples import HOSTILE, SHAPES, hostile, told
from tests.ui.walking import shown, states

SIZES = [(40, 12), (50, 15), (80, 24), (132, 43), (200, 60)]
STEERING = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def trouble(painted: Painted, caps: Caps) -> list[str]:
    """What is wrong with a painted frame."""
    found = [] if len(painted.rows) == caps.height else [f"{len(painted.rows)} rows"]
    for number, row in enumerate(painted.rows):
        text = row.plain
        if cell_len(text) != caps.width:
            found.append(f"row {number} is {cell_len(text)} wide: {text!r}")
        if get_cwidth(text) != caps.width:
            found.append(f"row {number} is {get_cwidth(text)} wide on screen: {text!r}")
        if not caps.unicode and not text.isascii():
            found.append(f"row {number} is not ASCII: {text!r}")
        steering = {char for char in set(text) if unicodedata.category(char) in STEERING}
        if steering or "\ufe0f" in text:
            found.append(f"row {number} holds {steering}")
    if painted.cursor and not (painted.cursor[0] < caps.width and painted.cursor[1] < caps.height):
        found.append(f"the cursor is at {painted.cursor}")
    return found


@pytest.mark.parametrize("make", [told, hostile], ids=["clean", "hostile"])
@pytest.mark.parametrize("name", SHAPES)
def test_every_state_of_a_turn_fits_its_frame(name, make, thorough):
    for screen, caps in shown(states(ask_screen(make(SHAPES[name]))), SIZES, thorough):
        text = Field().insert("汉字 typed " * 30) if screen.typing else Field()
        painted = paint(screen.view(caps), caps, text)

        assert [] == trouble(painted, caps), screen


def pages() -> list[Screen]:
    back = ask_screen(hostile(SHAPES["recall"]))
    entries = (Entry("n", HOSTILE), Entry("w", "drill"))
    return [
        MenuPage(HOSTILE, (HOSTILE,), (Bar("Good", 31),), (HOSTILE,), entries, HOSTILE, HOSTILE),
        MenuPage("Review", ("Nothing is due.",)),
        CardInfo(HOSTILE, (("Question", HOSTILE),), (HOSTILE,) * 30, back),
        HelpPage(back),
    ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", pages(), ids=lambda page: type(page).__name__)
@pytest.mark.parametrize("scroll", [0, 3, 500])
def test_every_page_fits_its_frame(screen, size, scroll):
    for unicode in (True, False):
        caps = Caps(*size, unicode=unicode)

        assert [] == trouble(paint(screen.view(caps), caps, None, scroll), caps)


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (20, 5), (39, 24), (80, 11), (30, 8)])
def test_a_window_too_small_says_how_large_it_has_to_be(size):
    caps = Caps(*size)
    painted = paint(ask_screen(told(SHAPES["choice"])).view(caps), caps)

    assert [] == trouble(painted, caps)
    said = ["Window too small:", f"40x12 needed, is {size[0]}x{size[1]}"]
    for text, row in zip(said, painted.rows, strict=False):
        assert text[: size[0] - 1] == row.plain.rstrip()[: size[0] - 1]
    assert painted.too_small


@pytest.mark.parametrize("name", SHAPES)
def test_no_line_of_line_mode_can_steer_the_terminal(name):
    for screen in states(ask_screen(hostile(SHAPES[name]))):
        for text in (*screen.lines(), screen.prompt()):
            steering = {char for char in text if unicodedata.category(char) in STEERING} - {"\n"}

            assert set() == steering, type(screen)


def test_help_names_what_acts_on_the_page_it_was_asked_on():
    turn = HelpPage(ask_screen(told(SHAPES["recall"]))).lines()
    menu = HelpPage(MenuPage("Done", ("All answered.",), can_undo=True)).lines()

    assert {"1 2 3 4", "s -", "q ^C"} <= {line.partition(":")[0] for line in turn}
    assert ["u", "j k arrows", "PgUp PgDn", "^L ^Z", "q ^C"] == [
        line.partition(":")[0] for line in menu
    ]
