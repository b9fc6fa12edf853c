"""`quizcli import anki`: what was reviewed in Anki comes home; other notes become a deck."""

from __future__ import annotations

import sys
from pathlib import Path

from quizcli.commands.export import ledger
from quizcli.days import learning_day
from quizcli.deckfiles.starter import check_name
from quizcli.errors import UsageError
from quizcli.exchange import anki_read
from quizcli.exchange.anki import guids
from quizcli.exchange.anki_decks import foreign, to_yaml
from quizcli.exchange.files import create_text
from quizcli.store import log, paths
from quizcli.ui.report import say
from quizcli.workspace import Workspace


def anki(space: Workspace, file: Path, as_deck: str) -> int:
    """Add reviews of our cards to the log, or write a deck of the notes that are not ours."""
    if as_deck:
        check_name(as_deck)
    package = anki_read.read(file)
    exported = {(row.guid, row.ord): row.card for row in ledger(space)}
    known = guids.known(space.cards(), exported)
    if as_deck:
        text, lost = to_yaml(package, as_deck, {guid for guid, _ in known})
        return _write_deck(as_deck, text, lost)
    rollover = space.settings.rollover
    arrived = anki_read.events(
        package,
        known,
        lambda moment: learning_day(moment.astimezone(), rollover),
        log.read(space.connection),
        space.renamed,
        int(space.clock.now().timestamp() * 1000),
    )
    space.append(arrived.events)
    counts = [
        (len(arrived.events), "reviews added"),
        (arrived.already + arrived.ours, "were here already"),
        (arrived.foreign, "of cards that are not from quizcli"),
        (arrived.unusable, "with an impossible time"),
    ]
    print(", ".join(f"{count} {what}" for count, what in counts if count or what == counts[0][1]))
    others = foreign(package, {guid for guid, _ in known})
    if others:
        are, them = ("note is", "it") if others == 1 else ("notes are", "them")
        say(f"{others} {are} not from quizcli; --as-deck NAME makes a deck of {them}.", sys.stderr)
    return 0


def _write_deck(name: str, text: str, lost: tuple[str, ...]) -> int:
    for sentence in lost:
        say(f"not carried: {sentence}", sys.stderr)
    if not text:
        raise UsageError("The package holds no note that could be made a card of yours.")
    path = paths.deck_folder() / f"{name}.yaml"
    create_text(path, text)
    print(path)
    say(f"Begin with: quizcli review {path.stem}", sys.stderr)
    return 0
