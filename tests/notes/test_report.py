"""What is collected about one note: the first problems, and how many more there are."""

from __future__ import annotations

from quizcli.notes import report as reports
from quizcli.notes.nodes import Scalar
from quizcli.notes.report import Report

NODE = Scalar("text", line=3, column=5)


def test_a_full_report_counts_the_rest_and_looks_no_names_up(monkeypatch):
    """The nearest of many names takes long, and nobody would read it."""
    looked_up: list[str] = []
    monkeypatch.setattr(reports, "did_you_mean", lambda name, _: looked_up.append(name) or "this")
    report = Report("d.yaml", "n", most=2)
    for name in "abcd":
        report.unknown(NODE, f"no {name}", name, ["x"])

    assert ["d.yaml:3:5: no a (this)", "d.yaml:3:5: no b (this)"] == list(map(str, report.problems))
    assert (["a", "b"], 2, True) == (looked_up, report.left_out, report.is_full)


def test_a_warning_leaves_a_note_as_usable_as_it_was():
    report = Report("d.yaml", "n")
    report.warn(NODE, "mend this")
    assert not report.has_errors

    report.error(NODE, "this is wrong")
    report.warn(NODE, "mend that")
    assert report.has_errors
    assert ["warning", "error", "warning"] == [problem.level for problem in report.problems]
    assert [("mend this", "", "n")] == [(p.message, p.hint, p.note) for p in report.problems[:1]]
