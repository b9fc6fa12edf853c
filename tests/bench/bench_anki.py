"""Anki export against the bare floor: the same rows into SQLite, and the file deflated.

Run it by hand: `python -m tests.bench.bench_anki [notes …]`. Each number is the median of several
runs in processes of their own; only the ratios of one run mean anything.
"""

from __future__ import annotations

import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

SIZES = (1_000, 10_000, 50_000)
RUNS = 5
NOW_MS = 1_795_500_000_000
REPOSITORY = Path(__file__).parents[2]


def cards_of(count: int) -> list:
    """The bundled cards over and over, each copy with texts and code of its own."""
    from quizcli.deckfiles.find import deck_files
    from quizcli.deckfiles.load import load
    from quizcli.shapes import Piece, Typed

    bundled = load(deck_files([REPOSITORY / "decks"])).cards
    made = []
    for number in range(count):
        card = bundled[number % len(bundled)]
        round_ = number // len(bundled)
        explain = f"{card.note.explain} {number}"
        note = replace(card.note, id=f"{card.note.id}-{round_}", explain=explain)
        shape = card.shape
        if round_ and shape.sample:
            sample = replace(shape.sample, text=f"# {round_}\n{shape.sample.text}")
            shape = replace(shape, sample=sample)
        elif round_ and isinstance(shape, Typed) and shape.pieces:
            shape = replace(shape, pieces=(Piece(f"# {round_}\n"), *shape.pieces))
        if card.note.table is None:
            shape = replace(shape, prompt=f"{shape.prompt} ({number})")
        facet = card.id[len(card.note.id) :]
        made.append(replace(card, id=note.id + facet, note=note, shape=shape))
    return made


def floor(rows: list, folder: Path) -> None:
    """What no writer can do without: the rows in a database, and the database deflated."""
    path = folder / "floor.db"
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    connection.execute("create table notes (id integer primary key, a, b, c, d, e, f, g, h, i, j)")
    connection.execute(
        "create table cards (id integer primary key, n, d, o, m, u, t, q, due, i, f)"
    )
    connection.executemany("insert into notes values (?,?,?,?,?,?,?,?,?,?,?)", rows)
    connection.executemany(
        "insert into cards values (?,?,?,?,?,?,?,?,?,?,?)", ((row[0], *[0] * 10) for row in rows)
    )
    connection.commit()
    connection.close()
    (folder / "floor.z").write_bytes(zlib.compress(path.read_bytes(), 6))
    path.unlink()


def one(what: str, count: int) -> dict[str, float]:
    """Seconds, MB of memory added and MB of file, of one run in this process."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        cards = cards_of(count)
        from quizcli.exchange import anki_write

        target = folder / "x.apkg"
        if what == "floor":
            anki_write.write(target, cards, now_ms=NOW_MS)
            import zipfile

            with zipfile.ZipFile(target) as archive:
                archive.extract("collection.anki2", folder)
            query = "select * from notes"
            rows = sqlite3.connect(folder / "collection.anki2").execute(query).fetchall()
        else:
            rows = []
            progress, ledger = history(cards) if what == "progress" else (None, ())
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        if what == "floor":
            floor(rows, folder)
        else:
            anki_write.write(target, cards, now_ms=NOW_MS, progress=progress, ledger=ledger)
        seconds = time.perf_counter() - start
        added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        size = (folder / ("floor.z" if what == "floor" else "x.apkg")).stat().st_size / 1e6
        return {"seconds": seconds, "added": added, "size": size}


def history(cards: list) -> tuple:
    """Seven answers a card, as the log and the states they give."""
    from quizcli.days import instant
    from quizcli.exchange.anki.progress import EPOCH, MILLISECOND, Progress
    from quizcli.model import Event
    from quizcli.sched.replay import Rules, replay

    dice = random.Random(7)
    events = []
    for number, card in enumerate(cards):
        for turn, days_ago in enumerate((90, 89, 83, 70, 40, 12, 2)):
            at = NOW_MS - days_ago * 86_400_000 - dice.randrange(40_000_000)
            events.append(
                Event(f"{number}-{turn}", instant(EPOCH + at * MILLISECOND), 739_944 - days_ago,
                      "review", card.id, dice.choice((1, 3, 4, 4, 4, 5)), 4.0)
            )  # fmt: skip
    rules = Rules()
    return Progress(replay(events, rules), events, rules=rules), ()


def measured(count: int) -> list[dict[str, dict[str, float]]]:
    """Several rounds, each with a run of every kind, so that a busy moment spoils one round."""

    def run(what: str) -> dict[str, float]:
        command = [sys.executable, "-m", "tests.bench.bench_anki", "--one", what, str(count)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return dict(json.loads(found))

    return [{what: run(what) for what in ("floor", "export", "progress")} for _ in range(RUNS)]


def main() -> None:
    """Print the table."""
    print("`x floor` is the median ratio of the rounds; `with` is with seven reviews a card.")
    print("|  notes | floor s | export s | x floor | MB added | MB file | with s | with MB |")
    print("| -----: | ------: | -------: | ------: | -------: | ------: | -----: | ------: |")
    for count in [int(each) for each in sys.argv[1:]] or SIZES:
        rounds = measured(count)

        def middle(what: str, key: str, rounds: list = rounds) -> float:
            return statistics.median(each[what][key] for each in rounds)

        ratio = statistics.median(
            each["export"]["seconds"] / each["floor"]["seconds"] for each in rounds
        )
        print(
            f"| {count:6,} | {middle('floor', 'seconds'):7.3f} | {middle('export', 'seconds'):8.3f}"
            f" | {ratio:7.2f} | {middle('export', 'added'):8.1f} | {middle('export', 'size'):7.2f}"
            f" | {middle('progress', 'seconds'):6.2f} | {middle('progress', 'added'):7.0f} |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2], int(sys.argv[3]))))
    else:
        main()
