"""`doctor`: finds, says and mends, and never loses an event."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from quizcli.model import Event
from quizcli.store import database, log
from quizcli.workspace import Workspace

PAGE = 4096
ANSWER = "\n3\n:q\n"


def line(uid: str, day: str, card: str = "alpha", **more: object) -> str:
    return json.dumps(
        {"uid": uid, "at": f"{day}T08:00:00Z", "day": day, "kind": "review", "card": card,
         "grade": 4} | more
    )  # fmt: skip


def change(home, *statements: str) -> None:
    """Alter the log behind the program's back."""
    with closing(sqlite3.connect(home / "quizcli.db")) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def uids(quiz, **options) -> set[str]:
    return {json.loads(row)["uid"] for row in quiz("log", "export", **options).out.splitlines()}


def kinds(result) -> list[str]:
    return [finding["kind"] for finding in result.json["findings"]]


class TestSound:
    def test_a_sound_log_is_a_line(self, logged):
        result = logged("doctor")

        assert (0, 1) == (result.code, result.out.count("\n"))
        assert "sound. 1 event; all caches as the log and decks say." in result.out

    def test_for_programs_it_has_a_version(self, logged, home):
        assert {
            "version": 1, "path": str(home / "quizcli.db"), "events": 1, "findings": []
        } == logged("doctor", "--json").json  # fmt: skip

    def test_without_a_log_it_makes_none(self, quiz, home):
        assert "nothing to mend" in quiz("doctor").out
        assert not home.exists()

    def test_a_variable_that_is_no_setting_is_named(self, logged, monkeypatch):
        monkeypatch.setenv("QUIZCLI_NEWPERDAY", "3")

        assert "QUIZCLI_NEWPERDAY is set, but no setting is called so." in logged("doctor").out

    def test_a_file_of_settings_that_cannot_be_is_named(self, logged, home):
        (home / "config.toml").write_text("newperday = 3\n")
        result = logged("doctor")

        assert (2, True) == (result.code, "config.toml:1:1: no setting" in result.err)


class TestCaches:
    @pytest.mark.parametrize(
        "statement",
        [
            "update states set due = due + 7",
            "update states set phase = 'nonsense'",
            "update states set memory = '[2.5'",
            "delete from states",
            "insert into states select 'ghost', due, interval, repetitions, lapses, phase, memory, "
            "last, last_seen, pending, suspended, buried, marked, first from states",
            "update cards set fingerprint = 'x' where card = 'beta'",
            "update cards set payload = '[\"Nonsense\"]' where card = 'beta'",
            "delete from cards",
            "delete from notes where note = 'beta'",
            "update notes set payload = '{' where note = 'beta'",
            "update tallies set dump = '[]'",
            "update tallies set dump = '['",
            "update cache set value = 'x' where key in ('upto', 'roll', 'renames')",
            "update files set problems = '}'",
            "update cache set value = '{' where key = 'report'",
            "update cache set value = replace(value, 'alpha', 'beta') where key = 'report'",
        ],
    )
    def test_caches_that_are_wrong_are_made_anew(self, logged, home, statement):
        logged("weak")
        change(home, statement)
        found = logged("doctor", "--json")

        assert 0 == found.code
        assert {"caches"} == set(kinds(found))
        assert all(finding["done"] for finding in found.json["findings"])
        assert [] == kinds(logged("doctor", "--json"))
        assert 0 == logged("weak").code

    @pytest.mark.parametrize(
        "statement",
        [
            "update cards set payload = '[\"Nonsense\"]'",
            "update states set memory = '[2.5'",
            "update cache set value = 'x' where key in ('upto', 'limits')",
            "update cache set value = '[' where key in ('roll', 'report')",
        ],
    )
    def test_a_command_that_meets_them_names_the_doctor(self, logged, home, statement):
        logged("weak")
        change(home, statement)
        said = [logged(*command) for command in (["cards"], ["states"], ["weak"], ["due"])]

        assert any(result.code == 1 for result in said)
        for result in said:
            assert result.code == 0 or (1, True) == (
                result.err.count("\n"),
                "quizcli doctor" in result.err,
            )

    def test_what_another_version_left_is_no_damage(self, logged, home):
        logged("weak")
        for statement in (
            "update cache set value = 'other' where key = 'format'",
            "update cards set payload = 'another form'",
            "update cache set value = '0 {}' where key = 'roll_signature'",
            "update tallies set dump = 'another form'",
            "update cache set value = 'elsewhere' where key = 'identity'",
        ):
            change(home, statement)

        assert [] == kinds(logged("doctor", "--json"))
        assert 0 == logged("weak").code

    def test_another_terminal_may_answer_meanwhile(self, logged, monkeypatch):
        logged("weak")
        copy, other = log.copy, Workspace()

        def copied(connection: sqlite3.Connection) -> None:
            copy(connection)
            other.append([Event("b", "2026-11-23T09:00:00.000Z", 739943, "review", "beta", 1)])

        with monkeypatch.context() as patch:
            patch.setattr(log, "copy", copied)
            found = logged("doctor", "--json")
        other.close()

        assert ([], 2) == (kinds(found), found.json["events"])
        assert [] == kinds(logged("doctor", "--json"))

    def test_a_bug_still_shows(self, logged, monkeypatch):
        from quizcli.commands import states

        def broken(*_):
            raise KeyError("bug")

        monkeypatch.setattr(states, "run", broken)
        with pytest.raises(KeyError):
            logged("states")


class TestEvents:
    @pytest.mark.parametrize(
        "statement",
        [
            "update events set grade = 9",
            "update events set day = 99999999",
            "update events set at = 'yesterday'",
            "update events set detail = '{'",
            "update events set offered = '[1]'",
        ],
    )
    def test_what_cannot_be_is_taken_out_of_an_event_and_the_rest_stays(
        self, logged, home, statement
    ):
        change(home, statement, "delete from cache where key <> 'device'")
        met = logged("states")
        assert met.code == 0 or "quizcli doctor" in met.err

        asked = logged("doctor")
        assert (1, True) == (asked.code, "`quizcli doctor --yes`" in asked.out)
        mended = logged("doctor", "--yes", "--json")
        assert (0, ["impossible"]) == (mended.code, kinds(mended))
        assert (1, {"a"}) == (mended.json["events"], uids(logged))
        assert 1 == len(list((home / "backups").iterdir()))
        assert 0 == logged("states").code

    def test_what_is_strange_is_told_and_stays(self, logged, home):
        change(
            home,
            "insert into events select 'k', device, session, at, day, 'ponder', card, grade, "
            "seconds, chosen, offered, target, fingerprint, detail from events where uid = 'a'",
            "insert into events select 'v', device, session, at, day, 'void', card, null, "
            "seconds, chosen, offered, 'gone', fingerprint, detail from events where uid = 'a'",
            "update events set day = day - 40 where uid = 'a'",
        )
        logged("states")
        found = logged("doctor", "--json")

        assert 0 == found.code
        assert ["unknown-kind", "dangling-void", "day-apart"] == kinds(found)
        assert {"a", "k", "v"} == uids(logged)


class TestClock:
    """The clock was a year ahead for a day, and was put right."""

    @pytest.fixture
    def ahead(self, quiz, tmp_path):
        rows = [
            line("a", "2026-11-20"), line("b", "2027-11-21"), line("c", "2027-11-22", "beta"),
            line("d", "2027-11-22", "beta", kind="suspend", grade=None), line("e", "2026-11-22"),
        ]  # fmt: skip
        for number, row in enumerate(rows):
            (tmp_path / f"{number}.jsonl").write_text(row)
            quiz("log", "import", str(tmp_path / f"{number}.jsonl"))
        return quiz

    def test_cards_that_wait_for_another_year_are_found(self, ahead):
        asked = ahead("doctor")

        assert 1 == asked.code
        assert "3 events dated after today, up to 2027-11-22: the clock was ahead" in asked.out

    def test_their_answers_are_dated_back(self, ahead):
        """The last to the day of what was logged next; the days between them stay."""
        mended = ahead("doctor", "--yes")
        rows = [json.loads(row) for row in ahead("log", "export").out.splitlines()]
        again = {
            row["detail"]["redated"]: row for row in rows if "redated" in row.get("detail", {})
        }

        assert "logged again, the newest on 2026-11-22" in mended.out
        assert {"b": "2026-11-21", "c": "2026-11-22", "d": "2026-11-22"} == {
            uid: row["day"] for uid, row in again.items()
        }
        assert {"b", "c", "d"} == {row["target"] for row in rows if row["kind"] == "void"}
        assert {"a", "b", "c", "d", "e"} <= {row["uid"] for row in rows}
        assert 0 == ahead("doctor").code
        due = {row["card"]: row["due"] for row in ahead("states", "--json").json["states"]}
        assert max(due.values()) < "2026-12-31"

    def test_a_log_from_a_time_zone_ahead_is_no_wrong_clock(self, quiz, tmp_path):
        (tmp_path / "log.jsonl").write_text(line("a", "2026-11-24"))
        quiz("log", "import", str(tmp_path / "log.jsonl"))

        assert [] == kinds(quiz("doctor", "--json"))


class TestDamage:
    @pytest.fixture
    def good(self, logged, home, tmp_path) -> bytes:
        """The bytes of a log of forty events."""
        rows = [line(f"u{n}", f"2026-11-{1 + n % 20:02d}", f"card-{n}") for n in range(39)]
        (tmp_path / "more.jsonl").write_text("\n".join(rows))
        logged("log", "import", str(tmp_path / "more.jsonl"))
        return (home / "quizcli.db").read_bytes()

    def test_damage_in_the_caches_costs_no_event(self, logged, good, home):
        pages = pages_of(good, "cards", "states", "notes", "cache")
        (home / "quizcli.db").write_bytes(zeroed(good, pages))
        result = logged("doctor", "--yes")

        assert 0 == result.code
        assert "40 events of it can be read, none is known to be lost" in result.out
        assert "The damaged file is " in result.out
        assert 40 == len(uids(logged))
        assert "sound. 40 events" in logged("doctor").out

    def test_events_come_back_from_the_newest_sound_backup(self, logged, good, home):
        logged("backup")
        (home / "backups" / "quizcli-2027-01-01T000000.db").write_bytes(b"rubbish")
        (home / "quizcli.db").write_bytes(zeroed(good, pages_of(good, "events")))
        result = logged("doctor", "--yes")

        assert "40 more are in the backup" in result.out
        assert 40 == len(uids(logged))

    def test_without_a_backup_the_rest_is_kept_and_the_loss_told(self, logged, good, home):
        chosen = pages_of(good, "events")[-1:]
        (home / "quizcli.db").write_bytes(zeroed(good, chosen))
        found = logged("doctor", "--yes", "--json")

        assert 0 == found.code
        assert found.json["events"] == len(uids(logged)) < 40

    def test_it_asks_first(self, logged, good, home):
        broken = zeroed(good, pages_of(good, "cards"))
        (home / "quizcli.db").write_bytes(broken)

        assert 1 == logged("doctor").code
        assert 1 == logged("doctor", "--json").code
        declined = logged("doctor", stdin="n\n", tty=True)
        assert (1, "") == (declined.code, declined.err)
        assert declined.out.endswith("`quizcli doctor --yes` does it without asking.\n")
        assert broken == (home / "quizcli.db").read_bytes()
        asked = logged("doctor", stdin="y\n", tty=True)
        assert (0, True) == (asked.code, "Bring them into a fresh log? [y/N]" in asked.out)

    @pytest.mark.parametrize(
        ("offset", "value"), [(60, b"\0\0\0\x63"), (68, b"ABCD"), (60, b"\0" * 12)]
    )
    def test_a_header_that_claims_another_version_or_program(
        self, logged, good, home, offset, value
    ):
        """The tables tell whose the log is."""
        (home / "quizcli.db").write_bytes(good[:offset] + value + good[offset + len(value) :])
        assert 1 == logged("states").code
        assert 0 == logged("doctor", "--yes").code
        assert 40 == len(uids(logged))

    def test_an_index_that_is_missing_is_made_anew(self, logged, good, home):
        change(home, "drop index events_day")
        result = logged("doctor", "--yes")

        assert "events_day not as they should be" in result.out
        assert "sound. 40 events" in logged("doctor").out

    @pytest.mark.parametrize("content", [None, b""], ids=["gone", "empty"])
    def test_a_log_that_is_gone_comes_back_from_its_backup(self, logged, good, home, content):
        logged("backup")
        log = home / "quizcli.db"
        log.unlink() if content is None else log.write_bytes(content)
        result = logged("doctor", "--yes")

        assert "40 more are in the backup" in result.out
        assert 40 == len(uids(logged))

    @pytest.mark.parametrize("command", ["due", "states", "review", "log export", "undo", "backup"])
    def test_every_command_names_the_doctor(self, logged, good, home, command):
        (home / "quizcli.db").write_bytes(good[:50] + b"\xff" * PAGE * 12)
        result = logged(*command.split())

        assert (1, "", 1) == (result.code, result.out, result.err.count("\n"))
        assert "quizcli doctor" in result.err

    def test_a_page_of_events_met_late_names_the_doctor_too(self, logged, good, home):
        (home / "quizcli.db").write_bytes(zeroed(good, pages_of(good, "events")))
        result = logged("log", "export")

        assert (1, 1) == (result.code, result.err.count("\n"))
        assert "quizcli doctor" in result.err


class TestNotOurs:
    def test_a_newer_log_is_left_alone(self, logged, home):
        change(
            home,
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "values ('quizcli', 'hundredth', '')",
            "pragma user_version = 99",
        )
        before = (home / "quizcli.db").read_bytes()
        for command in ("doctor --yes", "due", "states", "review", "backup", "undo"):
            result = logged(*command.split())

            assert (1, "", 1) == (result.code, result.out, result.err.count("\n"))
            assert "newer quizcli (format 99" in result.err
        assert before == (home / "quizcli.db").read_bytes()

    def test_a_database_of_another_program_is_left_alone(self, quiz, home):
        home.mkdir()
        change(home, "create table other (x)")
        before = (home / "quizcli.db").read_bytes()

        assert "is not a quizcli log" in quiz("doctor", "--yes").err
        assert before == (home / "quizcli.db").read_bytes()

    @pytest.mark.parametrize("command", ["doctor", "due", "states", "backup"])
    def test_a_folder_in_its_place_is_told(self, quiz, home, command):
        (home / "quizcli.db").mkdir(parents=True)
        result = quiz(command)

        assert (1, "", 1) == (result.code, result.out, result.err.count("\n"))
        assert "is a folder, not a quizcli log" in result.err

    def test_a_link_to_the_log_is_followed(self, logged, home, tmp_path):
        (home / "quizcli.db").rename(tmp_path / "elsewhere.db")
        (home / "quizcli.db").symlink_to(tmp_path / "elsewhere.db")
        assert 0 == logged("doctor").code

        (tmp_path / "elsewhere.db").write_bytes(b"rubbish" * 900)
        assert 0 == logged("doctor", "--yes").code
        assert (home / "quizcli.db").is_symlink()
        assert 0 == logged("states").code

    @pytest.mark.parametrize("target", ["quizcli.db", "/dev/null"], ids=["itself", "device"])
    def test_a_link_to_nowhere_good_is_told(self, quiz, home, target):
        home.mkdir()
        (home / "quizcli.db").symlink_to(target)
        for command in ("doctor", "due"):
            result = quiz(command)

            assert (1, "", 1) == (result.code, result.out, result.err.count("\n"))


def zeroed(data: bytes, numbers: list[int]) -> bytes:
    spoilt = bytearray(data)
    for number in numbers:
        spoilt[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    return bytes(spoilt)


def pages_of(data: bytes, *tables: str) -> list[int]:
    """The pages that the tables stand on."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data[:18] + b"\1\1" + data[20:])
        try:
            rows = connection.execute("select name, pageno from dbstat order by pageno").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("SQLite was built without dbstat")
    return [number - 1 for name, number in rows if name in tables]


def test_the_version_is_the_number_of_migrations():
    from quizcli.store.schema import STEPS

    assert database.VERSION == len(STEPS)


def test_damage_to_any_page_is_told_in_a_sentence_and_mended(logged, home):
    """Some of the pages; `tests/bench/bench_damage.py` spoils each, in each command."""
    logged("weak")
    good = (home / "quizcli.db").read_bytes()
    for page in range(0, len(good) // PAGE, 9):
        for command in ("states", "log export"):
            (home / "quizcli.db").write_bytes(zeroed(good, [page]))
            result = logged(*command.split())
            told = (result.err.count("\n"), "quizcli doctor" in result.err)
            assert result.code == 0 or (1, True) == told, f"page {page}: {result.err}"
        (home / "quizcli.db").write_bytes(zeroed(good, [page]))

        assert 0 == logged("doctor", "--yes").code, f"page {page}"
        assert 0 == logged("states").code
