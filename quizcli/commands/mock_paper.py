"""From a wish to a paper: topics found among the decks, and sentences for what they lack."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from quizcli.errors import UsageError
from quizcli.mock.blueprint import Part, TooFewError, by_section, draw, fits
from quizcli.mock.paper import Paper
from quizcli.mock.wish import ASSOCIATE_DOMAINS, Wish
from quizcli.model import Card
from quizcli.phrases import counted
from quizcli.workspace import Workspace


def drawn(space: Workspace, wish: Wish, seed: str) -> Paper:
    """The paper for the wish.

    Raises TooFewError when the decks do not have that many questions, UsageError for a topic that
    names nothing.
    """
    return draw(parts_of(space, wish), wish, seed)


def parts_of(space: Workspace, wish: Wish) -> tuple[Part, ...]:
    """The topics of the wish with their cards; without topics all sections by their size."""
    if wish.topics:
        return tuple(
            Part(word, weight, space.chosen([word])) for word, weight in weighted(wish.topics)
        )
    if wish.preset == "associate":
        return _domains(space)
    return by_section(space.cards())


def _domains(space: Workspace) -> tuple[Part, ...]:
    """The certificate's domains with the cards of those of their decks that there are."""
    present = {deck.slug for deck in space.decks}
    found = []
    for name, weight, decks in ASSOCIATE_DOMAINS:
        chosen = [f"deck:{deck}" for deck in decks if deck in present]
        if not chosen:
            raise UsageError(
                "The associate mock asks the bundled AWS decks, which are switched off. "
                "Switch them on: --set bundled=on"
            )
        found.append(Part(name, weight, space.chosen(chosen)))
    return tuple(found)


def weighted(topics: str) -> list[tuple[str, float]]:
    """The names and weights in `aws,docker:2`; a name without a weight has 1.

    Raises UsageError for a weight that is not above zero.
    """
    found = []
    for written in filter(None, map(str.strip, topics.split(","))):
        name, colon, last = written.rpartition(":")
        try:
            weight = float(last) if colon else 1.0
        except ValueError:
            name, weight = written, 1.0  # a colon before a word: section:iam
        if not 0 < weight < float("inf"):
            raise UsageError(f"A weight is above zero: docker:2, not {written!r}.")
        found.append((name if colon and name else written, weight))
    if not found:
        raise UsageError("--topics takes names such as aws,docker:2.")
    return found


def lack(space: Workspace, wish: Wish, few: TooFewError) -> str:
    """What there is instead of what was wished for, and how to ask for that."""
    where = f"on {wish.topics}" if wish.topics else "in the decks"
    level = f" at level {wish.level}" if wish.level else ""
    kind = "open questions" if wish.kind == "interview" else "exam questions"
    if few.available:
        return (
            f"There are {few.available} {kind} {where}{level}, not {few.wanted}. "
            f"--questions {few.available} takes them all."
        )
    elsewhere = _where(space, wish)
    if wish.kind == "interview":
        return f"There are no open questions {where}{level}.{elsewhere} --kind exam asks others."
    return f"There are no questions for an exam {where}{level}.{elsewhere}"


def folder_of(card: Card) -> str:
    """The folder of the card's deck, a subject such as `aws`."""
    return PurePath(card.note.place.path).parent.name


def _where(space: Workspace, wish: Wish) -> str:
    """The folders of decks that have what was wished for."""
    counts = Counter(
        folder_of(card)
        for card in space.cards()
        if fits(card, wish.kind, wish.quick) and card.note.difficulty in wish.pace.chances
    )
    named = ", ".join(f"{name} has {counted(n, 'question')}" for name, n in counts.most_common(3))
    return f" {named}." if named else ""
