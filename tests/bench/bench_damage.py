"""Damage to every page of a log in turn: every command must say so, and the doctor lose nothing.

Run: python tests/bench/bench_damage.py [EVENTS] [SEED] [EVERY]
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from quizcli.cli import run
from quizcli.deckfiles import find
from tests.commands.conftest import DECK

PAGE = 4096
NOW = "2026-11-23T10:00"
COMMANDS = (
    "due", "states --json", "log export", "weak", "stats", "review", "cards --json", "card alpha",
    "decks", "undo", "suspend beta", "export csv", "backup -o copy.db",
)  # fmt: skip


def call(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a run in this process; -1 for a traceback."""
    out, err = io.StringIO(), io.StringIO()
    sys.stdin = io.StringIO("\n3\n:q\n")
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = run(list(arguments))
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except Exception:
            traceback.print_exc()
            code = -1
    return code, out.getvalue(), err.getvalue()


def make_log(folder: Path, count: int) -> Path:
    """A home with a log of so many events, all its caches, and no backup."""
    shelf = folder / "shelf"
    shelf.mkdir()
    (shelf / "letters.yaml").write_text(DECK)
    find.bundled = lambda: shelf
    os.environ |= {"QUIZCLI_HOME": str(folder / "home"), "QUIZCLI_NOW": NOW, "QUIZCLI_FUZZ": "0"}
    os.chdir(folder)
    rows = (
        {"uid": f"u{n:05d}", "at": f"2026-11-{1 + n % 20:02d}T08:{n // 60 % 60:02d}:{n % 60:02d}Z",
         "day": f"2026-11-{1 + n % 20:02d}", "kind": "review", "grade": n % 6, "seconds": n % 7,
         "card": ("alpha", "beta", "vowel", "gone")[n % 4], "detail": {"w": "w" * (n % 30)}}
        for n in range(count)
    )  # fmt: skip
    (folder / "log.jsonl").write_text("\n".join(map(json.dumps, rows)))
    for command in ("log import log.jsonl", "stats"):
        assert 0 == call(*command.split())[0]
    return folder / "home"


def spoil(data: bytes, page: int, how: str, dice: random.Random) -> bytes:
    """The file with one page zeroed, made noise, or with some bits of it turned."""
    spoilt = bytearray(data)
    place = slice(page * PAGE, (page + 1) * PAGE)
    if how == "zeros":
        spoilt[place] = bytes(PAGE)
    elif how == "noise":
        spoilt[place] = dice.randbytes(PAGE)
    else:
        for _ in range(20):
            spoilt[page * PAGE + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def main() -> None:
    """Run and report; exits with 1 when something was not as it must be."""
    count, seed, every = (
        int(given) if given else usual
        for given, usual in zip([*sys.argv[1:], "", "", ""], (300, 1, 1), strict=False)
    )
    dice, found, began = random.Random(seed), Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        home = make_log(Path(name), count)
        sound = (home / "quizcli.db").read_bytes()
        pages = range(0, len(sound) // PAGE, every)

        def put(data: bytes) -> None:
            shutil.rmtree(home)
            home.mkdir()
            (home / "quizcli.db").write_bytes(data)

        for page in pages:
            for how in ("zeros", "noise", "bits"):
                data = spoil(sound, page, how, dice)
                for command in COMMANDS:
                    put(data)
                    code, _, err = call(*command.split())
                    found["commands"] += 1
                    if code < 0 or (code and (err.count("\n") != 1 or "doctor" not in err)):
                        found["NO SENTENCE"] += 1
                        print(f"page {page} {how}: {command}: {err[-300:]}")
                put(data)
                code, said, err = call("doctor", "--yes", "--json")
                found["doctors"] += 1
                if code or call("doctor")[0]:
                    found["NOT MENDED"] += 1
                    print(f"page {page} {how}: {said[-300:]} {err[-300:]}")
                left = len(call("log", "export")[1].splitlines())
                found["events lost, all on the page"] += max(0, count - left)
                found["damaged pages that cost events"] += left < count
    print(f"{count} events, {len(pages)} of {len(sound) // PAGE} pages, seed {seed}")
    print(", ".join(f"{number} {what}" for what, number in found.items()))
    print(f"{time.monotonic() - began:.0f} s")
    raise SystemExit(bool(found["NO SENTENCE"] or found["NOT MENDED"]))


if __name__ == "__main__":
    main()
