"""Every state a screen can come to, found by pressing keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.typed import TypedQuestion
from quizcli.ui.theme import Caps
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


def shown(
    screens: Iterable[Screen], sizes: Sequence[tuple[int, int]], thorough: bool
) -> Iterator[tuple[Screen, Caps]]:
    """Each screen with every size and set of characters, or with some of them.

    Those are the smallest size, where most goes wrong, and two that take turns: so every size
    meets every kind of screen, in either set of characters.
    """
    for turn, screen in enumerate(screens):
        one, other = sizes[turn % len(sizes)], sizes[(turn + 2) % len(sizes)]
        some = (sizes[0], True), (one, False), (other, True)
        for size, unicode in product(sizes, (True, False)) if thorough else some:
            yield screen, Caps(*size, unicode=unicode)


def _steps(screen: Screen) -> Iterator[Screen | Outcome]:
    for key in KEYS if not screen.typing else ("escape",):
        yield screen.key(key)
    if screen.typing:
        single = not isinstance(screen, TypedQuestion) or len(screen.shape.blanks) == 1
        for text in (*TEXTS, *(MORE_TEXTS if single else ())):
            yield screen.submit(text)
