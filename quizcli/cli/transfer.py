"""Commands that hand decks and progress to other programs, and bring them home."""

from pathlib import Path
from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import EXCHANGE, Filters, examples, output, space_of
from quizcli.exchange import FORMATS

export_app = typer.Typer(help="Write decks for Anki and other programs.", no_args_is_help=True)
import_app = typer.Typer(help="Bring reviews and notes home from Anki.", no_args_is_help=True)
app.add_typer(export_app, name="export", rich_help_panel=EXCHANGE)
app.add_typer(import_app, name="import", rich_help_panel=EXCHANGE)

Output = Annotated[Path | None, output("The file to write.")]
WithProgress = Annotated[
    bool, typer.Option("--with-progress", help="Put in where each card stands, too.")
]


@export_app.command(
    "anki",
    epilog=examples(
        "quizcli export anki -o quizcli.apkg --with-progress",
        "quizcli export anki docker -o docker.apkg",
    ),
)
def export_anki(
    context: typer.Context,
    filters: Filters = None,
    output: Output = None,
    with_progress: WithProgress = False,
    deck_name: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="What the top deck is called in Anki.", show_default="quizcli"
        ),
    ] = "",
) -> int:
    """Write a package that Anki imports, again and again as decks improve."""
    from quizcli.commands import export

    path = export.require_output(output)
    return export.anki(space_of(context), filters or [], path, with_progress, deck_name)


def _text_command(name: str, what: str) -> None:
    """Declare the command of one text format."""

    @export_app.command(name, help=what)
    def export_text(
        context: typer.Context,
        filters: Filters = None,
        output: Output = None,
        with_progress: WithProgress = False,
    ) -> int:
        from quizcli.commands import export

        return export.text(space_of(context), name, filters or [], output, with_progress)


for name, what in FORMATS.items():
    _text_command(name, what)


@import_app.command(
    "anki",
    epilog=examples(
        "quizcli import anki collection.apkg",
        "quizcli import anki shared.apkg --as-deck shared",
    ),
)
def import_anki(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An .apkg, .colpkg or collection.anki2.")
    ],
    as_deck: Annotated[
        str,
        typer.Option(metavar="NAME", help="Make a deck of the notes that are not from quizcli."),
    ] = "",
) -> int:
    """Bring home reviews made in Anki; the file is only read."""
    from quizcli.commands import import_

    return import_.anki(space_of(context), file, as_deck)
