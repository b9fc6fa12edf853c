"""Confusions: what is taken for what, told apart from guessing.

Only answers that recorded which option was taken, out of which, count. What is compared are the
things behind the options: a value in a table stands for the one subject that has it, so
`retrieval: 1–12 hours` picked for Glacier Instant is Glacier Flexible taken for Glacier Instant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import Struct, field

from quizcli.insight import beta
from quizcli.insight.roll import Roll
from quizcli.insight.tally import CONTRASTS, Pick, Tally
from quizcli.model import Card
from quizcli.notes import names
from quizcli.shapes import Choice, Table

# The same few options stand on many cards.
fold = lru_cache(maxsize=1 << 16)(names.fold)

LEAST_TIMES = 2
LEAST_CHANCE = 0.9
# The prior weighs as much as this many answers, at the rate at which any one wrong option of a
# question with three is taken.
PRIOR_ANSWERS = 6
WRONG_OPTIONS = 3
# A pair must be taken for one another at more than this many times the base rate.
EXCESS = 2


class Compared(Struct, frozen=True):
    """One attribute of the two confused things side by side."""

    attribute: str
    right: str
    taken: str

    @property
    def differs(self) -> bool:
        """Whether the attribute tells the two apart."""
        return fold(self.right) != fold(self.taken)


class Confusion(Struct, frozen=True):
    """`taken` is picked where `right` is right: `times` out of the `offered` answers with both.

    `chance` is how sure the rule is; `contrasts` counts clean contrasts since it last happened.
    `table` is the title of a table of the deck that has both, `rows` their rows in it.
    """

    deck: str
    right: str
    taken: str
    times: int
    offered: int
    chance: float
    first_day: int
    last_day: int
    contrasts: int
    cards: tuple[str, ...]
    table: str = ""
    rows: tuple[Compared, ...] = ()


class _Evidence(Struct):
    right: str
    taken: str
    picks: list[Pick] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)

    @property
    def times(self) -> int:
        return sum(pick.taken for pick in self.picks)

    @property
    def offered(self) -> int:
        return sum(pick.offered for pick in self.picks)

    @property
    def contrasts(self) -> int:
        """Clean contrasts on any of the cards since the pair was last confused on any of them."""
        last = max(pick.last_moment for pick in self.picks)
        return sum(moment > last for pick in self.picks for moment in pick.contrasts)


class _Base(Struct, frozen=True):
    """The rate at which this learner takes any one wrong option, and the prior made of it."""

    rate: float

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> _Base:
        answers = wrong = 0
        for tally in tallies:
            answers += tally.picked
            wrong += tally.mispicked
        return cls((wrong + 1) / (WRONG_OPTIONS * answers + PRIOR_ANSWERS))

    def chance_above(self, times: int, offered: int) -> float:
        """The chance that the rate of `times` out of `offered` is above twice the base rate."""
        a = PRIOR_ANSWERS * self.rate + times
        b = PRIOR_ANSWERS * (1 - self.rate) + offered - times
        return 1 - beta.below(EXCESS * self.rate, a, b)


def confusions(cards: Iterable[Card], roll: Roll) -> tuple[Confusion, ...]:
    """The pairs confused now, the surest first; a pair is settled after three clean contrasts.

    A contrast is a question that offers just the two. The base rate is that of all cards given.
    """
    decks: dict[str, list[tuple[Card, Tally]]] = defaultdict(list)
    for card in cards:
        tally = roll.cards.get(card.id)
        if tally is not None and tally.picked:
            decks[card.note.deck].append((card, tally))
    base = _Base.of(tally for answered in decks.values() for _, tally in answered)
    found = [
        _confusion(deck, answered, evidence, chance)
        for deck, answered in decks.items()
        for evidence in _evidence(answered)
        if evidence.times >= LEAST_TIMES
        and evidence.contrasts < CONTRASTS
        and (chance := base.chance_above(evidence.times, evidence.offered)) > LEAST_CHANCE
    ]
    return tuple(sorted(found, key=lambda c: (-c.chance, -c.times, c.deck, c.right, c.taken)))


def _confusion(
    deck: str, answered: Iterable[tuple[Card, Tally]], evidence: _Evidence, chance: float
) -> Confusion:
    table, rows = _rows(answered, evidence)
    return Confusion(
        deck=deck,
        right=evidence.right,
        taken=evidence.taken,
        times=evidence.times,
        offered=evidence.offered,
        chance=chance,
        first_day=min(pick.first_day for pick in evidence.picks if pick.taken),
        last_day=max(pick.last_day for pick in evidence.picks),
        contrasts=evidence.contrasts,
        cards=tuple(evidence.cards),
        table=table,
        rows=rows,
    )


def _evidence(answered: Iterable[tuple[Card, Tally]]) -> Iterable[_Evidence]:
    """What speaks for each pair of things, over all cards of a deck that offered both."""
    pairs: dict[tuple[str, str], _Evidence] = {}
    for card, tally in answered:
        right, thing = _things(card)
        if not right:
            continue
        for option, pick in tally.picks.items():
            taken = thing(option)
            key = fold(right), fold(taken)
            if not taken or key[0] == key[1]:
                continue
            evidence = pairs.setdefault(key, _Evidence(right, taken))
            evidence.picks.append(pick)
            if pick.taken:
                evidence.cards.append(card.id)
    return pairs.values()


def _things(card: Card) -> tuple[str, Callable[[str], str]]:
    """What the card asks about, and what an option of it stands for (nothing: no single thing)."""
    table, shape = card.note.table, card.shape
    subject, _, attribute = card.facet.partition("/")
    if table is not None:
        labels = {label.key: label.text for label in table.subjects}
        if card.is_backwards:
            options = {fold(text): text for text in labels.values()}
        else:
            options = _owners(table, attribute, labels)
        return labels[subject], lambda option: options.get(fold(option), "")
    if isinstance(shape, Choice) and not shape.several:
        options = {fold(option.text): option.text for option in shape.options}
        return shape.right[0], lambda option: options.get(fold(option), "")
    # Where several options are right, a wrong one is not taken for any one of them.
    return "", str


def _owners(table: Table, attribute: str, labels: dict[str, str]) -> dict[str, str]:
    """Value → the subject that has it, for values that only one subject has."""
    owners: dict[str, list[str]] = defaultdict(list)
    for cell in table.column(attribute):
        owners[fold(cell.text)].append(labels[cell.subject])
    return {value: held[0] for value, held in owners.items() if len(held) == 1}


def _rows(
    answered: Iterable[tuple[Card, Tally]], evidence: _Evidence
) -> tuple[str, tuple[Compared, ...]]:
    """The first table of the deck that has both things, by its title, and their rows in it."""
    tables = {card.note.id: card.note.table for card, _ in answered if card.note.table}
    for table in tables.values():
        rows = side_by_side(table, evidence.right, evidence.taken)
        if rows:
            return table.title, rows
    return "", ()


def side_by_side(table: Table, right: str, taken: str) -> tuple[Compared, ...]:
    """The rows of two subjects, attribute by attribute; empty when the table lacks either."""
    keys = {fold(label.text): label.key for label in table.subjects}
    first, second = keys.get(fold(right)), keys.get(fold(taken))
    if first is None or second is None:
        return ()
    return tuple(
        Compared(
            attribute.text,
            table.cell(first, attribute.key).text,
            table.cell(second, attribute.key).text,
        )
        for attribute in table.attributes
    )
