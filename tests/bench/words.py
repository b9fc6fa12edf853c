"""Plain words in endless order: text that reads like a deck's and means nothing."""

from __future__ import annotations

import random

NOUNS = (
    "image layer registry daemon network bridge volume mount scheduler node pod service ingress "
    "replica probe secret label selector cluster bucket object queue topic stream table index key "
    "shard replica-set snapshot backup subnet gateway route policy role user group session token "
    "function runtime handler trigger timeout retry alarm metric trace dashboard template stack "
    "container process kernel host disk cache zone region tenant account budget report"
).split()
VERBS = (
    "keeps drops copies shares routes balances encrypts throttles schedules restarts replicates "
    "mounts exposes signs revokes rotates compresses streams batches delays rejects accepts scales"
).split()
QUALITIES = (
    "regional private shared durable idle hot cold managed stateless encrypted temporary global "
    "public read-only asynchronous weighted latent pinned scoped isolated replicated archived"
).split()


class Words:
    """Draws words, phrases and sentences from dice of its own."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def noun(self) -> str:
        """One thing."""
        return self._dice.choice(NOUNS)

    def phrase(self) -> str:
        """A thing with two qualities; one of some thirty thousand."""
        first, second = self._dice.sample(QUALITIES, 2)
        return f"{first} {second} {self.noun()}"

    def phrases(self, count: int) -> list[str]:
        """So many different phrases."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.phrase()] = None
        return list(found)

    def clause(self) -> str:
        """Something that something does to something."""
        return f"the {self.phrase()} {self._dice.choice(VERBS)} every {self.phrase()}"

    def sentence(self) -> str:
        """A clause, with a second one now and then."""
        more = f", and {self.clause()}" if self._dice.random() < 0.4 else ""
        return f"{self.clause()}{more}.".capitalize()

    def sentences(self, most: int) -> str:
        """One sentence or more."""
        return " ".join(self.sentence() for _ in range(self._dice.randint(1, most)))
