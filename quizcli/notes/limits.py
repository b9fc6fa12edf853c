"""How much a note may be: far more than anybody can learn from, far less than hurts a machine.

A card holds its whole question, so what a note unfolds to is bounded besides what is written.
"""

from __future__ import annotations

LARGEST_DECK = 4 << 20  # bytes: five times all decks that come with the program
MOST_NOTES = 10_000  # of a deck
MOST_VALUES = 250_000  # of a file
LONGEST_TEXT = 20_000  # characters
LONGEST_LINE = 1_000
LONGEST_NAME = 80  # an id, a tag
LONGEST_STEM = 50  # a name that others are made of by adding to it
MOST_ENTRIES = 200  # of a list or mapping in a note
MOST_TAGS = 30
MOST_KEYS = 15  # things to pick from, for there are no more keys: 1-9 and a-f
MOST_TERMS = 30  # of a point
MOST_ROWS = 40
MOST_CELLS = 400
LONGEST_CLOZES = 200_000  # characters of all cards of a cloze note together
MOST_PROBLEMS = 50  # that are said of one note
MOST_PROBLEMS_OF_FILE = 500
