"""What leaves and enters in other programs' formats; a format's module is imported on use."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from quizcli.errors import UsageError

# The text formats and what their commands say. The module of that name here has
# `render(sheet: Sheet) -> Iterator[str]`; Anki's package is no text and has its own command.
FORMATS = {
    "csv": "Write a spreadsheet, one card a row.",
    "tsv": "Write text that Anki's own text import takes.",
    "markdown": "Write study sheets, tables as tables.",
    "json": "Write everything about each card.",
}


def load(name: str) -> ModuleType:
    """The module of a text format.

    Raises UsageError when there is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"There is no format '{name}'; the formats are {', '.join(FORMATS)}.")
    return import_module(f"quizcli.exchange.{name}")
