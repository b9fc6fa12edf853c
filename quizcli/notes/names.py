"""Names: slugs for keys, the nearest of several names, and when two texts count as the same.

What only letters beyond ASCII need, or a name that is wrong, is imported there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quizcli.notes.limits import LONGEST_NAME

_NOT_IN_SLUGS = re.compile(r"[\W_]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

SLUG_PATTERN = f"^{_SLUG.pattern}$"


def slug(label: str) -> str:
    """`s3-standard-ia` for `S3 Standard-IA`; empty when the label has no letter or digit."""
    bare = label if label.isascii() else _without_accents(label)
    return _NOT_IN_SLUGS.sub("-", bare.lower()).strip("-")


def _without_accents(label: str) -> str:
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFKD", label) if not combining(letter))


def is_slug(text: str) -> bool:
    """Whether a text is lower-case letters, digits and single hyphens."""
    return _SLUG.fullmatch(text) is not None


@lru_cache(maxsize=1024)  # a table asks for that of each cell several times
def fold(text: str) -> str:
    """The text by which two answers are the same: case, width, spacing, last full stop aside."""
    folded = (text if text.isascii() else _in_usual_width(text)).casefold()
    return " ".join(folded.split()).removesuffix(".")


def _in_usual_width(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFKC", text)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or nothing when none is like it."""
    from difflib import get_close_matches

    if len(name) > LONGEST_NAME:
        return ""
    by_fold = {fold(each): each for each in known}
    found = get_close_matches(fold(name), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest known name, or lists the few there are."""
    names = tuple(known)
    close = nearest(name, names)
    if close:
        return f"did you mean '{close}'?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= 12 else ""
