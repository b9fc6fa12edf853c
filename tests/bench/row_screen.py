"""Rows about what is painted: the first card, and the next one after a grade key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from tests.bench import peers
from tests.bench.figures import Figure
from tests.bench.homes import Home, environment
from tests.bench.peers import Sitting
from tests.bench.setting import BARE, Setting
from tests.bench.timing import call, percentile, ratio, taking_turns
from tests.bench.tty import Painting

# Types whose cards are asked one by one, so that every turn ends with a grade key.
ONE_BY_ONE = ("type:basic", "type:choice", "type:cloze", "type:number")


def quizcli(home: Home, *filters: str) -> Sitting:
    """A review in full screen: the keys are always on the last row."""
    return Sitting(
        [*home.program, "review", *filters], home.environment, home.folder,
        asks=lambda text: text.rstrip().endswith("? keys") and not _offers_grades(text),
        graded=_offers_grades, reveal="\r", grade="3", leave="\x04",
    )  # fmt: skip


def _offers_grades(text: str) -> bool:
    return "4 Easy" in text.rstrip().split("\n")[-2]


def first_card(setting: Setting) -> Iterator[Figure]:
    """From the start of `review` to the first question on the screen."""
    sittings = {f"{size:,} cards": quizcli(setting.of_size(size)) for size in setting.sizes}
    acts: dict[str, Callable[[], float]] = {name: _first(s) for name, s in sittings.items()}
    for size in (1_000, 10_000):
        acts |= {
            f"{name} {size:,}": _first(sitting)
            for name, sitting in peers.sittings(setting, size).items()
        }
        acts |= {f"anki library {size:,}": act for act in _anki(setting, size, "first")}
    found = taking_turns({BARE: setting.bare(), **acts}, setting.rounds)
    for name in acts:
        own = name in sittings
        limits = (12, 5) if own else (None, None)
        yield Figure("first card", name, ratio(found, name, BARE), *limits)
    smallest, largest = next(iter(sittings)), list(sittings)[-1]
    growth = ratio(found, largest, smallest)
    yield Figure("first card", f"{largest} to {smallest}", growth, 1.2)
    yield from missing(setting)


def missing(setting: Setting) -> Iterator[Figure]:
    """The peers that do not install here."""
    for name in ("anki", "clanki", "termcard", "memodeck"):
        if setting.peer(name) is None:
            yield Figure("peers", name, None, note="does not install from the registry here")


def _first(sitting: Sitting) -> Callable[[], float]:
    def seconds() -> float:
        watched = sitting.started()
        painted = sitting.first(watched).seconds
        watched.leave(sitting.leave)
        return painted

    return seconds


def _anki(setting: Setting, size: int, what: str) -> Iterator[Callable[[], float]]:
    theirs = setting.peer("anki")
    if theirs is not None:
        path = peers.anki(setting.folder / "peers", theirs, size, 10 * size, setting.seed)
        script = str(peers.WITHIN / "first_anki.py")
        yield call([theirs.python, script, str(path), what], environment(), setting.folder)


def grade_key(setting: Setting) -> Iterator[Figure]:
    """From a grade key to the next question on the screen, 10,000 cards."""
    home = setting.home(10_000, 100_000)
    home.restore()
    keys = 6 * setting.rounds
    processor, paintings = graded(quizcli(home, *ONE_BY_ONE, "--new", "300"), keys)
    busy = 1000 * setting.bare()()
    milliseconds = [1000 * painting.seconds for painting in paintings]
    note = f"median {median(milliseconds):.1f}; a bare start took {busy:.0f} ms then"
    yield Figure("key", "p95", percentile(milliseconds, 95), 50, 15, "ms", note)
    yield Figure("key", "processor time of a turn", processor, unit="ms")
    blank = sum(painting.blank for painting in paintings)
    yield Figure("key", "blank frames", blank, 0, 0, "")
    sizes = [painting.size / 1000 for painting in paintings]
    note = f"median {median(sizes):.2f}"
    yield Figure("key", "most bytes a key", max(sizes), 2.5, unit="kB", note=note)
    kept = home.run("log", "export").count("\n") - home.reviews
    yield Figure("key", "answers lost of those painted", keys - kept, 0, 0, "")
    for name, sitting in peers.sittings(setting, 10_000).items():
        paintings = graded(sitting, keys)[1]
        milliseconds = [1000 * painting.seconds for painting in paintings]
        note = f"median {median(milliseconds):.1f}, p99 {percentile(milliseconds, 99):.1f}"
        yield Figure("key", f"{name}, p95", percentile(milliseconds, 95), unit="ms", note=note)


def graded(sitting: Sitting, keys: int) -> tuple[float, list[Painting]]:
    """Processor milliseconds a turn of so many, and what was painted after each grade key."""
    watched = sitting.started()
    sitting.first(watched)
    paintings = []
    before = watched.processor_ms()
    for _ in range(keys):
        sitting.to_grade(watched)
        paintings.append(watched.press(sitting.grade, sitting.asks))
    spent = watched.processor_ms() - before
    watched.leave(sitting.leave)
    return spent / keys, paintings
