"""Files that appear whole or not at all, whenever the program is killed or the power goes."""

from __future__ import annotations

import glob
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from quizcli.errors import QuizError, UsageError

# A part that nobody has written to for so long was left by a program that was killed.
ABANDONED_SECONDS = 3600.0


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` at the end; on an error nothing has changed.

    What is no file, such as a pipe or /dev/null, is written to as it is.
    Raises QuizError when the place cannot be written.
    """
    try:
        if path.is_dir():
            raise QuizError(f"{path} cannot be written: it is a folder; name a file in it.")
        if not path.parent.is_dir():
            raise QuizError(f"{path} cannot be written: there is no folder {path.parent}.")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            with _part(Path(os.path.realpath(path))) as file:
                yield file
    except OSError as bad:
        raise QuizError(f"{path} cannot be written: {bad.strerror or bad}.") from bad


@contextmanager
def _part(path: Path) -> Iterator[BinaryIO]:
    _sweep(path)
    # By chance and not by process: in a container the next one may have the same number.
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            # Else the new name may outlive a power cut that its content does not.
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove the parts of this file that killed programs have left."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(FileNotFoundError):  # another program sweeps too
            if time.time() - part.stat().st_mtime > ABANDONED_SECONDS:
                part.unlink()


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write text in UTF-8 with plain line ends.

    Raises QuizError when the place cannot be written.
    """
    with replacing(path) as file:
        for piece in pieces:
            file.write(piece.encode(errors="replace"))


def create_text(path: Path, text: str) -> None:
    """Write a file that is not there yet, and its folder.

    Raises UsageError when it is there, QuizError when the place cannot be written.
    """
    if path.exists():
        raise UsageError(f"{path} is there already; choose another name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as bad:
        raise QuizError(f"{path} cannot be written: {bad.strerror or bad}.") from bad
    write_text(path, [text])
