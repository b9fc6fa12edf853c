"""Numbered things to choose from: their keys, their rows, and lines like `3 1 4`."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from quizcli.ui.text import T, line, one_line, wrap

# The tenth and later ones have letters; no command is one of them.
KEYS = "123456789abcdef"


def chosen(key: str, count: int) -> int | None:
    """The index of the thing a key chooses out of `count`."""
    index = KEYS.find(key) if len(key) == 1 else -1
    return index if 0 <= index < count else None


def several_chosen(text: str, count: int) -> tuple[int, ...] | None:
    """The indexes that a line such as `3 1 4`, `3,1,4` or `314` chooses; None for other lines."""
    keys = [key for key in text.casefold() if not key.isspace() and key != ","]
    indexes = [chosen(key, count) for key in keys]
    found = tuple(index for index in indexes if index is not None)
    return found if found and len(found) == len(indexes) == len(set(found)) else None


def span(count: int) -> str:
    """The keys in words: `1`, `1-4`, `1-9 a-c`."""
    if count <= 1:
        return "1"
    return f"1-{count}" if count <= 9 else f"1-9 a-{KEYS[count - 1]}"


def reach(count: int) -> str:
    """The keys as a sentence has them: `1 to 4`."""
    return f"1 to {KEYS[count - 1]}"


def keys_of(indexes: Iterable[int]) -> str:
    """The keys as one types them: `3 1 4`."""
    return " ".join(KEYS[index] for index in indexes)


def spoken(texts: Iterable[str]) -> tuple[str, ...]:
    """The things for line mode, each behind its key: `1. 5 GB`."""
    return tuple(f"{KEYS[index]}. {one_line(text)}" for index, text in enumerate(texts))


def row(
    index: int, text: str, width: int, *, sign: str = "", style: str = "", after: str = ""
) -> list[Text]:
    """The rows of one thing: sign, key, text with a hanging indent, and a remark behind it."""
    said = T(text, style)
    if after:
        said = line(said, (f"   {' '.join(after.split())}", "dim"))
    mark = {"✓": "good", "✗": "bad"}.get(sign, "")
    key = (f"{KEYS[index]}) ", "key" if not sign else mark)
    return wrap(said, width, line((f"{sign or ' '} ", mark), key, " "))
