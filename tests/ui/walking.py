"""Every state a screen can come to, found by pressing keys."""

from __future__ import annotations

from collections.abc import Iterator

from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.typed import TypedQuestion
from quizcli.ui.turn import Screen

KEYS = ("space", "1", "2", "enter", "escape", "backspace", "h", "y", "w")
TEXTS = ("", "autoscaling/v2")
MORE_TEXTS = ("visability timeout default 1 minute", "900 s", "\x1b[2Jkernel")


def states(start: Screen, depth: int = 3) -> Iterator[Screen]:
    """The screens that can be reached in so many steps, each once."""
    seen: set[str] = set()
    layer = [start]
    for _ in range(depth + 1):
        following: list[Screen] = []
        for screen in layer:
            if repr(screen) in seen:
                continue
            seen.add(repr(screen))
            yield screen
            following += [after for after in _steps(screen) if not isinstance(after, Outcome)]
        layer = following


def _steps(screen: Screen) -> Iterator[Screen | Outcome]:
    for key in KEYS if not screen.typing else ("escape",):
        yield screen.key(key)
    if screen.typing:
        single = not isinstance(screen, TypedQuestion) or len(screen.shape.blanks) == 1
        for text in (*TEXTS, *(MORE_TEXTS if single else ())):
            yield screen.submit(text)
