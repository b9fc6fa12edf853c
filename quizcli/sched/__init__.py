"""Schedulers, and the fold that makes states out of the log."""

from __future__ import annotations

from collections.abc import Callable

from quizcli.sched.fsrs import Fsrs
from quizcli.sched.memory import LONGEST_INTERVAL, Memory, Scheduler
from quizcli.sched.replay import NEW, Rules, is_leech, replay, step
from quizcli.sched.sm2 import Sm2, Sm2Thesis

SCHEDULERS: dict[str, Callable[[int], Scheduler]] = {
    "sm2": Sm2,
    "sm2-1990": Sm2Thesis,
    "fsrs": Fsrs,
}

__all__ = [
    "LONGEST_INTERVAL",
    "NEW",
    "SCHEDULERS",
    "Memory",
    "Rules",
    "Scheduler",
    "is_leech",
    "replay",
    "step",
]
