"""A mock's report in Markdown: to be kept among notes, or sent to a mentor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizcli.days import duration
from quizcli.exchange.markdown import escaped, fenced
from quizcli.mock.report import Report, heading, percent, remarks, right_of
from quizcli.mock.scorecard import Question, TopicScore
from quizcli.phrases import counted


def render(report: Report) -> Iterator[str]:
    """The report in pieces: score, topics, what to go over, what was right."""
    card = report.card
    yield f"# {escaped(report.title)}\n\n"
    yield f"**{percent(card.score)}**: {report.score}; {report.likely}.\n\n"
    time = f"{report.time.capitalize()}."
    for sentence in (report.verdict, time, report.answered, report.feedback):
        yield f"- {escaped(sentence)}\n" if sentence else ""
    yield f"- Paper: {escaped(report.paper)}\n"
    if card.groups:
        yield from _table("Topic", card.groups)
    yield from _table("Section", card.sections)
    yield from _questions("To go over", card.to_go_over)
    gone_over = {question.number for question in card.to_go_over}
    right = [question for question in card.questions if question.number not in gone_over]
    yield from _questions("Right", right)


def _table(title: str, topics: Iterable[TopicScore]) -> Iterator[str]:
    yield f"\n| {title} | Right | Share | 80% interval | Time | Pace |\n"
    yield "| --- | ---: | ---: | ---: | ---: | --- |\n"
    for topic in topics:
        cells = (
            escaped(" ".join(topic.name.split())),
            right_of(topic.share, topic.questions),
            percent(topic.share),
            f"{percent(topic.low)}–{percent(topic.high)}",
            duration(topic.seconds),
            topic.pace,
        )
        yield f"| {' | '.join(cells)} |\n"


def _questions(title: str, questions: Iterable[Question]) -> Iterator[str]:
    found = tuple(questions)
    if found:
        yield f"\n## {title} ({counted(len(found), 'question')})\n"
    for question in found:
        yield f"\n### {question.number}. {heading(question)}\n\n{escaped(question.asked)}\n\n"
        code = question.code
        yield f"{fenced(code.text, code.language)}\n\n" if code else ""
        yield from _facts(question)


def _facts(question: Question) -> Iterator[str]:
    if question.given:
        yield _fact("You", question.given)
    for remark in remarks(question):
        yield _fact("But", remark)
    for follow_up, said in question.follow_ups:
        yield _fact("Then asked", follow_up)
        yield _fact("You", said or "nothing")
    for point in question.points:
        yield f"- [{'x' if point.made else ' '}] {escaped(point.text)}\n"
    if question.right:
        yield _fact("A good answer" if question.points else "Right", question.right)
    if question.why and not question.points:
        yield _fact("Why", question.why)
    if question.sureness:
        yield _fact("You were", {"guess": "guessing"}.get(question.sureness, question.sureness))


def _fact(label: str, text: str) -> str:
    return f"- {label}: {escaped(text).replace(chr(10), f'{chr(10)}  ')}\n"
