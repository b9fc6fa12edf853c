"""Time of `weak` and `stats` over long logs, as ratios to a bare start of Python in the same run.

Run it with: python tests/bench/bench_insight.py [REVIEWS …]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import msgspec
from msgspec.structs import replace

from quizcli.errors import Place
from quizcli.insight.confusion import confusions
from quizcli.insight.pages import stats
from quizcli.insight.plain import plain
from quizcli.insight.roll import Roll
from quizcli.insight.rows import Row
from quizcli.insight.simulate import Load, simulate
from quizcli.insight.tally import Tally
from quizcli.insight.weak import topics
from quizcli.model import Card, CardId, CardState, Note, NoteId
from quizcli.notes.cells import Wording, cell_cards
from quizcli.sched import Rules
from quizcli.shapes import Cell, Choice, Label, Recall, Table

CARDS, TABLES, TODAY, DAYS = 2000, 56, 739_900, 700
ROUNDS = 7


decode_roll = msgspec.json.Decoder(Roll).decode
decode_tally = msgspec.json.Decoder(Tally).decode


def bare_start() -> float:
    """Seconds of `python -c pass`, median of many."""
    times = []
    for _ in range(21):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        times.append(time.perf_counter() - begun)
    return median(times)


def table_cards(number: int) -> list[Card]:
    """Eighteen cards of a table of six subjects and three attributes."""
    subjects = tuple(Label(f"s{k}", f"Subject {k} of {number}") for k in range(6))
    attributes = tuple(Label(f"a{k}", f"Attribute {k}") for k in range(3))
    cells = tuple(Cell(s.key, a.key, f"{a.text} of {s.text}") for s in subjects for a in attributes)
    table = Table(f"Table {number}", "Kind", subjects, attributes, cells)
    note = Note(
        NoteId(f"table-{number}"), "table", f"deck-{number % 27}", f"Section {number % 60}", "",
        Place("d.yaml"), (f"tag-{number % 20}",), table=table,
    )  # fmt: skip
    return [
        Card(CardId(f"{note.id}#{facet}"), note, facet, shape, "")
        for facet, shape in cell_cards(table, Wording({}, {}))
    ]


def collection() -> list[Card]:
    cards = [card for number in range(TABLES) for card in table_cards(number)]
    for number in range(CARDS - len(cards)):
        name = f"note-{number}"
        note = Note(
            NoteId(name), "basic", f"deck-{number % 27}", f"Section {number % 60}", name,
            Place("d.yaml"), (f"tag-{number % 20}",),
        )  # fmt: skip
        cards.append(Card(CardId(name), note, "", Recall(f"{name}?", "so"), ""))
    return cards


def log(cards: list[Card], reviews: int) -> list[Row]:
    dice = random.Random(reviews)
    made = []
    for number in range(reviews):
        card = dice.choice(cards)
        day = TODAY - DAYS + 1 + number * DAYS // reviews
        offered, chosen, grade = (), None, dice.choice((1, 3, 4, 4, 4, 4, 5))
        if isinstance(card.shape, Choice):
            offered = tuple(option.text for option in card.shape.options)
            chosen = card.shape.right[0] if grade > 2 else dice.choice(offered)
        seconds = round(dice.uniform(2, 25), 1)
        made.append(Row(card.id, day, "review", grade, seconds, chosen, offered))
    return made


def seconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return median(times)


def main(sizes: list[int]) -> None:
    bare = bare_start()
    cards = collection()
    states = {
        card.id: CardState(TODAY + k % 60 - 5, 1 + k % 60, 3, k % 10, "review", (250.0,))
        for k, card in enumerate(cards)
    }
    print(f"bare python start {bare * 1000:.1f} ms = 1x; {len(cards)} cards")
    for size in sizes:
        rows = log(cards, size)
        today = next(place for place, row in enumerate(rows) if row.day == TODAY)
        before, last = rows[:today], rows[today:][:200]
        sealed = Roll().extend(before)
        days = msgspec.json.encode(replace(sealed, cards={}))
        tallies = {card: msgspec.json.encode(tally) for card, tally in sealed.cards.items()}
        touched = {row.card for row in last}

        def resumed(ids=tallies, kept=(days, tallies), last=last) -> Roll:
            days, texts = kept
            loaded = {card: decode_tally(texts[card]) for card in ids if card in texts}
            return replace(decode_roll(days), cards=loaded).extend(last)

        roll = resumed()
        measures: dict[str, Callable[[], object]] = {
            "roll-up of all cards loaded and extended by today": resumed,
            "roll-up of today's cards alone, for stats": lambda ids=touched: resumed(ids),
            "topics by section": lambda r=roll: topics(cards, r, states, TODAY),
            "topics by tag": lambda r=roll: topics(cards, r, states, TODAY, "tag"),
            "confusions": lambda r=roll: confusions(cards, r),
            "stats": lambda r=roll: stats(cards, r, states, TODAY),
            "stats as JSON": lambda r=roll: json.dumps(plain(stats(cards, r, states, TODAY))),
            "simulation of 90 days": lambda r=roll: simulate(
                cards, r, states, TODAY, 90, Rules(), Load(10)
            ),
        }
        cold = seconds(lambda r=rows: Roll().extend(r), 1)
        print(f"\n{size:,} reviews ({len(days) / 1e3:.0f} kB of days,"
              f" {sum(map(len, tallies.values())) / 1e6:.2f} MB of tallies)")  # fmt: skip
        print(f"  {'roll-up of the whole log, once':52}{cold / bare:8.1f}x  {cold:8.3f} s")
        for name, act in measures.items():
            spent = seconds(act)
            print(f"  {name:52}{spent / bare:8.2f}x  {spent * 1000:8.1f} ms")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
