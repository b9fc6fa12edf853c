"""Starting without the parser: the same words and exit codes as with it."""

from __future__ import annotations

import io

import pytest

from quizcli import direct


@pytest.mark.parametrize("names", [["letters"], ["vowel"], ["lettres"], ["letters", "nosuch"]])
def test_a_review_says_the_same_with_and_without_the_parser(quiz, capsys, monkeypatch, names):
    parsed = quiz("review", *names)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code = direct.review(names)
    said = capsys.readouterr()

    assert (parsed.code, parsed.err) == (code, said.err)
    assert parsed.out.splitlines()[:3] == said.out.splitlines()[:3]


def test_home_says_the_same_with_and_without_the_parser(quiz, capsys):
    parsed = quiz()

    assert (parsed.code, parsed.out) == (direct.home(), capsys.readouterr().out)
