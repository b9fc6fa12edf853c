"""The program itself: its name, the options that may stand anywhere, and how it ends."""

from collections.abc import Callable
from functools import cache
from typing import Annotated

import typer
from typer.main import get_command

from quizcli.ending import exit_code
from quizcli.errors import UsageError


def _finish(code: int, **_options: object) -> None:
    """End with the exit code that a command's body gave."""
    raise typer.Exit(code)


app = typer.Typer(
    name="quizcli",
    result_callback=_finish,
    help="Spaced repetition, table quizzes and timed interview mocks in the terminal.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Options that may stand anywhere on the command line, each with whether it takes a value.
EVERYWHERE = {
    "--plain": False,
    "--decks": True,
    "--scheduler": True,
    "--set": True,
}


@cache
def command() -> Callable[..., object]:
    """The parser, made once: Typer reads every signature for it."""
    return get_command(app)


def run(arguments: list[str]) -> int:
    """Run the command line; gives the exit code and says errors in one sentence."""
    try:
        command()(_hoisted(arguments), prog_name="quizcli")
    except Exception as error:
        return exit_code(error)
    return 0


def _hoisted(arguments: list[str]) -> list[str]:
    """The arguments with the options that may stand anywhere moved to the front."""
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        name, equals, _ = argument.partition("=")
        if argument == "--":
            rest += [argument, *left]
            break
        if name not in EVERYWHERE:
            rest.append(argument)
            continue
        front.append(argument)
        if EVERYWHERE[name] and not equals and left:
            front.append(left.pop(0))
    return front + rest


def _settings(pairs: list[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set takes name=value, not {pair!r}.")
        values[name.strip()] = value.strip()
    return values


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="Line mode: no cursor movement.")] = False,
    decks: Annotated[
        list[str] | None, typer.Option("--decks", metavar="PATH", help="A further deck or folder.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="NAME", help="sm2, sm2-1990 or fsrs.")
    ] = None,
    assigned: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Any setting; `quizcli config` has them."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> int:
    """Spaced repetition, table quizzes and timed interview mocks in the terminal."""
    if version:
        from quizcli import __version__

        print(f"quizcli {__version__}")
        raise typer.Exit
    options = _settings(assigned or [])
    options |= {"scheduler": scheduler} if scheduler else {}
    options |= {"plain": "on"} if plain else {}
    from quizcli.workspace import Workspace

    context.obj = Workspace(options, decks or [])
    context.call_on_close(context.obj.close)
    if context.invoked_subcommand is not None:
        return 0
    from quizcli.commands import home

    return home.run(context.obj)
