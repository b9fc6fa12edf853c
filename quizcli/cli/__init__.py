"""The command line: names, options and help. Each body is one import and one call.

The modules that declare commands do without `from __future__ import annotations`: it would leave
texts, which Typer compiles one by one at every start, and that takes as long as Python's own start.
"""

from __future__ import annotations

from quizcli.cli import learn, lookup, measure, mock, tend, transfer
from quizcli.cli.app import app, run

__all__ = ["app", "learn", "lookup", "measure", "mock", "run", "tend", "transfer"]
