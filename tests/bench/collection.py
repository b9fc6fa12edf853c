"""Collections to measure with: decks of so many cards, and logs of so many reviews of them.

The same numbers give the same files and the same log, but for the day on which it ends.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizcli.days import instant, learning_day
from quizcli.model import CardState, Event
from quizcli.sched import Rules
from quizcli.sched.replay import NEW, step
from quizcli.store import database, library, log

CARDS_A_FILE = 200
SETTLED_SECONDS = 3600  # files look this old, as decks do that nobody has just edited

WORDS = """
    volume image layer pod node service cluster bucket object queue topic subnet route gateway
    policy role key secret token cache replica shard index stream event function handler container
    registry namespace ingress probe label selector quota limit request zone region endpoint
    listener target balancer rule record alias origin edge snapshot backup restore failover
    leader follower quorum lease ledger checkpoint cursor batch window retry backoff timeout
""".split()
VERBS = "keeps drops copies routes stores reads writes signs counts limits renews splits".split()


def write_decks(folder: Path, cards: int, seed: int = 1) -> list[Path]:
    """Deck files that give exactly so many cards, of all types; gives the files."""
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    files = []
    for number, first in enumerate(range(0, cards, CARDS_A_FILE)):
        size = min(CARDS_A_FILE, cards - first)
        name = f"deck-{number:04d}"
        head = f"deck: {name}\ntitle: Deck {number}\nsection: Section {number % 27}\n"
        tags = f"tags: [part-{number % 9}, all]\nnotes:\n"
        path = folder / f"{name}.yaml"
        path.write_text(head + tags + "".join(_notes(dice, name, size)), encoding="utf-8")
        files.append(path)
    settle(files)
    settle([folder])
    return files


def settle(paths: list[Path]) -> None:
    """Make files look as if nobody had touched them for a while."""
    then = time.time() - SETTLED_SECONDS
    for path in paths:
        os.utime(path, (then, then))


def _notes(dice: random.Random, deck: str, cards: int) -> Iterator[str]:
    """Notes that give so many cards: in 25 of them one of each type that writes much."""
    left = cards
    while left:
        for size, write in PATTERN:
            if size <= left:
                yield write(dice, f"{deck}-{left}")
                left -= size


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(count))


def _sentence(dice: random.Random) -> str:
    return f"The {_words(dice, 2)} {dice.choice(VERBS)} the {_words(dice, 3)} of its {_words(dice, 1)}"


def _common(dice: random.Random) -> str:
    return (
        f"    explain: {_sentence(dice)}, so that the {_words(dice, 2)} need not.\n"
        f"    difficulty: {dice.randint(1, 5)}\n"
        "    verified: {on: 2026-11-23, ref: The reference manual}\n"
    )


def _basic(dice: random.Random, name: str) -> str:
    return (
        f"  - id: {name}\n    prompt: Which {_words(dice, 2)} {dice.choice(VERBS)} the "
        f"{_words(dice, 4)}?\n    answer: the {_words(dice, 3)}\n{_common(dice)}"
    )


def _typed(dice: random.Random, name: str) -> str:
    return f"{_basic(dice, name)}    accept: [{_words(dice, 2)}, {_words(dice, 2)}]\n"


def _number(dice: random.Random, name: str) -> str:
    return (
        f"  - id: {name}\n    type: number\n    prompt: How many minutes may a {_words(dice, 3)} "
        f"last?\n    answer: {dice.randint(1, 90)}\n    unit: min\n{_common(dice)}"
    )


def _choice(dice: random.Random, name: str) -> str:
    names = dice.sample(WORDS, 4)
    wrong = "".join(f"      the {word}: it {dice.choice(VERBS)} nothing\n" for word in names[1:])
    return (
        f"  - id: {name}\n    type: choice\n    prompt: What {dice.choice(VERBS)} the "
        f"{_words(dice, 4)}?\n    right: [the {names[0]}]\n    wrong:\n{wrong}{_common(dice)}"
    )


def _cloze(dice: random.Random, name: str) -> str:
    first, second = dice.sample(WORDS, 2)
    return (
        f"  - id: {name}\n    type: cloze\n    text: |\n      A {_words(dice, 2)} needs a "
        f"{{{{c1::{first}}}}} and, for the {_words(dice, 1)},\n      a {{{{c2::{second}}}}}.\n"
        f"{_common(dice)}"
    )


def _order(dice: random.Random, name: str) -> str:
    return (
        f"  - id: {name}\n    type: order\n    prompt: From the {_words(dice, 1)} inwards\n"
        f"    steps: [{', '.join(dice.sample(WORDS, 5))}]\n{_common(dice)}"
    )


def _open(dice: random.Random, name: str) -> str:
    points = "".join(f"      {word}: {_sentence(dice)}\n" for word in dice.sample(WORDS, 4))
    return (
        f"  - id: {name}\n    type: open\n    prompt: When would you choose a {_words(dice, 2)}?\n"
        f"    minutes: 3\n    points:\n{points}    model: {_sentence(dice)}.\n{_common(dice)}"
    )


def _table(dice: random.Random, name: str) -> str:
    columns = dice.sample(WORDS, 2)
    head = f"      | Kind | {' | '.join(columns)} |\n      | --- | --- | --- |\n"
    rows = "".join(
        f"      | {word} | {_words(dice, 2)} {number} | {dice.choice(VERBS)} {number} |\n"
        for number, word in enumerate(dice.sample(WORDS, 3))
    )
    return (
        f"  - id: {name}\n    type: table\n    prompt: Kinds of {_words(dice, 1)}\n"
        f"    table: |\n{head}{rows}{_common(dice)}"
    )


# (cards a note gives, how it is written); a type stands as often as it does in real decks.
PATTERN = (
    *[(1, _basic)] * 4, (1, _choice), (1, _typed), (6, _table), *[(1, _basic)] * 3, (2, _cloze),
    (1, _choice), (1, _number), *[(1, _basic)] * 2, (1, _order), (1, _choice), (1, _typed),
    (1, _open),
)  # fmt: skip


def write_log(path: Path, reviews: int, today: int, seed: int = 2) -> int:
    """A log of so many reviews of the cards compiled in a database, ending before `today`.

    Each card's reviews come when it was due or a little later, so that the states are those of a
    real learner; gives how many there are.
    """
    connection = database.connect(path)
    cards = library.cards(connection)
    each = max(1, reviews // len(cards))
    dice = random.Random(seed)
    made: list[tuple[int, str, int, str, int]] = []
    for place, card in enumerate(cards):
        days = _history(dice, str(card.id), each)
        last = today - dice.randint(1, max(1, days[-1][2]))
        shift = last - days[-1][0]
        made += [
            (day + shift, _at(day + shift, dice), grade, str(card.id), place)
            for day, grade, _ in days
        ]
    made.sort()
    with database.writing(connection):
        for index in ("events_card", "events_day"):
            connection.execute(f"drop index {index}")
        connection.executemany(log.INSERT, (_row(n, row, cards) for n, row in enumerate(made)))
        connection.execute("create index events_card on events (card, day, at, uid)")
        connection.execute("create index events_day on events (day)")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    return len(made)


def _history(dice: random.Random, card: str, count: int) -> list[tuple[int, int, int]]:
    """(day, grade, days until the next) of so many reviews, as the scheduler asks for them."""
    rules, state, day = Rules(), NEW, 1000
    found = []
    for _ in range(count):
        grade = dice.choices((1, 3, 4, 5), (14, 10, 68, 8))[0]
        state = _after(state, card, day, grade, rules)
        found.append((day, grade, state.due - day))
        day = state.due + (dice.randint(0, 3) if state.interval > 6 else 0)
    return found


def _after(state: CardState, card: str, day: int, grade: int, rules: Rules) -> CardState:
    return step(state, Event("", "", day, "review", card, grade), rules, card)


def _at(day: int, dice: random.Random) -> str:
    """An instant within a learning day, after its rollover hour wherever the clock stands."""
    moment = datetime.fromordinal(day) + timedelta(hours=12, milliseconds=dice.randrange(36_000_000))
    return instant(moment.replace(tzinfo=UTC))


def _row(number: int, row: tuple[int, str, int, str, int], cards: tuple) -> tuple[object, ...]:
    day, at, grade, name, place = row
    card = cards[place]
    options = [option.text for option in getattr(card.shape, "options", ())]
    chosen = (options[0] if grade >= 3 else options[1 + number % (len(options) - 1)]) if options else None
    return (
        f"{number:012x}", "bench", f"s{day}", at, day, "review", name, grade,
        round(2 + number % 97 / 10, 1), chosen, json.dumps(options) if options else None, "",
        card.fingerprint, None,
    )  # fmt: skip


def today(path: Path | None = None) -> int:
    """The learning day now, at the rollover hour of the defaults."""
    return learning_day(datetime.now())


def edit(path: Path, number: int) -> None:
    """Change one answer in a deck file, as an author does; the file looks settled afterwards."""
    text = path.read_text(encoding="utf-8")
    start = text.index("    answer: ")
    end = text.index("\n", start)
    path.write_text(f"{text[:start]}    answer: edit {number}{text[end:]}", encoding="utf-8")


def is_sound(path: Path) -> bool:
    """Whether a database is one SQLite finds no fault with."""
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("pragma quick_check").fetchone()[0] == "ok")
    finally:
        connection.close()
