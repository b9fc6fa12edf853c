"""The entry point: what is wanted every morning is done without Typer, which takes long to load.

`review`, `stats` and bare `quizcli` go a way of their own where no option is given, and `due` also
with options for its form.
"""

from __future__ import annotations

import gc
import sys

from quizcli.ui import streams

INTERRUPTED = 130


def main() -> int:
    """Run the command line; gives the exit code.

    It is 1 when the output could not be written, and 130 for Ctrl-C where no screen took it.
    """
    outlets = streams.settle()
    try:
        try:
            return answer(sys.argv[1:])
        finally:
            sys.stdout.flush()
            gc.freeze()  # else Python looks through all there is once more before it ends
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError:
        if not streams.give_up(outlets):
            raise
        return 1


def answer(arguments: list[str]) -> int:
    """Do what the arguments say; gives the exit code."""
    if arguments == ["--version"]:
        from quizcli import __version__

        print(f"quizcli {__version__}")
        return 0
    if arguments[:1] == ["due"]:
        gc.disable()  # so short a run leaves nothing worth looking for
        from quizcli.commands import due

        options = arguments[1:]
        if all(option in due.FORMS for option in options):
            code = due.quick(options)
            if code is None:
                from quizcli.direct import due as whole

                code = whole(options)
            return code
    if not any(word[:1] == "-" for word in arguments):
        match arguments:
            case []:
                from quizcli.direct import home

                return home()
            case ["review", *names]:
                from quizcli.direct import review

                return review(names)
            case ["stats", *page] if len(page) < 2:
                from quizcli.direct import stats

                return stats(*page)
    from quizcli.cli import run

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
