"""Table turns for the tests of their screens, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterable

from quizcli.drill.grid import Play, Round, begin
from quizcli.drill.grid_pool import Pool
from quizcli.drill.grid_rounds import build
from quizcli.model import Grade
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.grid.ask import grid_screen
from quizcli.ui.screens.grid.context import GridContext
from quizcli.ui.screens.grid.page import GridPage
from quizcli.ui.turn import Screen
from tests.drill.grid_tables import written
from tests.ui.samples import HOSTILE

QUEUES = """
    id: messaging
    type: table
    prompt: Messaging services compared
    backwards: [Best for]
    cells:
      kinesis/replay:
        explain: Consumers keep their own place, so nothing is removed by reading.
        guide_said: 24 hours
    table: |
      | Service     | Best for                        | Order           | Replay         |
      | ----------- | ------------------------------- | --------------- | -------------- |
      | SQS         | work that one consumer does     | in FIFO queues  | after failures |
      | SNS         | one message to many subscribers | in FIFO topics  | none           |
      | Kinesis     | streams read by many            | within a shard  | 365 days       |
      | EventBridge | routing by content              | not promised    | from archives  |
      | MQ          | applications moved as they are  | in every queue  | by browsing    |
"""
WIDE = """
    id: wide
    type: table
    prompt: Storage classes
    table: |
      | Class | Best for | First byte | Cost | AZs | Minimum |
      | - | - | - | - | - | - |
      | Standard | active data, often read | milliseconds | high, but no fee | 3 or more | none |
      | IA | read about monthly | milliseconds | half of that, and a fee | 3 or more | 30 days |
      | One Zone | can be made again | milliseconds | less again, and a fee | 1, given | 30 days |
      | Glacier | hardly ever read | minutes to hours | lowest but one | 3 or more | 90 days |
      | Deep | kept ten years by law | within twelve hours | lowest of all | 3 or more | 180 days |
      | Express | latency decides | single-digit milliseconds | highest per GB | 1, chosen | none |
"""
ACROSS = """
    id: across
    type: table
    prompt: ALB, NLB and GWLB compared
    compare: columns
    table: |
      | Aspect   | ALB                 | NLB                  | GWLB                    |
      | -------- | ------------------- | -------------------- | ----------------------- |
      | Layer    | 7                   | 4                    | 3                       |
      | Routing  | path, host, header  | port, then flow hash | everything to one fleet |
      | Targets  | a Lambda function   | an ALB               | appliances              |
"""


def pool(note: str = QUEUES) -> Pool:
    return written(note)


def round_of(mode: str, note: str = QUEUES, seed: str = "1") -> Round:
    made = build(pool(note), mode, seed)  # type: ignore[arg-type]
    assert made is not None
    return made


def context(round_: Round, **changes: object) -> GridContext:
    """Cards are due: a failed one comes back today, the others wait."""
    words = {Grade.BLANK: "today", Grade.AGAIN: "today", Grade.CLOSE: "today"}
    words |= {Grade.HARD: "4 d", Grade.GOOD: "6 d", Grade.EASY: "8 d"}
    direct = [slot.card for slot in round_.slots if slot.direct]
    return GridContext(
        heading=str(changes.pop("heading", "Table quiz › Messaging")),
        now=lambda: 0.0,
        counted=str(changes.pop("counted", "round 1/3")),
        intervals=dict.fromkeys(direct, words),
        **changes,  # type: ignore[arg-type]
    )


def page(mode: str, note: str = QUEUES, seed: str = "1", **changes: object) -> GridPage:
    round_ = round_of(mode, note, seed)
    return grid_screen(context(round_, **changes), begin(round_, 0.0))


def after(screen: Screen, keys: Iterable[str]) -> Screen:
    """The screen after some keys, none of which ends in an outcome."""
    for key in keys:
        following = screen.key(key)
        assert not isinstance(following, Outcome), f"{key} ended the turn"
        screen = following
    return screen


def key_of(play: Play, right: bool = True) -> str:
    """The key of the right option, or of the first wrong one."""
    letters = "abcdef" if play.round.mode == "match" else "123456789"
    options = play.slot.options
    wanted = next(o for o in options if (o == play.slot.right) is right)
    return letters[options.index(wanted)]


def answered(screen: GridPage, right: Iterable[bool]) -> Screen:
    """The screen after the slots were answered rightly or wrongly; handed in where it takes it."""
    now: Screen = screen
    for is_right in right:
        assert isinstance(now, GridPage)
        now = after(now, [key_of(now.play, is_right)])
    assert isinstance(now, GridPage)
    single = screen.play.round.mode in ("which", "reverse")
    return now if single else after(now, ["enter"])


def hostile_round(mode: str) -> Round:
    """A round over a table in which every text tries to steer the terminal."""
    from msgspec.structs import replace

    made = round_of(mode)
    evil = {text: f"{HOSTILE} {number}" for number, text in enumerate(_texts(made))}
    table = made.table
    return replace(
        made,
        table=replace(
            table,
            title=HOSTILE,
            corner=HOSTILE,
            subjects=tuple(replace(label, text=evil[label.text]) for label in table.subjects),
            attributes=tuple(replace(label, text=evil[label.text]) for label in table.attributes),
            cells=tuple(
                replace(cell, text=evil[cell.text], explain=HOSTILE, guide_said=HOSTILE)
                for cell in table.cells
            ),
        ),
        slots=tuple(
            replace(
                slot,
                asked=HOSTILE,
                right=evil[slot.right],
                options=tuple(evil[option] for option in slot.options),
            )
            for slot in made.slots
        ),
    )


def _texts(round_: Round) -> list[str]:
    labels = (*round_.table.subjects, *round_.table.attributes)
    texts = [label.text for label in labels] + [cell.text for cell in round_.table.cells]
    return list(dict.fromkeys(texts))
