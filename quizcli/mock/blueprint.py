"""The draw: which questions a paper asks, by the weight of topics and by level, never by learner.

A score keeps its meaning only when the paper does not bend to whoever sits it: states and answers
of the past are no argument here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from quizcli.chance import chance
from quizcli.drill.ask import arrange, shuffled
from quizcli.grading import answer_texts, terms
from quizcli.grading.words import is_near
from quizcli.mock.apportion import apportion
from quizcli.mock.paper import MOST_FOLLOW_UPS, Item, Paper
from quizcli.mock.wish import USUAL_MINUTES, Kind, Wish
from quizcli.model import Card
from quizcli.shapes import BACK, Choice, Order, Recall, Rubric, Typed

# Longer answers are marked too strictly to be asked against the clock.
MOST_TYPED_WORDS = 4
# More open questions than anybody is asked in a day.
MOST_OPEN = 60


class Part(Struct, frozen=True):
    """A topic of the wish with its weight and its cards."""

    name: str
    weight: float
    cards: tuple[Card, ...]


class TooFewError(ValueError):
    """The decks have fewer questions than were wished for: `available` of `wanted`."""

    def __init__(self, available: int, wanted: int) -> None:
        super().__init__(f"{available} questions of {wanted}")
        self.available, self.wanted = available, wanted


def fits(card: Card, kind: Kind, quick: bool = False) -> bool:
    """Whether a mock of the kind can ask the card: an exam only what the program can mark."""
    match card.shape:
        case Rubric():
            return kind == "interview"
        case Recall():
            return False
        case Choice():
            return kind == "exam"
        case Order():
            return kind == "exam" and not quick
        case Typed() as shape:
            short = all(len(blank.answer.split()) <= MOST_TYPED_WORDS for blank in shape.blanks)
            return kind == "exam" and short and not (quick and (shape.is_code or shape.sample))
    assert_never(card.shape)


def by_section(cards: Iterable[Card]) -> tuple[Part, ...]:
    """The cards' sections, each weighing as much as the decks teach in it."""
    sections: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        sections[card.note.section or card.note.deck].append(card)
    return tuple(Part(name, _size(members), tuple(members)) for name, members in sections.items())


def available(parts: Iterable[Part], wish: Wish) -> int:
    """How many questions a paper for the wish could have at most."""
    return sum(len(set(map(_secret, part.cards))) for part in _pools(parts, wish))


def draw(parts: Sequence[Part], wish: Wish, seed: str) -> Paper:
    """The paper for the wish; the same seed draws the same one from the same decks.

    Raises TooFewError when there are not enough questions, also when there is none at all.
    """
    pools = _pools(parts, wish)
    most = available(pools, wish)
    if wish.kind == "interview" and not wish.questions:
        return _filled(pools, wish, most, seed)
    wanted = wish.questions or _count(wish)
    if most < wanted:
        raise TooFewError(most, wanted)
    drawn = _chosen(pools, wish, wanted, seed)
    if wish.kind == "interview":
        return _interview(drawn, wish, seed)
    return _exam(drawn, wish, seed, parts)


def _count(wish: Wish) -> int:
    """How many questions the minutes hold, at least one."""
    seconds = 60 * (wish.minutes or USUAL_MINUTES[wish.kind])
    return max(1, round(seconds / wish.pace.seconds))


def _filled(pools: Sequence[Part], wish: Wish, most: int, seed: str) -> Paper:
    """As many open questions as the minutes hold, one if even that takes longer."""
    if not most:
        raise TooFewError(0, 1)
    wish = replace(wish, minutes=wish.minutes or USUAL_MINUTES[wish.kind])
    for count in range(min(most, MOST_OPEN), 0, -1):
        paper = _interview(_chosen(pools, wish, count, seed), wish, seed)
        if sum(item.whole_seconds for item in paper.items) <= paper.seconds:
            break
    return paper


def _pools(parts: Iterable[Part], wish: Wish) -> tuple[Part, ...]:
    """The parts with only what can be asked; a card in two of them stays in the first."""
    taken: set[str] = set()
    pools = []
    for part in parts:
        cards = tuple(
            card
            for card in part.cards
            if card.id not in taken
            and card.note.difficulty in wish.pace.chances
            and fits(card, wish.kind, wish.quick)
        )
        taken.update(card.id for card in cards)
        pools.append(replace(part, cards=cards))
    return tuple(pools)


def _chosen(
    pools: Sequence[Part], wish: Wish, count: int, seed: str
) -> tuple[tuple[Card, str], ...]:
    """Cards and the topics they were drawn for, mixed: by topic, then section, then by lot."""
    drawn: dict[str, tuple[Card, str]] = {}
    for part, share in zip(pools, _shares(pools, count, seed), strict=True):
        sections = by_section(part.cards)
        for section, seats in zip(sections, _shares(sections, share, seed), strict=True):
            for card in _lots(section.cards, wish, seed)[:seats]:
                drawn[str(card.id)] = (card, part.name)
    return tuple(drawn[card] for card in shuffled(tuple(drawn), f"{seed}\0order"))


def _shares(parts: Sequence[Part], count: int, seed: str) -> tuple[int, ...]:
    return apportion(
        [part.weight for part in parts],
        count,
        [len(set(map(_secret, part.cards))) for part in parts],
        [f"{chance(seed, part.name):.17f}" for part in parts],
    )


def _lots(cards: Sequence[Card], wish: Wish, seed: str) -> list[Card]:
    """One card of each secret in the order of the draw: likelier ones first, notes taking turns."""
    lots = sorted(cards, key=lambda card: (_lot(card, wish, seed), card.id))
    seen: set[str] = set()
    rounds: Counter[str] = Counter()
    turns: list[tuple[int, Card]] = []
    for card in lots:
        if _secret(card) not in seen:
            seen.add(_secret(card))
            turns.append((rounds[card.note.id], card))
            rounds[card.note.id] += 1
    return [card for _, card in sorted(turns, key=lambda turn: turn[0])]


def _lot(card: Card, wish: Wish, seed: str) -> float:
    """A draw without replacement by chance (Efraimidis and Spirakis 2006): smallest comes first."""
    return -log(1 - chance(seed, card.id)) / wish.pace.chances[card.note.difficulty]


def _secret(card: Card) -> str:
    """What a question would give away of its siblings: blanks of one text, a cell and its back."""
    if card.note.table is None:
        return str(card.note.id)
    return str(card.id).removesuffix(BACK)


def _size(cards: Iterable[Card]) -> float:
    """What the decks teach in so many things: a note counts once, a table once a compared thing."""
    return len({str(card.id).partition("/")[0] for card in cards})


def _interview(drawn: Sequence[tuple[Card, str]], wish: Wish, seed: str) -> Paper:
    items = tuple(_open_item(card, topic, wish) for card, topic in drawn)
    seconds = 60 * wish.minutes if wish.minutes else sum(item.whole_seconds for item in items)
    return Paper(wish, seed, items, seconds)


def _exam(drawn: Sequence[tuple[Card, str]], wish: Wish, seed: str, decks: Iterable[Part]) -> Paper:
    seconds = 60 * wish.minutes if wish.minutes else len(drawn) * wish.pace.seconds
    by_deck = _terms(decks)
    items = tuple(
        Item(
            _alone(card),
            arrange(card, seed).shape,
            topic,
            seconds / len(drawn),
            known=_near_terms(card, by_deck[card.note.deck]),
        )
        for card, topic in drawn
    )
    return Paper(wish, seed, items, seconds)


def _alone(card: Card) -> Card:
    """The card without the table it is a cell of, which is large; what explains the cell stays."""
    note = card.note
    explain = card.cell.explain if card.cell else ""
    return replace(card, note=replace(note, table=None, explain=explain or note.explain))


def _open_item(card: Card, topic: str, wish: Wish) -> Item:
    shape = card.shape
    if not isinstance(shape, Rubric):
        raise TypeError(f"{card.id} is not an open question")
    follow_ups = shape.follow_ups[:MOST_FOLLOW_UPS]
    return Item(card, shape, topic, 60 * shape.minutes * wish.pace.patience, follow_ups)


def _terms(parts: Iterable[Part]) -> dict[str, set[str]]:
    """The words of all right answers, deck by deck."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for card in part.cards:
            found[card.note.deck].update(terms(answer_texts(card.shape)))
    return found


def _near_terms(card: Card, known: Iterable[str]) -> tuple[str, ...]:
    """Of the deck's terms those a slip away from a word of the answer: no others can matter."""
    if not isinstance(card.shape, Typed):
        return ()
    wanted = terms(text for blank in card.shape.blanks for text in (blank.answer, *blank.accept))
    return tuple(sorted(term for term in known if any(is_near(term, word) for word in wanted)))
