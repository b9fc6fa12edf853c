"""Commands that show and change single cards."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import LOOK_UP, Chosen, Filters, Json, Tags, examples, space_of


@app.command(rich_help_panel=LOOK_UP)
def cards(
    context: typer.Context, filters: Filters = None, tag: Tags = None, as_json: Json = False
) -> int:
    """List cards with their questions."""
    from quizcli.commands import cards

    return cards.run(space_of(context), filters or [], tag or [], as_json)


@app.command(
    rich_help_panel=LOOK_UP,
    epilog=examples("quizcli search lifecycle", "quizcli search vpc endpoint"),
)
def search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORD...", help="Words that all stand in the card.")
    ],
    as_json: Json = False,
) -> int:
    """Find cards by the words in them."""
    from quizcli.commands import cards

    return cards.search(space_of(context), words, as_json)


@app.command(
    rich_help_panel=LOOK_UP,
    epilog=examples("quizcli card s3-versioning", "quizcli card 's3-classes#s3-standard/azs'"),
)
def card(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A card, or a note for all its cards.")],
    as_json: Json = False,
) -> int:
    """Show all about a card: text, schedule, history, source."""
    from quizcli.commands import card

    return card.run(space_of(context), name, as_json)


@app.command(rich_help_panel=LOOK_UP)
def states(
    context: typer.Context,
    filters: Filters = None,
    orphans: Annotated[
        bool, typer.Option("--orphans", help="Also cards that no deck has any more.")
    ] = False,
    as_json: Json = False,
) -> int:
    """List where cards stand: due day, interval, ease, lapses."""
    from quizcli.commands import states

    return states.run(space_of(context), filters or [], orphans, as_json)


@app.command(rich_help_panel=LOOK_UP)
def suspend(context: typer.Context, filters: Chosen) -> int:
    """Keep cards from being asked until they are resumed."""
    from quizcli.commands import change

    return change.run(space_of(context), "suspend", filters)


@app.command(rich_help_panel=LOOK_UP)
def resume(context: typer.Context, filters: Chosen) -> int:
    """Ask suspended or skipped cards again."""
    from quizcli.commands import change

    return change.run(space_of(context), "resume", filters)


@app.command(rich_help_panel=LOOK_UP)
def reset(context: typer.Context, filters: Chosen) -> int:
    """Make cards new again; their history stays in the log."""
    from quizcli.commands import change

    return change.run(space_of(context), "reset", filters)


@app.command(
    rich_help_panel=LOOK_UP,
    epilog=examples("quizcli show s3-classes", "quizcli show aws-s3 --markdown"),
)
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TABLE", help="A table or a deck with tables.")],
    as_json: Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Markdown, without marks.")
    ] = False,
) -> int:
    """Show a comparison table, marked by how well you know it."""
    from quizcli.commands import show

    return show.run(space_of(context), name, as_json, markdown)
