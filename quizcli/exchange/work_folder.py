"""A folder for what is thrown away; what a killed program left of one is removed by the next.

Its maker holds a lock on it while it lives, so a folder that can be locked is nobody's.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = "quizcli-work-"
CHANCE = "?" * 8  # what `tempfile` adds
JUST_MADE_SECONDS = 60.0  # so young a folder may not have been locked yet


@contextmanager
def work_folder() -> Iterator[Path]:
    """A new folder that is gone afterwards; where there are no locks, no others are removed."""
    with TemporaryDirectory(prefix=PREFIX) as name, ExitStack() as held:
        folder = Path(name)
        if sys.platform != "win32":
            with suppress(OSError):  # not every file system can lock a folder
                held.enter_context(_locked(folder))
                _sweep(folder.parent)
        yield folder


def _sweep(place: Path) -> None:
    for left in place.glob(PREFIX + CHANCE):
        # Another's cannot be opened, one in use cannot be locked, and one may just vanish.
        with suppress(OSError), _locked(left):
            if time.time() - left.stat().st_mtime > JUST_MADE_SECONDS:
                for file in left.iterdir():
                    file.unlink()
                left.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises OSError when it is no folder of ours, or is locked."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
