"""Commands one studies with: review, drill, due, undo."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import STUDY, Filters, Json, Minutes, Tags, examples, space_of


@app.command(
    rich_help_panel=STUDY,
    epilog=examples(
        "quizcli review",
        "quizcli review aws-s3 docker --minutes 10",
        "quizcli review --tag storage --new 5",
    ),
)
def review(
    context: typer.Context,
    filters: Filters = None,
    tag: Tags = None,
    new: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="New cards a day, those of earlier today included.",
            show_default="the setting new_per_day",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Cards in this run, at most.")
    ] = None,
    minutes: Minutes = None,
    weak: Annotated[
        bool, typer.Option("--weak", help="Begin with what is likeliest forgotten.")
    ] = False,
) -> int:
    """Answer the cards that are due today, then new ones."""
    from quizcli.commands import review

    space = space_of(context)
    return review.run(space, filters or [], tag or [], new, limit, minutes, weak)


@app.command(
    rich_help_panel=STUDY,
    epilog=examples(
        "quizcli drill docker --limit 10", "quizcli drill --weak", "quizcli drill --marked"
    ),
)
def drill(
    context: typer.Context,
    filters: Filters = None,
    tag: Tags = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Cards in this run, at most.", show_default="20"),
    ] = None,
    weak: Annotated[
        bool,
        typer.Option("--weak", help="Cards of weak topics; those that are due count as reviewed."),
    ] = False,
    minutes: Minutes = None,
    failed_today: Annotated[
        bool, typer.Option("--failed-today", help="Cards you did not know today.")
    ] = False,
    leeches: Annotated[
        bool, typer.Option("--leeches", help="Cards you forget again and again.")
    ] = False,
    marked: Annotated[bool, typer.Option("--marked", help="Cards you marked.")] = False,
) -> int:
    """Practise cards without touching the schedule."""
    from quizcli.commands import drill

    kinds = {"weak": weak, "failed-today": failed_today, "leeches": leeches, "marked": marked}
    which = [name for name, wanted in kinds.items() if wanted]
    return drill.run(space_of(context), filters or [], tag or [], which, limit, minutes)


@app.command(
    rich_help_panel=STUDY,
    epilog=examples("quizcli due", "quizcli due --short", "quizcli due --check || quizcli review"),
)
def due(
    context: typer.Context,
    filters: Filters = None,
    short: Annotated[bool, typer.Option("--short", help="Print numbers alone: due+new.")] = False,
    as_json: Json = False,
    check: Annotated[
        bool, typer.Option("--check", help="Print nothing; exit with 5 when cards are due.")
    ] = False,
) -> int:
    """Say what is due today, for prompts and status bars."""
    from quizcli.commands import due

    forms = {name for name, on in (("short", short), ("json", as_json), ("check", check)) if on}
    return due.run(space_of(context), filters or [], forms)


@app.command(rich_help_panel=STUDY)
def undo(context: typer.Context) -> int:
    """Take back the last answer, also one of an earlier run."""
    from quizcli.commands import change

    return change.undo(space_of(context))


@app.command(
    rich_help_panel=STUDY,
    epilog=examples(
        "quizcli table",
        "quizcli table aws-s3 --mode which",
        "quizcli table --confused --mode contrast",
    ),
)
def table(
    context: typer.Context,
    filters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TABLE]...", help="Tables, decks, sections or tags by name."),
    ] = None,
    tag: Tags = None,
    mode: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            help="fill, row, column, which, match, reverse, contrast or mix.",
            show_default="what suits the table",
        ),
    ] = "",
    rounds: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="How many turns.", show_default="by what is due"),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(metavar="N", help="Draw the same rounds again, whatever is due."),
    ] = None,
    confused: Annotated[
        bool, typer.Option("--confused", help="Only tables with what you take for one another.")
    ] = False,
) -> int:
    """Quiz yourself on comparison tables; without a name, choose one."""
    from quizcli.commands import table

    space = space_of(context)
    return table.run(space, filters or [], tag or [], mode, rounds, seed, confused)
