"""Kill -9 at random moments of a review: no acknowledged answer may be lost.

Run: python tests/bench/bench_kill.py [RUNS] [SEED]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quizcli.sched import Rules
from quizcli.sched.sm2 import Sm2
from quizcli.store import database, log, projection

DECK_NOTES = 6000


def make_home(folder: Path) -> Path:
    """A home with one deck of plain cards."""
    decks = folder / "decks"
    decks.mkdir(parents=True)
    notes = "\n".join(
        f"  - {{id: card-{n}, prompt: 'Question {n}?', answer: 'Answer {n}', explain: e}}"
        for n in range(DECK_NOTES)
    )
    (decks / "plain.yaml").write_text(f"deck: plain\nnotes:\n{notes}\n")
    return folder


def review_and_kill(home: Path, dice: random.Random) -> int:
    """Answer cards until a random moment; gives how many answers the program acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "quizcli", "--plain", "review", "plain", "--new", "9999"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "QUIZCLI_HOME": str(home), "QUIZCLI_FUZZ": "0"},
    )  # fmt: skip
    assert child.stdin
    assert child.stdout
    child.stdin.write(b"\n4\n" * dice.randint(1, 60))
    child.stdin.flush()
    said = child.stdout.readline()
    until = time.monotonic() + dice.uniform(0.0, 0.2)
    os.set_blocking(child.stdout.fileno(), False)
    while time.monotonic() < until and child.poll() is None:
        said += child.stdout.read() or b""
    child.kill()
    child.wait()
    os.set_blocking(child.stdout.fileno(), True)
    said += child.stdout.read() or b""
    child.stdin.close()
    child.stdout.close()
    return max(0, said.count(b"Card ") - 1)


def main() -> None:
    """Run and report; exits with 1 when an answer was lost or the states differ."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    dice = random.Random(seed)
    lost = wrong = acknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder) / "home")
        before = 0
        for _ in range(runs):
            heard = review_and_kill(home, dice)
            connection = database.connect(home / "quizcli.db")
            logged = len(list(log.read(connection)))
            wrong += bool(projection.differences(connection, Rules(Sm2(), fuzz=False), {}))
            intact = connection.execute("pragma integrity_check").fetchone()[0] == "ok"
            connection.close()
            lost += max(0, heard - (logged - before))
            wrong += not intact
            acknowledged += heard
            before = logged
    print(f"{runs} kills, seed {seed}: {acknowledged} answers acknowledged, {before} logged,")
    print(f"{lost} lost, {wrong} times the states differed from a fresh fold")
    raise SystemExit(bool(lost or wrong))


if __name__ == "__main__":
    main()
