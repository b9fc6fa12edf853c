"""Weak topics: what is called weak, how topics rank, and what the report says first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.insight.topic import Trend
from quizcli.insight.weak import names, sentence, topics
from quizcli.model import CardState
from quizcli.shapes import Point, Rubric
from tests.insight.making import TODAY, answer, answers, in_section, rolled
from tests.making import card

GOOD = [in_section(f"good-{k}", "S3") for k in range(6)]
BAD = [in_section(f"bad-{k}", "Route 53") for k in range(4)]
FEW = [in_section("few-0", "Mesh")]
CARDS = [*GOOD, *BAD, *FEW]
LOG = [
    *(row for c in GOOD for row in answers(c.id, "444544", -12, 6.0)),
    *(row for c in BAD for row in answers(c.id, "114111", -12, 20.0)),
    *answers("few-0", "1111111", -9),
]


def by_name(cards=CARDS, log=LOG, states=None, by="section", day=TODAY):
    return {t.name: t for t in topics(cards, rolled(*log), states or {}, day, by)}


def test_a_topic_whose_answers_lie_below_the_mean_is_weak():
    found = by_name()

    assert ["Route 53", "S3", "Mesh"] == list(found)
    assert ["weak", "ok", "too little data"] == [t.standing for t in found.values()]
    assert found["Route 53"].below_mean > 0.8 > 0.2 > found["S3"].below_mean


@pytest.mark.parametrize(("grades", "standing"), [("1" * 7, "too little data"), ("1" * 8, "weak")])
def test_eight_answers_are_needed_to_be_called_weak(grades, standing):
    log = [*LOG[: 6 * 6], *answers("few-0", grades, -9)]

    assert standing == by_name([*GOOD, *FEW], log)["Mesh"].standing


def test_answers_repeated_on_the_same_day_do_not_make_eight():
    log = [*LOG[: 6 * 6], *[answer("few-0", -3, 1)] * 12]

    assert (1, "too little data") == (
        by_name([*GOOD, *FEW], log)["Mesh"].answers,
        by_name([*GOOD, *FEW], log)["Mesh"].standing,
    )


def test_recall_is_the_mean_over_seen_cards_and_coverage_stands_apart():
    unseen = [in_section(f"unseen-{k}", "Route 53") for k in range(5)]
    found, bare = by_name([*CARDS, *unseen])["Route 53"], by_name()["Route 53"]
    roll = rolled(*LOG)

    assert (9, 4) == (found.cards, found.seen)
    assert bare.recall == found.recall
    assert sum(roll.cards[c.id].recall(TODAY) for c in BAD) / 4 == pytest.approx(found.recall)


def test_a_topic_never_seen_has_no_recall_and_no_loss():
    found = by_name([*CARDS, in_section("new", "VPC")])["VPC"]

    assert (None, 0, 0.0, 0.0) == (found.recall, found.seen, found.loss, found.likely_missed)
    assert "too little data" == found.standing


def test_each_class_ranks_by_expected_loss():
    worse = [in_section(f"worse-{k}", "VPC") for k in range(4)]
    log = [*LOG, *(row for c in worse for row in answers(c.id, "111111", -25))]
    found = topics([*CARDS, *worse], rolled(*log), {}, TODAY)

    assert ["VPC", "Route 53", "S3", "Mesh"] == [t.name for t in found]
    assert found[0].loss > found[1].loss


def test_the_cards_most_likely_missed_come_first():
    worst = by_name([*CARDS], [*LOG, *answers("bad-2", "1", -1)])["Route 53"].worst
    recalls = [each.recall for each in worst]

    assert sorted(recalls) == recalls
    assert {c.id for c in BAD} == {each.card for each in worst}
    assert ("What is bad-0?", 6, 5, 20.0) == next(
        (w.prompt, w.answers, w.wrong, w.seconds) for w in worst if w.card == "bad-0"
    )


def test_the_mean_is_that_of_the_cards_asked_about():
    """Held against itself alone, no topic is below the mean."""
    assert {"Route 53": "ok"} == {n: t.standing for n, t in by_name(BAD).items()}


def test_suspended_cards_are_left_out():
    states = {c.id: CardState(due=TODAY, suspended=True) for c in BAD[:3]}

    assert (1, 1) == (
        by_name(states=states)["Route 53"].cards,
        by_name(states=states)["Route 53"].seen,
    )


def test_lapses_and_pace_are_shown_beside():
    states = {c.id: CardState(due=TODAY, lapses=2) for c in BAD}
    found = by_name(states=states)

    assert (8, 20.0, True) == (
        found["Route 53"].lapses, found["Route 53"].seconds, found["Route 53"].slow,
    )  # fmt: skip
    assert (0, 6.0, False) == (found["S3"].lapses, found["S3"].seconds, found["S3"].slow)


@pytest.mark.parametrize(
    ("answered", "seconds", "slow"),
    [(8, 9.0, True), (7, 9.0, False), (8, 8.5, False)],
    ids=["half as long again", "too few answers", "a little longer"],
)
def test_a_topic_is_slow_from_half_as_long_again_as_the_median_of_all(answered, seconds, slow):
    log = [*LOG[: 6 * 6], *answers("few-0", "4" * answered, -9, seconds)]
    found = by_name([*GOOD, *FEW], log)

    assert (6.0, slow) == (found["S3"].seconds, found["Mesh"].slow)


def test_the_shrunk_share_lies_in_its_interval():
    for topic in by_name().values():
        assert 0 <= topic.low < topic.accuracy < topic.high <= 1


def test_more_answers_make_an_interval_narrower():
    found = by_name([*GOOD, *FEW], [*LOG[: 6 * 6], *answers("few-0", "1444", -9)])
    widths = {name: topic.high - topic.low for name, topic in found.items()}

    assert widths["S3"] < widths["Mesh"]


def test_the_trend_holds_two_weeks_against_the_two_before():
    log = [*answers("few-0", "1" * 10, -26), *answers("few-0", "4" * 9, -9)]
    trend = by_name(FEW, log)["Mesh"].trend

    assert (Trend(9, 9, 10, 0), 1.0) == (trend, trend.change)


def test_the_trend_counts_four_weeks_back_from_today_and_not_from_the_last_answer():
    log = [answer("few-0", day, 4) for day in (-29, -28, -27, -14, -13, -5)]

    assert Trend(2, 2, 2, 2) == by_name(FEW, log)["Mesh"].trend


@pytest.mark.parametrize("trend", [Trend(7, 0, 20, 20), Trend(20, 20, 7, 0), Trend(0, 0, 0, 0)])
def test_a_trend_over_too_few_answers_is_none(trend):
    assert trend.change is None


def test_rubric_points_that_answers_left_out_are_named():
    points = (
        Point("isolation", "a separate kernel"),
        Point("price", "cheaper"),
        Point("os", "Windows"),
    )
    asked = card("vm", Rubric("VM or container?", points))
    log = [
        answer("vm", -3, 3, kind="mock", points={"isolation": 0, "price": 0, "os": 1}),
        answer("vm", -2, 3, kind="mock", points={"isolation": 0, "price": 1, "os": 1}),
    ]
    missed = by_name([asked], log)["Section"].missed_points

    assert [("isolation", "a separate kernel", 2, 2), ("price", "cheaper", 2, 1)] == [
        (p.key, p.text, p.asked, p.missed) for p in missed
    ]


def test_points_missed_most_often_come_first():
    def missing(name: str, marks: str) -> list:
        return [
            answer(name, -20 + k, 3, kind="mock", points={"p": int(mark)})
            for k, mark in enumerate(marks)
        ]

    points = (Point("p", "the point"), Point("never-asked", "another"))
    asked = [card(name, Rubric("?", points)) for name in ("half", "all", "both", "also", "kept")]
    log = [
        *missing("half", "0101"), *missing("all", "0"), *missing("both", "00"),
        *missing("also", "00"), *missing("kept", "11"),
    ]  # fmt: skip

    assert [("also", 2, 2), ("both", 2, 2), ("all", 1, 1), ("half", 4, 2)] == [
        (p.card, p.asked, p.missed) for p in by_name(asked, log)["Section"].missed_points
    ]


def test_of_topics_never_seen_the_larger_comes_first():
    unseen = [
        in_section("a", "A"),
        *(in_section(f"b{k}", "B") for k in range(2)),
        in_section("c", "C"),
    ]

    assert ["B", "A", "C"] == [topic.name for topic in topics(unseen, rolled(), {}, TODAY)]


def test_a_card_belongs_to_its_section_its_deck_and_each_of_its_tags():
    made = in_section("c", "S3", "aws", ("storage", "exam", "storage"))

    assert [("S3",), ("aws",), ("storage", "exam")] == [
        names(made, by) for by in ("section", "deck", "tag")
    ]
    assert ("aws",) == names(replace(made, note=replace(made.note, section="")), "section")


def test_topics_are_made_of_decks_and_tags_too():
    tagged = [in_section(c.id, "S3", "aws", ("storage", "exam")) for c in GOOD]

    assert ["aws"] == list(by_name(tagged, by="deck"))
    assert {"storage", "exam"} == set(by_name(tagged, by="tag"))


def test_a_card_of_two_weak_tags_is_missed_once():
    tagged = [in_section(c.id, "any", "aws", ("dns", "exam")) for c in BAD]
    tagged += [in_section(c.id, "any", "aws", ("storage",)) for c in GOOD]
    by_tag, by_section = topics(tagged, rolled(*LOG), {}, TODAY, "tag"), by_name().values()

    assert ["dns", "exam"] == [t.name for t in by_tag if t.standing == "weak"]
    assert sentence(by_tag).endswith(sentence([*by_section]).partition(":")[2])


def test_the_chances_of_single_cards_are_kept_only_where_topics_may_share_cards():
    assert not any(t.losses for t in by_name().values())
    assert {"weak": 4, "ok": 0} == {
        t.standing: len(t.losses)
        for t in by_name([in_section(c.id, "any", "aws", (c.note.section,)) for c in [*GOOD, *BAD]],
                         by="tag").values()
    }  # fmt: skip


def weak_topics(*named: str):
    found = topics(CARDS, rolled(*LOG), {}, TODAY)
    return [replace(found[0], name=n, losses=((n, 0.6), ("shared", 0.9))) for n in named]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["VPC"], "VPC holds you back: 2 cards you would likely miss today."),
        (
            ["Route 53", "VPC"],
            "Route 53 and VPC hold you back: 2 cards you would likely miss today.",
        ),
        (["A", "B", "C"], "A, B and C hold you back: 3 cards you would likely miss today."),
        (
            ["A", "B", "C", "D"],
            "A, B and 2 more hold you back: 3 cards you would likely miss today.",
        ),
    ],
)
def test_the_report_says_first_who_holds_you_back(named, expected):
    """A card of two weak topics counts once."""
    assert expected == sentence(weak_topics(*named))


def test_one_card_is_not_cards():
    topic = replace(weak_topics("VPC")[0], losses=(("a", 0.9),))

    assert "VPC holds you back: 1 card you would likely miss today." == sentence([topic])


def test_without_a_weak_topic_the_lowest_is_named():
    found = [replace(t, recall=0.81) for t in topics(CARDS, rolled(*LOG), {}, TODAY)[1:2]]

    assert "No topic is reliably below the rest; lowest is S3 at 81%." == sentence(found)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([], "No answers yet. Start with: quizcli review"),
        (answers("bad-0", "11"), "Not enough answers yet: a topic needs 8. Review first."),
    ],
)
def test_empty_reports_say_what_is_missing(log, expected):
    assert expected == sentence(topics(CARDS, rolled(*log), {}, TODAY))
