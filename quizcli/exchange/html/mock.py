"""A mock's report as one self-contained page: nothing is fetched, every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizcli.days import duration
from quizcli.exchange.html.markup import document, head, number, row, section, table, text
from quizcli.exchange.html.plots import drawing
from quizcli.mock.report import Report, heading, percent, remarks, right_of
from quizcli.mock.scorecard import Question, Scorecard, TopicScore
from quizcli.phrases import counted

STYLE = """<style>
.score { font-size: 3rem; font-weight: 600; line-height: 1.1; margin: .5rem 0 0; }
article { border-left: 3px solid var(--line); padding: .1rem 0 .1rem 1rem; margin: 1.25rem 0;
  break-inside: avoid; }
article.wrong { border-color: var(--bad); } article.right { border-color: var(--good); }
article.partly { border-color: var(--mark); }
article h3 { font-size: .85rem; font-weight: 500; color: var(--dim); margin: 0; }
article p, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
pre { font: .85rem/1.45 ui-monospace, monospace; border: 1px solid var(--line);
  padding: .5rem .75rem; margin: .4rem 0; }
article dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem;
  margin: .4rem 0; }
article dl div { display: contents; } article dt { padding-top: .15rem; }
article dd { font-size: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
article ul { list-style: none; padding: 0; } article .asked { font-weight: 500; }
summary { cursor: pointer; font-size: 1.1rem; font-weight: 600; margin: 2.5rem 0 .5rem; }
.pass { color: var(--good); } .fail { color: var(--bad); }
</style>"""
WIDTH, HEIGHT = 720, 34


def page(report: Report) -> str:
    """The whole page as HTML."""
    card = report.card
    over = card.to_go_over
    gone_over = {question.number for question in over}
    right = [question for question in card.questions if question.number not in gone_over]
    return document(
        report.title,
        (
            STYLE,
            _header(report),
            _topics("Topics", card.groups) if card.groups else "",
            _topics("Sections", card.sections),
            section("To go over", "".join(map(_article, over)), counted(len(over), "question"))
            if over
            else section("To go over", "<p>Nothing: every answer was right.</p>"),
            _right(right),
        ),
    )


def _header(report: Report) -> str:
    card = report.card
    passed = {None: "", True: "pass", False: "fail"}[card.passed]
    verdict = f"<p class={passed}>{text(report.verdict)}</p>" if passed else ""
    wish = report.attempt.paper.wish
    figures = (
        ("Time", f"{duration(report.attempt.used)} of {duration(report.attempt.paper.seconds)}"),
        ("Answered", f"{report.attempt.answered} of {len(card.questions)}"),
        ("Pauses", str(len(card.pauses))),
        ("Level", wish.level or "any"),
        ("Seed", report.attempt.paper.seed),
    )
    cells = (f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in figures)
    return (
        f"<header><h1>{text(report.title)}</h1>"
        f"<p class=score>{percent(card.score)}</p>"
        f"<p class=lead>{text(report.score)}; {text(report.likely)}.</p>{verdict}"
        f"{_scale(card)}<dl>{''.join(cells)}</dl>"
        f"<p class=dim>{text(report.paper)}. {text(report.time.capitalize())}. "
        f"{text(report.answered)}</p></header>"
    )


def _scale(card: Scorecard) -> str:
    """The score on a line from 0 to 100 %, its interval as a band, the pass mark across it."""

    def x(part: float) -> float:
        return 8 + (WIDTH - 16) * part

    wanted = card.attempt.paper.wish.pass_mark
    parts = [
        f'<rect class="none" x="{x(0):g}" y="12" width="{WIDTH - 16}" height="8" rx="4"/>',
        f'<rect class="good" opacity=".35" x="{x(card.low):.1f}" y="12" '
        f'width="{x(card.high) - x(card.low):.1f}" height="8" rx="4">'
        f"<title>80% interval</title></rect>",
        f'<circle class="good" cx="{x(card.score):.1f}" cy="16" r="6">'
        "<title>score</title></circle>",
    ]
    if wanted is not None:
        at = x(min(1.0, wanted / 100))
        parts.append(f'<line class="goal" x1="{at:.1f}" y1="4" x2="{at:.1f}" y2="28"/>')
    name = f"score {percent(card.score)}, between {percent(card.low)} and {percent(card.high)}"
    return drawing(WIDTH, HEIGHT, name, parts)


def _topics(title: str, topics: Sequence[TopicScore]) -> str:
    heads = ("", head("Right", True), head("Share", True), head("80% interval", True),
             head("Time", True), "Pace")  # fmt: skip
    rows = (
        row(
            text(topic.name),
            number(right_of(topic.share, topic.questions)),
            number(percent(topic.share)),
            number(f"{percent(topic.low)} – {percent(topic.high)}"),
            number(duration(topic.seconds)),
            text(topic.pace),
        )
        for topic in topics
    )
    return section(title, table(heads, rows))


def _right(questions: Sequence[Question]) -> str:
    if not questions:
        return ""
    articles = "".join(map(_article, questions))
    return f"<details><summary>Right ({len(questions)})</summary>{articles}</details>"


def _article(question: Question) -> str:
    style = {"right": "right", "partly": "partly", "wrong": "wrong"}.get(question.outcome, "")
    time = f"{duration(question.seconds)} of {duration(question.time)}" if question.seconds else ""
    about = " · ".join(filter(None, (heading(question), question.section, time)))
    points = "".join(
        f"<li>{'✓' if point.made else '✗'} {text(point.text)}</li>" for point in question.points
    )
    return (
        f'<article class="{style}"><h3>{question.number} · {text(about)}</h3>'
        f"<p class=asked>{text(question.asked)}</p>{_code(question)}"
        f"<ul>{points}</ul>{_list(_facts(question))}</article>"
    )


def _code(question: Question) -> str:
    return f"<pre>{text(question.code.text)}</pre>" if question.code else ""


def _facts(question: Question) -> Iterable[tuple[str, str]]:
    if question.given:
        yield "You", question.given
    yield from (("But", remark) for remark in remarks(question))
    for follow_up, said in question.follow_ups:
        yield "Then", follow_up
        yield "You", said or "nothing"
    if question.right:
        yield ("Model" if question.points else "Right"), question.right
    if question.why and not question.points:
        yield "Why", question.why
    if question.sureness:
        yield "Felt", {"guess": "a guess"}.get(question.sureness, question.sureness)


def _list(facts: Iterable[tuple[str, str]]) -> str:
    rows = (f"<div><dt>{text(label)}</dt><dd>{text(said)}</dd></div>" for label, said in facts)
    return f"<dl>{''.join(rows)}</dl>"
