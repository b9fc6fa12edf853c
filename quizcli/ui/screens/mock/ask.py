"""The page that a mock stands at: a question of its kind, a pause, the marking."""

from __future__ import annotations

from typing import assert_never

from quizcli.mock.interview import Attempt
from quizcli.shapes import Choice, Order, Recall, Rubric, Typed
from quizcli.ui.screens.mock.between import Paused
from quizcli.ui.screens.mock.choice import ExamChoice
from quizcli.ui.screens.mock.marking import marking_page
from quizcli.ui.screens.mock.order import ExamOrder
from quizcli.ui.screens.mock.page import MockPage
from quizcli.ui.screens.mock.talk import TalkPage
from quizcli.ui.screens.mock.typed import ExamTyped, texts_of


def mock_page(run: Attempt, status: str = "", silence: float = 0.0) -> MockPage:
    """The page for an attempt that is not done; `silence` is how long it did not run."""
    if run.phase == "marking":
        return marking_page(run)
    if not run.running:
        return Paused(run, status, seconds=silence)
    shape = run.item.shape
    match shape:
        case Choice():
            return ExamChoice(run, status, shape=shape)
        case Order():
            return ExamOrder(run, status, shape=shape)
        case Typed():
            texts = texts_of(run, shape)
            return ExamTyped(run, status, shape=shape, texts=texts, commanding=run.at.answered)
        case Rubric():
            return TalkPage(run, status)
        case Recall():
            raise ValueError(f"{run.item.card.id} cannot be asked in a mock")
    assert_never(shape)
