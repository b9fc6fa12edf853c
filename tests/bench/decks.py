"""Collections of any size: deck files of all note types, as many cards a file as the bundled have.

The same number and seed give the same bytes.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from tests.bench.notes import SHARES, Notes

CARDS_A_FILE = 98  # 2,654 bundled cards in 27 files
FOLDERS = ("aws", "docker", "kubernetes")
WRITTEN = 1_700_000_000  # long ago: a file is compiled again while it is younger than its compile


def texts(cards: int, seed: int) -> Iterator[tuple[str, str]]:
    """Path and text of each deck file; together they have exactly so many cards."""
    dice = random.Random(f"decks {seed}")
    left, number = cards, 0
    while left:
        number += 1
        size = min(CARDS_A_FILE, left)
        name = f"deck-{number:04d}"
        yield f"{FOLDERS[number % 3]}/{name}.yaml", _deck(name, number, size, dice)
        left -= size


def write(folder: Path, cards: int, seed: int) -> list[Path]:
    """The deck files below a folder."""
    written = []
    for name, text in texts(cards, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (WRITTEN, WRITTEN))
        written.append(path)
    for path in {folder, *(path.parent for path in written)}:
        os.utime(path, (WRITTEN, WRITTEN))
    return written


def _deck(name: str, number: int, cards: int, dice: random.Random) -> str:
    folder = FOLDERS[number % 3]
    lines = [
        f"deck: {name}", f"title: Deck {number} of {folder}", f"section: Section {number % 60}",
        f"tags: [{folder}, topic-{number % 20}]", "notes:",
    ]  # fmt: skip
    notes = Notes(dice)
    kinds = list(SHARES)
    weights = [share for _, share in SHARES.values()]
    count = 0
    while cards:
        count += 1
        kind = dice.choices(kinds, weights)[0]
        body, made = SHARES[kind][0](notes)
        if made > cards:
            kind, (body, made) = "basic", notes.basic()
        cards -= made
        head = [f"  - id: {name}-{count}"] + ([f"    type: {kind}"] if kind != "basic" else [])
        lines += [*head, *(f"    {line}" for line in (*body, *notes.common())), ""]
    return "\n".join(lines)
