"""The report of a mock as rows: for the screen at its end, and for `quizcli mock report`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from quizcli.days import duration
from quizcli.mock.report import Report, heading, percent, remarks, right_of
from quizcli.mock.scorecard import Question, TopicScore
from quizcli.phrases import counted
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Outcome
from quizcli.ui.prose import code_rows, prose
from quizcli.ui.text import T, clean, fit, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Page, Screen, line_key

LABEL, INDENT = 7, 4
WIDEST_NAME, WIDEST_BAR = 40, 20
RIGHT, TIME, PACE = 7, 8, 7


class ReportPage(Page, frozen=True):
    """The report, to be scrolled through."""

    report: Report

    def key(self, key: str) -> Screen | Outcome:
        """Leaves."""
        return Act.QUIT if key in ("escape", "enter") else LEAVE_KEYS.get(key, self)

    def view(self, caps: Caps) -> Frame:
        """The report."""
        return Frame(
            left=line("Mock report"),
            right=line(percent(self.report.card.score)),
            body=airy((BLANK, *report_rows(self.report, caps.body_width)), caps),
            hints=(("j/k PgDn", "scroll"), ("q", "leave")),
            help=("", ""),
        )

    def lines(self) -> tuple[str, ...]:
        """The report in lines of any length."""
        return tuple(spoken_report(self.report))

    def prompt(self) -> str:
        """Asks for Enter."""
        return "Enter leaves: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Leaves."""
        return Act.QUIT if line_key(text) in ("enter", "q") else Bad("Press Enter.")


def report_rows(report: Report, width: int) -> list[Text]:
    """The report in rows of at most `width` columns."""
    card = report.card
    return [
        *_opening(report, width),
        BLANK,
        *(_table("Topic", card.groups, width) if card.groups else ()),
        *_table("Section", card.sections, width),
        *_go_over(card.to_go_over, width),
    ]


def spoken_report(report: Report) -> list[str]:
    """The report in sentences: nothing is cut, nothing drawn."""
    card = report.card
    topics = [
        f"{one_line(t.name)}: {right_of(t.share, t.questions)} right, {duration(t.seconds)}"
        f"{f', {t.pace}' if t.pace in ('slow', 'quick') else ''}"
        for t in card.sections
    ]
    said = [f"{percent(card.score)}: {report.score}; {report.likely}.", report.verdict]
    said += [f"{_first_upper(report.time)}.", report.answered, report.feedback]
    said += [f"Paper: {report.paper}."]
    said += [*topics, *("To go over:" for _ in card.to_go_over[:1])]
    for question in card.to_go_over:
        said.append(f"{question.number}. {heading(question)}. {clean(question.asked)}".rstrip())
        said += [clean(question.code.text)] if question.code else []
        said += [f"{label.capitalize()}: {clean(text)}" for label, text in _facts(question)]
    return [sentence for sentence in said if sentence]


def _opening(report: Report, width: int) -> list[Text]:
    card = report.card
    style = "" if card.passed is None else "good" if card.passed else "bad"
    head = line((percent(card.score), f"{style or 'bold'}"), f"  {report.score}; {report.likely}")
    rows = wrap(head, width, rest=" " * (2 + len(percent(card.score))))
    if report.verdict:
        rows.append(line((report.verdict, style)))
    said = " ".join(filter(None, (f"{_first_upper(report.time)}.", report.answered)))
    rows += [*wrap(T(said), width), *wrap(T(report.feedback), width)]
    return rows + wrap(T(f"{report.title}: {report.paper}", "dim"), width)


def _table(title: str, topics: Sequence[TopicScore], width: int) -> list[Text]:
    longest = max(len(one_line(topic.name)) for topic in topics)
    fixed = RIGHT + TIME + PACE + 4
    name = max(8, min(longest, WIDEST_NAME, width - fixed))
    bar = min(WIDEST_BAR, width - fixed - name)
    bar = bar if bar >= 6 else 0
    head = f"{title:<{name}}{'Right':>{RIGHT}}  {'':<{bar}}{'Time':>{TIME}}  Pace"
    rows = [line((fit(Text(head), width).plain.rstrip(), "dim"))]
    return [*rows, *(_topic(topic, name, bar) for topic in topics), BLANK]


def _topic(topic: TopicScore, name: int, size: int) -> Text:
    full = round(size * topic.share)
    bar = line(("█" * full, "aux"), ("░" * (size - full), "dim"))
    right = right_of(topic.share, topic.questions)
    pace = (topic.pace, "mark" if topic.pace == "slow" else "dim")
    time = duration(topic.seconds) if topic.pace else "–"
    label = fit(line(one_line(topic.name)), name)
    return line(label, f"{right:>{RIGHT}}  ", bar, f"{time:>{TIME}}  ", pace)


def _go_over(questions: Sequence[Question], width: int) -> list[Text]:
    if not questions:
        return [Text("Nothing to go over: every answer was right.")]
    rows = [line(("To go over", "title"), (f"  {counted(len(questions), 'question')}", "dim"))]
    said = ""
    for question in questions:
        if heading(question) != said:
            said = heading(question)
            rows += [BLANK, line((said, "mark"))]
        rows += _question(question, width)
    return rows


def _question(question: Question, width: int) -> list[Text]:
    asked = prose(question.asked, width - INDENT)
    asked += code_rows(question.code, width - INDENT) if question.code else []
    head, *rest = asked or [Text()]
    rows = [line((f"{question.number:>{INDENT - 1}} ", "bold"), head)]
    rows += [line(" " * INDENT, row) for row in rest]
    for label, text in _facts(question):
        style = {"you": "bad", "right": "good"}.get(label, "")
        style = "" if question.outcome == "right" else style
        first, *more = prose(text, width - INDENT - LABEL, style) or [Text()]
        rows.append(line(" " * INDENT, (f"{label:<{LABEL}}", "dim"), first))
        rows += [line(" " * (INDENT + LABEL), row) for row in more]
    return [*rows, BLANK]


def _facts(question: Question) -> list[tuple[str, str]]:
    """What was said, what is right and why, as label and text."""
    facts: list[tuple[str, str]] = []
    if question.points:
        facts += [("you", question.given)] if question.given else []
        for asked, said in question.follow_ups:
            facts += [("then", asked), ("you", said)] if said else []
        facts += [("missed", point.text) for point in question.points if not point.made]
        facts += [("model", question.right)] if question.right else []
        return facts + [("but", said) for said in remarks(question)]
    if question.given and question.given != question.right:
        facts.append(("you", question.given))
    facts += [("but", said) for said in remarks(question)]
    facts.append(("right", question.right))
    return [*facts, ("why", question.why)] if question.why else facts


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
