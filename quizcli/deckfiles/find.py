"""Where decks are: the files in given folders, and the decks that come with the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quizcli.deckfiles.contents import is_text
from quizcli.errors import UsageError

ENDINGS = (".yaml", ".yml")


def deck_files(paths: Iterable[Path]) -> list[Path]:
    """The deck files among files and folders, in order; one reached twice is listed once.

    Folders are searched to any depth and sorted by name, hidden ones left out. A path that is no
    folder is given back as it is, so that whoever reads it can say what is wrong with it. A bundled
    deck gives its place to the file of the same name in another of the folders, as in a checkout
    whose decks are also installed.
    """
    found: dict[str, Path] = {}
    places, ours = list(paths), bundled()
    others = [path for path in places if path.resolve() != ours]
    for path in places:
        for file in _below(path) if path.is_dir() else (path,):
            chosen = file if path in others else _instead(file, file.relative_to(path), others)
            found.setdefault(os.path.realpath(chosen), chosen)
    return list(found.values())


def shelves(own: Path, named: Sequence[Path], with_bundled: bool) -> tuple[Path, ...]:
    """Where decks are looked for, in order: the bundled ones, one's own, ./decks, those named.

    Raises UsageError for a name under which there is nothing.
    """
    missing = [path for path in named if not is_there(path)]
    if missing:
        raise UsageError(f"There is no deck folder or file {missing[0]}.")
    # ./decks only where there is one: else every change of directory would make the caches anew.
    here = [path for path in (Path("decks"),) if path.exists()]
    found = [*([bundled()] if with_bundled else ()), own, *here, *named]
    folders = dict.fromkeys(folder.resolve() for folder in found)
    return tuple(folder for folder in folders if is_text(str(folder)))


def is_there(path: Path) -> bool:
    """Whether something stands at a path that may be any text."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def bundled() -> Path:
    """The folder of the decks that come with the program, in a wheel or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "decks"
    return installed if installed.is_dir() else package.parent / "decks"


def _instead(file: Path, name: Path, others: Iterable[Path]) -> Path:
    """What is read in place of a bundled deck: the first file of its name in another folder."""
    named = (other / name for other in others)
    return next((each for each in named if each.is_file()), file)


def _below(folder: Path) -> Iterator[Path]:
    # Links to folders are not followed, so that a link upwards cannot go round for ever.
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield Path(where, name)
