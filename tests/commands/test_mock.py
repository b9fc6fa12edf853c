"""`quizcli mock` from outside: papers, answers on disk, kills, deadlines, reports, the schedule."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizcli.commands.mock_paper import drawn
from quizcli.commands.mock_report import trends
from quizcli.commands.mock_sitting import MockSitting
from quizcli.errors import StoreError
from quizcli.grading import Answers, Picked, Ticked
from quizcli.mock.interview import Attempt, Now, begin
from quizcli.mock.wish import Wish
from quizcli.shapes import Choice, Order, Typed
from quizcli.store import attempts, log
from quizcli.store.attempts import Entry, Stored, TakenError
from quizcli.ui.area import LONGEST_TEXT
from quizcli.ui.outcomes import Act, Edited, Moved, OpenEditor, Waited
from quizcli.ui.screens.mock.between import Paused
from quizcli.ui.screens.mock.page import MockPage
from quizcli.ui.screens.mock.report import ReportPage
from quizcli.ui.theme import Caps
from quizcli.workspace import Workspace

OPEN_DECK = """\
deck: talks
title: Talks
section: Talking
notes:
  - id: vm
    type: open
    prompt: When a VM?
    minutes: 2
    points: {kernel: {text: its own kernel, terms: [kernel]}, price: {text: the price, weight: 0.5}}
    model: A VM brings its own kernel.
    follow-ups: [And Firecracker?]
    explain: e
"""
MORE = "\n".join(
    f"  - {{id: n{n}, type: choice, prompt: Number {n}?, right: [yes{n}], "
    f"wrong: {{no{n}: not so}}, explain: because, difficulty: {1 + n % 5}}}"
    for n in range(30)
)


@pytest.fixture
def shelf(home) -> Path:
    """The folder of decks, with enough questions for a paper."""
    folder = home.parent / "shelf"
    (folder / "talks.yaml").write_text(OPEN_DECK)
    (folder / "numbers.yaml").write_text(f"deck: numbers\nsection: Numbers\nnotes:\n{MORE}\n")
    return folder


class Hands:
    """A sitting with a clock set by hand; `kill` forgets it as kill -9 would."""

    def __init__(self, space: Workspace, wish: Wish, *, watched: bool = True) -> None:
        self.space, self.watched = space, watched
        self.steady, self.wall = 100.0, 2_000_000.0
        run = begin(drawn(space, wish, "seed"), self.now())
        stamp = space.stamp()
        with space.writing() as connection:
            stored = attempts.begin(connection, stamp.uid, stamp.at, run)
        self.sitting = MockSitting(space, stored, watched=watched, now=self.now)
        self.screen = self.sitting.start()

    @property
    def run(self) -> Attempt:
        return self.sitting.run

    @property
    def stored(self) -> Stored:
        found = attempts.running(self.space.connection)
        assert found is not None
        return found

    def now(self) -> Now:
        return Now(self.steady, self.wall)

    def wait(self, seconds: float, draft: object = None) -> None:
        self.steady += seconds
        self.wall += seconds
        self.screen = self.sitting.handle(Waited(draft), self.screen)  # type: ignore[arg-type, assignment]

    def do(self, outcome: object) -> None:
        self.screen = self.sitting.handle(outcome, self.screen)  # type: ignore[arg-type, assignment]

    def answer(self, right: bool = True) -> None:
        self.do(Moved(self.run.respond(answer_to(self.run, right))))

    def go(self, index: int) -> None:
        self.do(Moved(self.run, lambda run: run.go(index)))

    def finish(self) -> None:
        self.do(Moved(self.run, Attempt.finish))

    def kill(self, away: float = 0.0) -> None:
        """The program is gone without a word; another one opens what is on disk."""
        self.steady, self.wall = 0.0, self.wall + away
        left = replace(self.stored, attempt=self.stored.attempt.leave())
        self.sitting = MockSitting(self.space, left, watched=self.watched, now=self.now)
        self.screen = self.sitting.start()


def answer_to(run: Attempt, right: bool):
    match run.item.shape:
        case Choice() as shape:
            return Picked(tuple(o.text for o in shape.options if o.right is right)[:1])
        case Typed() as shape:
            return Answers(tuple(b.answer if right else "wrong" for b in shape.blanks))
        case Order():
            raise AssertionError("no order is in these decks")
    return Ticked(frozenset(), "its own kernel" if right else "no idea")


@pytest.fixture
def space(shelf, monkeypatch) -> Workspace:
    monkeypatch.setenv("QUIZCLI_NOW", "2026-11-24T10:00")
    return Workspace()


@pytest.fixture
def exam(space) -> Hands:
    return Hands(space, Wish("exam", questions=6, minutes=6, topics="numbers"))


def events(space: Workspace) -> list:
    return list(log.read(space.connection))


class TestNothingIsLost:
    def test_an_answer_is_on_disk_before_the_next_frame(self, exam):
        exam.answer()

        assert exam.run.given[0].response == exam.stored.attempt.given[0].response is not None

    def test_kill_9_keeps_answers_flags_and_the_time_left(self, exam):
        exam.wait(4)
        exam.answer()
        exam.go(2)
        exam.do(Moved(exam.run.flag()))
        exam.wait(6)
        exam.kill(away=9999)

        assert isinstance(exam.screen, Paused)
        assert (350, 2, 1) == (exam.run.left, exam.run.here, exam.run.flagged)
        exam.do(Act.GO_ON)
        exam.wait(10)
        assert 340 == exam.run.left
        assert [9999] == [pause.seconds for pause in exam.run.pauses]

    def test_a_kill_costs_no_more_clock_than_a_few_seconds(self, exam):
        for _ in range(97):
            exam.wait(0.25)
        used = exam.run.used
        exam.kill()

        assert 0 <= used - exam.run.used <= 5

    def test_a_text_that_was_not_handed_in_survives_too(self, space):
        hands = Hands(space, Wish("interview", minutes=5, topics="talks"))
        for text in ("a ker", "a kernel of", "a kernel of its own"):
            hands.wait(5, Ticked(frozenset(), text))
        hands.kill()

        assert "a kernel of its own" == hands.run.at.text

    def test_points_that_were_ticked_survive_before_they_are_confirmed(self, space):
        hands = Hands(space, Wish("interview", questions=1, minutes=5, topics="talks"))
        hands.do(Moved(hands.run.respond(Ticked(frozenset(), "its own kernel")), Attempt.hand_in))
        hands.finish()
        shown = hands.screen.ticked
        hands.do(hands.screen.key("1"))
        hands.do(hands.screen.key("2"))

        assert shown != hands.screen.ticked
        ticked = hands.screen.ticked
        hands.kill()
        assert ticked == hands.screen.ticked == hands.run.proposal()

    def test_closing_keeps_the_moment(self, exam):
        exam.wait(3)
        exam.sitting.close()

        assert (357, None) == (exam.stored.attempt.left, exam.stored.attempt.last)

    def test_a_deck_edited_meanwhile_does_not_change_the_paper(self, exam, shelf):
        exam.answer(right=True)
        before = exam.run.paper
        text = (shelf / "numbers.yaml").read_text()
        (shelf / "numbers.yaml").write_text(text.replace("yes", "no longer"))
        exam.space.reload()
        exam.kill()
        exam.do(Act.GO_ON)
        exam.finish()

        assert before == exam.run.paper
        assert 1 == exam.sitting.report.card.right

    def test_the_end_is_one_transaction(self, exam, monkeypatch):
        exam.answer(right=False)
        monkeypatch.setattr(attempts, "close", _broken)
        with pytest.raises(StoreError):
            exam.finish()

        assert [] == events(exam.space)
        assert exam.stored.day is None

    def test_events_count_once_though_the_end_is_told_twice(self, exam):
        exam.answer(right=False)
        exam.finish()
        from quizcli.commands.mock_sitting import finish

        with pytest.raises(TakenError):
            finish(exam.space, exam.sitting.stored, exam.run)

        assert 1 == len(events(exam.space))

    def test_of_two_terminals_with_one_mock_the_second_to_write_ends(self, exam):
        """The idle one would write its old answers over the new ones within five seconds."""
        exam.answer()
        idle, screen = exam.sitting, exam.screen
        exam.kill()  # to the terminal that resumes it, the other one might as well be dead
        exam.do(Act.GO_ON)
        exam.go(1)
        exam.answer()
        exam.steady += 200
        with pytest.raises(TakenError, match="Mock 1 goes on in another terminal"):
            idle.handle(Waited(None), screen)
        idle.close()

        assert 2 == exam.stored.attempt.answered

    def test_a_mock_finished_in_another_terminal_is_scored_once(self, exam):
        exam.answer(right=False)
        idle, screen = exam.sitting, exam.screen
        exam.kill()
        exam.do(Act.GO_ON)
        exam.go(1)
        exam.answer()
        exam.finish()
        with pytest.raises(TakenError):
            idle.handle(Moved(idle.run, Attempt.finish), screen)
        idle.close()

        (entry,) = attempts.entries(exam.space.connection)
        assert (2, 1) == (entry.summary["answered"], entry.summary["right"])


def _broken(*_: object) -> None:
    raise sqlite3.OperationalError("the disk is full")


class TestClock:
    def test_a_strict_deadline_is_absolute(self, space):
        hands = Hands(space, Wish("exam", questions=6, minutes=6, topics="numbers", strict=True))
        hands.wait(10)
        hands.answer()
        hands.kill(away=100)
        assert not isinstance(hands.screen, Paused)
        assert 250 == hands.run.left

        hands.kill(away=1000)
        assert isinstance(hands.screen, ReportPage)
        assert 1 == hands.sitting.report.card.right

    def test_a_gap_pauses_by_itself(self, exam):
        exam.wait(10)
        exam.wait(500)

        assert isinstance(exam.screen, Paused)
        assert 350 == exam.run.left

    def test_time_in_the_editor_counts_and_is_no_gap(self, space):
        hands = Hands(space, Wish("interview", minutes=5, topics="talks"))
        request = hands.sitting.handle(Act.EDIT, hands.screen)
        assert isinstance(request, OpenEditor)
        Path(request.path).write_text("written\nat leisure\n")
        hands.steady += 90
        hands.wall += 90
        assert hands.sitting.handle(Waited(None), hands.screen) is hands.screen
        hands.do(Edited())

        assert ("written\nat leisure", 90) == (hands.run.at.text, hands.run.used)
        assert not Path(request.path).exists()
        assert isinstance(hands.screen, MockPage)
        assert "written\nat leisure" == hands.screen.written

    @pytest.mark.parametrize("written", [None, b"\xff\0\x1b[2J", b"x" * 100_000])
    def test_an_editor_may_leave_anything_or_nothing(self, space, written):
        hands = Hands(space, Wish("interview", minutes=5, topics="talks"))
        request = hands.sitting.handle(Act.EDIT, hands.screen)
        if written is None:
            Path(request.path).unlink()
        else:
            Path(request.path).write_bytes(written)
        hands.do(Edited())

        assert isinstance(hands.screen, MockPage)
        assert len(hands.run.at.text) <= LONGEST_TEXT
        assert "\x1b" not in "\n".join(row.plain for row in hands.screen.view(Caps()).body)

    @pytest.mark.parametrize(("strict", "counts"), [(False, True), (True, False)])
    def test_a_line_that_comes_after_the_end_counts_unless_it_is_strict(
        self, space, strict, counts
    ):
        wish = Wish("exam", questions=6, minutes=1, topics="numbers", strict=strict)
        hands = Hands(space, wish, watched=False)
        hands.steady += 70
        hands.wall += 70
        hands.answer()

        assert "done" == hands.run.phase
        assert counts is (hands.sitting.report.card.right == 1)

    def test_the_time_of_an_answer_is_counted_to_its_question(self, space):
        wish = Wish("exam", questions=6, minutes=6, topics="numbers")
        hands = Hands(space, wish, watched=False)
        hands.steady += 45
        hands.wall += 45
        hands.do(Moved(hands.run.respond(answer_to(hands.run, True)), lambda run: run.go(1)))

        assert [45, 0] == [work.seconds for work in hands.run.given[:2]]


class TestFeedback:
    def test_misses_are_due_today_and_asked_by_the_review(self, exam, quiz):
        exam.answer(right=False)
        exam.go(1)
        exam.answer(right=True)
        exam.finish()
        missed, right = (item.card.id for item in exam.run.paper.items[:2])
        due = {state["card"]: state["due"] for state in quiz("states", "--json").json["states"]}

        assert {missed} <= set(exam.space.plan(["numbers"]).reviews)
        assert "2026-11-24" == due[missed]
        assert right not in exam.space.plan(["numbers"]).reviews

    def test_the_score_equals_a_recount_from_the_log(self, exam):
        for place in range(5):
            exam.go(place)
            exam.answer(right=place % 2 == 0)
        exam.finish()
        found = [event for event in events(exam.space) if event.session == exam.sitting.stored.uid]

        assert exam.sitting.report.card.right == sum(event.grade >= 3 for event in found) == 3
        assert {"mock"} == {event.kind for event in found}
        assert 5 == len(found)

    def test_missed_points_reach_the_weak_topics(self, space):
        hands = Hands(space, Wish("interview", minutes=5, topics="talks"))
        hands.do(Moved(hands.run.respond(Ticked(frozenset(), "kernel")), Attempt.hand_in))
        hands.finish()
        hands.do(Moved(hands.run.confirm(frozenset({"kernel"}))))
        from quizcli.commands.memory import rolled

        assert {"kernel": [1, 0], "price": [1, 1]} == rolled(space).cards["vm"].points

    def test_no_feedback_leaves_the_schedule_alone(self, space):
        hands = Hands(space, Wish("exam", questions=6, topics="numbers", feedback=False))
        hands.answer(right=False)
        hands.finish()

        assert {"quiz"} == {event.kind for event in events(space)}
        assert () == space.plan(["numbers"]).reviews


ARGUMENTS = ("mock", "-n", "3", "--minutes", "3", "--topics", "numbers", "--seed", "s")


class TestCommandLine:
    def test_a_mock_is_sat_in_lines_and_reported(self, shelf, quiz):
        done = quiz(*ARGUMENTS, stdin="1\n2\n1\nf\n\n")

        assert 0 == done.code
        assert "Question 1 of 3. 0 answered. 3:00 left." in done.out
        assert done.out.count("of 3 questions right") == 1
        assert "seed s" in done.out

    def test_the_same_seed_asks_the_same_questions(self, shelf, quiz):
        first = quiz(*ARGUMENTS, stdin="f\nf\n\n").out
        second = quiz(*ARGUMENTS, stdin="f\nf\n\n").out
        other = quiz(*ARGUMENTS[:-1], "other", stdin="f\nf\n\n").out

        assert first.splitlines()[:4] == second.splitlines()[:4] != other.splitlines()[:4]

    @pytest.mark.parametrize(("reply", "code"), [("right", 0), ("wrong", 4)])
    def test_below_the_pass_mark_the_exit_code_is_4(self, shelf, quiz, reply, code):
        arguments = ("mock", "-n", "1", "--topics", "alpha,beta", "--pass", "100")
        answers = {"right": "B", "wrong": "C"}

        assert code == quiz(*arguments, stdin=f"{answers[reply]}\nf\n\n").code

    def test_end_of_input_saves_and_resume_goes_on(self, shelf, quiz):
        left = quiz(*ARGUMENTS, stdin="1\n")
        assert 0 == left.code
        assert "`quizcli mock --resume` goes on." in left.err

        back = quiz("mock", "--resume", stdin="\n1\n1\nf\n\n")
        assert "Here you left off." in back.out
        assert "1 of 3 questions answered" in back.out
        assert "paused 1x" in back.out

    def test_one_mock_at_a_time(self, shelf, quiz):
        quiz(*ARGUMENTS, stdin="1\n")
        refused = quiz(*ARGUMENTS)

        assert 2 == refused.code
        assert "Mock 1 is open (1 of 3 questions answered, " in refused.err
        assert "--finish" in refused.err

    def test_finish_scores_what_there_is(self, shelf, quiz):
        quiz(*ARGUMENTS, stdin="1\n")
        done = quiz("mock", "--finish")

        assert 0 == done.code
        assert "Not reached: 3." in done.out
        assert "No mock is running" in quiz("mock", "--resume").err

    def test_an_interview_is_gone_over_before_it_is_scored(self, shelf, quiz):
        arguments = ("mock", "--kind", "interview", "--topics", "talks", "--minutes", "5")
        done = quiz(*arguments, stdin="its own kernel\n\n\n\n\n")

        assert "Numbers such as 1 3, 0 for none; Enter is 1:" in done.out
        assert "67%: 1 of 1.5 points in 1 question" in done.out

    def test_marking_left_is_marking_resumed(self, shelf, quiz):
        arguments = ("mock", "--kind", "interview", "--topics", "talks", "--minutes", "5")
        left = quiz(*arguments, stdin="its own kernel\n\n\n")
        assert "Mock 1 is to be gone over" in left.err

        assert "67%" in quiz("mock", "--resume", stdin="\n\n").out

    def test_without_options_it_asks_and_remembers(self, shelf, quiz):
        asked = quiz("mock", stdin="e\n1\na\n:f\n:f\n\n")
        assert "How long?" in asked.out

        again = quiz("mock", stdin="a\n:f\n:f\n\n")
        assert "a: Again as last time: exam, 10 minutes, all topics" in again.out
        assert "Question 1 of 10." in again.out

    def test_an_open_mock_is_offered_first(self, shelf, quiz):
        quiz(*ARGUMENTS, stdin="1\n")

        assert "of 3 questions right" in quiz("mock", stdin="f\n").out

    def test_leaving_the_questions_begins_nothing(self, shelf, quiz):
        assert 0 == quiz("mock", stdin="\n").code
        assert [] == quiz("mock", "list", "--json").json["mocks"]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--kind", "exams"], "--kind is exam or interview, not 'exams'. Did you mean exam?"),
            (["--level", "middle"], "--level is junior, mid or senior"),
            (["--preset", "onsit"], "Did you mean onsite?"),
            (["--preset", "onsite", "--kind", "exam"], "--preset onsite is an interview"),
            (["--speak", "--kind", "exam"], "--speak is for --kind interview"),
            (["--confidence", "--kind", "interview"], "--confidence is for --kind exam"),
            (["--topics", "numbrs"], '"numbrs". Did you mean numbers?'),
            (["--topics", "numbers:0"], "A weight is above zero: docker:2, not 'numbers:0'."),
            (["--topics", ","], "--topics takes names such as aws,docker:2."),
            (
                ["-n", "40", "--topics", "numbers"],
                "There are 30 exam questions on numbers, not 40.",
            ),
            (
                ["--kind", "interview", "--topics", "numbers"],
                "There are no open questions on numbers.",
            ),
            (["--preset", "associate"], "The associate mock asks the bundled AWS decks"),
            (["--resume"], "No mock is running. `quizcli mock` begins one."),
        ],
    )
    def test_what_cannot_be_is_said_in_one_sentence(self, shelf, quiz, arguments, said):
        done = quiz("mock", *arguments)

        assert (2, "") == (done.code, done.out)
        assert said in done.err

    def test_too_few_for_the_minutes_are_offered(self, shelf, quiz):
        (shelf / "numbers.yaml").unlink()
        asked = quiz("mock", stdin="e\n1\na\ny\n:f\n:f\n\n")

        assert "There are only" in asked.out
        assert "answered. " in asked.out

    def test_a_mock_without_a_time_is_repeated_without_one(self, shelf, quiz):
        quiz("mock", "-n", "12", stdin=":f\n:f\n\n")
        (shelf / "numbers.yaml").unlink()
        asked = quiz("mock", stdin="a\ny\n:f\n:f\n\n")

        assert "There are only" in asked.out
        assert "y: Take these 8\n" in asked.out

    @pytest.mark.parametrize(
        ("topics", "expected"),
        [
            ("numbers:3,letters", {"numbers": 6, "letters": 2}),
            ("deck:numbers,tag:abc:1", {"deck:numbers": 4, "tag:abc": 4}),
        ],
    )
    def test_topics_are_weighted(self, space, topics, expected):
        paper = drawn(space, Wish("exam", questions=8, topics=topics), "x")
        names = [item.topic for item in paper.items]

        assert expected == {name: names.count(name) for name in names}

    def test_help_says_whose_weights_the_preset_has(self, quiz):
        out = " ".join(quiz("mock", "--help").out.split())

        assert "weighted as the domains of AWS SAA-C03" in out


class TestReports:
    @pytest.fixture
    def two(self, shelf, quiz):
        quiz(*ARGUMENTS, "--pass", "90", stdin="1\n2\n1\nf\n\n", now="2026-11-23T10:00")
        quiz(*ARGUMENTS, stdin="2\n2\n2\nf\n\n", now="2026-11-24T10:00")
        return quiz

    def test_the_list_has_every_mock_and_the_trend(self, two):
        out = two("mock", "list").out
        rows = [line.split("\t") for line in out.splitlines()]

        assert ["Mock", "Day", "Kind", "Score"] == rows[0][:4]
        assert ["1", "2026-11-23", "exam"] == rows[1][:3]
        assert out.splitlines()[-1].startswith("The last exam:")

    def test_the_list_speaks_json_with_a_version(self, two):
        found = two("mock", "list", "--json").json

        assert 1 == found["version"]
        assert [1, 2] == [mock["number"] for mock in found["mocks"]]
        assert [90.0, None] == [mock["pass_mark"] for mock in found["mocks"]]

    def test_a_report_names_its_mock(self, two):
        first = two("mock", "report", "1", "--json").json["mock"]

        assert (1, "2026-11-23", "s") == (first["number"], first["day"], first["seed"])
        assert [1, 2, 3] == [question["number"] for question in first["asked"]]
        assert 2 == two("mock", "report", "--json").json["mock"]["number"]
        assert (
            "No mock 7 is over. `quizcli mock list` has mocks 1 to 2."
            in two("mock", "report", "7").err
        )

    def test_an_old_report_does_not_speak_of_today(self, two):
        assert "that day's reviews" in two("mock", "report", "1", now="2026-11-25T10:00").out

    def test_markdown_escapes_what_is_in_it(self, two):
        out = two("mock", "report", "1", "--markdown").out

        assert out.startswith("# Mock 1, exam, 2026-11-23\n")
        assert "| Section | Right |" in out

    def test_a_page_stands_alone(self, two, tmp_path):
        done = two("mock", "report", "1", "--html", str(tmp_path / "report.html"))
        page = (tmp_path / "report.html").read_text()

        assert (0, "") == (done.code, done.out)
        assert "Mock 1, exam, 2026-11-23" in page
        assert not [word for word in ("<script", "src=", "@import", "url(") if word in page]
        assert 'href="http' not in page

    def test_reports_stay_as_they_were_when_the_deck_changes(self, two, shelf):
        before = two("mock", "report", "1", "--json").out
        (shelf / "numbers.yaml").unlink()

        assert before == two("mock", "report", "1", "--json").out

    def test_no_mock_yet_is_said(self, shelf, quiz):
        assert "No mock is over yet." in quiz("mock", "list").out
        assert 2 == quiz("mock", "report").code

    def test_a_field_of_a_later_version_is_passed_over(self, two, home):
        with sqlite3.connect(home / "quizcli.db") as raw:
            (work,) = raw.execute("select work from mocks where number = 1").fetchone()
            later = json.loads(work) | {"mood": "fine"}
            raw.execute("update mocks set work = ? where number = 1", (json.dumps(later),))
        raw.close()

        assert 0 == two("mock", "report", "1").code


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([0.5], []),
        ([0.5, 0.7], ["The last exam: 70%, +20 points on the one before (50%)."]),
        ([0.7, 0.7], ["The last exam: 70%, the same as the one before (70%)."]),
        (
            [0.9, 0.5, 0.5, 0.5, 0.8, 0.8, 0.8],
            ["The last 3 exams: 80%, +30 points on the 3 before (50%)."],
        ),
    ],
)
def test_the_trend_holds_the_last_against_those_before(scores, said):
    found = tuple(Entry(n, 1, {"kind": "exam", "score": s}) for n, s in enumerate(scores))

    assert said == trends(found)
