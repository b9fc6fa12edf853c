"""Files appear whole or not at all, and take the place of what was there as it stood."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from quizcli.errors import QuizError, UsageError
from quizcli.exchange.files import ABANDONED_SECONDS, create_text, write_text


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")

    def pieces():  # type: ignore[no-untyped-def]
        yield "new é\n"
        assert "old" == path.read_text()

    write_text(path, pieces())

    assert "new é\n".encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")

    def pieces():  # type: ignore[no-untyped-def]
        yield "half"
        raise KeyError

    with pytest.raises(KeyError):
        write_text(path, pieces())

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_a_link_stays_a_link_and_a_private_file_private(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    write_text(link, ["new"])

    assert (True, "new") == (link.is_symlink(), target.read_text())
    assert 0o600 == stat.S_IMODE(target.stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_text(path, ["new"])

    assert b"new" == os.read(reader, 10)
    assert path.is_fifo()
    os.close(reader)


def test_only_parts_that_killed_programs_left_are_swept(tmp_path: Path) -> None:
    old, live, other = (tmp_path / f".{name}.part" for name in ("x.1", "x.2", "y.1"))
    for part in (old, live, other):
        part.write_text("half")
    for part in (old, other):
        long_ago = part.stat().st_mtime - ABANDONED_SECONDS - 1
        os.utime(part, (long_ago, long_ago))
    write_text(tmp_path / "x", ["new"])

    assert {tmp_path / "x", live, other} == set(tmp_path.iterdir())


def test_a_new_file_takes_the_place_of_none(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "deck.yaml"
    create_text(path, "first")
    with pytest.raises(UsageError, match="is there already; choose another name"):
        create_text(path, "second")

    assert "first" == path.read_text()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(QuizError, match=r"cannot be written: Not a directory\."):
        create_text(tmp_path / "file" / "folder" / "deck.yaml", "text")
