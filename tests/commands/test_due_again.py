"""`due` answers from the caches again after whatever it last could not answer from them for."""

from __future__ import annotations

import os

import pytest

from quizcli.commands import due
from quizcli.workspace import Workspace

LONG_AGO = 1_700_000_000


@pytest.fixture
def settled(home):
    """A home in which `due` is answered from the caches."""
    for path in (home.parent / "shelf").iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    Workspace().plan()
    assert 0 == due.quick([])


@pytest.mark.parametrize(
    "change",
    [
        lambda patch: patch.setattr("quizcli.store.current.__version__", "next"),
        lambda patch: patch.setenv("QUIZCLI_COLOR", "off"),
    ],
    ids=["another version", "a setting that decks do not depend on"],
)
@pytest.mark.usefixtures("settled")
def test_after_a_change_one_call_is_slow_and_the_next_is_not(monkeypatch, change):
    change(monkeypatch)
    assert due.quick([]) is None

    Workspace().plan()
    assert 0 == due.quick([])
