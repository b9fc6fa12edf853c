"""Run by Anki's interpreter: makes a collection of so many cards and reviews."""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing

from anki.collection import Collection

from tests.bench.words import Words

DAY_MS = 86_400_000
MOST_A_DAY = 9999
SEEN, DUE = 0.9, 0.02  # shares of the cards


def main(path: str, cards: int, reviews: int, seed: int) -> None:
    """The schema is Anki's own; the rows go in by SQLite, which is much faster."""
    collection = Collection(path)
    config = collection.decks.config_dict_for_deck_id(1)
    config["new"]["perDay"] = config["rev"]["perDay"] = MOST_A_DAY
    collection.decks.update_config(config)
    model = collection.models.by_name("Basic")["id"]
    today = collection.sched.today
    collection.close()
    dice = random.Random(f"anki {seed}")
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        rows.executemany(
            "insert into notes values (?, ?, ?, 0, 0, '', ?, ?, 0, 0, '')",
            _notes(cards, model, Words(dice)),
        )
        rows.executemany(
            "insert into cards values (?, ?, 1, 0, 0, 0, ?, ?, ?, ?, 2500, ?, 0, 0, 0, 0, 0, '{}')",
            _cards(cards, today, dice),
        )
        rows.executemany(
            "insert into revlog values (?, ?, 0, ?, ?, ?, 2500, ?, 1)",
            _reviews(cards, reviews, dice),
        )


def _notes(count: int, model: int, words: Words) -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        front = f"Which is it when {words.clause()}?"
        yield number, f"guid{number}", model, f"{front}\x1f{words.phrase()}", front


def _cards(count: int, today: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        if dice.random() > SEEN:
            yield number, number, 0, 0, number, 0, 0
            continue
        interval = dice.randint(3, 300)
        due = today if dice.random() < DUE else today + dice.randint(1, interval)
        yield number, number, 2, 2, due, interval, 9


def _reviews(cards: int, count: int, dice: random.Random) -> Iterator[tuple[object, ...]]:
    first = int(time.time() * 1000) - 730 * DAY_MS
    for number in range(count):
        at = first + number * 729 * DAY_MS // count
        interval = dice.randint(1, 200)
        yield (at, dice.randint(1, cards), dice.randint(1, 4), interval, interval // 2,
               dice.randint(2000, 25000))  # fmt: skip


main(sys.argv[1], *map(int, sys.argv[2:]))
