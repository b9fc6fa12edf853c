from __future__ import annotations

import re
from functools import reduce
from hashlib import sha256

import pytest
from msgspec.structs import replace

from quizcli.exchange.anki import guids
from quizcli.exchange.anki.faces import face
from quizcli.exchange.anki.notes import grouped, note, tags
from quizcli.exchange.anki.tables import grid
from quizcli.exchange.anki.text import plain
from quizcli.exchange.anki.tree import Tree
from quizcli.exchange.anki.types import FIELDS, TYPE_IDS, TYPES_CHANGED, decks, note_types
from quizcli.model import Collection, Deck
from tests.conftest import Golden
from tests.exchange.making import ALL_KINDS, card, collection, placed

NASTY = {
    "marks": "\\(x\\) [sound:x] {{c1::y}}",
    "markup": "<b>&lt;1 > 0 && x",
    "half an entity": "amp;",
    "lines": "one\n<i>two</i>\n",
    "signs": "e\u0301 x\x1fy",
    "nothing": "",
}


@pytest.fixture(scope="module")
def kinds() -> Collection:
    return collection(ALL_KINDS)


def test_every_kind_of_card_has_its_two_sides(kinds: Collection, golden: Golden) -> None:
    pages = [
        f"=== {each.id}\n{shown.front}\n---\n{shown.back}\n"
        for each in kinds.cards
        for shown in (face(each),)
    ]

    golden("faces.html", "\n".join(pages))


@pytest.mark.parametrize(
    ("card_id", "answer"),
    [
        ("k-basic", "all cluster state"),
        ("k-typed", "also right"),
        ("k-choice", "✓"),
        ("k-number", "15"),
        ("k-open", "A VM brings its own kernel"),
        ("k-table#daemonset/use", "one on each node"),
        ("k-table#statefulset/use/back", "StatefulSet"),
    ],
)
def test_the_question_does_not_tell_the_answer(
    kinds: Collection, card_id: str, answer: str
) -> None:
    shown = face(card(kinds, card_id))

    assert answer not in plain(shown.front)
    assert answer in plain(shown.back)


def test_options_stand_in_the_same_order_on_both_sides_and_the_right_one_not_first_by_rule(
    kinds: Collection,
) -> None:
    shown = face(card(kinds, "k-choice"))
    other = face(replace(card(kinds, "k-choice"), id="k-other"))

    def order(html: str) -> list[str]:
        found = re.findall(r"<li[^>]*>(?:<b>|<s>)?([\w ]+)", html)
        return [text.strip() for text in found]

    assert order(shown.front) == order(shown.back)
    assert sorted(order(shown.front)) == sorted(order(other.front))


@pytest.mark.parametrize("compare", ["rows", "columns"])
def test_a_table_lies_as_it_was_written_with_one_cell_open(kinds: Collection, compare: str) -> None:
    table = card(kinds, "k-table#daemonset/use").note.table
    assert table is not None
    lying = replace(table, compare=compare)

    html = grid(lying, "daemonset/use")[0]

    first = "DaemonSet" if compare == "rows" else "Use"
    line = next(each for each in html.split("<tr>") if each.startswith(f"<th>{first}"))
    assert '<td class="here"><b>?</b></td>' in line
    assert 1 == html.count("<b>?</b>")
    assert "one on each node" not in html


@pytest.mark.parametrize("name", ["all kinds", *NASTY])
def test_what_a_question_reads_as_is_its_html_without_the_tags(
    kinds: Collection, name: str
) -> None:
    cards = placed(NASTY[name], "n") if name in NASTY else kinds.cards

    assert [plain(face(each).front) for each in cards] == [face(each).text for each in cards]


def test_a_question_and_its_reverse_are_one_note_and_every_blank_is_its_own(
    kinds: Collection,
) -> None:
    groups = {tuple(each.id for each in group) for group in grouped(reversed(kinds.cards))}

    assert ("k-reverse", "k-reverse#reverse") in groups
    assert {("k-cloze#c1",), ("k-cloze#c2",)} <= groups
    assert len(kinds.cards) - 1 == len(groups)


def test_the_fields_are_those_of_the_note_type(kinds: Collection) -> None:
    for group in grouped(kinds.cards):
        made = note(group)
        assert len(FIELDS[made.family]) == len(made.fields)
        assert group[0].id == made.fields[4]
        assert "" == made.fields[5]


def test_what_is_shown_on_the_back_is_where_it_comes_from(kinds: Collection) -> None:
    made = note((card(kinds, "k-basic"),))

    assert "The older guide says:</b> etcd stores configuration" in made.fields[2]
    assert "checked 2026-11-23 · Kubernetes documentation" in made.fields[3]
    assert ("kubernetes", "objects", "etcd") == made.tags


def test_the_content_changes_with_anything_shown_and_with_nothing_else(kinds: Collection) -> None:
    one = card(kinds, "k-basic")
    before = note((one,)).content

    def content(**changes: object) -> str:
        return note((replace(one, note=replace(one.note, **changes)),)).content  # type: ignore[arg-type]

    assert before == content(deck="elsewhere", difficulty=5, was=("x",))
    assert 5 == len(
        {
            before,
            content(explain="x"),
            content(tags=("x",)),
            content(section="x"),
            content(hint="x"),
        }
    )


def test_tags_have_no_spaces_and_one_spelling(kinds: Collection) -> None:
    one = card(kinds, "k-basic")

    assert ("A-b", "c") == tags(replace(one, note=replace(one.note, tags=("a b", "A b", "c"))))


def test_field_names_template_numbers_and_type_ids_are_for_ever() -> None:
    """After a change here Anki calls every note of an earlier import conflicting."""
    assert {
        "basic": ("Front", "Back", "Extra", "Source", "Key", "Spare", "Reverse", "Reverse Back"),
        "cloze": ("Text", "Back", "Extra", "Source", "Key", "Spare"),
    } == FIELDS
    assert {"basic": 1_763_900_000_001, "cloze": 1_763_900_000_002} == TYPE_IDS
    assert [2, 1] == [len(kind["tmpls"]) for kind in note_types().values()]


def test_a_change_of_style_or_templates_comes_with_a_new_time(golden: Golden) -> None:
    """Anki takes neither unless TYPES_CHANGED is raised with it."""
    types = note_types()
    looks = [
        (kind["css"], [(t["qfmt"], t["afmt"]) for t in kind["tmpls"]]) for kind in types.values()
    ]

    golden("looks.txt", f"{TYPES_CHANGED} {sha256(repr(looks).encode()).hexdigest()}\n")


DECKS = (
    Deck("aws-s3", "S3", "S3 — Storage", "s3.yaml", ("aws", "storage")),
    Deck("mine", "Mine", "", "mine.yaml", (), "My own::Deck"),
    Deck("docker", "Docker: basics", "", "d.yaml", ("docker",)),
)


@pytest.mark.parametrize(
    ("name", "deck", "section"),
    [
        ("quizcli::AWS::S3 — Storage", "aws-s3", "S3 — Storage"),
        ("quizcli::AWS::Other: part", "aws-s3", "Other:: part"),
        ("My own::Deck", "mine", "any"),
        ("quizcli::Docker::Docker: basics", "docker", ""),
        ("quizcli::Unknown::unknown-deck", "unknown-deck", ""),
        ("quizcli::AWS::blank", "aws-s3", '::"'.replace('"', "")),
    ],
)
def test_decks_are_a_tree_of_subject_and_section(
    kinds: Collection, name: str, deck: str, section: str
) -> None:
    one = card(kinds, "k-basic")

    assert name == Tree(DECKS).name(
        replace(one, note=replace(one.note, deck=deck, section=section))
    )


def test_deck_names_that_differ_in_case_are_one(kinds: Collection) -> None:
    one = card(kinds, "k-basic")
    tree = Tree(DECKS, "My:: root ")
    first = replace(one, note=replace(one.note, deck="aws-s3", section="S3"))
    second = replace(one, note=replace(one.note, deck="aws-s3", section="s3"))

    assert tree.name(first) == tree.name(second) == "My::root::AWS::S3"
    names = [str(each["name"]) for each in decks([tree.name(first)], 0).values()]
    assert ["Default", "My", "My::root", "My::root::AWS", "My::root::AWS::S3"] == names


def test_guids_are_letters_and_digits_and_come_from_the_id_and_the_family_alone(
    kinds: Collection,
) -> None:
    known = guids.known(kinds.cards)
    moved = [replace(each, note=replace(each.note, deck="x", section="y")) for each in kinds.cards]

    assert known == guids.known(moved)
    assert all(guid.isascii() and guid.isalnum() and len(guid) <= 11 for guid, _ in known)
    assert guids.guid("x", "basic") != guids.guid("x", "cloze")
    assert "Cpj10k0Xmsi" == guids.guid("k-basic", "basic")


def test_a_guid_is_the_hash_in_base_62() -> None:
    def number(guid: str) -> int:
        return reduce(lambda above, digit: above * 62 + guids.BASE62.index(digit), guid, 0)

    hashes = {f"n-{n}": sha256(f"quizcli\0n-{n}\0basic".encode()).digest()[:8] for n in range(999)}
    # One hash in 62 begins with a 0, which is not written.
    assert {10, 11} <= {len(guids.guid(name, "basic")) for name in hashes}
    assert {name: int.from_bytes(digest) for name, digest in hashes.items()} == {
        name: number(guids.guid(name, "basic")) for name in hashes
    }


def test_a_renamed_note_is_known_by_its_former_names(kinds: Collection) -> None:
    one = card(kinds, "k-reverse#reverse")
    renamed = replace(one, id="new#reverse", note=replace(one.note, id="new", was=("k-reverse",)))

    known = guids.known([renamed], {("fromTheLedger", 1): "k-reverse#reverse", ("x", 0): "gone"})

    assert "new#reverse" == known[guids.guid("k-reverse", "basic"), 1]
    assert "new#reverse" == known["fromTheLedger", 1]
    assert ("x", 0) not in known
