"""What a program gets instead of a listing: one JSON object with its version."""

from __future__ import annotations

import json


def print_json(version: int, **listed: object) -> None:
    """Print the object; in ASCII, so that it passes through whatever it is sent through."""
    print(json.dumps({"version": version, **listed}, indent=1))
