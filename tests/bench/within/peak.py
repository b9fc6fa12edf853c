"""Runs a command and writes its peak of resident memory, in kB, to a file.

A process started by a large one is counted as large itself; this one is as small as Python gets.
"""

from __future__ import annotations

import os
import sys

process = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
with open(sys.argv[1], "w") as file:  # noqa: PTH123
    file.write(str(usage.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
