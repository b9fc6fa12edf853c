"""The fold against hand-worked logs, and its laws: order, repetition and origin never matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.model import CardState, Event
from quizcli.sched import LONGEST_INTERVAL, NEW, SCHEDULERS, Rules, is_leech, replay, step
from quizcli.sched.fuzz import spread
from quizcli.sched.replay import standing

CASES = json.loads(Path(__file__).with_name("fold_cases.json").read_text())["cases"]
PROFILES = {"sm2-plugin": "sm2", "sm2-1990": "sm2-1990"}


def rules(profile: str = "sm2", **changes: bool) -> Rules:
    return replace(Rules(SCHEDULERS[profile](36_500), fuzz=False), **changes)


def event(uid: str, kind: str = "review", grade: int | None = 4, day: int = 100, **more) -> Event:
    return Event(uid, f"2026-01-01T00:00:{len(uid):02d}.000Z", day, kind, grade=grade, **more)


def from_row(row: dict) -> Event:
    return Event(
        row["id"], f"{row['ts']:015d}", row["day"], row["kind"], row["card"], row["grade"],
        target=row.get("target", ""),
    )  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_hand_worked_log_folds_exactly(profile, case):
    """The cases repeat grade 3 on the same day, as the 1990 text's step 7 does."""
    states = replay(map(from_row, case["rows"]), rules(PROFILES[profile], repeat_hard=True))

    assert case["expected"][profile] == {
        card: {
            "ef": f"{state.memory[0] / 100:.2f}",
            "interval": state.interval,
            "repetitions": state.repetitions,
            "due": state.due,
            "last": state.last,
            "lapses": state.lapses,
            "drill_pending": state.pending,
        }
        for card, state in states.items()
    }


KINDS = ["review", "review", "review", "drill", "cram", "mock", "quiz",
         "suspend", "resume", "bury", "reset", "keep", "mark", "unmark"]  # fmt: skip


@st.composite
def logs(draw) -> list[Event]:
    size = draw(st.integers(1, 25))
    rows = []
    for number in range(size):
        uid = f"u{number:02d}"
        if number and draw(st.integers(0, 4)) == 0:
            target = f"u{draw(st.integers(0, size - 1)):02d}"
            rows.append(event(uid, "void", None, draw(st.integers(1, 40)), target=target))
            continue
        kind = draw(st.sampled_from(KINDS))
        card = draw(st.sampled_from(["a", "b#c1"]))
        rows.append(event(uid, kind, draw(st.integers(0, 5)), draw(st.integers(1, 40)), card=card))
    return rows


@given(logs(), st.randoms(use_true_random=False), st.sampled_from(sorted(SCHEDULERS)))
def test_the_order_of_arrival_never_matters(log, dice, profile):
    mixed = list(log)
    dice.shuffle(mixed)

    assert replay(log, rules(profile)) == replay(mixed, rules(profile))


@given(logs(), st.integers(0, 25))
def test_the_union_of_two_logs_is_the_merge(log, cut):
    one, other = log[:cut], log[max(0, cut - 5) :]

    assert replay(one + other, rules()) == replay(other + one, rules())
    assert replay(one + other, rules()) == replay(one + other + one, rules())


@given(logs(), st.integers(0, 5))
def test_an_undone_answer_leaves_the_states_of_before(log, grade):
    late = [event("zz", "review", grade, 41, card="a"), event("zzz", "void", None, 41, target="zz")]

    assert replay(log, rules()) == replay(log + late, rules())


def test_undoing_an_undo_brings_the_answer_back():
    log = [
        event("a", card="c"),
        event("v1", "void", None, target="a"),
        event("v2", "void", None, target="v1"),
    ]

    assert ["a", "v2"] == [e.uid for e in standing(log)]


def test_a_void_is_no_trace_of_its_card():
    log = [event("a", card="c"), event("v", "void", None, card="c", target="a")]

    assert {} == replay(log, rules())


def test_an_event_about_no_card_makes_no_state():
    assert {} == replay([event("a", "note", None)], rules())


@given(st.lists(st.integers(0, 99), max_size=12))
def test_an_event_stands_unless_a_void_that_stands_targets_it(targets):
    """The k-th void targets one of the k events before it, or what another machine still has."""
    log = [event("u0", card="c"), event("far", "void", None, target="elsewhere")]
    for number, target in enumerate(targets, 1):
        log.append(event(f"u{number}", "void", None, target=f"u{target % number}"))
    stands = {e.uid for e in standing(log)}
    undone = {e.target for e in log if e.kind == "void" and e.uid in stands}

    assert {e.uid for e in log} - undone == stands


def test_voids_in_a_ring_take_each_other_out():
    log = [event("v1", "void", None, target="v2"), event("v2", "void", None, target="v1")]

    assert [] == standing(log)


def test_a_chain_of_thousands_of_voids_is_resolved():
    log = [event("u0", card="c")]
    log += [event(f"u{n}", "void", None, target=f"u{n - 1}") for n in range(1, 5001)]

    assert 2501 == len(standing(log))


@pytest.mark.parametrize(
    ("grade", "due"), [(1, 102), (4, 106)], ids=["a miss is due that day", "a hit moves nothing"]
)
def test_a_mock_moves_the_due_day_only_by_a_miss(grade, due):
    log = [
        event("a", day=99, card="c"),
        event("b", day=100, card="c"),
        event("m", "mock", grade, 102, card="c"),
    ]

    assert due == replay(log, rules())["c"].due


def test_a_new_card_missed_in_a_mock_is_due_that_day_and_still_new():
    state = replay([event("m", "mock", 0, 102, card="c")], rules())["c"]

    assert ("new", 102) == (state.phase, state.due)


def test_a_failed_card_comes_back_until_it_is_passed():
    fails = [event("a", grade=1, card="c"), event("bb", grade=2, card="c")]

    assert replay(fails, rules())["c"].pending
    assert not replay([*fails, event("ccc", grade=3, card="c")], rules())["c"].pending


def test_a_drill_settles_whether_a_failed_card_comes_back_that_day_alone():
    failed = [event("a", grade=1, card="c")]
    still = [*failed, event("bb", "drill", 2, card="c")]
    passed = [*failed, event("bb", "drill", 3, card="c")]
    another_day = [*failed, event("bb", "drill", 5, 101, card="c")]
    ungraded = [*failed, event("bb", "drill", None, card="c")]

    assert [True, False, True, True] == [
        replay(log, rules())["c"].pending for log in (still, passed, another_day, ungraded)
    ]


def test_a_pass_before_the_due_day_settles_that_day_and_nothing_else():
    """Grade 3 is to be repeated here, so the second review leaves the card pending."""
    hard = [event("a", grade=4, day=99, card="c"), event("b", grade=3, card="c")]
    early = event("cc", grade=4, day=103, card="c")
    then_failed = event("ddd", grade=1, day=103, card="c")
    before = replay(hard, rules(repeat_hard=True))["c"]

    assert before.pending
    for log in ([*hard, early], [*hard, early, then_failed]):
        assert (
            replace(before, pending=False, last_seen=103)
            == (replay(log, rules(repeat_hard=True))["c"])
        )


def test_a_fail_before_the_due_day_is_a_lapse():
    log = [event("a", card="c"), event("bb", grade=1, day=101, card="c")]
    early = [*log[:1], event("b", day=101, card="c"), event("cc", grade=1, day=104, card="c")]

    assert [(1, 102), (1, 105)] == [
        (state.lapses, state.due) for state in (replay(x, rules())["c"] for x in (log, early))
    ]


def test_the_phase_of_a_card_follows_its_grades():
    grades = [1, 2, 4, 4, 0, 1, 5]
    log = [
        event("u" * (1 + place), grade=grade, day=100 + place, card="c")
        for place, grade in enumerate(grades)
    ]

    assert [
        "learning", "learning", "review", "review", "relearning", "relearning", "review",
    ] == [replay(log[: 1 + place], rules())["c"].phase for place in range(len(log))]  # fmt: skip


def test_the_day_a_card_was_introduced_stays():
    log = [
        event("a", card="c"),
        event("bb", day=101, card="c"),
        event("ccc", grade=1, day=150, card="c"),
    ]

    assert [100, 100, 100] == [replay(log[:k], rules())["c"].first for k in (1, 2, 3)]


def test_an_answer_leaves_a_mark_a_suspension_and_a_burial_as_they_were():
    aside = [event(f"{kind}", kind, None, 99, card="c") for kind in ("mark", "suspend", "bury")]
    plain = replay([event("answer", card="c")], rules())["c"]

    assert (
        replace(plain, marked=True, suspended=True, buried=99)
        == (replay([*aside, event("answer", card="c")], rules())["c"])
    )


def test_a_mark_stays_until_it_is_taken_off_whatever_comes_between():
    log = [
        event("a", card="c"),
        event("bb", "mark", None, card="c"),
        event("ccc", "reset", None, card="c"),
        event("dddd", "unmark", None, card="c"),
    ]

    assert [False, True, True, False] == [
        replay(log[:k], rules())["c"].marked for k in (1, 2, 3, 4)
    ]


def test_what_is_resumed_stands_as_before_it_was_put_off():
    log = [event("a", card="c")]
    off = [event("bb", "bury", None, card="c"), event("ccc", "suspend", None, card="c")]

    assert replay(log, rules()) == replay(
        [*log, *off, event("dddd", "resume", None, card="c")], rules()
    )


def test_bury_hides_for_one_day_and_suspend_until_resumed():
    state = replay([event("a", "bury", None, 100, card="c")], rules())["c"]
    gone = replay([event("a", "suspend", None, 100, card="c")], rules())["c"]
    back = replay(
        [event("a", "suspend", None, card="c"), event("bb", "resume", None, card="c")], rules()
    )["c"]

    assert (True, False) == (state.hidden(100), state.hidden(101))
    assert (True, False) == (gone.hidden(200), back.hidden(100))


def test_a_reset_card_is_new_again_from_there():
    log = [event("a", grade=1, card="c"), event("bb", "reset", None, card="c")]

    assert ("new", 0, 0) == (lambda s: (s.phase, s.due, s.lapses))(replay(log, rules())["c"])


def test_events_of_a_former_note_id_count_for_the_present_one():
    log = [event("a", day=99, card="old#c1"), event("bb", day=100, card="new#c1")]

    assert {"new#c1": 2} == {
        card: state.repetitions for card, state in replay(log, rules(), {"old": "new"}).items()
    }


def test_a_note_of_one_card_keeps_its_progress_when_it_is_renamed():
    log = [event("a", day=99, card="old"), event("bb", day=100, card="old#c1")]

    assert {"new", "new#c1"} == set(replay(log, rules(), {"old": "new"}))


def test_a_renamed_card_has_the_due_dates_of_its_present_name():
    days = [1, 2, 20, 80, 300]
    by_name = {
        name: [event("u" * (1 + k), day=day, card=name) for k, day in enumerate(days)]
        for name in ("old#c1", "new#c1")
    }

    assert replay(by_name["new#c1"], rules(fuzz=True)) == replay(
        by_name["old#c1"], rules(fuzz=True), {"old": "new"}
    )


@given(logs())
def test_stepping_through_a_log_is_replaying_it(log):
    """The review screen steps; what it shows as the next due day is what the fold will say."""
    events = [e for e in standing(log) if e.kind != "void"]
    states: dict[str, CardState] = {}
    for e in events:
        states[e.card] = step(states.get(e.card, NEW), e, rules(fuzz=True))

    assert replay(log, rules(fuzz=True)) == states


@pytest.mark.parametrize("name", ["c", "b#c1"])
def test_a_due_day_is_spread_by_the_card_and_its_repetition(name):
    days = [1, 2, 20, 80, 300, 1500]
    log = [event("u" * (1 + k), day=day, card=name) for k, day in enumerate(days)]
    states = [replay(log[: 1 + k], rules(fuzz=True))[name] for k in range(len(log))]

    assert [
        day + spread(state.interval, name, repetition, LONGEST_INTERVAL)
        for repetition, (day, state) in enumerate(zip(days, states, strict=True), 1)
    ] == [state.due for state in states]


def test_fuzz_parts_cards_and_repetitions_that_would_come_together():
    days = [1, 2, 20, 80, 300]
    logs = [
        [event("u" * (1 + k), day=day, card=f"card-{n}") for k, day in enumerate(days)]
        for n in range(20)
    ]
    dues = {replay(log, rules(fuzz=True))[log[0].card].due for log in logs}

    assert len(dues) > 5


def test_fuzz_moves_due_dates_a_little_and_always_alike():
    log = [event("a", day=1, card="c"), event("b", day=2, card="c")]
    log += [event("c", day=20, card="c"), event("d", day=80, card="c")]
    with_fuzz = replay(log, rules(fuzz=True))["c"]
    plain = replay(log, rules())["c"]

    assert with_fuzz == replay(reversed(log), rules(fuzz=True))["c"]
    assert plain.interval == with_fuzz.interval
    assert abs(plain.due - with_fuzz.due) <= 1 + plain.interval * 0.15


def test_a_leech_is_named_at_eight_lapses_and_every_fourth_after():
    assert [8, 12, 16, 20] == [n for n in range(22) if is_leech(n)]
