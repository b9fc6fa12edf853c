"""Commands that say how it went and what is to come."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import MEASURE, Filters, Html, Json, examples, space_of


@app.command(
    rich_help_panel=MEASURE,
    epilog=examples(
        "quizcli weak", "quizcli weak aws-vpc", "quizcli weak --by tag", "quizcli weak --confusions"
    ),
)
def weak(
    context: typer.Context,
    filters: Filters = None,
    by: Annotated[
        str, typer.Option(metavar="WHAT", help="Take section, deck or tag for a topic.")
    ] = "section",
    confusions: Annotated[
        bool, typer.Option("--confusions", help="Show what you take for something else.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Say which topics hold you back, and how sure that is."""
    from quizcli.commands import weak

    if confusions:
        return weak.show_confusions(space_of(context), filters or [], as_json)
    return weak.run(space_of(context), filters or [], by, as_json)


@app.command(
    rich_help_panel=MEASURE,
    epilog=examples("quizcli stats", "quizcli stats due", "quizcli stats --html stats.html"),
)
def stats(
    context: typer.Context,
    page: Annotated[
        str,
        typer.Argument(
            metavar="[PAGE]",
            help="today, heat, due, recall or decks.",
            show_default="the first of all",
        ),
    ] = "",
    as_json: Json = False,
    html: Html = None,
) -> int:
    """Show today, streak, heat map, forecast, retention and decks."""
    from quizcli.commands import stats

    return stats.run(space_of(context), page, as_json, html)


@app.command(rich_help_panel=MEASURE, epilog=examples("quizcli simulate --days 30 --new 10"))
def simulate(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=730, metavar="N", help="Days ahead.")] = 90,
    new: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="New cards a day.",
            show_default="the setting new_per_day",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Draw another course of chance.")] = 0,
    as_json: Json = False,
) -> int:
    """Estimate the minutes and the recall of the coming weeks."""
    from quizcli.commands import ahead

    return ahead.simulate(space_of(context), days, new, seed, as_json)


@app.command(rich_help_panel=MEASURE, epilog=examples("quizcli plan 2026-12-24"))
def plan(
    context: typer.Context,
    date: Annotated[
        str,
        typer.Argument(
            metavar="DATE",
            help="The day of the interview, as 2026-12-24.",
            show_default="the setting interview",
        ),
    ] = "",
    as_json: Json = False,
) -> int:
    """Work out a pace up to the day of the interview."""
    from quizcli.commands import ahead

    return ahead.plan(space_of(context), date, as_json)
