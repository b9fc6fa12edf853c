"""How the program ends when it cannot go on."""

from __future__ import annotations

import sys

from quizcli.errors import QuizError


def exit_code(error: QuizError) -> int:
    """The exit code of an error, after its sentence was said."""
    print(f"error: {error}", file=sys.stderr)
    return error.exit_code
