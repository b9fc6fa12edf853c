"""Run by Anki's interpreter: answers one due card for each line of input, timed in process.

Gives the seconds from the answer to the next card with what each button would bring.
"""

from __future__ import annotations

import sys
import time

import anki.collection  # before anki.cards, which needs it
from anki.cards import Card
from anki.scheduler.v3 import CardAnswer


def main(path: str) -> None:
    """Answers until the input ends."""
    collection = anki.collection.Collection(path)
    scheduler = collection.sched
    queued = scheduler.get_queued_cards().cards[0]
    print("ready", flush=True)
    for _ in sys.stdin:
        card = Card(collection, backend_card=queued.card)
        card.start_timer()
        begun = time.perf_counter()
        answer = scheduler.build_answer(card=card, states=queued.states, rating=CardAnswer.GOOD)
        scheduler.answer_card(answer)
        queued = scheduler.get_queued_cards().cards[0]
        scheduler.describe_next_states(queued.states)
        print(time.perf_counter() - begun, flush=True)
    collection.close()


main(sys.argv[1])
