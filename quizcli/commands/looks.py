"""Colours and signs as the settings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcli.settings import Settings
from quizcli.ui.wanted import WANTED

if TYPE_CHECKING:
    from quizcli.ui.terminal import ColorChoice

SWITCH = {"auto": None, "on": True, "off": False}


def color(chosen: Settings) -> ColorChoice:
    """The colours to show."""
    return "none" if chosen.color == "off" else "256" if chosen.color == "on" else "auto"


def heed(chosen: Settings) -> None:
    """Have listings look so from now on."""
    WANTED.color, WANTED.ascii_only = color(chosen), SWITCH[chosen.ascii]
