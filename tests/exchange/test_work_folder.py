from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from quizcli.exchange.work_folder import JUST_MADE_SECONDS, PREFIX, work_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders here")

WORKING = """
import sys
from quizcli.exchange.work_folder import work_folder
with work_folder() as folder:
    (folder / "collection.anki2").write_bytes(b"half")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def long_ago(folder: Path) -> None:
    at = folder.stat().st_mtime - JUST_MADE_SECONDS - 1
    os.utime(folder, (at, at))


def next_run() -> None:
    with work_folder():
        pass


def test_a_work_folder_is_gone_afterwards(place: Path) -> None:
    with work_folder() as folder:
        (folder / "file").write_text("half")
        assert [folder] == list(place.iterdir())

    assert not list(place.iterdir())


def test_what_a_killed_program_left_is_removed_and_what_a_live_one_uses_is_not(
    place: Path,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORKING], env={**os.environ, "TMPDIR": str(place)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as working:  # fmt: skip
        assert working.stdout is not None
        folder = Path(working.stdout.readline().strip())
        long_ago(folder)
        next_run()
        assert [folder / "collection.anki2"] == list(folder.iterdir())

        working.kill()
        working.wait()
    next_run()

    assert not list(place.iterdir())


def test_a_folder_just_made_and_folders_of_others_stay(place: Path) -> None:
    young, other, deep = (place / f"{name}" for name in (
        PREFIX + "00000000", "quizcli-decks", PREFIX + "00000001",
    ))  # fmt: skip
    for folder in (young, other, deep / "folder"):
        folder.mkdir(parents=True)
    link = place / (PREFIX + "00000002")
    link.symlink_to(other)
    for folder in (other, deep):
        long_ago(folder)
    next_run()

    assert {young, other, deep, link} == set(place.iterdir())
