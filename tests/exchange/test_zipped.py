"""Zip files of ours as `zipfile` reads them: whole, and the same on any number of cores."""

from __future__ import annotations

import os
import random
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quizcli.exchange.anki import zipped
from quizcli.exchange.anki.zipped import PIECE

LENGTHS = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of several pieces, half of it noise."""
    dice = random.Random(1)
    path = tmp_path / "content"
    path.write_bytes(b"".join(dice.randbytes(500) + bytes(500) for _ in range(3 * PIECE // 1000)))
    return path


def written(*entries: zipped.Entry) -> bytes:
    file = BytesIO()
    zipped.write(file, entries)
    return file.getvalue()


@pytest.mark.parametrize("length", LENGTHS)
def test_a_file_is_read_back_whole(path: Path, length: int) -> None:
    content = (path.read_bytes() + bytes(PIECE))[:length]
    path.write_bytes(content)
    file = BytesIO(written(zipped.entry_of("long", path), zipped.entry("short", b"{}")))

    with ZipFile(file) as archive:
        assert ["long", "short"] == archive.namelist()
        assert archive.testzip() is None
        assert content == archive.read("long")
        assert b"{}" == archive.read("short")


def test_an_entry_is_described_as_what_it_is(path: Path) -> None:
    with ZipFile(BytesIO(written(zipped.entry_of("long", path)))) as archive:
        found = archive.getinfo("long")

    assert path.stat().st_size == found.file_size
    assert found.file_size // 2 < found.compress_size < 0.53 * found.file_size
    assert (1980, 1, 1, 0, 0, 0) == found.date_time
    assert ZIP_DEFLATED == found.compress_type


def test_the_number_of_cores_is_not_in_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(cores: int) -> bytes:
        monkeypatch.setattr(os, "cpu_count", lambda: cores)
        return written(zipped.entry_of("long", path))

    assert on(1) == on(5)


def test_a_pipe_is_written_from_the_first_byte_to_the_last() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        with os.fdopen(writing, "wb") as target:
            zipped.write(target, [zipped.entry("short", b"{}")])

        assert written(zipped.entry("short", b"{}")) == source.read()


def test_a_file_that_cannot_be_read_is_no_entry(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        zipped.entry_of("long", tmp_path / "none")
