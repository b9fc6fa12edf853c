"""`quizcli doctor`: what is wrong with the log found, said, and mended without losing an event."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from quizcli.commands.doctor_file import damaged, lost
from quizcli.commands.doctor_log import caches, clock, fields, odd, settings
from quizcli.commands.listing import print_json
from quizcli.commands.restore import agreed
from quizcli.phrases import counted
from quizcli.store import database, faults, log, paths
from quizcli.store.checkup import Finding
from quizcli.ui.report import say
from quizcli.workspace import Workspace

VERSION = 1


def run(space: Workspace, yes: bool, as_json: bool) -> int:
    """Check the log, mend it and say so; gives 1 when something is left that a yes would mend."""
    path = paths.database_file()
    told, left = [], 0
    for finding in _findings(space):
        if not as_json:
            say(finding.message)
        wanted = yes or not finding.question or (not as_json and agreed(finding.question))
        done = finding.mend() if finding.mend and wanted else ""
        left += bool(finding.mend and not done)
        told.append({**_as_dict(finding), "done": done})
        if done and not as_json:
            say(done)
    events = _events()
    if as_json:
        print_json(VERSION, path=str(path), events=events, findings=told)
    elif left:
        say("Not all of that was mended. `quizcli doctor --yes` does it without asking.")
    elif events is None:
        say(f"{path}: there is no log yet; nothing to mend.")
    else:
        say(f"{path}: sound. {counted(events, 'event')}; all caches as the log and decks say.")
    return 1 if left else 0


def _findings(space: Workspace) -> Iterable[Finding]:
    """One after another: each looks at the log as the one before left it."""
    yield from settings()
    for look in (lost, damaged, fields):
        found = look(space)
        if found:
            yield found
            if look(space):
                return
        if not database.has_content(paths.database_file()):
            return
    for look_on in (caches, clock, odd):
        yield from look_on(space)


def _events() -> int | None:
    """How many events there are; None without a log, or in one that was left damaged."""
    path = paths.database_file()
    if not database.has_content(path):
        return None
    try:
        with faults.told(path), closing(database.reading(path)) as connection:
            return log.count(connection)
    except faults.DamagedError:
        return None


def _as_dict(finding: Finding) -> dict[str, object]:
    return {"kind": finding.kind, "count": finding.count, "message": finding.message}
