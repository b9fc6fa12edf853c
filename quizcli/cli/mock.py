"""Timed mocks: sat, listed, reported."""

from typing import Annotated

import typer

from quizcli.cli.app import app
from quizcli.cli.options import STUDY, Html, Json, a_number, examples, space_of

MOST_MOCKS = 999_999

mock_app = typer.Typer()
app.add_typer(
    mock_app,
    name="mock",
    rich_help_panel=STUDY,
    epilog=examples(
        "quizcli mock --preset screen",
        "quizcli mock --kind interview --minutes 45 --topics aws,docker:2",
        "quizcli mock --kind exam -n 30 --pass 72",
        "quizcli mock --resume",
    ),
)


@mock_app.callback(invoke_without_command=True)
def mock(
    context: typer.Context,
    kind: Annotated[str, typer.Option(metavar="KIND", help="exam or interview.")] = "",
    questions: Annotated[
        int | None,
        typer.Option("-n", "--questions", min=1, max=500, metavar="N", help="How many."),
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            "-m", "--minutes", min=0.1, max=600, metavar="N", callback=a_number, help="How long."
        ),
    ] = None,
    topics: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="On what, with weights where wanted: aws,docker:2.",
            show_default="all decks",
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(metavar="LEVEL", help="junior, mid or senior: difficulty and time."),
    ] = "",
    preset: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="screen: 10 quick questions in 10 minutes. associate: 65 in 130 minutes, the AWS "
            "decks weighted as the domains of AWS SAA-C03 are (30, 26, 24 and 20 percent; which "
            "deck stands for which domain is our choice). onsite: 45 minutes of open questions.",
        ),
    ] = "",
    seed: Annotated[str, typer.Option(metavar="WORD", help="Draw the same questions again.")] = "",
    pass_mark: Annotated[
        float | None,
        typer.Option(
            "--pass",
            min=0,
            max=100,
            metavar="PERCENT",
            callback=a_number,
            help="Exit with 4 below it.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Allow no pause; time runs while you are away.")
    ] = False,
    speak: Annotated[
        bool, typer.Option("--speak", help="Interview: answer aloud instead of writing.")
    ] = False,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Exam: say how sure you are, which is not scored.")
    ] = False,
    no_feedback: Annotated[
        bool, typer.Option("--no-feedback", help="Leave the schedule of reviews alone.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the open mock.")] = False,
    finish: Annotated[bool, typer.Option("--finish", help="Score the open mock as it is.")] = False,
) -> int:
    """Sit a timed mock exam or interview; without options, choose."""
    if context.invoked_subcommand is not None:
        return 0
    from quizcli.commands import mock
    from quizcli.commands.mock_options import wish_of

    wish = wish_of(
        kind=kind,
        questions=questions,
        minutes=minutes,
        topics=topics,
        level=level,
        preset=preset,
        pass_mark=pass_mark,
        strict=strict,
        speak=speak,
        confidence=confidence,
        feedback=not no_feedback,
        seeded=bool(seed),
    )
    return mock.run(space_of(context), mock.Asked(wish, seed, resume, finish))


@mock_app.command("list")
def mock_list(context: typer.Context, as_json: Json = False) -> int:
    """List the mocks that are over, and their trend."""
    from quizcli.commands import mock_report

    return mock_report.listed(space_of(context), as_json)


@mock_app.command("report")
def mock_report(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[N]", min=1, max=MOST_MOCKS, help="Its number.", show_default="the last one"
        ),
    ] = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    html: Html = None,
) -> int:
    """Show a mock's score, its topics and what to go over."""
    from quizcli.commands import mock_report

    return mock_report.report(space_of(context), number, as_json, markdown, html)
