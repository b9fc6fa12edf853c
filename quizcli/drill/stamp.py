"""What makes an event of something that happens: an id, an instant, a place among the others."""

from __future__ import annotations

from msgspec import Struct

from quizcli.model import Card, Event


class Stamp(Struct, frozen=True):
    """What makes an event one: its id and instant, the learning day, device and session."""

    uid: str
    at: str
    day: int
    device: str = ""
    session: str = ""

    def event(
        self,
        card: Card,
        kind: str,
        place: int,
        grade: int | None = None,
        seconds: float | None = None,
        chosen: str | None = None,
        offered: tuple[str, ...] = (),
    ) -> Event:
        """An event about a card; `place` counts the events of one turn from 0."""
        return Event(
            self._uid(place), self.at, self.day, kind, card.id, grade, seconds, chosen, offered,
            fingerprint=card.fingerprint, device=self.device, session=self.session,
        )  # fmt: skip

    def void(self, target: Event, place: int) -> Event:
        """An event that undoes another; `place` counts as for `event`."""
        return Event(
            self._uid(place), self.at, self.day, "void", target.card,
            target=target.uid, device=self.device, session=self.session,
        )  # fmt: skip

    def _uid(self, place: int) -> str:
        return f"{self.uid}.{place}" if place else self.uid


def voids(events: tuple[Event, ...], stamp: Stamp) -> tuple[Event, ...]:
    """The events that undo a turn."""
    return tuple(stamp.void(event, place) for place, event in enumerate(events))
