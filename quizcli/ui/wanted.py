"""Colours and signs as the settings want them, for all that is printed outside the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from quizcli.ui.terminal import ColorChoice


class Wanted(Struct):
    """What is wanted of listings on a terminal; of one process, and changed once."""

    color: ColorChoice = "auto"
    ascii_only: bool | None = None


WANTED = Wanted()
