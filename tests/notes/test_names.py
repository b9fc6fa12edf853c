from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.notes.names import did_you_mean, fold, is_slug, slug


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("S3 Standard-IA", "s3-standard-ia"),
        ("  AZs (3+) ", "azs-3"),
        ("Übergröße", "ubergroße"),
        ("C++", "c"),
        ("snake_case", "snake-case"),
        ("✓", ""),
    ],
)
def test_a_slug_is_made_of_the_labels_letters_and_digits(label, expected):
    assert expected == slug(label)


@given(st.text())
def test_a_slug_of_a_slug_is_itself(label):
    assert slug(label) == slug(slug(label))


@given(st.text(st.characters(max_codepoint=127), min_size=1))
def test_a_plain_label_makes_a_slug_or_nothing(label):
    assert slug(label) == "" or is_slug(slug(label))


@pytest.mark.parametrize("text", ["5 gb", "5  GB.", "５ GB"])
def test_case_width_spacing_and_full_stop_do_not_tell_texts_apart(text):
    assert fold("5 GB") == fold(text)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("anwser", "did you mean 'answer'?"),
        ("zzz", "known: answer, prompt"),
    ],
)
def test_the_nearest_name_is_offered_or_the_few_there_are(name, hint):
    assert hint == did_you_mean(name, ["answer", "prompt"])


@pytest.mark.parametrize(("count", "listed"), [(0, False), (12, True), (13, False)])
def test_no_more_than_a_dozen_names_are_listed(count, listed):
    assert listed is bool(did_you_mean("zzz", [f"name-{number}" for number in range(count)]))
