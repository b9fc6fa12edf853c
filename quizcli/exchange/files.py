"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from quizcli.errors import QuizError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` at the end; on an error nothing has changed.

    Raises QuizError when the place cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise QuizError(f"cannot write {path}: it is a folder; name a file in it")
        if not path.parent.is_dir():
            raise QuizError(f"cannot write {path}: there is no folder {path.parent}")
        try:
            with part.open("xb") as file:
                yield file
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as bad:
        raise QuizError(f"cannot write {path}: {bad.strerror or bad}") from bad


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write text in UTF-8 with plain line ends.

    Raises QuizError when the place cannot be written.
    """
    with replacing(path) as file:
        for piece in pieces:
            file.write(piece.encode(errors="replace"))
