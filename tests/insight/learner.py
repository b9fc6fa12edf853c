"""A synthetic learner whose truth is known: topics of planted weakness, confusions, a guesser.

The learner forgets exponentially, by other rules than the observer's, so that finding the planted
truth is no echo of the model under test. Everything depends on the seed alone.
"""

from __future__ import annotations

import random
from math import exp
from statistics import fmean

from msgspec import Struct, field

from quizcli.errors import Place
from quizcli.model import Card, CardId, CardState, Event, Grade, Note, NoteId
from quizcli.notes.cells import Wording, cell_cards
from quizcli.sched import NEW, Rules, step
from quizcli.shapes import Cell, Choice, Label, Option, Recall, Table

DAY_ONE = 739_900
DECKS = ("aws", "docker", "kubernetes")
SECTIONS = {
    "Route 53": ("aws", 8), "S3": ("aws", 16), "VPC": ("aws", 22), "IAM": ("aws", 14),
    "Lambda": ("aws", 12), "Images": ("docker", 18), "Networking": ("docker", 12),
    "Volumes": ("docker", 10), "Pods": ("kubernetes", 24), "Services": ("kubernetes", 14),
    "HPA": ("kubernetes", 10), "RBAC": ("kubernetes", 12),
}  # fmt: skip
ODDMENTS = "Mesh"  # a section of two cards, about which too little is ever known

# (right, taken): what the learner takes for what.
CONFUSED = (
    ("Geoproximity", "Geolocation"),
    ("Glacier Flexible", "Glacier Instant"),
)
TABLES = {
    "Route 53": ("Simple", "Weighted", "Latency", "Failover", "Geolocation", "Geoproximity"),
    "S3": ("Standard", "Smart", "Standard-IA", "One Zone", "Glacier Instant", "Glacier Flexible"),
}  # fmt: skip
ATTRIBUTES = ("use", "cost", "trap")


def note(name: str, section: str, table: Table | None = None) -> Note:
    deck = SECTIONS.get(section, ("aws", 0))[0]
    tags = (section.lower(), deck)
    return Note(
        NoteId(name), "table" if table else "basic", deck, section, name, Place("x.yaml"), tags,
        table=table,
    )  # fmt: skip


def table_of(section: str) -> Table:
    subjects = tuple(Label(text.lower().replace(" ", "-"), text) for text in TABLES[section])
    attributes = tuple(Label(text, text.title()) for text in ATTRIBUTES)
    cells = tuple(
        Cell(subject.key, attribute.key, f"{attribute.text} of {subject.text}")
        for subject in subjects
        for attribute in attributes
    )
    return Table(f"{section} kinds", "Kind", subjects, attributes, cells)


def table_cards(section: str) -> list[Card]:
    table = table_of(section)
    owner = note(f"{section.lower().replace(' ', '-')}-kinds", section, table)
    return [
        Card(CardId(f"{owner.id}#{facet}"), owner, facet, shape, "")
        for facet, shape in cell_cards(table, Wording({}, {}))
    ]


def plain_card(section: str, number: int) -> Card:
    owner = note(f"{section.lower().replace(' ', '-')}-{number}", section)
    if number % 2:
        return Card(CardId(owner.id), owner, "", Recall(f"{owner.id}?", "so"), "")
    options = (Option(f"right {owner.id}", True), *(Option(f"wrong {k} {owner.id}") for k in "abc"))
    return Card(CardId(owner.id), owner, "", Choice(f"{owner.id}?", options), "")


def collection() -> tuple[Card, ...]:
    """About 200 cards in twelve sections, a section of two, and two tables."""
    cards: list[Card] = []
    for section, (_, count) in SECTIONS.items():
        cards += table_cards(section) if section in TABLES else []
        cards += [plain_card(section, number) for number in range(count)]
    return (*cards, *(plain_card(ODDMENTS, number) for number in range(2)))


class Learner(Struct, dict=True):
    """Studies day by day under SM-2 and logs it; `weak` sections are learned badly."""

    seed: int
    weak: frozenset[str] = frozenset()
    confused: tuple[tuple[str, str], ...] = ()
    guesses: bool = False
    cards: tuple[Card, ...] = field(default_factory=collection)
    new_a_day: int = 14
    events: list[Event] = field(default_factory=list)
    states: dict[str, CardState] = field(default_factory=dict)
    day: int = DAY_ONE

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.lasts: dict[str, int] = {}
        self.lives: dict[str, float] = {}
        self.order = list(self.cards)
        self.dice.shuffle(self.order)

    def study(self, days: int) -> Learner:
        """Lives through so many days; `day` is then the one after the last."""
        for _ in range(days):
            due = [c for c in self.order if c.id in self.states and self.state(c).due <= self.day]
            new = [c for c in self.order if c.id not in self.states][: self.new_a_day]
            for card in due + new:
                self._answer(card)
                while self.state(card).pending:
                    self._answer(card)
            self.day += 1
        return self

    def state(self, card: Card) -> CardState:
        return self.states.get(card.id, NEW)

    def true_recall(self, section: str) -> float:
        """The mean of what the learner would really recall of a section's seen cards today."""
        return fmean(
            self._chance(card)
            for card in self.cards
            if card.note.section == section and card.id in self.lives
        )

    def _chance(self, card: Card) -> float:
        if card.id not in self.lives:
            return 0.1 if card.note.section in self.weak else 0.35
        gap = self.day - self.lasts[card.id]
        return 0.97 if gap == 0 else exp(-gap / self.lives[card.id])

    def _answer(self, card: Card) -> None:
        knows = self.dice.random() < self._chance(card)
        chosen, offered = None, ()
        right = knows
        if isinstance(card.shape, Choice):
            offered = tuple(option.text for option in card.shape.options)
            chosen = self._chosen(card, card.shape, knows)
            right = chosen == card.shape.right[0]
        elif self.guesses:
            right = self.dice.random() < 0.25
        grade = self.dice.choice((3, 4, 4, 4, 5)) if right else self.dice.choice((0, 1, 1, 2))
        self._live_on(card, right)
        self.log(card, Grade(grade), chosen, offered)

    def log(
        self, card: Card, grade: Grade, chosen: str | None, offered: tuple[str, ...], kind="review"
    ) -> None:
        number = len(self.events)
        slow = 2.5 if card.note.section in self.weak else 1.0
        event = Event(
            f"{self.seed}-{number:07d}", f"{number:09d}", self.day, kind, card.id, grade,
            round(self.dice.uniform(3, 12) * slow, 1), chosen, offered,
        )  # fmt: skip
        self.events.append(event)
        self.states[card.id] = step(self.state(card), event, Rules(), card.id)

    def _chosen(self, card: Card, shape: Choice, knows: bool) -> str:
        if not self.guesses:
            subject = next((s for s in self._subjects(card)), "")
            for right, taken in self.confused:
                if subject == right and self.dice.random() < 0.5:
                    return f"{card.facet.split('/')[1].title()} of {taken}"
            if knows:
                return shape.right[0]
        return self.dice.choice(shape.options).text

    def _subjects(self, card: Card) -> list[str]:
        key = card.facet.split("/")[0]
        table = card.note.table
        return [label.text for label in table.subjects if label.key == key] if table else []

    def _live_on(self, card: Card, right: bool) -> None:
        weak = card.note.section in self.weak
        life = self.lives.get(card.id)
        if life is None:
            life = 3.0 if weak else 12.0
            self.lives[card.id] = life * (1.5 if right else 1.0)
        elif self.lasts[card.id] != self.day:
            growth = (1.6 if weak else 2.4) if right else 0.6
            self.lives[card.id] = max(1.5, life * growth)
        self.lasts[card.id] = self.day
