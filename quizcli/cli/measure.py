"""Commands that say how it went and what is to come."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import Filters, Html, Json, space_of


@app.command()
def weak(
    context: typer.Context,
    filters: Filters = None,
    by: Annotated[str, typer.Option(help="section, deck or tag.")] = "section",
    confusions: Annotated[bool, typer.Option("--confusions", help="What you mix up.")] = False,
    as_json: Json = False,
) -> int:
    """Say which topics hold you back, and how sure that is."""
    from quizcli.commands import weak

    if confusions:
        return weak.show_confusions(space_of(context), filters or [], as_json)
    return weak.run(space_of(context), filters or [], by, as_json)


@app.command()
def stats(
    context: typer.Context,
    page: Annotated[str, typer.Argument(help="today, heat, due, recall or decks.")] = "today",
    as_json: Json = False,
    html: Html = None,
) -> int:
    """Show today, streak, heat map, forecast, retention and decks."""
    from quizcli.commands import stats

    return stats.run(space_of(context), page, as_json, html)


@app.command()
def simulate(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=730, help="How far ahead.")] = 90,
    new: Annotated[int | None, typer.Option(min=0, help="New cards a day.")] = None,
    seed: Annotated[int, typer.Option(help="Another course of chance.")] = 0,
    as_json: Json = False,
) -> int:
    """Say what the coming weeks will cost in minutes and give in recall."""
    from quizcli.commands import ahead

    return ahead.simulate(space_of(context), days, new, seed, as_json)


@app.command()
def plan(
    context: typer.Context,
    date: Annotated[str, typer.Argument(help="The day of the interview.")] = "",
    as_json: Json = False,
) -> int:
    """Work out a pace up to the day of the interview."""
    from quizcli.commands import ahead

    return ahead.plan(space_of(context), date, as_json)
