"""Settings: what may be chosen is named where it is made, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcli.errors import UsageError
from quizcli.sched import SCHEDULERS
from quizcli.settings import describe, load

NO_FILE = Path("there-is-no-config.toml")


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_can_be_chosen(name):
    assert name == load(NO_FILE, {"QUIZCLI_SCHEDULER": name}).settings.scheduler
    assert name in describe()["scheduler"]


def test_what_is_no_scheduler_is_refused_with_the_names_there_are():
    with pytest.raises(UsageError, match=r"one of sm2, .*fsrs, not 'sm5'"):
        load(NO_FILE, {}, {"scheduler": "sm5"})


def test_a_file_of_settings_may_begin_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfnew_per_day = 7\n")

    assert 7 == load(path, {}).settings.new_per_day
