"""Listings in a terminal look as the settings want them."""

from __future__ import annotations

import pytest

from tests.commands.conftest import DECK
from tests.commands.pty import Terminal

pytestmark = pytest.mark.pty


@pytest.fixture
def home(tmp_path):
    """A home whose deck has a sign that ASCII lacks."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "letters.yaml").write_text(DECK.replace("| vowel  ", "| vowel →"))
    return tmp_path / "home"


def shown(home, *options: str, **more: str) -> bytes:
    """All that `show` writes."""
    terminal = Terminal(home, "show", "kinds", *options, **more)
    assert 0 == terminal.leave()
    return terminal.raw


@pytest.mark.parametrize(
    ("options", "settings", "coloured", "ascii_"),
    [
        ([], {}, True, False),
        (["--set", "color=off"], {}, False, False),
        ([], {"QUIZCLI_COLOR": "off"}, False, False),
        ([], {"QUIZCLI_COLOR": "on", "NO_COLOR": "1"}, True, False),
        (["--set", "ascii=on"], {}, True, True),
        ([], {"QUIZCLI_ASCII": "off", "LANG": "C.UTF-8"}, True, False),
    ],
    ids=["unsaid", "color-off-once", "color-off", "color-on", "ascii-once", "ascii-off"],
)
def test_colours_and_signs_of_a_listing_are_those_of_the_settings(
    home, options, settings, coloured, ascii_
):
    found = shown(home, *options, **settings)

    assert (coloured, ascii_) == (b"\x1b[" in found, found.isascii())


def test_the_config_file_says_so_too(home):
    (home / "config.toml").write_text('color = "off"\nascii = "on"\n')
    found = shown(home)

    assert b"\x1b[" not in found
    assert found.isascii()
