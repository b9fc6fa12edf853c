from __future__ import annotations

from quizcli.deckfiles.find import bundled, deck_files


def test_folders_are_searched_in_the_order_of_names(tmp_path):
    for name in ("b/x.yaml", "a/y.yml", "top.yaml", ".git/z.yaml", "a/.hidden.yaml", "a/note.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()

    assert ["top.yaml", "a/y.yml", "b/x.yaml"] == [
        path.relative_to(tmp_path).as_posix() for path in deck_files([tmp_path])
    ]


def test_a_deck_reached_twice_is_listed_once(tmp_path):
    deck = tmp_path / "a.yaml"
    deck.touch()
    (tmp_path / "link.yaml").symlink_to(deck)
    (tmp_path / "loop").symlink_to(tmp_path)

    assert [deck] == deck_files([deck, tmp_path])


def test_a_path_that_is_no_folder_is_given_back(tmp_path):
    assert [tmp_path / "none.yaml"] == deck_files([tmp_path / "none.yaml"])


def test_the_bundled_decks_are_where_the_schema_is():
    assert (bundled() / "deck.schema.json").is_file()
