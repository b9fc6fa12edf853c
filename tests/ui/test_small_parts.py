"""Editor, terminal, prose: what each makes of its input."""

from __future__ import annotations

from io import StringIO

import pytest

from quizcli.shapes import Sample
from quizcli.ui import editor
from quizcli.ui.highlight import highlight
from quizcli.ui.outcomes import OpenEditor
from quizcli.ui.prose import code_rows, prose
from quizcli.ui.terminal import find_out


class Console(StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


class Latin(Console):
    encoding = "iso-8859-1"  # type: ignore[assignment]


XTERM = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["vi", "+7", "a b.yaml"], ""),
        (["nvim", "-p", "+7", "a b.yaml"], "nvim -p"),
        (["/opt/my vim/vim", "+7", "a b.yaml"], "'/opt/my vim/vim'"),
        (["code", "--wait", "--goto", "a b.yaml:7"], "code"),
        (["code", "--wait", "-n", "--goto", "a b.yaml:7"], "code --wait -n"),
        (["hx", "a b.yaml:7"], "hx"),
        (["notepad", "a b.yaml"], "notepad"),
        (["echo", "$(id);", "a b.yaml"], "echo '$(id);'"),
        (["/my tools/edit", "-a b", "a b.yaml"], '"/my tools/edit" "-a b"'),
        (["a", "&&", "rm", "-rf", "`x`", "|", ">y", "a b.yaml"], "a && rm -rf '`x`' | >y"),
        (["vi", "+7", "a b.yaml"], "   "),
    ],
)
def test_the_editor_is_called_with_the_line_in_its_own_way(words, value):
    assert words == editor.command(OpenEditor("a b.yaml", 7), {"EDITOR": value})


def test_the_editor_of_the_settings_goes_before_all():
    assert ["ed", "+7", "x"] == editor.command(OpenEditor("x", 7, "ed"), {"VISUAL": "vim"})


def test_visual_goes_before_editor():
    assert "vim" == editor.command(OpenEditor("x"), {"VISUAL": "vim", "EDITOR": "ed"})[0]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("cannot be run: No such file or directory. Set $EDITOR.", "/no/such/editor"),
        ("cannot be read: No closing quotation. Set $EDITOR.", "vi 'x"),
        ("(no name) cannot be run: Permission denied. Set $EDITOR.", "''"),
        ("cannot be run: Permission denied. Set $EDITOR.", "/"),
        ("ended with code -9.", "sh -c 'kill -9 $$'"),
        ("The editor false ended with code 1.", "false"),
        ("", "true"),
    ],
)
def test_an_editor_that_fails_is_explained(said, value, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", value)

    found = editor.open_file(OpenEditor("x.yaml"))
    assert found.endswith(said)
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("reason", "stdin", "stdout", "environ", "plain"),
    [
        ("", Console(), Console(), XTERM, None),
        ("--plain", Console(), Console(), XTERM, True),
        ("", StringIO(), StringIO(), {}, False),
        ("input is not a terminal", StringIO(), Console(), XTERM, None),
        ("output is not a terminal", Console(), StringIO(), XTERM, None),
        ("TERM=dumb", Console(), Console(), {"TERM": "dumb"}, None),
        ("TERM is not set", Console(), Console(), {}, None),
    ],
)
def test_line_mode_has_a_reason(reason, stdin, stdout, environ, plain):
    assert reason == find_out(stdin, stdout, environ, plain=plain).plain


@pytest.mark.parametrize(
    ("depth", "environ", "color"),
    [
        ("256", XTERM, "auto"),
        ("256", {"TERM": "xterm", "COLORTERM": "truecolor"}, "auto"),
        ("16", {"TERM": "xterm"}, "auto"),
        ("16", {"TERM": "linux"}, "auto"),
        ("none", {"TERM": "vt100"}, "auto"),
        ("none", {**XTERM, "NO_COLOR": "1"}, "auto"),
        ("256", {**XTERM, "NO_COLOR": ""}, "auto"),
        ("256", {**XTERM, "NO_COLOR": "1"}, "256"),
        ("none", XTERM, "none"),
    ],
)
def test_colours_are_as_wished_or_as_the_terminal_has_them(depth, environ, color):
    assert depth == find_out(Console(), Console(), environ, color=color).color


def test_without_a_terminal_there_is_no_colour():
    assert "none" == find_out(Console(), StringIO(), XTERM).color


@pytest.mark.parametrize(
    ("unicode", "stdout", "ascii_only"),
    [
        (True, Console(), None),
        (False, Latin(), None),
        (True, Latin(), False),
        (False, Console(), True),
    ],
)
def test_signs_are_ascii_where_the_output_is_not_utf_8(unicode, stdout, ascii_only):
    assert unicode == find_out(Console(), stdout, XTERM, ascii_only=ascii_only).unicode


def rows(text: str, width: int = 20) -> list[str]:
    return [row.plain for row in prose(text, width)]


def test_lines_of_an_author_stay_lines_and_long_ones_are_wrapped():
    assert ["one two three four", "five", "six"] == rows("one two three four five\nsix")


def test_lists_hang():
    assert [" • one two three", "   four", "   • five"] == rows(
        "- one two three four\n  - five", 16
    )


def test_fenced_code_is_never_flowed_and_loses_its_fence():
    text = "Run:\n\n```yaml\nkind: Pod\n  a: b   c\n```\nThen wait."

    assert ["Run:", "kind: Pod", "  a: b   c", "Then wait."] == rows(text)


def test_fences_follow_one_another_and_each_ends_at_the_next_line_of_ticks():
    text = "```\n```\n```py\na\n```x\n```\nb\n```\nc"

    assert ["a", "```x", "b", "```", "c"] == [row for row in rows(text) if row]


def test_a_fence_left_open_is_text():
    assert ["```yaml", "kind: Pod"] == rows("```yaml\nkind: Pod")


def test_code_goes_on_behind_a_sign():
    found = code_rows(Sample("a: 1\nkey: [one, two, three]"), 14)

    assert ["a: 1", "key: [one,", "↪ two, three]"] == [row.plain for row in found]


def test_words_in_backticks_stand_out():
    spans = [(span.start, span.end, span.style) for span in prose("use `kubectl` now", 40)[0].spans]

    assert [(4, 13, "aux")] == spans


@pytest.mark.parametrize("language", ["yaml", "docker", "python", "bash", "json", "hcl", "no-such"])
def test_highlighting_changes_no_character(language):
    source = 'kind: Pod  # a "b"\r\n\n\tFROM x AS y\n{"a": [1, true]}\n\n'.replace("\r", "")

    assert source == highlight(source, language).plain


def test_highlighting_colours_what_it_knows():
    assert {"code.name", "code.comment"} <= {s.style for s in highlight("a: b # c", "yaml").spans}
    assert [] == highlight("a: b # c", "no-such").spans
