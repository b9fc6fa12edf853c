"""SM-2 against hand-worked cases, and its laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.model import Grade
from quizcli.sched import SCHEDULERS, Memory

CASES = json.loads(Path(__file__).with_name("sm2_hand_cases.json").read_text())
PROFILES = {"sm2-plugin": "sm2", "sm2-1990": "sm2-1990"}
EVERY = [
    pytest.param(profile, case, id=f"{profile}-{case['id']}")
    for profile in PROFILES
    for case in CASES["hand_cases"] + CASES["invariant_cases"]
]
profiles = st.sampled_from(sorted(PROFILES.values()))
grades = st.lists(st.sampled_from(list(Grade)), max_size=60)


def folded(profile: str, answers: list[int]) -> list[Memory]:
    scheduler, memory, memories = SCHEDULERS[profile](36_500), Memory(), []
    for day, grade in enumerate(answers, start=1):
        memory = scheduler.next(memory, grade, day)  # type: ignore[arg-type]
        memories.append(memory)
    return memories


@pytest.mark.parametrize(("profile", "case"), EVERY)
def test_every_hand_worked_case_comes_out_exactly(profile, case):
    given = folded(PROFILES[profile], case["grades"])

    assert [(round(float(ease) * 100), i, n) for ease, i, n in case["expected"][profile]] == [
        (m.values[0], m.interval, m.repetitions) for m in given
    ]


@pytest.mark.parametrize("profile", PROFILES.values())
@pytest.mark.parametrize("bad", [*CASES["meta"]["invalid_grades"], True])
def test_a_grade_that_is_none_is_refused_by_name(profile, bad):
    with pytest.raises(ValueError, match=str(bad).replace("-", r"\-")):
        folded(profile, [bad])


@pytest.mark.parametrize("profile", PROFILES.values())
def test_a_memory_says_when_it_was_counted(profile):
    assert [1, 2, 3, 4] == [memory.last for memory in folded(profile, [4, 1, 5, 3])]


@pytest.mark.parametrize("profile", PROFILES.values())
def test_the_ease_is_told_as_a_factor(profile):
    scheduler = SCHEDULERS[profile](36_500)

    assert 2.5 == scheduler.ease(Memory())
    assert [2.6, 2.7, 2.56] == [scheduler.ease(memory) for memory in folded(profile, [5, 5, 3])]


@pytest.mark.parametrize("profile", PROFILES.values())
def test_no_interval_is_longer_than_the_longest(profile):
    scheduler, memory, intervals = SCHEDULERS[profile](20), Memory(), []
    for day in range(1, 6):
        memory = scheduler.next(memory, Grade.GOOD, day)
        intervals.append(memory.interval)

    assert [1, 6, 15, 20, 20] == intervals


@given(profiles, grades)
def test_any_grades_keep_ease_and_interval_in_bounds(profile, answers):
    for memory in folded(profile, answers):
        assert memory.values[0] >= 130
        assert memory.values[0] % 2 == 0
        assert 1 <= memory.interval <= 36_500


@given(profiles, grades, st.sampled_from(list(Grade)), st.sampled_from(list(Grade)))
def test_a_better_grade_never_gives_a_shorter_interval(profile, answers, one, other):
    worse, better = sorted((one, other))
    after_worse, after_better = (folded(profile, [*answers, g])[-1] for g in (worse, better))

    assert after_worse.interval <= after_better.interval
    if profile == "sm2":  # the 1990 text leaves the ease alone after a fail
        assert after_worse.values[0] <= after_better.values[0]
