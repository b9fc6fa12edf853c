"""Commands for authors and for one's own data: decks, check, settings, the log."""

from pathlib import Path
from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import TEND, Json, Yes, examples, output, space_of

log_app = typer.Typer(help="Write or read the log of answers as JSON Lines.", no_args_is_help=True)
new_app = typer.Typer(help="Begin a deck of your own.", no_args_is_help=True)
app.add_typer(new_app, name="new", rich_help_panel=TEND)


@app.command(rich_help_panel=TEND, epilog=examples("quizcli check", "quizcli check my-notes.yaml"))
def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Deck files or folders.", show_default="all your decks"
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """Say what is wrong in decks and where; exit with 3 on an error."""
    from quizcli.commands import check

    return check.run(space_of(context), paths or [], as_json)


@app.command(rich_help_panel=TEND)
def decks(context: typer.Context, as_json: Json = False) -> int:
    """List the decks with their counts and problems."""
    from quizcli.commands import decks

    return decks.run(space_of(context), as_json)


@app.command(rich_help_panel=TEND)
def config(context: typer.Context, as_json: Json = False) -> int:
    """Show every setting, its value and where that came from."""
    from quizcli.commands import config

    return config.run(space_of(context), as_json)


@new_app.command("deck")
def new_deck(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A short name such as my-notes.")],
    folder: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where.", show_default="your deck folder"),
    ] = None,
) -> int:
    """Write a commented starter deck."""
    from quizcli.commands import decks

    return decks.new(name, folder)


@log_app.command("export")
def log_export(
    context: typer.Context,
    path: Annotated[Path | None, output("The file to write.", "stdout")] = None,
) -> int:
    """Write the log, one entry a line."""
    from quizcli.commands import log

    return log.export(space_of(context), path)


@log_app.command("import")
def log_import(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What `log export` wrote; - reads stdin.")
    ],
) -> int:
    """Add the entries of a file that the log lacks: all, or none."""
    from quizcli.commands import log

    return log.import_(space_of(context), file)


app.add_typer(log_app, name="log", rich_help_panel=TEND)


@app.command(rich_help_panel=TEND)
def backup(
    context: typer.Context,
    path: Annotated[Path | None, output("A file or folder of your own.", "a dated one")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the backups there are.")] = False,
    as_json: Json = False,
) -> int:
    """Copy the log; after reviews it is copied by itself."""
    from quizcli.commands import backup

    return backup.run(space_of(context), path, listing, as_json)


@app.command(rich_help_panel=TEND)
def restore(
    context: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|NUMBER]", help="A backup.", show_default="list those there are"
        ),
    ] = None,
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Put a backup back, after saying what would change."""
    from quizcli.commands import restore

    return restore.run(space_of(context), which, yes, as_json)


@app.command(rich_help_panel=TEND)
def doctor(context: typer.Context, yes: Yes = False, as_json: Json = False) -> int:
    """Check the log and mend it without losing an answer."""
    from quizcli.commands import doctor

    return doctor.run(space_of(context), yes, as_json)
