"""Screens as a learner sees them; regenerate with --update-golden, then read the diff."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.model import Grade
from quizcli.ui.frame import paint
from quizcli.ui.screens.card_info import CardInfo
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.screens.empty import new_used_up, no_match, nothing_due
from quizcli.ui.screens.pages import Entry
from quizcli.ui.screens.summary import Summary, summary
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Screen
from tests.ui.samples import (
    CHOICE,
    CLOZE,
    CODE,
    NUMBER,
    ORDER,
    PROSE_CLOZE,
    RECALL,
    RUBRIC,
    SEVERAL,
    TYPED,
    Recorder,
    context,
    told,
)

EXPLAINED = "Weighted splits traffic by the share you give each record."
WIDE, NARROW, LEAST = Caps(80, 24), Caps(50, 15), Caps(40, 12)
ASCII = replace(WIDE, unicode=False)

SCENES: dict[str, tuple[TurnContext, str, Caps]] = {
    "recall-question": (told(RECALL), "", WIDE),
    "recall-hint": (told(RECALL), "h", WIDE),
    "recall-answer": (told(RECALL), "space", WIDE),
    "recall-answer-narrow": (told(RECALL), "space", NARROW),
    "recall-answer-least": (told(RECALL), "space", LEAST),
    "recall-code": (context(CODE), "space", WIDE),
    "recall-changed-marked": (context(RECALL, changed=True, marked=True), "", NARROW),
    "recall-full-scale": (context(RECALL, scale="sm2"), "space", WIDE),
    "recall-full-scale-narrow": (context(RECALL, scale="sm2"), "space", LEAST),
    "recall-no-intervals": (context(RECALL, intervals=None), "space", WIDE),
    "choice-question": (context(CHOICE), "", WIDE),
    "choice-wrong": (context(CHOICE, explain=EXPLAINED), "1", WIDE),
    "choice-wrong-ascii": (context(CHOICE, explain=EXPLAINED), "1", ASCII),
    "choice-right-narrow": (context(CHOICE, explain=EXPLAINED), "2", NARROW),
    "choice-several": (context(SEVERAL), "1 2", WIDE),
    "choice-several-answer": (context(SEVERAL), "1 2 enter", WIDE),
    "typed-question": (context(TYPED), "'visability", WIDE),
    "typed-commands": (context(TYPED), "'visability escape", WIDE),
    "typed-misspelt": (context(TYPED), "'visability~timeout enter", WIDE),
    "typed-partly": (context(TYPED), "'visibility~timer enter", WIDE),
    "typed-claimed": (context(TYPED), "'visibility~timer enter y", WIDE),
    "typed-nothing": (context(TYPED), "enter", WIDE),
    "number-wrong": (context(NUMBER), "'5~min enter", WIDE),
    "cloze-second-blank": (context(CLOZE), "'autoscaling/v2 enter", WIDE),
    "cloze-answer": (context(CLOZE), "'autoscaling/v2 enter 'HPA enter enter", WIDE),
    "cloze-third-blank-least": (context(CLOZE), "enter enter", LEAST),
    "cloze-prose": (context(PROSE_CLOZE), "", WIDE),
    "order-question": (context(ORDER), "1 2", WIDE),
    "order-answer": (context(ORDER), "1 2 3", WIDE),
    "rubric-question": (context(RUBRIC), "", WIDE),
    "rubric-writing": (context(RUBRIC), "w 'its~own~kernel", WIDE),
    "rubric-points": (context(RUBRIC), "w 'its~own~kernel c-d", WIDE),
    "rubric-answer": (context(RUBRIC), "space 1 3 space", WIDE),
    "help": (context(RECALL), "?", WIDE),
}


@pytest.mark.parametrize("scene", SCENES)
def test_turns_look_as_agreed(scene, golden):
    turn, keys, caps = SCENES[scene]
    stage = Stage(Recorder([turn]), Guard(0, 0))
    for number, word in enumerate(keys.split()):
        for key in word[1:] if word.startswith("'") else [word]:
            stage.press("space" if key == "~" else key, float(number))

    golden(f"{scene}.txt", picture(stage, caps))


def picture(stage: Stage, caps: Caps) -> str:
    """The rows, the cursor as a bar."""
    painted = stage.paint(caps)
    rows = [row.plain for row in painted.rows]
    if painted.cursor:
        column, row = painted.cursor
        rows[row] = f"{rows[row][:column]}▏{rows[row][column + 1 :]}"
    return "".join(f"{row.rstrip()}\n" for row in rows)


MENU = (Entry("n", "learn 10 more new cards"), Entry("w", "drill the weakest topic"))
RUN = Summary(
    "Review",
    {Grade.AGAIN: 3, Grade.CLOSE: 1, Grade.HARD: 5, Grade.GOOD: 31, Grade.EASY: 6},
    40,
    40,
    460,
    next_review="Next review: tomorrow, 14 cards.",
    entries=MENU,
    day_done=True,
)
INFO = CardInfo(
    "s3-classes#glacier/retrieval",
    (
        ("Question", "How fast is S3 Glacier Flexible Retrieval with the standard option?"),
        ("Due", "2026-12-01, in 8 d"),
        ("Source", "decks/aws/s3.yaml:41:5"),
    ),
    ("2026-11-23  review  Good  6 s", "2026-11-20  review  Again  12 s"),
    nothing_due("Review"),
)
PAGES: dict[str, tuple[Screen, Caps]] = {
    "done": (summary(RUN), WIDE),
    "done-ascii": (summary(RUN), ASCII),
    "done-least": (summary(RUN), LEAST),
    "left-early": (summary(replace(RUN, left=1, done=39, seconds=0)), WIDE),
    "left-at-once": (summary(Summary("Review", {}, total=40, left=40)), WIDE),
    "nothing-due": (nothing_due("Review", "Next: 6 cards tomorrow at 04:00.", MENU), WIDE),
    "new-used-up": (new_used_up("Review", 10, MENU), NARROW),
    "no-match": (no_match("Drill", "deck:aws and tag:dns"), NARROW),
    "card-info": (INFO, WIDE),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_look_as_agreed(page, golden):
    screen, caps = PAGES[page]
    rows = paint(screen.view(caps), caps).rows

    golden(f"{page}.txt", "".join(f"{row.plain.rstrip()}\n" for row in rows))
