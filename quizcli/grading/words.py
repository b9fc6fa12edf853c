"""Answers as words: what two spellings have in common, and how near two words are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from difflib import SequenceMatcher

STOP_WORDS = frozenset(
    "a an and are as at be by for from in into is it its of on or the to with".split()
)
UNITS = {
    word: unit
    for unit, words in {
        "ms": "ms millisecond milliseconds msec",
        "s": "s sec secs second seconds",
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "d": "d day days",
        "week": "week weeks wk wks",
        "month": "month months",
        "year": "year years y yr yrs",
        "b": "b byte bytes",
        "kb": "kb kib kilobyte kilobytes",
        "mb": "mb mib megabyte megabytes",
        "gb": "gb gib gigabyte gigabytes",
        "tb": "tb tib terabyte terabytes",
        "%": "% percent",
    }.items()
    for word in words.split()
}
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        ).split()
    )
}
LEAST_LETTERS = 4
MOST_COMPARED = 400  # words

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%", re.UNICODE)


def plain(text: str) -> str:
    """The text without case, accents and typographic variants."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


def words(text: str) -> tuple[str, ...]:
    """The words that count: no stop words, `30 seconds` as `30s`, `three` as `3`."""
    found: list[str] = []
    for word in _WORD.findall(plain(text)):
        word = NUMBERS.get(word, word)
        if word[0].isdigit():
            word = word.replace(",", "")
        if word in UNITS and found and found[-1][-1].isdigit():
            found[-1] += UNITS[word]
        elif word not in STOP_WORDS:
            found.append(word)
    return tuple(found) or tuple(plain(text).split())


def terms(texts: Iterable[str]) -> frozenset[str]:
    """All words of the texts: a near word that is one of them is no slip of the finger."""
    return frozenset(word for text in texts for word in words(text))


def is_near(one: str, other: str) -> bool:
    """Whether one insertion, deletion, change or swap of neighbours makes the words equal."""
    if one == other:
        return True
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def is_slip(given: str, expected: str, known: Container[str]) -> bool:
    """Whether a word is a misspelling of another and not itself a term.

    The terms are asked last: whoever keeps them need not have read them before.
    """
    return (
        min(len(given), len(expected)) >= LEAST_LETTERS
        and not any(char.isdigit() for char in given + expected)
        and is_near(given, expected)
        and given not in known
    )


def difference(expected: str, given: str) -> tuple[tuple[str, str], ...]:
    """The expected text word by word as (sign, words): `=` kept, `-` missed, `+` too much.

    Of longer texts the first words are compared: nobody reads on, and the work grows as a square.
    """
    wanted, had = expected.split()[:MOST_COMPARED], given.split()[:MOST_COMPARED]
    matcher = SequenceMatcher(
        a=[plain(w) for w in wanted], b=[plain(w) for w in had], autojunk=False
    )
    rows: list[tuple[str, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            rows.append(("=", " ".join(wanted[i:j])))
            continue
        if i < j:
            rows.append(("-", " ".join(wanted[i:j])))
        if k < m:
            rows.append(("+", " ".join(had[k:m])))
    return tuple(rows)
