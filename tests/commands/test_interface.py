"""What other programs rely on: the log, states and cards as JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def line(uid: str, **changes: object) -> str:
    event = {
        "uid": uid,
        "at": "2026-11-20T07:15:02.120Z",
        "day": "2026-11-20",
        "kind": "review",
        "card": "alpha",
        "grade": 4,
    }
    return json.dumps(event | changes)


@pytest.fixture
def log(tmp_path):
    """Write lines to a file and give its name."""

    def write(*lines: str) -> str:
        (tmp_path / "log.jsonl").write_text("\n".join(lines))
        return str(tmp_path / "log.jsonl")

    return write


def test_states_are_folded_from_an_imported_log(quiz, log):
    days = ["2026-11-01", "2026-11-02", "2026-11-08"]
    file = log(*(line(f"u{n}", day=day, card="c1") for n, day in enumerate(days)))
    assert 0 == quiz("log", "import", file).code
    states = quiz("states", "--json", "--orphans").json

    assert {
        "version": 1,
        "states": [
            {
                "card": "c1",
                "due": "2026-11-23",
                "interval": 15,
                "repetitions": 3,
                "ease": 2.5,
                "lapses": 0,
                "phase": "review",
            }
        ],
    } == states


def test_cards_of_no_deck_are_kept_and_listed_only_as_orphans(quiz, log):
    quiz("log", "import", log(line("a"), line("b", card="gone#c1")))

    assert ["alpha"] == [s["card"] for s in quiz("states", "--json").json["states"]]
    assert ["alpha", "gone#c1"] == [
        s["card"] for s in quiz("states", "--json", "--orphans").json["states"]
    ]


def test_a_deck_with_errors_is_named_wherever_its_cards_are_missed(quiz, tmp_path):
    quiz("review", "alpha", stdin="\n3\n")
    (tmp_path / "shelf" / "letters.yaml").write_text("deck: letters\nnotes: [\n")
    (tmp_path / "shelf" / "other.yaml").write_text(
        "deck: other\nnotes:\n- {id: gamma, prompt: Third?, answer: C}\n"
    )

    said = "letters.yaml has errors; `quizcli check` names them."
    assert said in quiz("review").out
    assert said in quiz("decks").err
    assert "letters.yaml has no card that can be asked" in quiz("review", "letters").err
    assert "Did you mean other?" in quiz("review", "othr").err
    assert "`quizcli search WORD` finds cards." in quiz("card", "zzzz").err


def test_cards_of_a_deck_with_errors_do_not_count_as_vanished(quiz, tmp_path):
    quiz("review", "alpha", stdin="\n3\n")
    (tmp_path / "shelf" / "letters.yaml").write_text("deck: letters\nnotes: [\n")
    checked = quiz("check")

    assert "is in no deck any more" not in checked.out
    assert checked.err.endswith("1 error, 0 warnings.\n")


def test_a_renamed_card_that_has_changed_says_so(quiz, tmp_path):
    quiz("review", "beta", stdin="B\n3\n")
    deck = tmp_path / "shelf" / "letters.yaml"
    text = deck.read_text().replace("{id: beta,", "{id: second, was: [beta],")
    deck.write_text(text.replace("answer: B,", "answer: Beta,"))

    assert (
        "has changed since you last saw it" in quiz("review", "second", now="2026-11-25T10:00").out
    )


def test_a_new_deck_tells_editors_where_the_schema_is(quiz, home, tmp_path):
    path = quiz("new", "deck", "mine").out.split("\n")[0]
    first = Path(path).read_text().split("\n")[0]

    assert f"# yaml-language-server: $schema={tmp_path / 'shelf' / 'deck.schema.json'}" == first


def test_what_was_done_stays_in_the_terminal(quiz):
    left = quiz("review", "letters", stdin="\n3\n:q\n")
    over = quiz("review", "alpha", "--new", "9", stdin="\n:q\n")

    assert left.err.startswith("1 answer in ")
    assert "1 remembered (100%). 4 cards left." in left.err
    assert "" == over.err


@pytest.mark.parametrize("where", ["before", "after", "variable", "set"])
def test_the_scheduler_can_be_chosen_anywhere(quiz, log, where, monkeypatch):
    quiz("log", "import", log(line("a", grade=5), line("b", day="2026-11-21", grade=3)))
    call = ["states", "--json"]
    match where:
        case "before":
            call = ["--scheduler", "sm2-1990", *call]
        case "after":
            call = [*call, "--scheduler=sm2-1990"]
        case "variable":
            monkeypatch.setenv("QUIZCLI_SCHEDULER", "sm2-1990")
        case "set":
            call = ["--set", "scheduler=sm2-1990", *call]

    assert 2.46 == quiz(*call).json["states"][0]["ease"]


def test_import_is_a_union_and_export_gives_it_back(quiz, log, tmp_path):
    file = log(line("a", chosen="x", offered=["x", "y"]), line("b", kind="mock"))
    assert "2 events added, 0 were there already." in quiz("log", "import", file).err
    assert "0 events added, 2 were there already." in quiz("log", "import", file).err
    exported = quiz("log", "export").out
    (tmp_path / "again.jsonl").write_text(exported)

    assert 0 == quiz("log", "import", str(tmp_path / "again.jsonl")).code
    assert exported == quiz("log", "export").out
    assert ["a", "b"] == [json.loads(row)["uid"] for row in exported.splitlines()]


def test_a_bad_line_imports_nothing(quiz, log):
    file = log(line("a"), line("b", grade=9))
    result = quiz("log", "import", file)

    assert (2, f"{file}:2: grade is a whole number from 0 to 5, not 9") == (
        result.code,
        result.err.removeprefix("error: ").rstrip(".\n"),
    )
    assert "" == quiz("log", "export").out


@pytest.mark.parametrize("change", [{"grade": 1}, {"chosen": "B"}, {"offered": ["A", "B"]}])
def test_an_event_with_the_id_of_another_is_refused(change, quiz, log):
    quiz("log", "import", log(line("a")))
    result = quiz("log", "import", log(line("n"), line("a", **change)))

    assert 2 == result.code
    assert "a is in the log already with different content" in result.err
    assert 1 == len(quiz("log", "export").out.splitlines())


def test_a_section_in_any_script_is_chosen_by_its_name(quiz, tmp_path):
    (tmp_path / "shelf" / "nets.yaml").write_text(
        "deck: nets\nsection: Сети и DNS\nnotes:\n- {id: gamma, prompt: Third?, answer: C}\n"
    )

    for name in ("Сети и DNS", "section:сети-и-dns"):
        assert "gamma" in quiz("cards", name).out


@pytest.mark.parametrize(
    ("option", "variable", "reason"),
    [
        (["--plain"], "", "--plain"),
        ([], "on", "plain is on in QUIZCLI_PLAIN"),
        ([], "auto", "input is not a terminal"),
    ],
)
def test_line_mode_says_who_wanted_it(option, variable, reason, quiz, monkeypatch):
    monkeypatch.setenv("QUIZCLI_PLAIN", variable)

    assert f"Plain mode ({reason})." in quiz(*option, "review", stdin=":q\n").out


def test_cards_tell_everything_about_a_card(quiz):
    cards = quiz("cards", "--json").json
    vowel = next(card for card in cards["cards"] if card["id"] == "vowel")

    assert 1 == cards["version"]
    assert {
        "id": "vowel",
        "note": "vowel",
        "deck": "letters",
        "section": "The alphabet",
        "tags": ["abc", "reading"],
        "type": "choice",
        "shape": "choice",
        "prompt": "Which is a vowel?",
        "answer": "E",
        "choices": ["E", "F", "G", "H"],
        "explain": "e",
        "difficulty": 3,
        "verified": None,
        "guide_said": "",
        "state": None,
    } == vowel


@pytest.mark.parametrize(
    ("words", "count"),
    [(["letters"], 9), (["abc"], 9), (["kinds"], 6), (["alpha", "beta"], 2),
     (["the-alphabet"], 9), (["type:choice"], 1), (["kinds#a/kind"], 1)],
)  # fmt: skip
def test_cards_are_chosen_by_any_of_their_names(quiz, words, count):
    assert count == len(quiz("cards", *words, "--json").json["cards"])


def test_an_unknown_name_is_one_line_with_the_nearest(quiz):
    result = quiz("cards", "lettrs")

    sentence = 'error: No deck, section, tag or note "lettrs". Did you mean letters?\n'
    assert (2, sentence) == (result.code, result.err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("review --frob", "No such option: --frob. `quizcli review -h` tells more."),
        ("export anki --frob", "No such option: --frob. `quizcli export anki -h` tells more."),
        ("drlil", "No such command 'drlil'. Did you mean 'drill'? `quizcli -h` tells more."),
        ("card", "Missing argument 'ID'. `quizcli card -h` tells more."),
        ("--set", "Option '--set' requires an argument. `quizcli -h` tells more."),
    ],
)
def test_a_command_line_that_cannot_be_taken_gets_one_line(quiz, arguments, said):
    result = quiz(*arguments.split())

    assert (2, "", f"error: {said}\n") == (result.code, result.out, result.err)


def test_commands_that_lack_one_of_their_own_show_what_there_is(quiz):
    result = quiz("export")

    assert (2, "") == (result.code, result.out)
    assert result.err.startswith("Usage: quizcli export")


def test_due_counts_new_cards_and_check_wants_reviews(quiz, log):
    assert {"due": 0, "new": 5} == {k: quiz("due", "--json").json[k] for k in ("due", "new")}
    assert 0 == quiz("due", "--check").code
    quiz("log", "import", log(line("a")))

    assert 5 == quiz("due", "--check").code
    assert "1+4\n" == quiz("due", "--short").out


def test_nothing_due_says_when_the_next_card_is(quiz, log):
    quiz("log", "import", log(line("a", day="2026-11-23")))

    assert "Nothing is due. Next: 1 card tomorrow.\n" == quiz("due", "--set", "new_per_day=0").out


@pytest.mark.parametrize(
    ("also", "settings", "waiting"),
    [
        ([line("m", kind="mock", at="2026-11-23T11:00:00Z", day="2026-11-23", grade=1)], [], ""),
        ([line("b", kind="bury", at="2026-11-23T11:00:00Z", day="2026-11-23", grade=None)], [], ""),
        ([], ["--set", "reviews_per_day=0"], " 1 more wait: the day's limit is reached."),
    ],
    ids=["a mock showed it", "buried", "beyond the limit"],
)
def test_what_is_due_but_not_asked_today_comes_tomorrow(also, settings, waiting, quiz, log):
    before = "2026-11-23" if also and '"mock"' in also[0] else "2026-11-20"
    quiz("log", "import", log(line("a", at=f"{before}T07:00:00Z", day=before), *also))
    settings = [*settings, "--set", "new_per_day=0"]

    said = f"Nothing is due.{waiting} Next: 1 card tomorrow.\n"
    assert said == quiz("due", *settings).out
    assert said == quiz("due", "alpha", *settings).out
    assert "Nothing is due.\n" == quiz("due", "beta", *settings).out


def test_undo_takes_back_turn_after_turn(quiz, log):
    quiz(
        "log", "import", log(line("a"), line("b", at="2026-11-20T07:16:00Z", card="beta", grade=1))
    )
    assert "Taken back: Again on “Second letter?”.\n" == quiz("undo").out
    assert "Taken back: Good on “First letter?”.\n" == quiz("undo").out
    assert "There is nothing to undo.\n" == quiz("undo").out
    assert [] == quiz("states", "--json").json["states"]


def test_suspend_resume_and_reset_change_what_is_due(quiz, log):
    quiz("log", "import", log(line("a")))
    quiz("suspend", "alpha")
    assert 0 == quiz("due", "--json").json["due"]
    quiz("resume", "alpha")
    assert 1 == quiz("due", "--json").json["due"]
    quiz("reset", "alpha")
    assert (0, 5) == tuple(quiz("due", "--json").json[k] for k in ("due", "new"))
    quiz("undo")
    assert 1 == quiz("due", "--json").json["due"]


def test_search_finds_words_in_questions_answers_and_ids(quiz):
    assert ["vowel"] == [c["id"] for c in quiz("search", "VOWEL", "which", "--json").json["cards"]]
    assert "No card holds zebra.\n" == quiz("search", "zebra").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("new_per_dya = 5", "config.toml:1:1: no setting is called 'new_per_dya'; did you mean"),
        ("new_per_day = -1", "new_per_day lies between 0 and 9999, not -1."),
        ('scheduler = "sm3"', "scheduler is one of sm2, sm2-1990, fsrs, not 'sm3'."),
        ("fuzz = 7", "fuzz is yes or no, not 7."),
        ("fuzz = ", "config.toml: Invalid value"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_one_clear_line(quiz, home, text, said):
    home.mkdir()
    (home / "config.toml").write_text(text)
    result = quiz("due")

    assert 2 == result.code
    assert said in result.err
    assert 1 == result.err.count("\n")


def test_config_shows_where_each_value_came_from(quiz, home, monkeypatch):
    home.mkdir()
    (home / "config.toml").write_text("new_per_day = 7\nrollover = 3\n")
    monkeypatch.setenv("QUIZCLI_ROLLOVER", "5")
    shown = quiz("config", "--json", "--set", "bell=no").json["settings"]

    assert (7, str(home / "config.toml")) == tuple(
        shown["new_per_day"][k] for k in ("value", "origin")
    )
    assert (5, "QUIZCLI_ROLLOVER") == tuple(shown["rollover"][k] for k in ("value", "origin"))
    assert (False, "option") == tuple(shown["bell"][k] for k in ("value", "origin"))
    assert (True, "default") == tuple(shown["grids"][k] for k in ("value", "origin"))


def test_check_names_file_line_and_column_and_exits_with_3(quiz, tmp_path):
    (tmp_path / "bad.yaml").write_text("deck: bad\nnotes:\n  - {id: x, prompt: Only a question?}\n")
    result = quiz("check", "bad.yaml")

    assert 3 == result.code
    assert "bad.yaml:3:5: " in result.out


def test_a_broken_deck_leaves_the_good_notes(quiz, tmp_path):
    with (tmp_path / "shelf" / "letters.yaml").open("a") as deck:
        deck.write("  - {id: broken, type: nosuch, prompt: x}\n")

    assert 9 == len(quiz("cards", "--json").json["cards"])


def test_a_new_deck_passes_check_and_is_found(quiz, home):
    assert 0 == quiz("new", "deck", "mine").code
    assert 0 == quiz("check", str(home / "decks" / "mine.yaml")).code
    assert "mine" in {deck["deck"] for deck in quiz("decks", "--json").json["decks"]}
    assert 2 == quiz("new", "deck", "mine").code


def test_an_edited_deck_is_taken_up_at_once(quiz, tmp_path):
    assert 9 == len(quiz("cards", "--json").json["cards"])
    shelf = tmp_path / "shelf" / "letters.yaml"
    shelf.write_text(shelf.read_text().replace("First letter?", "Which comes first?"))
    prompts = {card["id"]: card["prompt"] for card in quiz("cards", "--json").json["cards"]}

    assert "Which comes first?" == prompts["alpha"]


def test_a_renamed_note_keeps_its_progress(quiz, log, tmp_path):
    quiz("log", "import", log(line("a")))
    shelf = tmp_path / "shelf" / "letters.yaml"
    shelf.write_text(shelf.read_text().replace("{id: alpha,", "{id: aleph, was: [alpha],"))

    assert ["aleph"] == [s["card"] for s in quiz("states", "--json").json["states"]]


def test_check_names_cards_with_history_that_vanished(quiz, log, tmp_path):
    quiz("log", "import", log(line("a")))
    shelf = tmp_path / "shelf" / "letters.yaml"
    shelf.write_text(shelf.read_text().replace("{id: alpha,", "{id: alfa,"))

    assert "was: [alpha]" in quiz("check").out


def test_check_knows_a_card_again_whose_last_answer_was_undone(quiz, tmp_path):
    quiz("review", "alpha", stdin="\n3\n")
    quiz("undo")
    shelf = tmp_path / "shelf" / "letters.yaml"
    shelf.write_text(shelf.read_text().replace("{id: alpha,", "{id: first-letter,"))

    assert "was: [alpha]" in quiz("check").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("drill --weak --marked", "--weak and --marked do not go together"),
        ("drill --marked --tag nosuch", 'No tag "nosuch".'),
        ("backup --json -o x.db", "To list backups makes none"),
        ("restore 1 --json", "--json lists the backups and restores none"),
        ("table --confused --mode which", "--confused asks by contrast, not by which"),
    ],
)
def test_options_that_contradict_each_other_are_refused(words, said, quiz, tmp_path):
    result = quiz(*words.split())

    assert (2, "") == (result.code, result.out)
    assert said in result.err
    assert not (tmp_path / "x.db").exists()


def test_a_drill_by_standing_keeps_to_tags_limit_and_suspended_cards(quiz):
    quiz("review", "alpha", "beta", "vowel", stdin="\n1\n\n1\nF\n1\n:q\n")

    assert "Card 1 of 2." in quiz("drill", "--failed-today", stdin=":q\n").out
    assert "Card 1 of 1." in quiz("drill", "--failed-today", "--limit", "1", stdin=":q\n").out
    quiz("suspend", "alpha")
    assert "Card 1 of 1." in quiz("drill", "--failed-today", "--tag", "abc", stdin=":q\n").out


def test_cards_of_others_being_reviewed_is_not_said_to_be_none(quiz):
    quiz("review", "alpha", stdin="\n3\n")

    assert "None of these cards has been reviewed yet.\n" == quiz("states", "beta").out


def test_in_line_mode_a_letter_alone_puts_no_card_away(quiz):
    out = quiz("review", "vowel", stdin="x\ns\n:x\n").out

    assert 2 == out.count("Type a number, ")
    assert 1 == out.count("Suspended until you resume it")
    assert "Press Enter." in quiz("drill", "vowel", stdin="1 2\n\n").out


def test_only_what_changes_is_logged(quiz):
    assert quiz("resume", "letters").out.startswith("Nothing to resume: none of these is suspended")
    quiz("suspend", "alpha")

    assert "1 card: asked again." in quiz("resume", "alpha", "beta").out.replace("alpha", "1 card")
    assert "Nothing to reset: all of these are new.\n" == quiz("reset", "letters").out
    assert 2 == len(quiz("log", "export").out.splitlines())


def test_a_date_needs_no_quotes_in_the_settings(quiz, home):
    home.mkdir()
    (home / "config.toml").write_text("interview = 2026-12-24\n")

    assert 0 == quiz("plan").code


def test_without_a_card_a_deck_with_errors_is_named(quiz, tmp_path):
    (tmp_path / "shelf" / "letters.yaml").write_text("deck: letters\nnotes: [\n")

    assert "letters.yaml has errors; `quizcli check` names them." in quiz("review").err
