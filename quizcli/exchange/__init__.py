"""What leaves and enters in other programs' formats; a format's module is imported on use."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from quizcli.errors import UsageError

# A text format has `render(sheet: Sheet) -> Iterator[str]`; anki_write writes a file itself.
FORMATS = {
    "anki": "quizcli.exchange.anki_write",
    "csv": "quizcli.exchange.csv",
    "json": "quizcli.exchange.json",
    "markdown": "quizcli.exchange.markdown",
    "tsv": "quizcli.exchange.tsv",
}


def load(name: str) -> ModuleType:
    """The module of a format.

    Raises UsageError when there is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format '{name}'; the formats are {', '.join(FORMATS)}")
    return import_module(FORMATS[name])
