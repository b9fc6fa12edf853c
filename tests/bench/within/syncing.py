"""Run by any interpreter: writes and syncs 16 kB for each line of input, timed in process.

Gives the seconds of a write and a sync such as every answer needs, whoever keeps it: what the disk
and the processor give at that moment.
"""

from __future__ import annotations

import os
import sys
import time

PAGES = bytes(4 * 4096)


def main(path: str) -> None:
    """Writes until the input ends."""
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123
        print("ready", flush=True)
        for _ in sys.stdin:
            begun = time.perf_counter()
            file.write(PAGES)
            os.fdatasync(file.fileno())
            print(time.perf_counter() - begun, flush=True)


main(sys.argv[1])
