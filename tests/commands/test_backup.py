"""`backup` and `restore` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcli.store import backups

ANSWER = "\n3\n:q\n"


def events(quiz) -> int:
    return len(quiz("log", "export").out.splitlines())


class TestBackup:
    def test_a_review_is_followed_by_a_backup(self, logged):
        logged("review", stdin=ANSWER)
        listed = logged("backup", "--json").json

        assert 1 == listed["version"]
        assert [(1, 2, "2026-11-23T10:00")] == [
            (row["number"], row["events"], row["newest"][:16]) for row in listed["backups"]
        ]

    def test_half_an_hour_lies_between_two_backups(self, logged):
        for minute in (0, 10, 31):
            logged("review", stdin=ANSWER, now=f"2026-11-23T10:{minute:02d}")

        made = [row["made"] for row in logged("backup", "--json").json["backups"]]
        assert ["10:31", "10:00"] == [time[11:16] for time in made]

    def test_a_setting_stops_them(self, logged, home):
        logged("--set", "backup_minutes=0", "review", stdin=ANSWER)

        assert not (home / "backups").exists()

    def test_a_backup_that_fails_is_a_line_and_the_review_stands(self, logged, home):
        (home / "backups").write_text("in the way")
        result = logged("review", stdin=ANSWER)

        assert 0 == result.code
        assert 1 == result.err.count("The backup failed: ")
        assert 2 == events(logged)

    def test_a_backup_by_hand_says_where_it_is(self, logged, home, tmp_path):
        (tmp_path / "stick").mkdir()
        for target in (["-o", str(tmp_path / "my.db")], ["-o", str(tmp_path / "stick")], []):
            path = logged("backup", *target).out.strip()

            assert Path(path).is_file()
            assert path.startswith(target[1] if target else str(home / "backups"))

    def test_the_log_is_not_overwritten_by_its_own_copy(self, logged, home):
        result = logged("backup", "-o", str(home / "quizcli.db"))

        assert (2, 1) == (result.code, events(logged))
        assert "is the log itself" in result.err

    def test_without_a_log_there_is_nothing_to_copy(self, quiz, home):
        result = quiz("backup")

        assert (1, True) == (result.code, "there is no log yet" in result.err)
        assert not home.exists()

    def test_a_first_start_that_was_killed_left_nothing_to_copy(self, quiz, home):
        home.mkdir()
        (home / "quizcli.db").touch()
        result = quiz("backup")

        assert (1, True) == (result.code, "there is no log yet" in result.err)

    def test_the_list_says_when_there_is_none_and_which_are_damaged(self, quiz, home):
        assert "There is no backup yet" in quiz("backup", "--list").out

        (home / "backups").mkdir(parents=True)
        (home / "backups" / "quizcli-2026-11-20T100000.db").write_text("rubbish")
        assert [None] == [row["events"] for row in quiz("backup", "--json").json["backups"]]
        assert "2026-11-20 10:00:00\tdamaged" in quiz("restore").out


class TestRestore:
    @pytest.fixture
    def backed_up(self, logged):
        """A backup with one event; then another was logged."""
        logged("backup")
        logged("suspend", "beta")
        return logged

    def test_what_would_change_is_said_first(self, backed_up):
        said = backed_up("restore", "1").out

        assert "Lost:  1 event (1 suspend)\nAdded: 0 events\nKept:  1\n" in said
        assert "Newest answer: 2026-11-20T08:00:00.000Z in the present log" in said
        assert "Nothing was changed" in said
        assert 2 == events(backed_up)

    def test_with_a_yes_the_log_is_what_it_was(self, backed_up):
        said = backed_up("restore", "1", "--yes").out

        assert "Restored. The log of before is " in said
        assert 1 == events(backed_up)
        assert ["alpha"] == [s["card"] for s in backed_up("states", "--json").json["states"]]

    def test_a_restore_can_be_taken_back(self, backed_up):
        said = backed_up("restore", "1", "--yes").out
        backed_up("restore", said.split()[-1], "--yes")

        assert 2 == events(backed_up)

    @pytest.mark.parametrize(("reply", "left"), [("y\n", 1), ("\n", 2), ("no\n", 2), ("", 2)])
    def test_at_a_terminal_it_asks(self, backed_up, reply, left):
        assert "Restore it? [y/N]" in backed_up("restore", "1", stdin=reply, tty=True).out
        assert left == events(backed_up)

    @pytest.mark.parametrize("content", [None, b"", b"rubbish" * 900], ids=["gone", "empty", "bad"])
    def test_it_works_when_the_present_log_is_damaged_or_gone(self, backed_up, home, content):
        log = home / "quizcli.db"
        log.write_bytes(content) if content is not None else log.unlink()
        said = backed_up("restore", "1", "--yes").out

        assert "damaged, empty or gone" in said
        assert 1 == events(backed_up)
        assert bool(content) == bool(list(home.glob("quizcli.db.damaged-*")))

    @pytest.mark.parametrize(
        ("which", "code", "words"),
        [
            ("7", 2, "There is no backup 7"),
            ("none.db", 2, "There is no backup none.db"),
            ("home/quizcli.db", 2, "is the log itself"),
            ("shelf/letters.yaml", 1, "damaged or not a quizcli log"),
            ("home", 1, "is a folder"),
        ],
    )
    def test_what_is_no_backup_is_refused_in_a_sentence(self, backed_up, which, code, words):
        result = backed_up("restore", which, "--yes")

        assert (code, 1) == (result.code, result.err.count("\n"))
        assert words in result.err
        assert 2 == events(backed_up)

    def test_without_a_name_it_lists_what_there_is(self, backed_up):
        assert backed_up("restore").out == backed_up("backup", "--list").out
        assert backed_up("restore", "--json").json == backed_up("backup", "--json").json


def test_a_log_that_vanished_is_not_begun_anew(logged, home):
    logged("backup")
    (home / "quizcli.db").unlink()
    result = logged("due")

    assert (1, "") == (result.code, result.out)
    assert "`quizcli doctor` brings the newest back" in result.err
    assert 1 == len(backups.listed(home / "backups"))
