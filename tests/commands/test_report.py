"""The report that statistics and weak topics show: kept while nothing happens, never outdated."""

from __future__ import annotations

import pytest

from quizcli import direct
from quizcli.commands import memory
from quizcli.insight import pages
from quizcli.workspace import Workspace
from tests.commands.conftest import DECK


def fresh(space: Workspace) -> pages.Report:
    return pages.report(
        space.cards(), memory.rolled(space), space.states(), space.day, space.settings.retention
    )


def test_a_report_is_computed_once_while_nothing_happens(logged, monkeypatch):
    logged("stats")
    monkeypatch.setattr(pages, "report", None)

    assert 0 == logged("stats").code
    assert 0 == logged("weak").code


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda quiz, shelf: quiz("review", stdin="\n4\n", tty=True), id="an answer"),
        pytest.param(lambda quiz, shelf: quiz("undo"), id="an undo"),
        pytest.param(lambda quiz, shelf: quiz("suspend", "alpha"), id="a suspended card"),
        pytest.param(
            lambda quiz, shelf: shelf.write_text(DECK.replace("The alphabet", "Signs")),
            id="an edited deck",
        ),
        pytest.param(lambda quiz, shelf: shelf.unlink(), id="a deck that is gone"),
    ],
)
def test_what_happens_is_in_the_report_at_once(logged, tmp_path, change):
    logged("stats")
    before = memory.report(Workspace())
    change(logged, tmp_path / "shelf" / "letters.yaml")
    space = Workspace()
    after = memory.report(space)

    assert before != after
    assert fresh(space) == after


@pytest.mark.parametrize(
    ("variable", "value"),
    [("QUIZCLI_NOW", "2026-11-24T10:00"), ("QUIZCLI_RETENTION", "0.8"), ("QUIZCLI_ROLLOVER", "12")],
)
def test_another_day_or_aim_is_another_report(logged, monkeypatch, variable, value):
    logged("stats")
    before = memory.report(Workspace())
    monkeypatch.setenv(variable, value)

    assert before != memory.report(Workspace())


@pytest.mark.parametrize("page", [[], ["due"], ["nosuch"]])
def test_statistics_say_the_same_with_and_without_the_parser(logged, capsys, page):
    parsed = logged("stats", *page)
    code = direct.stats(*page)
    said = capsys.readouterr()

    assert (parsed.code, parsed.out, parsed.err) == (code, said.out, said.err)
