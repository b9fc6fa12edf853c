"""Whether code parses in its language: Python's own parsers, and a Dockerfile's instructions."""

from __future__ import annotations

import ast
import json
import re
import textwrap
import tomllib
import warnings
from collections.abc import Callable

from quizcli.deckfiles.events import syntax_error
from quizcli.notes.names import nearest

_ALIASES = {"yml": "yaml", "py": "python", "python3": "python", "docker": "dockerfile"}
# Dockerfile reference, table of instructions.
_INSTRUCTIONS = frozenset(
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL "
    "STOPSIGNAL USER VOLUME WORKDIR".split()
)
_HEREDOC = re.compile(r"<<-?(['\"]?)(\w+)\1")
_TOML_LINE = re.compile(r"at line (\d+)")


class CodeError(Exception):
    """Code that does not parse; `line` counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def parse(code: str, language: str) -> None:
    """Parses code in a language we have a parser for; in others everything passes.

    Raises CodeError when it does not parse.
    """
    parser = _PARSERS.get(_ALIASES.get(language, language))
    if parser:
        parser(code)


def _yaml(code: str) -> None:
    found = syntax_error(code)
    if found:
        raise CodeError(found.message, found.line)


def _json(code: str) -> None:
    try:
        json.loads(code)
    except json.JSONDecodeError as error:
        raise CodeError(error.msg[:1].lower() + error.msg[1:], error.lineno) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise CodeError("it cannot be read") from error
    except RecursionError as error:
        raise CodeError("it is nested too deep") from error


def _python(code: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(textwrap.dedent(code))
    except SyntaxError as error:
        raise CodeError(error.msg, error.lineno or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise CodeError("it cannot be read") from error


def _toml(code: str) -> None:
    try:
        tomllib.loads(code)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        message = str(error).partition(" (at ")[0]
        raise CodeError(message[:1].lower() + message[1:], int(found[1]) if found else 1) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise CodeError("it cannot be read") from error
    except RecursionError as error:
        raise CodeError("it is nested too deep") from error


def _dockerfile(code: str) -> None:
    """Instruction names only: continuation lines, comments and heredocs are stepped over."""
    continued, heredocs = False, list[str]()
    for number, line in enumerate(code.splitlines(), 1):
        bare = line.strip()
        if heredocs:
            if bare == heredocs[0]:
                heredocs.pop(0)
            continue
        if not bare or bare.startswith("#"):
            continue
        if not continued:
            _check_instruction(bare, number)
            heredocs = [found[2] for found in _HEREDOC.finditer(bare)]
        continued = bare.endswith("\\")


def _check_instruction(line: str, number: int) -> None:
    name = line.split()[0]
    if name.upper() in _INSTRUCTIONS:
        return
    close = nearest(name.upper(), sorted(_INSTRUCTIONS))
    raise CodeError(
        f"there is no instruction '{name}'" + (f", perhaps {close}" if close else ""), number
    )


_PARSERS: dict[str, Callable[[str], None]] = {
    "yaml": _yaml,
    "json": _json,
    "python": _python,
    "toml": _toml,
    "dockerfile": _dockerfile,
}
