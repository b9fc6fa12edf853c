"""The standard streams, made fit for use at the start."""

from __future__ import annotations

import io
import os

import pytest

from quizcli.ui import streams


@pytest.mark.parametrize(
    "like",
    [{"line_buffering": True}, {"write_through": True}],
    ids=["a terminal", "PYTHONUNBUFFERED"],
)
def test_a_line_is_written_when_it_ends_where_it_was_before(like, monkeypatch):
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    before = io.TextIOWrapper(io.BytesIO(), "utf-8", **like)
    stream = streams._rewrapped(before, streams.Outlet(writer, "w"))
    stream.write("one\n")

    assert b"one\n" == os.read(reader, 9)
    stream.close()
    os.close(reader)
