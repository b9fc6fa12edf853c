"""Questions asked twice over all decks, word for word or nearly.

Nearly means: most words that count are shared and the answer is the same. Questions that differ by
a name ("the port of X", "the port of Y") are not twins, whatever their answers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct

from quizcli.errors import Problem
from quizcli.grading.words import STOP_WORDS
from quizcli.model import Card
from quizcli.shapes import REVERSE, Choice, Order, Question, Recall, Rubric, Typed

LEAST_SHARED = 3  # words; two short questions agree by chance
NEAR = 0.6  # shared words by all words (Jaccard) below which no pair is looked at
MOST_MET = 200  # questions with one rare word that a later one is compared with
NEAR_WITH_CHANGE = 0.75  # the same where each question has words the other lacks

_FACTS = {"basic": "fact", "choice": "fact", "number": "fact", "table": "fact"}
_ASKING = frozenset(
    "what which who whose how when where why do does did can could would should you your one that "
    "this there has have had between than most all whole entire every each".split()
)
_WORD = re.compile(r"[^\W_]+(?:[.\-/][^\W_]+)*")
_ENDINGS = (("sses", "ss"), ("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


class _Asked(Struct, frozen=True):
    """A question as the words that count, `names` being those with a capital or a digit."""

    card: Card
    kind: str
    text: str
    words: frozenset[str]
    names: frozenset[str]
    answer: frozenset[str]


def twin_problems(cards: Sequence[Card]) -> Iterator[Problem]:
    """Notes that ask what an earlier note asks; each is named once."""
    asked = [_asked(card) for card in cards if card.facet != REVERSE]
    reported: set[str] = set()
    for first, second, exactly in _pairs(asked):
        note = second.card.note
        if note.id in reported:
            continue
        reported.add(note.id)
        manner = "asks the same as" if exactly else "asks nearly the same as"
        other = f"note '{first.card.note.id}' at {first.card.note.place}"
        message = f"note '{note.id}' {manner} {other}"
        yield Problem(
            note.place, message, "keep one, or ask what sets them apart", "warning", note.id
        )


def _pairs(asked: Sequence[_Asked]) -> Iterator[tuple[_Asked, _Asked, bool]]:
    """Pairs of twins of different notes, the earlier first, and whether they are word for word.

    Two sets of which `NEAR` is shared have a word in common among the rarest few of both, so only
    questions that meet there are compared (prefix filtering: Chaudhuri, Ganti, Kaushik 2006).
    """
    times = Counter(word for one in asked for word in one.words)
    by_text: dict[tuple[str, str], _Asked] = {}
    by_word: defaultdict[tuple[str, str], deque[_Asked]] = defaultdict(
        lambda: deque(maxlen=MOST_MET)
    )
    for one in asked:
        twin = by_text.setdefault((one.kind, one.text), one)
        if twin.card.note.id != one.card.note.id:
            yield twin, one, True
        rarest = sorted(one.words, key=lambda word: (times[word], word))
        prefix = rarest[: len(rarest) - ceil(NEAR * len(rarest)) + 1]
        met = {id(other): other for word in prefix for other in by_word[one.kind, word]}
        for other in met.values():
            if other.card.note.id != one.card.note.id and _are_near(other, one):
                yield other, one, False
        for word in prefix:
            by_word[one.kind, word].append(one)


def _are_near(one: _Asked, other: _Asked) -> bool:
    shared = one.words & other.words
    if len(shared) < LEAST_SHARED:
        return False
    alike = _alike(one.words, other.words)
    answers = _alike(one.answer, other.answer)
    only_one, only_other = one.words - other.words, other.words - one.words
    if (only_one & one.names) or (only_other & other.names):
        return False
    if only_one and only_other:
        return alike >= NEAR_WITH_CHANGE and answers == 1
    return alike >= NEAR and answers >= NEAR


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all words that both have (Jaccard); two empty sets are alike."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _asked(card: Card) -> _Asked:
    question, answers = _texts(card.shape)
    # The capital a sentence begins with makes no name.
    question = question[:1].lower() + question[1:] if question[1:2].islower() else question
    found = [word for word in _WORD.findall(question) if not _is_asking(word)]
    return _Asked(
        card=card,
        kind=_FACTS.get(card.note.type, card.note.type),
        text=" ".join(question.casefold().split()),
        words=frozenset(map(_stem, found)),
        names=frozenset(
            _stem(word) for word in found if word.casefold() != word or word[-1].isdigit()
        ),
        answer=frozenset(
            _stem(word)
            for answer in answers
            for word in _WORD.findall(answer)
            if word.casefold() not in STOP_WORDS
        ),
    )


def _texts(question: Question) -> tuple[str, tuple[str, ...]]:
    """All that is shown with a question, and its right answers."""
    code = f"\n{question.sample.text}" if question.sample else ""
    match question:
        case Recall():
            return question.prompt + code, (question.answer,)
        case Choice():
            return question.prompt + code, question.right
        case Order():
            return question.prompt + code, question.steps
        case Rubric():
            return question.prompt + code, ()
        case Typed():
            answers = tuple(blank.answer for blank in question.blanks)
            return f"{question.prompt}\n{question.with_gaps(' … ')}{code}", answers


def _is_asking(word: str) -> bool:
    return word.casefold() in STOP_WORDS or word.casefold() in _ASKING


def _stem(word: str) -> str:
    plain = word.casefold()
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and not plain.endswith("ss") and len(plain) - len(ending) >= 4:
            return plain.removesuffix(ending) + instead
    return plain
