"""Commands one studies with: review, drill, due, undo."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import Filters, Json, Minutes, Tags, space_of


@app.command()
def review(
    context: typer.Context,
    filters: Filters = None,
    tag: Tags = None,
    new: Annotated[int | None, typer.Option(min=0, help="New cards today, at most.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Cards in this run, at most.")] = None,
    minutes: Minutes = None,
    weak: Annotated[
        bool, typer.Option("--weak", help="What is likeliest forgotten first.")
    ] = False,
) -> int:
    """Answer the cards that are due today, then new ones."""
    from quizcli.commands import review

    space = space_of(context)
    return review.run(space, filters or [], tag or [], new, limit, minutes, weak)


@app.command()
def drill(
    context: typer.Context,
    filters: Filters = None,
    tag: Tags = None,
    limit: Annotated[int, typer.Option(min=1, help="Cards in this run, at most.")] = 20,
    weak: Annotated[bool, typer.Option("--weak", help="Weak topics; due cards count.")] = False,
    minutes: Minutes = None,
    failed_today: Annotated[bool, typer.Option("--failed-today", help="What was failed.")] = False,
    leeches: Annotated[bool, typer.Option("--leeches", help="What is always forgotten.")] = False,
    marked: Annotated[bool, typer.Option("--marked", help="What you marked.")] = False,
) -> int:
    """Practise cards without touching the schedule."""
    from quizcli.commands import drill

    kinds = {"failed today": failed_today, "leeches": leeches, "marked": marked}
    which = next((name for name, wanted in kinds.items() if wanted), "")
    if weak:
        return drill.weak(space_of(context), filters or [], minutes)
    if which:
        return drill.picked(space_of(context), filters or [], which)
    return drill.run(space_of(context), filters or [], tag or [], limit, minutes)


@app.command()
def due(
    context: typer.Context,
    filters: Filters = None,
    short: Annotated[bool, typer.Option("--short", help="Only numbers: due+new.")] = False,
    as_json: Json = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only exit: 5 when cards are due.")
    ] = False,
) -> int:
    """Say what is due today, for prompts and status bars."""
    from quizcli.commands import due

    forms = {name for name, on in (("short", short), ("json", as_json), ("check", check)) if on}
    return due.run(space_of(context), filters or [], forms)


@app.command()
def undo(context: typer.Context) -> int:
    """Take back the last answer, also one of an earlier run."""
    from quizcli.commands import change

    return change.undo(space_of(context))


@app.command()
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
            help="fill, row, column, which, match, reverse, contrast or mix; else as it suits."
        ),
    ] = "",
    rounds: Annotated[int | None, typer.Option(min=1, help="How many turns.")] = None,
    seed: Annotated[
        int | None, typer.Option(help="The same rounds again, whatever is due.")
    ] = None,
    confused: Annotated[
        bool, typer.Option("--confused", help="Contrast what you take for one another.")
    ] = False,
) -> int:
    """Quiz yourself on comparison tables; without a name, choose from all of them."""
    from quizcli.commands import table

    space = space_of(context)
    return table.run(space, filters or [], tag or [], mode, rounds, seed, confused)
