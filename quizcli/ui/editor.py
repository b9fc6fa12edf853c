"""The learner's editor, opened at a line of a file."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import PurePath

from quizcli.ui.outcomes import OpenEditor

_PLUS = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "ed"}
_COLON = {"hx", "helix", "subl", "zed"}
_GOTO = {"code", "code-insiders", "codium", "cursor"}


def command(request: OpenEditor, environ: Mapping[str, str]) -> list[str]:
    """The words that run the wanted editor on the file, at the line where the editor can.

    They are split as a shell would split them, and no shell reads them.
    Raises ValueError when a quote in them is not closed.
    """
    wanted = request.editor or environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    words = shlex.split(wanted) or ["vi"]
    name = PurePath(words[0]).name.removesuffix(".exe")
    at_line = f"{request.path}:{request.line}"
    if name in _PLUS:
        return [*words, f"+{request.line}", request.path]
    if name in _GOTO:
        return [*words, *([] if "--wait" in words else ["--wait"]), "--goto", at_line]
    return [*words, at_line if name in _COLON else request.path]


def open_file(request: OpenEditor) -> str:
    """Runs the editor and waits; gives what went wrong in a sentence, or nothing."""
    try:
        words = command(request, os.environ)
        code = subprocess.run(words, check=False).returncode
    except ValueError as error:
        return f"The name of the editor cannot be read: {error}. Set $EDITOR."
    except OSError as error:
        return f"The editor {words[0] or '(no name)'} cannot be run: {error.strerror}. Set $EDITOR."
    return f"The editor {words[0]} ended with code {code}." if code else ""
