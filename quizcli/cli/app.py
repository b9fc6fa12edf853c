"""The program itself: its name, the options that may stand anywhere, and how it ends."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from quizcli.ending import exit_code
from quizcli.errors import UsageError


def _finish(code: int, **_options: object) -> None:
    """End with the exit code that a command's body gave."""
    raise typer.Exit(code)


class Sections(TyperGroup):
    """The commands under headings, each with one whole sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands section by section, aligned over all of them."""
        sections: dict[str, list[tuple[str, str]]] = defaultdict(list)
        column = max(map(len, self.commands))
        for name, command in self.commands.items():
            heading = getattr(command, "rich_help_panel", None) or "Commands"
            sentence = command.get_short_help_str(formatter.width)
            sections[heading].append((f"{name:<{column}}", sentence))
        for heading, rows in sections.items():
            with formatter.section(heading):
                formatter.write_dl(rows)


app = typer.Typer(
    name="quizcli",
    cls=Sections,
    result_callback=_finish,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# What Typer raises for a command line that it cannot take, and has no public name for.
MISTAKE: type[Exception] = typer.BadParameter.__mro__[1]

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
        code = command()(_hoisted(arguments), prog_name="quizcli", standalone_mode=False)
    except MISTAKE as mistake:
        return _told(mistake)
    except Exception as error:
        return exit_code(error)
    return code if isinstance(code, int) else 0


def _told(mistake: Any) -> int:
    """The exit code of a command line that cannot be taken, after one line said so.

    A group of commands that is called without one shows its help instead.
    """
    said = mistake.format_message()
    if said.startswith("Usage:"):
        mistake.show()
        return int(mistake.exit_code)
    path = mistake.ctx.command_path if mistake.ctx else "quizcli"
    end = "" if said.endswith((".", "?")) else "."
    return exit_code(UsageError(f"{said}{end} `{path} -h` tells more."))


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
    plain: Annotated[
        bool, typer.Option("--plain", help="Talk in lines, without moving the cursor.")
    ] = False,
    decks: Annotated[
        list[str] | None,
        typer.Option("--decks", metavar="PATH", help="Read a further deck or folder."),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="NAME", help="Schedule by sm2, sm2-1990 or fsrs.")
    ] = None,
    assigned: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Change a setting for once; `quizcli config` has them.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.")
    ] = False,
) -> int:
    """Learn by flashcards that come back in time, comparison tables and timed interview mocks.

    Without a command it says what is due today and offers the rest in a menu.
    """
    if version:
        from quizcli import __version__

        print(f"quizcli {__version__}")
        raise typer.Exit
    options = _settings(assigned or [])
    options |= {"scheduler": scheduler} if scheduler else {}
    options |= {"plain": "on"} if plain else {}
    from quizcli.commands.looks import heed
    from quizcli.workspace import Workspace

    context.obj = Workspace(options, decks or [], heed)
    context.call_on_close(context.obj.close)
    if context.invoked_subcommand is not None:
        return 0
    from quizcli.commands import home

    return home.run(context.obj)
