"""Finds the collection in a package, a collection package or Anki's own folder, and copies it out.

A package is anybody's file: nothing of it is unpacked beyond a limit, and no name in it becomes a
path here.
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from quizcli.errors import QuizError
from quizcli.exchange.anki import protobuf, zstd

MOST_BYTES = 1 << 30  # of a collection, unpacked
MOST_SMALL = 16 << 20  # of `meta`, unpacked
MOST_ENTRIES = 200_000
MIB = 1 << 20
SQLITE_MAGIC = b"SQLite format 3\0"
COLLECTIONS = ("collection.anki2", "collection.anki21", "collection.anki21b")  # by layout, from 1
PACKED_LAYOUT = 3
LOCK_SECONDS = 0.5

# What zipfile, its decompressors and the parsers raise on files that are not what they say.
DAMAGE = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError,
)  # fmt: skip


def unpack(path: Path, folder: Path, most_bytes: int = MOST_BYTES) -> Path:
    """A copy of the collection in `folder`; media are left alone.

    Raises QuizError when the file is missing, damaged, too big, too new or locked.
    """
    target = folder / "copy.anki2"
    try:
        if path.exists() and not path.is_file():
            raise QuizError(f"{path} is no file.")  # a pipe would keep us waiting
        with path.open("rb") as file:
            is_collection = file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
        if is_collection:
            _from_collection(path, target, most_bytes)
            return target
        if is_zipfile(path):
            _from_package(path, target, most_bytes)
            return target
    except FileNotFoundError as missing:
        raise QuizError(f"There is no file {path}.") from missing
    except OSError as bad:
        raise QuizError(f"{path} cannot be read: {bad.strerror or bad}.") from bad
    except DAMAGE as bad:
        raise QuizError(f"{path} is damaged: {bad or type(bad).__name__}.") from bad
    raise QuizError(f"{path} is not an Anki package or collection, or it was cut short.")


def _from_package(path: Path, target: Path, most_bytes: int) -> None:
    with ZipFile(path) as archive:
        entries = archive.NameToInfo
        if len(entries) > MOST_ENTRIES:
            raise ValueError(f"it has more than {MOST_ENTRIES} files in it")
        layout = _layout(archive, entries, path)
        name = COLLECTIONS[layout - 1]
        if name not in entries:
            raise QuizError(f"{path} has no Anki collection in it.")
        packed = layout == PACKED_LAYOUT
        with target.open("xb") as file:
            for piece in _pieces(archive, entries[name], most_bytes, packed):
                file.write(piece)


def _layout(archive: ZipFile, entries: dict[str, ZipInfo], path: Path) -> int:
    """1 and 2 hold a plain collection, 3 a packed one; there the oldest name is a decoy."""
    if "meta" not in entries:
        return 2 if COLLECTIONS[1] in entries else 1
    layout = protobuf.number(b"".join(_pieces(archive, entries["meta"], MOST_SMALL, False)), 1)
    if not 1 <= layout <= len(COLLECTIONS):
        raise QuizError(
            f"{path} was made by a newer Anki; export it again with"
            " 'Support older Anki versions' ticked."
        )
    return layout


def _pieces(archive: ZipFile, entry: ZipInfo, most_bytes: int, packed: bool) -> Iterator[bytes]:
    """The bytes of an entry; what it says of its size is checked first and then not trusted."""
    name = entry.filename
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ValueError(f"'{name}' is compressed in a way Anki does not use")
    read = 0
    with archive.open(entry) as source:
        pieces = zstd.unpacked(source) if packed else _plain(source)
        if entry.file_size > most_bytes:
            raise ValueError(f"'{name}' is larger than {most_bytes // MIB} MiB")
        for piece in pieces:
            read += len(piece)
            if read > most_bytes:
                raise ValueError(f"'{name}' is larger than {most_bytes // MIB} MiB")
            yield piece


def _plain(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(zstd.CHUNK):
        yield piece


def _from_collection(path: Path, target: Path, most_bytes: int) -> None:
    """Copy a collection in Anki's folder with what its write-ahead log holds; it is only read.

    Without a log no program has it open and the file alone is complete. With one, the file alone
    would lack the newest reviews, so SQLite reads both.
    """
    log = path.with_name(path.name + "-wal")
    logged = log.stat().st_size if log.exists() else 0
    if path.stat().st_size + logged > most_bytes:
        raise ValueError(f"it is larger than {most_bytes // MIB} MiB")
    try:
        if logged:
            _copy_live(path, target)
        else:
            shutil.copyfile(path, target)
    except sqlite3.OperationalError as bad:
        if bad.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise QuizError(
                f"{path} is open in Anki; close Anki and import again, or export a package there."
            ) from bad
        # A log that nobody has open, in a folder in which SQLite may not make its index of it.
        shutil.copyfile(path, target)
        shutil.copyfile(log, target.with_name(target.name + "-wal"))
    except sqlite3.DatabaseError as bad:
        raise ValueError(str(bad)) from bad


def _copy_live(path: Path, target: Path) -> None:
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        # Read first: a backup would wait for a lock without end.
        source.execute("begin")
        source.execute("select count(*) from sqlite_master")
        source.backup(copy)
