"""What loads but reads badly: the checks of `quizcli check` over all decks together."""

from __future__ import annotations

from collections.abc import Iterator

from quizcli.deckfiles.code import code_problems
from quizcli.deckfiles.former import former_id_problems
from quizcli.deckfiles.load import Sources
from quizcli.deckfiles.questions import answer_problems, missing_problems, width_problems
from quizcli.deckfiles.twins import twin_problems
from quizcli.errors import Problem


def lint(sources: Sources) -> tuple[Problem, ...]:
    """What is wrong with notes that load: gaps, answers given away, twins, broken code."""
    return tuple(_all(sources))


def _all(sources: Sources) -> Iterator[Problem]:
    cards = sources.collection.cards
    notes = tuple({card.note.id: card.note for card in cards}.values())
    yield from former_id_problems(notes)
    yield from missing_problems(notes)
    yield from width_problems(notes)
    yield from answer_problems(cards, sources.nodes)
    yield from twin_problems(cards)
    for note in notes:
        yield from code_problems(note, sources.nodes[note.id])
