from __future__ import annotations

import json
import sqlite3
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.days import learning_day
from quizcli.errors import QuizError
from quizcli.exchange import anki_read, anki_write
from quizcli.exchange.anki import guids, protobuf
from quizcli.exchange.anki.progress import Progress
from quizcli.exchange.anki.rows import AnkiCard, ForeignNote, Package, RevlogRow
from quizcli.model import Collection, Event
from quizcli.sched.replay import Rules, replay
from tests.exchange.making import ALL_KINDS, NOW_MS, at, collection, review

TODAY = 739_944


def zstd() -> ModuleType:
    if sys.version_info >= (3, 14):
        return pytest.importorskip("compression.zstd")
    return pytest.importorskip("backports.zstd", reason="the extra quizcli[anki] is not installed")


@pytest.fixture(scope="module")
def kinds() -> Collection:
    return collection(ALL_KINDS)


@pytest.fixture
def ours(kinds: Collection, tmp_path: Path) -> Path:
    """A package of ours with some progress in it."""
    log = [review("k-basic", 3, 4, day=TODAY), review("k-order", 2, 1, day=TODAY)]
    progress = Progress(replay(log, Rules()), log)
    anki_write.write(tmp_path / "ours.apkg", kinds.cards, now_ms=NOW_MS, progress=progress)
    return tmp_path / "ours.apkg"


def contents(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("collection.anki2")


def zipped(path: Path, **entries: bytes) -> Path:
    """A zip; `_` in a name stands for a full stop."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def latest(path: Path, data: bytes, version: int = 3) -> Path:
    """A package as new Ankis write it, with the decoy that old ones find in it."""
    pack = zstd().compress
    media = b"".join(b"\x0a" + bytes([len(entry)]) + entry for entry in (b"\x0a\x05x.png\x10\x01",))
    return zipped(
        path, meta=bytes([8, version]), collection_anki2=b"decoy", collection_anki21b=pack(data),
        media=pack(media),
    )  # fmt: skip


def test_our_own_package_reads_as_it_was_written(ours: Path, kinds: Collection) -> None:
    found = anki_read.read(ours)

    assert len(kinds.cards) == len(found.cards)
    assert {key for key, _ in guids.known(kinds.cards)} >= {note.guid for note in found.notes}
    assert [(3, 2), (1, 2)] == [(row.ease, row.type + 2) for row in found.revlog]
    assert ["quizcli Basic", "quizcli Cloze"] == [kind.name for kind in found.types.values()]


def test_each_layout_of_a_package_reads_the_same(ours: Path, tmp_path: Path) -> None:
    """Of several collections in one file the one its layout names is the real one."""
    data = contents(ours)
    first = zipped(tmp_path / "1.apkg", collection_anki2=data, media=b'{"0": "x.png"}')
    second = zipped(tmp_path / "2.apkg", collection_anki2=b"x", collection_anki21=data)
    third = latest(tmp_path / "3.colpkg", data)
    bare = tmp_path / "collection.anki2"
    bare.write_bytes(data)

    found = [anki_read.read(path) for path in (ours, first, second, third, bare)]

    assert 1 == len({replace(each, types=None, decks=None) for each in found})  # type: ignore[arg-type]


def test_a_missing_zstd_says_what_to_install(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = latest(tmp_path / "3.apkg", contents(ours))
    for name in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(QuizError, match=r"run `pip install 'quizcli\[anki\]'`"):
        anki_read.read(path)


def test_reviews_in_the_write_ahead_log_are_read_too(ours: Path, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    path = folder / "collection.anki2"
    path.write_bytes(contents(ours))
    with closing(sqlite3.connect(path)) as anki:
        anki.execute("pragma journal_mode = wal")
        card = anki.execute("select min(id) from cards").fetchone()[0]
        anki.execute("insert into revlog values (?, ?, 0, 4, 9, 4, 2500, 900, 1)", (NOW_MS, card))
        anki.commit()

        found = anki_read.read(path)
        bytes_before = path.read_bytes()

        assert NOW_MS in {row.id for row in found.revlog}
        assert bytes_before == path.read_bytes()


def damaged_json(data: bytes, folder: Path) -> bytes:
    path = folder / "damaged.anki2"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update col set models = ?", ("[" * 100_000,))
        connection.commit()
    return path.read_bytes()


def edited(data: bytes, folder: Path, script: str) -> bytes:
    path = folder / "edited.anki2"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path.read_bytes()


def noisy(database: bytes) -> bytes:
    """The database with its second page spoiled; the header tells how large a page is."""
    page = int.from_bytes(database[16:18])
    return database[:page] + b"\xa5" * page + database[2 * page :]


HOSTILE: dict[str, tuple[str, Callable[[bytes, Path], bytes]]] = {
    "no tables": ("lacks the tables", lambda d, f: edited(d, f, "drop table notes")),
    "a view for a table": (
        "lacks the tables",
        lambda d, f: edited(
            d, f,
            "drop table notes; create view notes as with recursive r(id) as"
            " (select 1 union all select id + 1 from r) select * from r",
        ),
    ),
    "text for a number": (
        "where a number should",
        lambda d, f: edited(d, f, "update revlog set ease = 'good'"),
    ),
    "bytes for text": (
        "where text should",
        lambda d, f: edited(d, f, "update notes set flds = x'fffe'"),
    ),
    "text that is no text": (
        "a text in it is not UTF-8",
        lambda d, f: edited(d, f, "update notes set flds = cast(x'ff' as text)"),
    ),
    "models that are not JSON": (
        "its models are no JSON",
        lambda d, f: edited(d, f, "update col set models='{'"),
    ),
    "models of another kind": (
        "not what Anki writes",
        lambda d, f: edited(d, f, "update col set models = '[1]'"),
    ),
    "a model without fields": (
        "has no 'id'",
        lambda d, f: edited(d, f, """update col set models = '{"1": {}}'"""),
    ),
    "a model whose number is none": (
        "None stands where a number should",
        lambda d, f: edited(d, f, """update col set models = '{"1": {"id": null}}'"""),
    ),
    "JSON without end": ("is damaged", damaged_json),
    "two rows of settings": (
        "'col' has 2 rows",
        lambda d, f: edited(
            d, f,
            "insert into col select 2, crt, mod, scm, ver, dty, usn, ls, conf, models, decks,"
            " dconf, tags from col",
        ),
    ),
    "cut short": ("is damaged", lambda d, f: d[: len(d) // 2]),
    "a page of noise": ("is damaged", lambda d, f: noisy(d)),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_collection_is_refused_in_one_sentence(
    kind: str, ours: Path, tmp_path: Path
) -> None:
    why, spoil = HOSTILE[kind]
    path = zipped(tmp_path / "bad.apkg", collection_anki2=spoil(contents(ours), tmp_path))

    with pytest.raises(QuizError, match=why) as caught:
        anki_read.read(path)

    assert "\n" not in str(caught.value)
    assert "bad.apkg" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_wrong_value_that_nobody_needs_refuses_nothing(ours: Path, tmp_path: Path) -> None:
    script = """
        update notes set mod = 'now';
        update cards set type = 'new', due = 'today', ivl = 'long', factor = '', lapses = x'00';
        update revlog set lastIvl = 'none';
    """
    data = edited(contents(ours), tmp_path, script)
    odd = zipped(tmp_path / "odd.apkg", collection_anki2=data, media=b"[" * 50_000)

    assert anki_read.read(ours) == anki_read.read(odd)


def bomb(path: Path) -> Path:
    return zipped(path, collection_anki2=b"SQLite format 3\0" + b"\0" * 3_000_000)


def lying_bomb(path: Path) -> Path:
    """A zip whose directory says that its entry is small."""
    bomb(path)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)
    return path


def zstd_bomb(path: Path) -> Path:
    return latest(path, b"\0" * 3_000_000)


def cut_zstd(path: Path) -> Path:
    packed = zstd().compress(bytes(range(256)) * 500)
    return zipped(path, meta=b"\x08\x03", collection_anki21b=packed[:-30])


def no_zstd(path: Path) -> Path:
    zstd()
    return zipped(path, meta=b"\x08\x03", collection_anki21b=b"SQLite format 3\0" * 9)


def bad_crc(path: Path) -> Path:
    bomb(path)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = data.find(mark) + place
        data[at : at + 4] = struct.pack("<I", zlib.crc32(b"other"))
    path.write_bytes(data)
    return path


def encrypted(path: Path) -> Path:
    bomb(path)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) + place
        data[at] |= 1
    path.write_bytes(data)
    return path


def other_compression(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("collection.anki2", b"x" * 1000)
    return path


PACKAGES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "a bomb": ("larger than 1 MiB", bomb),
    "a bomb that lies": ("damaged", lying_bomb),
    "a bomb in zstd": ("larger than 1 MiB", zstd_bomb),
    "zstd cut short": ("cut short", cut_zstd),
    "no zstd": ("damaged", no_zstd),
    "a wrong checksum": ("damaged", bad_crc),
    "encrypted": ("encrypted", encrypted),
    "another compression": ("Anki does not use", other_compression),
    "a newer layout": ("newer Anki", lambda path: zipped(path, meta=b"\x08\x09")),
    "meta that is noise": ("damaged", lambda path: zipped(path, meta=b"\xff" * 20)),
    "nothing in it": ("no Anki collection", lambda path: zipped(path, readme=b"hi")),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_hostile_package_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    why, make = PACKAGES[kind]
    path = make(tmp_path / "bad.apkg")

    with pytest.raises(QuizError, match=why) as caught:
        anki_read.read(path, most_bytes=1 << 20)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("none.apkg", None, "There is no file"),
        ("empty.apkg", b"", "not an Anki package"),
        ("text.apkg", b"hello", "not an Anki package"),
        ("start.apkg", b"PK\x03\x04" + b"x" * 100, "not an Anki package"),
        ("head.anki2", b"SQLite format 3\0", "is damaged"),
    ],
)
def test_what_is_no_package_is_said(
    name: str, data: bytes | None, why: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    with pytest.raises(QuizError, match=why):
        anki_read.read(tmp_path / name)


def test_names_in_a_package_are_never_paths_here(ours: Path, tmp_path: Path) -> None:
    path = tmp_path / "in" / "evil.apkg"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../escaped", b"x")
        archive.writestr("collection.anki2", contents(ours))
        archive.writestr("media", json.dumps({"0": "../../../etc/passwd"}))
    before = sorted(tmp_path.rglob("*"))

    anki_read.read(path)

    assert before == sorted(tmp_path.rglob("*"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_damage_is_a_sentence_or_a_package(
    ours: Path, tmp_path: Path, flips: list[tuple[float, int]]
) -> None:
    data = bytearray(ours.read_bytes())
    for where, value in flips:
        data[int(where * (len(data) - 1))] = value
    path = tmp_path / "flipped.apkg"
    path.write_bytes(data)

    try:
        result = str(anki_read.read(path).cards)
    except QuizError as said:
        result = str(said)
    assert "flipped.apkg" in result or "AnkiCard" in result


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_a_value_error(data: bytes) -> None:
    try:
        found = list(protobuf.fields(data))
    except ValueError:
        return
    assert sum(len(value) for _, value in found if isinstance(value, bytes)) <= len(data)


def packed(*reviews: RevlogRow, ordinal: int = 0, owner: str = "k-basic") -> Package:
    """A package with one card of ours and some reviews of it."""
    guid = guids.guid(owner, "basic")
    return Package(
        notes=(ForeignNote(1, guid, 1, (), ("x",)), ForeignNote(2, "foreign", 1, (), ("y",))),
        cards=(AnkiCard(10, 1, 1, ordinal), AnkiCard(20, 2, 1, 0)),
        revlog=reviews,
        types={},
        decks={},
    )


def row(at: int, ease: int = 3, kind: int = 1, factor: int = 2500, card: int = 10) -> RevlogRow:
    return RevlogRow(at, card, ease, 5, factor, 3000, kind)


def day_of(moment: datetime) -> int:
    return learning_day(moment)


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        ([("review", 1)], [row(NOW_MS, 1)]),
        ([("review", 3)], [row(NOW_MS, 2)]),
        ([("review", 4)], [row(NOW_MS, 3)]),
        ([("review", 5)], [row(NOW_MS, 4)]),
        ([("review", 1), ("drill", 4)], [row(NOW_MS + 5, 3, 0), row(NOW_MS, 1, 0)]),
        ([("review", 4), ("review", 4)], [row(NOW_MS), row(NOW_MS + 86_400_000)]),
        ([("cram", 4), ("review", 4)], [row(NOW_MS, 3, 3, 0), row(NOW_MS + 5)]),
        ([("review", 4)], [row(NOW_MS, 3, 3, 2500)]),
        ([("note", None), ("review", 4)], [row(NOW_MS, 0, 4), row(NOW_MS + 5)]),
        ([("note", None)], [row(NOW_MS, 3, 5)]),
        ([], [row(1_700_000_000)]),
    ],
)
def test_the_first_answer_of_a_day_is_its_review(
    kinds: Collection, expected: list[tuple[str, int | None]], rows: list[RevlogRow]
) -> None:
    found = anki_read.events(packed(*rows), guids.known(kinds.cards), day_of)

    assert expected == [(event.kind, event.grade) for event in found.events]


def test_a_day_ends_at_the_rollover_not_at_midnight(kinds: Collection) -> None:
    late = NOW_MS - NOW_MS % 86_400_000 + 3 * 3_600_000  # 03:00 UTC

    found = anki_read.events(
        packed(row(late), row(late + 2 * 3_600_000)), guids.known(kinds.cards), day_of
    )

    first, second = found.events
    assert (1, "review", "review") == (second.day - first.day, first.kind, second.kind)


def test_an_event_is_the_review_with_an_id_that_is_always_the_same(kinds: Collection) -> None:
    known = guids.known(kinds.cards)

    (event,) = anki_read.events(packed(row(NOW_MS)), known, day_of).events
    again = anki_read.events(packed(row(NOW_MS), row(NOW_MS + 9)), known, day_of, [event])

    assert ("k-basic", "2026-11-24T06:00:00.000Z", TODAY, 3.0, "anki") == (
        event.card, event.at, event.day, event.seconds, event.device
    )  # fmt: skip
    assert "7" == event.uid[14]
    assert event.uid < again.events[0].uid
    assert (1, 1) == (again.already, len(again.events))


def test_a_reverse_is_told_from_its_question(kinds: Collection) -> None:
    known = guids.known(kinds.cards)

    found = [
        anki_read.events(packed(row(NOW_MS), ordinal=ordinal, owner="k-reverse"), known, day_of)
        for ordinal in (0, 1, 2)
    ]

    assert [["k-reverse"], ["k-reverse#reverse"], []] == [
        [event.card for event in each.events] for each in found
    ]
    assert [0, 0, 1] == [each.foreign for each in found]


def test_answers_of_days_to_come_are_known_again_at_the_moment_of_their_export(
    kinds: Collection, tmp_path: Path
) -> None:
    """Somebody's clock was ahead, and Anki takes no review of the future."""
    log = [review("k-basic", days, 4, day=TODAY) for days in (5, -1, -6)]
    progress = Progress({}, log)
    anki_write.write(tmp_path / "x.apkg", kinds.cards, now_ms=NOW_MS, progress=progress)
    exported = anki_read.read(tmp_path / "x.apkg")
    of_anki = replace(exported.revlog[-1], id=NOW_MS + 500, time=2_000)
    package = replace(exported, revlog=(*exported.revlog, of_anki))

    found = anki_read.events(package, guids.known(kinds.cards), day_of, log, now_ms=NOW_MS + 1_000)

    assert 3 == found.ours
    assert [(at(NOW_MS + 500), "review")] == [(event.at, event.kind) for event in found.events]


def test_what_was_exported_from_here_is_not_taken_for_new(kinds: Collection) -> None:
    """Also where several cards of one turn were moved apart, and under a former name."""
    turn = [
        replace(review(card, 0, 4, day=TODAY), at="2026-11-24T05:00:00.000Z", uid=f"u{n}")
        for n, card in enumerate(("a", "former", "b"))
    ]
    turned = NOW_MS - 3_600_000
    rows = [row(turned + moved) for moved in (0, 1, 2, 3)]

    found = anki_read.events(
        packed(*rows), guids.known(kinds.cards), day_of, turn, {"former": "k-basic"}
    )

    # The answer to our card is the second of its turn: it moved by 0 or 1, never by more.
    assert 2 == found.ours
    assert [turned + 2, turned + 3] == [
        int(datetime.fromisoformat(event.at).timestamp() * 1000) for event in found.events
    ]


def test_the_counts_say_what_became_of_every_row(kinds: Collection) -> None:
    package = packed(row(NOW_MS), row(NOW_MS, card=20), row(NOW_MS, card=99), row(5))

    found = anki_read.events(package, guids.known(kinds.cards), day_of)

    assert (1, 2, 1) == (len(found.events), found.foreign, found.unusable)


def test_importing_twice_in_any_order_gives_the_same_states(kinds: Collection) -> None:
    known = guids.known(kinds.cards)
    early, late = [row(NOW_MS - 86_400_000, 3)], [row(NOW_MS, 1), row(NOW_MS + 60_000, 3)]

    def log(*imports: list[RevlogRow]) -> list[Event]:
        events: list[Event] = []
        for rows in imports:
            events += anki_read.events(packed(*rows), known, day_of, events).events
        return events

    states = [
        replay(events, Rules())
        for events in (log(early, early + late), log(early + late), log(late, early + late))
    ]
    assert states[0] == states[1] == states[2]
