"""What programs get: plain JSON, pinned for a learner whose truth is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import Struct

from quizcli.insight.confusion import confusions
from quizcli.insight.pages import stats
from quizcli.insight.plain import plain
from quizcli.insight.plan import plan
from quizcli.insight.roll import Roll
from quizcli.insight.rows import rows
from quizcli.insight.topic import Trend
from quizcli.insight.weak import sentence, topics
from quizcli.sched import Rules
from tests.insight.learner import CONFUSED, Learner

GOLDEN = Path(__file__).with_name("golden")


class Record(Struct, frozen=True):
    day: int
    share: float
    parts: tuple[int, ...] = ()
    losses: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        return len(self.parts)


def test_a_record_gives_fields_and_properties_and_days_as_dates():
    assert {"day": "2026-11-23", "share": 0.3333, "parts": [1, 2], "count": 2} == plain(
        Record(739943, 1 / 3, (1, 2), (3,))
    )


def test_a_missing_value_is_null():
    assert plain(Trend(0, 0, 0, 0))["change"] is None


@pytest.mark.parametrize(
    ("value", "kind"), [({1, 2}, "set"), (object(), "object"), (int, "type"), (b"x", "bytes")]
)
def test_what_json_has_no_word_for_is_refused_by_its_kind(value, kind):
    with pytest.raises(TypeError, match=f"^{kind} is no part of a statistic$"):
        plain(value)


def pages() -> dict[str, object]:
    """The reports of three weeks of one learner: weak at HPA and S3, with both confusions."""
    learner = Learner(5, frozenset({"HPA", "S3"}), CONFUSED).study(21)
    roll = Roll().extend(rows(learner.events))
    found = topics(learner.cards, roll, learner.states, learner.day)
    shown = plain(stats(learner.cards, roll, learner.states, learner.day))
    heat = shown["activity"]["heat"]
    shown["activity"]["heat"] = [count for count in heat if count["answers"]]
    ahead = plan(learner.cards, roll, learner.states, learner.day, learner.day + 14, Rules(), 200)
    return {
        "weak": {"sentence": sentence(found), "topics": plain(found)},
        "confusions": plain(confusions(learner.cards, roll)),
        "stats": shown,
        "plan": plain(ahead),
    }


@pytest.mark.parametrize("name", ["weak", "confusions", "stats", "plan"])
def test_the_reports_of_a_known_learner(name, request):
    path = GOLDEN / f"{name}.json"
    text = json.dumps(pages()[name], indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden", default=False):
        path.write_text(text)

    assert path.read_text() == text


def test_zero_has_no_sign():
    assert "0.0" == str(plain(-0.00001))
