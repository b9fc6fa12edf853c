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


def test_a_bundled_deck_gives_way_to_the_file_of_its_name(tmp_path, monkeypatch):
    """A checkout run with an installed program has every deck twice."""
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for path in (shipped / "aws/1.yaml", shipped / "2.yaml", own / "aws/1.yaml", own / "3.yaml"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr("quizcli.deckfiles.find.bundled", lambda: shipped)

    assert [shipped / "2.yaml", own / "aws/1.yaml", own / "3.yaml"] == deck_files([shipped, own])
    assert [shipped / "2.yaml", shipped / "aws/1.yaml"] == deck_files([shipped])


def test_the_bundled_decks_are_where_the_schema_is():
    assert (bundled() / "deck.schema.json").is_file()
