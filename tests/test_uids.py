"""Ids: in the order of their instants, and UUIDs that the standard library knows."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from quizcli.uids import uuid7

INSTANTS = st.integers(0, 2**48 - 1)
CHANCE = st.integers(0, 2**80 - 1)


@given(INSTANTS, CHANCE)
def test_an_id_is_a_uuid_of_version_7(milliseconds, chance):
    found = UUID(uuid7(milliseconds, chance))

    assert (7, milliseconds) == (found.version, found.int >> 80)


@given(INSTANTS, INSTANTS, CHANCE, CHANCE)
def test_ids_sort_by_their_instants(one, other, chance, luck):
    first, last = sorted((one, other))

    assert first == last or uuid7(first, chance) < uuid7(last, luck)
