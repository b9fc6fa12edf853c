"""Unpacks zstd, in which new packages of Anki are compressed, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

from quizcli.errors import QuizError

CHUNK = 1 << 18
MODULES = ("compression.zstd", "backports.zstd")  # Python 3.14, and what there is before it


def unpacked(source: IO[bytes]) -> Iterator[bytes]:
    """The unpacked bytes in pieces of at most CHUNK, so that the caller can stop at a limit.

    Raises QuizError when the library is missing, ValueError when the data is damaged or cut short.
    """
    zstd = _library()
    frame = zstd.ZstdDecompressor()
    try:
        while not frame.eof:
            data = source.read(CHUNK) if frame.needs_input else b""
            if frame.needs_input and not data:
                raise ValueError("it is cut short")
            if piece := frame.decompress(data, CHUNK):
                yield piece
    except zstd.ZstdError as bad:
        raise ValueError(str(bad)) from bad


def _library() -> Any:
    for name in MODULES:
        with suppress(ImportError):
            return import_module(name)
    raise QuizError(
        "A package of a new Anki needs one more library: run `pip install 'quizcli[anki]'`, or"
        " export it again with 'Support older Anki versions' ticked."
    )
