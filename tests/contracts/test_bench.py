"""What the bench measures with is the same in every run: collections and logs by their seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quizcli.deckfiles.load import load
from quizcli.model import Collection
from quizcli.sched.replay import Rules, replay
from quizcli.store import jsonl
from tests.bench import decks
from tests.bench.answers import answers
from tests.bench.notes import SHARES

CARDS, TODAY = 300, 739_900


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return load(decks.write(tmp_path_factory.mktemp("decks"), CARDS, seed=1))


def test_a_collection_has_as_many_cards_as_asked_for_of_all_types_and_no_problem(collection):
    notes = {card.note.id: card.note for card in collection.cards}
    types = Counter(note.type for note in notes.values())

    assert CARDS == len(collection.cards)
    assert () == collection.problems
    assert set(SHARES) == set(types)
    assert "basic" == types.most_common(1)[0][0]


def test_a_seed_gives_the_same_bytes_twice_and_another_seed_others():
    assert list(decks.texts(CARDS, 1)) == list(decks.texts(CARDS, 1))
    assert list(decks.texts(CARDS, 1)) != list(decks.texts(CARDS, 2))


def test_a_larger_collection_is_spread_over_files_as_the_bundled_ones_are(tmp_path: Path):
    assert 4 == len(decks.write(tmp_path, CARDS, seed=1))


def test_the_same_seed_logs_the_same_answers_each_a_line_that_can_be_imported(collection):
    cards = collection.cards
    lines = [jsonl.dump(event) for event in answers(cards, 500, TODAY, seed=1)]

    assert lines == [jsonl.dump(event) for event in answers(cards, 500, TODAY, seed=1)]
    assert lines == [jsonl.dump(event) for event in jsonl.parse(lines, "log")]
    assert lines == sorted(lines, key=lambda line: line.partition('"at"')[2])


def test_the_learner_keeps_up_and_has_seen_what_the_time_allows(collection):
    events = list(answers(collection.cards, 3_000, TODAY, seed=1))
    states = replay(events, Rules())

    assert 3_000 == len({event.uid for event in events})
    assert TODAY == events[-1].day
    assert CARDS * 0.03 > sum(state.due < TODAY for state in states.values())
    assert CARDS * 0.7 < len(states) <= CARDS
