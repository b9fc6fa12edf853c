"""Mocks as a learner sees them; regenerate with --update-golden, then read the diff."""

from __future__ import annotations

from io import StringIO

import pytest
from msgspec.structs import replace

from quizcli.mock.interview import Attempt
from quizcli.ui import plain
from quizcli.ui.theme import Caps
from tests.mock.making import FIREWALL, HOPS, QUEUE, ZONAL, exam, interview
from tests.ui.mock.driving import Driven, Sat
from tests.ui.samples import CLOZE, NUMBER
from tests.ui.test_golden import ASCII, LEAST, NARROW, WIDE, picture

BROAD = Caps(120, 30)
SURE = exam(confidence=True)
EIGHT = exam(*[FIREWALL, QUEUE, HOPS, ZONAL] * 2, seconds=900)
SCENES: dict[str, tuple[Attempt, str, Caps]] = {
    "choice": (EIGHT, "+49", WIDE),
    "choice-picked": (EIGHT, "+49 2 m", WIDE),
    "choice-narrow": (EIGHT, "2", NARROW),
    "choice-least": (EIGHT, "2", LEAST),
    "choice-ascii": (EIGHT, "2 m", ASCII),
    "choice-sure": (SURE, "1 u", WIDE),
    "several": (exam(ZONAL), "1 3", WIDE),
    "strict": (exam(strict=True), "", WIDE),
    "last-minute": (exam(seconds=90), "+40", WIDE),
    "typed": (exam(QUEUE), "'visib", WIDE),
    "typed-commands": (exam(QUEUE), "'visib escape", WIDE),
    "typed-number": (exam(NUMBER), "", NARROW),
    "cloze-second-blank": (exam(CLOZE), "'autoscaling/v2| 'HPA", WIDE),
    "cloze-closed": (exam(CLOZE), "'autoscaling/v2| 'HPA| enter left", WIDE),
    "order": (exam(HOPS), "2", WIDE),
    "order-whole": (exam(HOPS), "2 1", NARROW),
    "navigator": (EIGHT, "1 space 'visi tab escape right m right 1 n h", WIDE),
    "navigator-narrow": (EIGHT, "1 space 'visi tab escape right m right 1 n h", NARROW),
    "navigator-least": (exam(*[FIREWALL] * 65), "1 n", LEAST),
    "navigator-ascii": (EIGHT, "1 m n", ASCII),
    "confirm": (EIGHT, "1 m f", WIDE),
    "confirm-narrow": (EIGHT, "1 m f", NARROW),
    "confirm-strict": (exam(strict=True), "f", WIDE),
    "confirm-all-answered": (exam(FIREWALL), "1 space", WIDE),
    "confirm-interview": (interview(), "'kernel c-c", WIDE),
    "paused": (EIGHT, "+20 p", WIDE),
    "paused-narrow": (EIGHT, "+20 p", NARROW),
    "paused-by-itself": (exam().wait(SURE.last or 0).leave(), "", WIDE),  # type: ignore[arg-type]
    "keys": (EIGHT, "?", WIDE),
    "keys-interview": (interview(), "escape ?", NARROW),
    "interview": (interview(), "+61 'A~VM~has~its~own~kernel.| 'It~boots~slower.", WIDE),
    "interview-narrow": (interview(), "'A~VM~has~its~own~kernel.", NARROW),
    "interview-least": (interview(), "'A~VM~has~its~own~kernel,~so~tenants~share~less.", LEAST),
    "interview-commands": (interview(), "'kernel escape", WIDE),
    "interview-follow-up": (interview(), "'kernel c-d 'less~memory", WIDE),
    "interview-spoken": (interview(speak=True), "+30", WIDE),
    "marking": (interview(), "'its~own~kernel c-d 'less~memory c-d escape f f", WIDE),
    "marking-beside": (interview(), "'its~own~kernel c-d 'less~memory c-d escape f f", BROAD),
    "marking-narrow": (interview(), "'its~own~kernel c-d 'less~memory c-d escape f f 2", NARROW),
    "report": (exam(pass_mark=60), "+30 2 space 'visibility~timer| +20 3 1 space f f", WIDE),
    "report-narrow": (exam(), "+30 2 space 'visibility~timer| f f", NARROW),
    "report-ascii": (exam(), "+30 2 space f f", ASCII),
    "report-sure": (SURE, "2 s space 'timer| g space 3 2 space 1 3 g f f", BROAD),
    "report-time-up": (exam(seconds=60), "1 +60", WIDE),
    "report-interview": (
        interview(),
        "'its~own~kernel c-d 'less~memory c-d escape f f space",
        WIDE,
    ),
    "report-all-right": (exam(FIREWALL), "1 f f", WIDE),
}


@pytest.mark.parametrize("scene", SCENES)
def test_mocks_look_as_agreed(scene, golden):
    run, keys, caps = SCENES[scene]
    if scene == "paused-by-itself":
        run = replace(run, cause="gap")
    stage = Driven(run, keys)

    golden(f"{scene}.txt", picture(stage, caps))


TALKS: dict[str, tuple[Attempt, str]] = {
    "line-exam": (exam(), "2\n:m\nlock\n1\n\nn\n3\n:b\n\n3 2 1\n1 3\n\no\nf\nf\n\n"),
    "line-sure": (exam(FIREWALL, QUEUE, confidence=True), "2\nx\ns\nvisibility timeout\ng\nf\n\n"),
    "line-interview": (
        interview(),
        "A kernel of its own\nand a price\n\nIt is small\n\n:p\n\n:f\nf\n1 2\n\n",
    ),
    "line-spoken": (interview(1, speak=True), "\n\n0\n\n"),
    "line-cloze": (exam(CLOZE), "autoscaling/v2\nHPA\n\nf\n\n"),
}


@pytest.mark.parametrize("talk", TALKS)
def test_mocks_are_spoken_as_agreed(talk, golden):
    run, replies = TALKS[talk]
    out = StringIO()
    plain.run(Sat(run, watched=False), StringIO(replies), out)

    golden(f"{talk}.txt", out.getvalue())
