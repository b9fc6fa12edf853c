"""Where decks are: the files in given folders, and the decks that come with the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ENDINGS = (".yaml", ".yml")


def deck_files(paths: Iterable[Path]) -> list[Path]:
    """The deck files among files and folders, in order; one reached twice is listed once.

    Folders are searched to any depth and sorted by name, hidden ones left out. A path that is no
    folder is given back as it is, so that whoever reads it can say what is wrong with it.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def bundled() -> Path:
    """The folder of the decks that come with the program, in a wheel or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "decks"
    return installed if installed.is_dir() else package.parent / "decks"


def _below(folder: Path) -> Iterator[Path]:
    # Links to folders are not followed, so that a link upwards cannot go round for ever.
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield Path(where, name)
