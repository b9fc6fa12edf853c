"""The entry point: `due` and `--version` are answered before Typer is imported."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; gives the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from quizcli import __version__

        print(f"quizcli {__version__}")
        return 0
    if arguments[:1] == ["due"]:
        from quizcli.commands import due

        code = due.quick(arguments[1:])
        if code is not None:
            return code
    from quizcli.cli import run

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
