"""The pictures of the README are what the program shows; `--update-golden` draws them anew."""

from __future__ import annotations

import re
from collections import defaultdict
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from quizcli.commands.review import Review
from quizcli.commands.table import TableQuiz
from quizcli.commands.tables import shelved
from quizcli.insight.pages import stats
from quizcli.insight.roll import Roll
from quizcli.insight.rows import rows
from quizcli.insight.weak import topics
from quizcli.ui.frame import paint
from quizcli.ui.screens.stats import StatsPage
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.theme import Caps, ansi
from quizcli.workspace import Workspace
from tests.insight.learner import CONFUSED, Learner
from tests.mock.making import FIREWALL, HOPS, QUEUE, ZONAL, exam
from tests.ui.mock.driving import Driven

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / ".pictures"
WRONG = "1"  # at the first card, by the luck of its draw
SHOWN_CARD = "s3-archive-get"


@pytest.fixture
def space(tmp_path, monkeypatch) -> Workspace:
    """The S3 deck on a day of its own, in an empty home; nothing is left to chance."""
    monkeypatch.setenv("QUIZCLI_HOME", str(tmp_path))
    monkeypatch.setenv("QUIZCLI_NOW", "2026-11-28T09:00:00")
    monkeypatch.chdir(tmp_path)
    options = {"bundled": False, "fuzz": False, "grids": False}
    made = Workspace(options, [str(ROOT / "decks" / "aws" / "02-s3.yaml")])
    made.__dict__["session_id"] = "a picture"
    yield made
    made.close()


def choice(space: Workspace) -> list[Text]:
    """A choice answered wrong."""
    sitting = reviewing(space)
    stage = Stage(sitting, Guard(0, 0))
    stage.press(WRONG, 0)
    return drawn(stage, Caps(80, 24))


def recall(space: Workspace) -> list[Text]:
    """The answer to a card, some way into the day."""
    sitting = reviewing(space)
    stage = Stage(sitting, Guard(0, 0))
    grade = "1"
    while sitting.session.current != SHOWN_CARD:
        stage.press("enter" if stage.screen.typing else "space", 0)
        stage.press(grade, 0)
        grade = "3"
    stage.press("space", 0)
    return drawn(stage, Caps(80, 20))


def reviewing(space: Workspace) -> Review:
    return Review(space, space.plan(["aws-s3"]), ["aws-s3"], [], None, None)


def table(space: Workspace) -> list[Text]:
    """A table half filled."""
    quiz = TableQuiz(space, shelved(space, ["s3-classes"]), "fill", 3, 7)
    stage = Stage(quiz, Guard(0, 0))
    for _ in range(4):
        slot = stage.screen.play.slot
        stage.press(f"{slot.options.index(slot.right) + 1}", 0)
    return drawn(stage, Caps(110, 24))


def mock(space: Workspace) -> list[Text]:
    """A question of an exam, answered and flagged, while the clock runs."""
    paper = exam(*[FIREWALL, QUEUE, HOPS, ZONAL] * 2, seconds=900)
    return drawn(Driven(paper, "1 m space 'visib enter space +49 2 right 1 m"), Caps(80, 18))


def weak(space: Workspace) -> list[Text]:
    """The statistics of somebody who is weak at two topics after three weeks."""
    learner = Learner(5, frozenset({"HPA", "S3"}), CONFUSED).study(21)
    roll = Roll().extend(rows(learner.events))
    found = topics(learner.cards, roll, learner.states, learner.day)
    page = StatsPage(stats(learner.cards, roll, learner.states, learner.day), found, 0)
    caps = Caps(80, 20)
    return list(paint(page.view(caps), caps).rows)


DRAWN = {"review": choice, "table": table, "mock": mock, "weak": weak}


def drawn(stage: Stage, caps: Caps) -> list[Text]:
    return list(stage.paint(caps).rows)


def squeezed(shown: list[Text]) -> str:
    """A picture as text: runs of empty rows as one."""
    plain = "\n".join(row.plain.rstrip() for row in shown)
    return re.sub("\n{3,}", "\n\n", plain)


def svg(name: str, shown: list[Text]) -> str:
    """A picture in colour, which fetches nothing from anywhere."""
    width = max(row.cell_len for row in shown)
    console = Console(width=width, record=True, file=StringIO(), force_terminal=True)
    for row in shown:
        console.print(Text.from_ansi(ansi(row, "256")), soft_wrap=True)
    frame = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title=f"quizcli {name}", code_format=frame, unique_id=name) + "\n"


def written(picture: str) -> list[str]:
    """What stands in the rows of an SVG, without spaces."""
    found: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for text in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):
        if "clip-path" in text.attrib:
            place = float(text.attrib["y"]), float(text.attrib["x"])
            found[place[0]].append((place[1], "".join(text.itertext())))
    whole = ("".join(part for _, part in sorted(found[y])) for y in sorted(found))
    return [row for row in ("".join(row.split()) for row in whole) if row]


@pytest.mark.parametrize("name", DRAWN)
def test_pictures_show_what_the_program_shows(name, space, request):
    shown = DRAWN[name](space)
    path = PICTURES / f"{name}.svg"
    if request.config.getoption("--update-golden"):
        PICTURES.mkdir(exist_ok=True)
        path.write_text(svg(name, shown), encoding="utf-8")

    expected = ["".join(row.plain.split()) for row in shown if row.plain.strip()]
    assert expected == written(path.read_text(encoding="utf-8"))
    assert f"(.pictures/{name}.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_screen_of_the_readme_is_the_review_as_it_is(space, request):
    shown = f"```text\n{squeezed(recall(space))}\n```"
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        text = re.sub(r"```text\n.*?\n```", lambda _: shown, text, count=1, flags=re.DOTALL)
        readme.write_text(text, encoding="utf-8")

    assert shown in text
    assert len(text[: text.index("## ")].splitlines()) <= 45
