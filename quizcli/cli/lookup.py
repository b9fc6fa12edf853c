"""Commands that show and change single cards."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import Chosen, Filters, Json, Tags, space_of


@app.command()
def cards(
    context: typer.Context, filters: Filters = None, tag: Tags = None, as_json: Json = False
) -> int:
    """List cards."""
    from quizcli.commands import cards

    return cards.run(space_of(context), filters or [], tag or [], as_json)


@app.command()
def search(
    context: typer.Context, words: Annotated[list[str], typer.Argument()], as_json: Json = False
) -> int:
    """Find cards by the words in them."""
    from quizcli.commands import cards

    return cards.search(space_of(context), words, as_json)


@app.command()
def card(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A card or a note.")],
    as_json: Json = False,
) -> int:
    """Show everything about a card: question, answer, schedule, history, source."""
    from quizcli.commands import card

    return card.run(space_of(context), name, as_json)


@app.command()
def states(
    context: typer.Context,
    filters: Filters = None,
    orphans: Annotated[bool, typer.Option(help="Also cards that no deck has.")] = False,
    as_json: Json = False,
) -> int:
    """List where cards stand: due day, interval, ease, lapses."""
    from quizcli.commands import states

    return states.run(space_of(context), filters or [], orphans, as_json)


@app.command()
def suspend(context: typer.Context, filters: Chosen) -> int:
    """Never ask these cards until they are resumed."""
    from quizcli.commands import change

    return change.run(space_of(context), "suspend", filters)


@app.command()
def resume(context: typer.Context, filters: Chosen) -> int:
    """Ask suspended or buried cards again."""
    from quizcli.commands import change

    return change.run(space_of(context), "resume", filters)


@app.command()
def reset(context: typer.Context, filters: Chosen) -> int:
    """Make cards new again; their history stays in the log."""
    from quizcli.commands import change

    return change.run(space_of(context), "reset", filters)


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TABLE", help="A table or a deck with tables.")],
    as_json: Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As a Markdown table, without marks.")
    ] = False,
) -> int:
    """Print a comparison table, its cells marked by how well you know them."""
    from quizcli.commands import show

    return show.run(space_of(context), name, as_json, markdown)
