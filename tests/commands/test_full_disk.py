"""A disk without room, and one that cannot be written: a sentence, and no answer lost."""

from __future__ import annotations

import errno
import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizcli.store import database
from quizcli.store.database import Fill

REVIEW = "\n3\n" * 6 + ":q\n"
MEGABYTE = 1 << 20


class Disk:
    """A file system of its own at a folder, of which a given room can be left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def leave(self, room: int) -> None:
        """Fill the disk but for so many bytes."""
        with self._filler.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017
            file.truncate(max(0, file.tell() - room))

    def free(self) -> None:
        """Make room again."""
        self._filler.unlink()

    def remount(self, options: str) -> None:
        mount("-o", f"remount,{options}", str(self.folder))


def mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(home) -> Iterator[Disk]:
    """A home on a disk of two megabytes."""
    home.mkdir()
    mount("-t", "tmpfs", "-o", f"size={2 * MEGABYTE}", "tmpfs", str(home))
    yield Disk(home)
    subprocess.run(["umount", "-l", str(home)], check=True)


@pytest.fixture
def log(quiz, tmp_path):
    """Write a file of so many events for `log import`."""

    def write(count: int) -> str:
        rows = (
            {"uid": f"u{n}", "at": "2026-11-20T08:00:00Z", "day": "2026-11-20", "kind": "review",
             "card": f"card-{n}", "grade": 4}
            for n in range(count)
        )  # fmt: skip
        path = tmp_path / f"{count}.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)))
        return str(path)

    return write


def events(quiz) -> int:
    return len(quiz("log", "export").out.splitlines())


def said_once(result) -> None:
    """Failed, in a sentence."""
    assert (1, 1) == (result.code, result.err.count("error: "))
    assert "Traceback" not in result.err


def intact(home: Path) -> bool:
    with closing(sqlite3.connect(home / "quizcli.db")) as connection:
        return connection.execute("pragma integrity_check").fetchall() == [("ok",)]


class TestFull:
    @pytest.mark.parametrize("room", [0, 8, 16], ids=lambda pages: f"{pages} pages")
    def test_a_review_stops_and_keeps_every_answer_it_took(self, quiz, disk, home, log, room):
        quiz("log", "import", log(20))
        quiz("due")
        disk.leave(room * 4096)
        result = quiz("review", stdin=REVIEW)
        if result.code:
            said_once(result)
            assert "disk is full" in result.err
        taken = max(0, result.out.count("Card ") - 1)
        disk.free()

        assert events(quiz) >= 20 + taken
        assert intact(home)
        assert 0 == quiz("review", stdin=REVIEW).code

    @pytest.mark.parametrize("room", [0, 30])
    def test_an_import_is_whole_or_not_there(self, quiz, disk, home, log, room):
        quiz("log", "import", log(20))
        disk.leave(room * 4096)
        said_once(quiz("log", "import", log(1500)))
        disk.free()

        assert 20 == events(quiz)
        assert intact(home)
        assert 0 == quiz("log", "import", log(1500)).code

    @pytest.mark.parametrize("room", [0, 20])
    def test_a_backup_leaves_no_half_of_itself(self, quiz, disk, home, log, room):
        quiz("log", "import", log(600))
        disk.leave(room * 4096)
        said_once(quiz("backup"))

        assert [] == list((home / "backups").glob("*")) if (home / "backups").exists() else True
        disk.free()
        assert 0 == quiz("backup").code

    def test_a_review_whose_backup_finds_no_room_was_a_review(self, quiz, disk, home, log):
        quiz("log", "import", log(600))
        quiz("due")
        disk.leave(90 * 4096)
        result = quiz("review", stdin=REVIEW)

        assert (0, 1) == (result.code, result.err.count("The backup failed: "))
        assert [] == list((home / "backups").iterdir())
        assert 600 < events(quiz)

    def test_a_mock_stops_and_goes_on_when_there_is_room(self, quiz, disk, home, log):
        quiz("log", "import", log(20))
        quiz("due")
        disk.leave(0)
        said_once(quiz("mock", "--kind", "exam", "--questions", "2", stdin="1\n:q\n"))
        disk.free()

        assert intact(home)

    @pytest.mark.parametrize("command", ["due", "states", "weak", "cards", "log export", "decks"])
    def test_what_only_reads_works(self, quiz, disk, log, command):
        quiz("log", "import", log(20))
        disk.leave(0)

        assert 0 == quiz(*command.split()).code

    @pytest.mark.parametrize("name", ["csv", "markdown", "json", "anki"])
    def test_an_export_says_so(self, quiz, disk, home, log, name):
        quiz("log", "import", log(20))
        disk.leave(0)
        said_once(quiz("export", name, "-o", str(home / "out")))
        disk.free()

        assert 0 == quiz("export", name, "-o", str(home / "out")).code

    def test_a_restore_leaves_the_log_as_it_was(self, quiz, disk, home, log):
        quiz("log", "import", log(600))
        quiz("backup")
        quiz("suspend", "alpha")
        disk.leave(20 * 4096)
        said_once(quiz("restore", "1", "--yes"))
        disk.free()

        assert 601 == events(quiz)
        assert intact(home)

    def test_a_doctor_leaves_the_damaged_log_where_it_was(self, quiz, disk, home, log):
        quiz("log", "import", log(600))
        data = (home / "quizcli.db").read_bytes()
        broken = data[: 4096 * 40] + bytes(8192) + data[4096 * 42 :]
        (home / "quizcli.db").write_bytes(broken)
        disk.leave(20 * 4096)
        said_once(quiz("doctor", "--yes"))

        assert broken == (home / "quizcli.db").read_bytes()
        assert [] == [path for path in home.iterdir() if "damaged" in path.name]


class TestFullAnywhere:
    """Without a disk of one's own: SQLite is told that the file may not grow."""

    @pytest.fixture
    def full(self, quiz, log, monkeypatch):
        quiz("log", "import", log(20))
        quiz("due")
        connect = database.connect

        def limited(path: Path, *fill: Fill) -> sqlite3.Connection:
            connection = connect(path, *fill)
            pages = connection.execute("pragma page_count").fetchone()[0]
            connection.execute(f"pragma max_page_count = {pages}")
            return connection

        monkeypatch.setattr(database, "connect", limited)
        return quiz

    def test_an_import_is_whole_or_not_there(self, full, home, log):
        said_once(full("log", "import", log(1500)))
        assert 20 == events(full)
        assert intact(home)


class TestReadOnly:
    @pytest.fixture
    def shut(self, quiz, disk, log):
        """A home that was studied in, on a disk that cannot be written any more."""
        quiz("log", "import", log(20))
        quiz("due")
        disk.remount("ro")
        return quiz

    @pytest.mark.parametrize(
        "command",
        [
            "due", "due --json", "stats", "weak", "cards --json", "card alpha", "states", "decks",
            "log export", "export csv", "check", "config", "simulate --days 3", "backup --list",
        ],
    )  # fmt: skip
    def test_what_only_reads_works(self, shut, command):
        result = shut(*command.split())

        assert (0, 0) == (result.code, result.err.count("error: "))
        assert result.out or command == "check"

    def test_decks_that_changed_since_are_compiled_in_memory(self, shut, tmp_path):
        path = tmp_path / "shelf" / "letters.yaml"
        path.write_text(path.read_text().replace("First letter?", "The first letter?"))

        assert "The first letter?" in shut("card", "alpha").out

    @pytest.mark.parametrize(
        "command", ["review", "drill letters", "table", "suspend alpha", "undo", "mock"]
    )
    def test_what_logs_says_so_before_it_asks(self, shut, command):
        result = shut(*command.split(), stdin=REVIEW)

        said_once(result)
        assert ("", True) == (result.out, "cannot be written" in result.err)

    def test_a_backup_can_be_taken_to_another_disk(self, shut, tmp_path):
        assert 0 == shut("backup", "-o", str(tmp_path / "copy.db")).code
        said_once(shut("backup"))

    def test_the_doctor_says_so(self, shut):
        said_once(shut("doctor"))

    def test_a_home_never_used_before(self, quiz, disk):
        disk.remount("ro")

        assert "5 new" in quiz("due").out
        said_once(quiz("review", stdin=REVIEW))


@pytest.mark.skipif("os.geteuid() == 0", reason="for root every file may be written")
class TestPermissions:
    """The same without the right to mount, by the permission bits."""

    @pytest.fixture
    def shut(self, quiz, home, log):
        quiz("log", "import", log(20))
        home.chmod(0o500)
        yield quiz
        home.chmod(0o700)

    def test_what_only_reads_works(self, shut):
        assert 0 == shut("due").code
        assert 20 == events(shut)

    def test_what_logs_says_so(self, shut):
        said_once(shut("suspend", "alpha"))
