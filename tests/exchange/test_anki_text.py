from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.exchange.anki.code import highlighted, with_deletions
from quizcli.exchange.anki.text import clean, deletion, inline, plain, prose

LANGUAGES = ("yaml", "dockerfile", "bash", "python", "json", "sql", "hcl", "toml", "", "no-such")
TRICKY = st.text(
    alphabet=st.one_of(st.sampled_from("{}:c1[]()\\$<>&'\"\n\t #-sound/latex"), st.characters()),
    max_size=60,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("one<br>two", "\none\r\ntwo\n"),
        (r"f<span>\</span>(x)", r"f\(x)"),
        ("<span>[</span>sound:x]", "[sound:x]"),
        ("<span>[</span>$]x<span>[</span>/$]", "[$]x[/$]"),
        ("<span>{</span>{c1::x}}", "{{c1::x}}"),
        ("{{ .Values.x }} [x] a\\b", "{{ .Values.x }} [x] a\\b"),
        ("␛[31m␟", "\x1b[31m\x1f"),
        ("\u00e9", "e\u0301"),
        ("\ufffd", "\ud800"),
    ],
)
def test_prose_shows_what_was_written(html: str, text: str) -> None:
    assert html == prose(text)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span>}</span><span>}</span>", "}}"),
        ("AWS<span>:</span>:Lambda", "AWS::Lambda"),
        ("s3<span>:</span><span>:</span>:b", "s3:::b"),
        ("a: b", "a: b"),
        ("<span>i</span>mage-occlusion:rect", "image-occlusion:rect"),
    ],
)
def test_a_deletion_holds_nothing_that_ends_it_or_starts_its_hint(html: str, text: str) -> None:
    assert html == deletion(text)


@given(TRICKY)
def test_the_text_of_a_field_is_the_text_that_was_put_in(text: str) -> None:
    text = clean(text)

    assert text == plain(inline(text)) == plain(deletion(text))
    assert text == unicodedata.normalize("NFC", text)


@given(TRICKY)
def test_no_mark_of_anki_survives(text: str) -> None:
    html = inline(clean(text))

    assert not re.search(r"\\[()\[\]]|\[(?:sound|anki|latex|\$)|\{\{c\d+::|<script|<img", html)


@given(TRICKY, st.sampled_from(LANGUAGES))
def test_coloured_code_is_the_code_to_the_character(code: str, language: str) -> None:
    code = clean(code)

    assert code == plain(highlighted(code, language))


class Balance(HTMLParser):
    """Counts tags that are open."""

    depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        assert self.depth >= 0


@given(
    st.lists(st.tuples(TRICKY.filter(bool), st.booleans()), min_size=1, max_size=6),
    st.sampled_from(LANGUAGES),
)
def test_no_blank_cuts_a_tag_and_none_is_lost(
    pieces: list[tuple[str, bool]], language: str
) -> None:
    """Each deletion opens and closes its own tags, and reads as the text that it hides."""
    pieces = [(clean(text), hidden) for text, hidden in pieces]

    html = with_deletions(pieces, language)

    inside = re.findall(r"\{\{c1::(.*?)\}\}", html, re.DOTALL)
    assert [text for text, hidden in pieces if hidden] == [plain(each) for each in inside]
    assert "".join(text for text, _ in pieces) == plain(_bare(html))
    for each in (*inside, html):
        parser = Balance()
        parser.feed(each)
        assert 0 == parser.depth


def _bare(html: str) -> str:
    """Without the marks of the deletions alone: braces of the text stay."""
    return re.sub(r"\{\{c1::(.*?)\}\}", r"\1", html, flags=re.DOTALL)


def test_tokens_have_classes_and_no_colours() -> None:
    assert (
        '<span class="hk">FROM </span><span class="hs">debian\n</span><span class="hc"># x</span>'
        == highlighted("FROM debian\n# x", "dockerfile")
    )
