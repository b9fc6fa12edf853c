"""Answers as words: which ones count, and what two texts have in common."""

from __future__ import annotations

from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.grading import difference, terms
from quizcli.grading.words import is_slip, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the state of a cluster", ("state", "cluster")),
        ("It is on", ("it", "is", "on")),
        ("30 seconds", ("30s",)),
        ("three AZs", ("3", "azs")),
        ("three minutes", ("3min",)),
        ("minutes", ("minutes",)),
        ("a few minutes", ("few", "minutes")),
        ("3,500.5 MB/s", ("3500.5mb", "s")),
        ("99.9 %", ("99.9%",)),
        ("S3:Get_Object", ("s", "3", "get", "object")),
        ("", ()),
    ],
)
def test_the_words_that_count(text, expected):
    assert expected == words(text)


def test_terms_are_the_words_of_all_texts():
    assert {"visibility", "timeout", "sqs", "30s"} == terms(
        ["the visibility timeout", "timeout of SQS", "30 seconds"]
    )


@pytest.mark.parametrize(
    ("given_word", "expected", "known", "slip"),
    [
        ("etdc", "etcd", (), True),
        ("etc", "etcd", (), False),
        ("etcd", "etc", (), False),
        ("port1", "port", (), False),
        ("port", "port1", (), False),
        ("pods", "pod", (), False),
        ("ingres", "ingress", ("ingres",), False),
        ("ingres", "ingress", ("ingress",), True),
        ("egress", "ingress", (), False),
        ("cage", "code", (), False),
    ],
)
def test_a_slip_is_one_key_in_a_word_of_letters_that_is_no_other_term(
    given_word, expected, known, slip
):
    assert slip is is_slip(given_word, expected, frozenset(known))


@pytest.mark.parametrize(("given_word", "asked"), [("stroage", True), ("network", False)])
def test_terms_are_asked_only_about_a_word_that_is_nearly_right(given_word, asked):
    class Terms(Container[str]):
        asked = False

        def __contains__(self, word: object) -> bool:
            self.asked = True
            return False

    terms_of_deck = Terms()

    assert asked is is_slip(given_word, "storage", terms_of_deck)
    assert asked is terms_of_deck.asked


@pytest.mark.parametrize(
    ("expected", "text", "rows"),
    [
        ("all cluster state", "all cluster state", [("=", "all cluster state")]),
        ("All Cluster state", "all cluster", [("=", "All Cluster"), ("-", "state")]),
        ("cluster state", "the cluster state", [("+", "the"), ("=", "cluster state")]),
        (
            "all of the state",
            "all of some big state",
            [("=", "all of"), ("-", "the"), ("+", "some big"), ("=", "state")],
        ),
        ("Café au lait", "cafe au thé", [("=", "Café au"), ("-", "lait"), ("+", "thé")]),
        ("state", "", [("-", "state")]),
        ("", "state", [("+", "state")]),
        ("", "", []),
    ],
)
def test_two_texts_are_told_apart_word_by_word(expected, text, rows):
    assert rows == list(difference(expected, text))


def test_a_long_text_with_a_common_word_is_compared_like_a_short_one():
    long = " ".join(["so", "it", "goes"] * 100)

    assert (("+", "yes"), ("=", long)) == difference(long, f"yes {long}")


@given(st.text("ab "), st.text("ab "))
def test_a_difference_holds_both_texts_whole(expected, text):
    rows = difference(expected, text)

    assert expected.split() == " ".join(w for sign, w in rows if sign in "=-").split()
    assert text.split() == " ".join(w for sign, w in rows if sign in "=+").split()


def test_texts_without_end_are_compared_as_far_as_anybody_reads():
    rows = difference("p " * 10_000, "q " * 10_000)

    assert [("-", 400), ("+", 400)] == [(sign, len(text.split())) for sign, text in rows]
