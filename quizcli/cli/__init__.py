"""The command line: names, options and help. Each body is one import and one call."""

from __future__ import annotations

from quizcli.cli import learn, lookup, measure, mock, tend, transfer
from quizcli.cli.app import app, run

__all__ = ["app", "learn", "lookup", "measure", "mock", "run", "tend", "transfer"]
