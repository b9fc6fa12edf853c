"""`quizcli weak`: where recall is lowest today, how sure that is, and what is taken for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from quizcli.commands.listing import print_json
from quizcli.commands.memory import report, rolled
from quizcli.days import iso_day
from quizcli.errors import UsageError
from quizcli.insight.confusion import Confusion, confusions
from quizcli.insight.plain import plain
from quizcli.insight.topic import By, Topic
from quizcli.insight.weak import names, sentence, topics
from quizcli.ui.report import print_table, say
from quizcli.workspace import Workspace

VERSION = 1


def run(space: Workspace, filters: Sequence[str], by: str, as_json: bool) -> int:
    """Print the topics of the chosen cards, weakest first; named ones are opened."""
    kinds = {kind: kind for kind in get_args(By)}
    if by not in kinds:
        raise UsageError(f"--by is one of {', '.join(kinds)}, not {by!r}.")
    found = _topics(space, kinds[by])
    if filters:
        # The mean a topic is held against is that of all cards, so the choice comes afterwards.
        wanted = {name for card in space.chosen(filters) for name in names(card, kinds[by])}
        found = tuple(topic for topic in found if topic.name in wanted)
    said = sentence(found)
    if filters and not any(topic.answers for topic in found) and space.has_history:
        said = "None of these cards has been answered yet."
    if as_json:
        print_json(VERSION, sentence=said, topics=[*map(plain, found)])
        return 0
    say(said)
    known = [topic for topic in found if topic.standing != "too little data"]
    if known:
        print()
        print_table(
            ("Topic", "", "Recall", "Seen", "Right", "80 %", "14 days", "Lapses", "Median"),
            [_row(topic) for topic in known],
        )
    _little(found)
    if filters:
        for topic in found:
            _open(topic)
    elif known:
        print("\nOpen one: quizcli weak DECK. Practise: quizcli drill --weak")
    return 0


def _topics(space: Workspace, by: By) -> tuple[Topic, ...]:
    if by == "section":
        return report(space).topics
    return topics(space.cards(), rolled(space), space.states(), space.day, by)


def _row(topic: Topic) -> tuple[str, ...]:
    recall = "" if topic.recall is None else f"{topic.recall:.0%}"
    change = topic.trend.change
    return (
        topic.name,
        "weak" if topic.standing == "weak" else "",
        recall,
        f"{topic.seen}/{topic.cards}",
        f"{topic.accuracy:.0%}",
        f"{topic.low:.0%}–{topic.high:.0%}",
        "" if change is None else f"{100 * change:+.0f}",
        str(topic.lapses),
        "" if topic.seconds is None else f"{topic.seconds:.0f} s{' slow' if topic.slow else ''}",
    )


def _little(found: Sequence[Topic]) -> None:
    """Name the topics that cannot be judged yet, apart from the others."""
    little = [topic for topic in found if topic.standing == "too little data" and topic.seen]
    unseen = sum(not topic.seen for topic in found)
    if little:
        names = ", ".join(f"{topic.name} ({topic.seen}/{topic.cards})" for topic in little)
        say(f"\nToo little data: {names}")
    if unseen and unseen < len(found):
        print(f"Not begun: {unseen} of {len(found)} topics")


def _open(topic: Topic) -> None:
    """The cards of a topic that are likeliest to be missed, and rubric points left out."""
    if not topic.worst and not topic.missed_points:
        return
    say(f"\n{topic.name}")
    print_table(
        ("Card", "Recall", "Wrong", "Lapses", "Question"),
        [
            (c.card, f"{c.recall:.0%}", f"{c.wrong}/{c.answers}", str(c.lapses), c.prompt)
            for c in topic.worst
        ],
        whole=1,
    )
    for point in topic.missed_points:
        times = f"left out {point.missed} of {point.asked} times"
        say(f"  {times}: {point.text} ({point.card})")


def show_confusions(space: Workspace, filters: Sequence[str], as_json: bool) -> int:
    """Print what is taken for what, with the two rows side by side."""
    found = confusions(space.cards(), rolled(space))
    if filters:
        decks = {card.note.deck for card in space.chosen(filters)}
        found = tuple(pair for pair in found if pair.deck in decks)
    if as_json:
        listed = [plain(pair) for pair in found]
        print_json(VERSION, confusions=listed)
        return 0
    if not found:
        print("Nothing is reliably taken for something else.")
        return 0
    for pair in found:
        _pair(pair)
    print("Practise them: quizcli table --mode contrast --confused")
    return 0


def _pair(pair: Confusion) -> None:
    say(f"{pair.taken} for {pair.right}: {pair.times} of {pair.offered} times")
    since = iso_day(pair.first_day)
    clean_ones = f", {pair.contrasts} clean contrasts since" if pair.contrasts else ""
    print(f"  {pair.deck}; first {since}, last {iso_day(pair.last_day)}{clean_ones}")
    if pair.rows:
        print_table(
            (f"  {pair.table}", pair.right, pair.taken),
            [
                (f"  {row.attribute}{'' if row.differs else ' ='}", row.right, row.taken)
                for row in pair.rows
            ],
        )
    print()
