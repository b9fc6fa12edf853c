"""Run by Anki's interpreter: prints how many cards are due, or with `first` the first of them."""

from __future__ import annotations

import sys

import anki.collection  # before anki.cards, which needs it
from anki.cards import Card

collection = anki.collection.Collection(sys.argv[1])
if sys.argv[2:] == ["first"]:
    queued = collection.sched.get_queued_cards().cards[0]
    print(Card(collection, backend_card=queued.card).question())
else:
    tree = collection.sched.deck_due_tree()
    print(tree.new_count, tree.learn_count, tree.review_count)
collection.close()
