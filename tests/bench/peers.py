"""The peers' collections: as many cards of the same words, in each peer's own format."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from tests.bench.homes import environment
from tests.bench.installed import REPOSITORY, Installed
from tests.bench.setting import Setting
from tests.bench.tty import Painting, Shows, Watched
from tests.bench.words import Words

WITHIN = Path(__file__).parent / "within"


class Sitting(Struct, frozen=True):
    """How a program is driven from card to card: what it shows and which keys it takes.

    `asks` tells a question on the screen, `graded` an answer that waits for its grade; `opening`
    are the keys from the start to the first question.
    """

    words: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    asks: Shows
    graded: Shows
    reveal: str
    grade: str
    leave: str
    opening: str = ""

    def started(self) -> Watched:
        """The program, just started."""
        watched = Watched(self.words, self.environment, self.folder)
        watched.send(self.opening)
        return watched

    def first(self, watched: Watched) -> Painting:
        """The painting of the first question, counted from the start."""
        return watched.until(self.asks)

    def to_grade(self, watched: Watched) -> None:
        """Goes on to where a grade is asked for; nothing to do where the answer is the grade."""
        while not self.graded(watched.text):
            watched.press(self.reveal)


def sittings(setting: Setting, cards: int) -> dict[str, Sitting]:
    """The peers with a terminal that are installed, each with so many cards."""
    folder, found = setting.folder / "peers", {}
    folder.mkdir(exist_ok=True)
    clanki = setting.peer("clanki")
    if clanki is not None:
        base = anki(folder, clanki, cards, 10 * cards, setting.seed).parents[1]
        around = {**environment(), "ANKI_BASE": str(base)}
        words = [clanki.command("clanki"), "review", "Default"]
        found["clanki, plain"] = Sitting(
            [*words, "--plain"], around, folder, asks=lambda text: "show answer" in _foot(text),
            graded=lambda text: _foot(text) == ">", reveal="\r", grade="3\r", leave="\x04",
        )  # fmt: skip
        found["clanki, full screen"] = Sitting(
            words, around, folder, asks=lambda text: "Show Answer" in text,
            graded=lambda text: "Easy" in text, reveal=" ", grade="3", leave="q",
        )  # fmt: skip
    terms = setting.peer("termcard")
    if terms is not None:
        data = str(termcard(folder, cards, setting.seed))
        found["termcard"] = Sitting(
            [terms.command("termcard"), "--data", data], environment(), folder,
            asks=lambda text: "Enter to reveal" in text, graded=lambda text: "[4] Easy" in text,
            reveal="\r", grade="3\r", leave="\x04\x04\x04", opening="r\r",
        )  # fmt: skip
    memos = setting.peer("memodeck")
    if memos is not None:
        data = str(memodeck(folder, memos, cards, setting.seed))
        found["memodeck"] = Sitting(
            [memos.command("memodeck"), "--db", data, "study", "bench"], environment(), folder,
            asks=lambda text: _foot(text) == ">", graded=lambda text: _foot(text) == ">",
            reveal="", grade="x\r", leave="\x04",
        )  # fmt: skip
    return found


def _foot(text: str) -> str:
    """The last row with something on it."""
    return text.rstrip().rpartition("\n")[2].strip()


def anki(folder: Path, at: Installed, cards: int, reviews: int, seed: int) -> Path:
    """A collection for Anki's backend of that version, in a profile as Anki's own."""
    profile = folder / f"{at.folder.name}-{cards}-{reviews}-{seed}" / "User 1"
    path = profile / "collection.anki2"
    if not path.exists():
        profile.mkdir(parents=True)
        making = [at.python, "-m", "tests.bench.within.make_anki"]
        subprocess.run(
            [*making, str(path), str(cards), str(reviews), str(seed)],
            cwd=REPOSITORY, env=environment(), check=True,
        )  # fmt: skip
    return path


def termcard(folder: Path, cards: int, seed: int) -> Path:
    """A data file of termcard, every card new and due."""
    made = [
        {"id": f"{number:08x}", "front": front, "back": back, "due": "2020-01-01"}
        for number, (front, back) in enumerate(_pairs(cards, seed))
    ]
    path = folder / f"termcard-{cards}-{seed}.json"
    path.write_text(json.dumps({"decks": [{"id": "d", "name": "bench", "cards": made}]}))
    return path


def memodeck(folder: Path, at: Installed, cards: int, seed: int) -> Path:
    """A database of memodeck, every card new and due."""
    path = folder / f"memodeck-{cards}-{seed}.db"
    if not path.exists():
        made = [
            {"type": "basic", "id": f"{number:032x}", "box": 1, "due_at": "2020-01-01T00:00:00",
             "front": front, "back": back}
            for number, (front, back) in enumerate(_pairs(cards, seed))
        ]  # fmt: skip
        deck = folder / "memodeck.json"
        deck.write_text(json.dumps({"name": "bench", "cards": made}))
        words = [at.command("memodeck"), "--db", str(path), "import", str(deck)]
        subprocess.run(words, env=environment(), check=True, capture_output=True)
    return path


def _pairs(count: int, seed: int) -> list[tuple[str, str]]:
    words = Words(random.Random(f"peers {seed}"))
    return [(f"Which is it when {words.clause()}?", words.phrase()) for _ in range(count)]
