"""Plain text as the HTML of an Anki field, so that every character is shown as it was written.

What would be markup to Anki is wrapped in a span: entities do not stop MathJax, and the desktop
editor turns them back into plain characters when a note is saved.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape

# MathJax and LaTeX marks, sound, speech and type-in tags, and an opening brace of a cloze.
# Anki looks for clozes in every field of a cloze note.
_MARKS = re.compile(
    r"\\(?=[()\[\]])"
    r"|\[(?=(?:sound|anki|type):|\[type:|/?latex\]|/?\${1,2}\])"
    r"|\{(?=\{c[\d,]+::)",
    re.IGNORECASE,
)
# Inside a deletion `}}` ends it, `::` starts its hint, and one word makes it a picture.
_IN_DELETION = re.compile(r"\}|:(?=:)|\A\s*i(?=mage-occlusion:)")
_MAY_NEED_CARE = re.compile(r"[&<>\\\[{]")
# U+001F separates the fields of a note; SQLite cannot hold lone surrogates.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# In HTML of ours a `>` ends a tag and nothing else.
_AFTER_TAG = re.compile(r">([^<]+)")


def clean(text: str) -> str:
    """The text as Anki keeps it: NFC, LF line ends, control characters shown as U+FFFD or signs."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # Most texts are one printable line; the others are looked at closely.
    if text.isprintable():
        return text
    return _UNWRITABLE.sub(_stand_in, text.replace("\r\n", "\n").replace("\r", "\n"))


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def inline(text: str) -> str:
    """Clean text as HTML in which line ends are still line ends, as in a block of code."""
    if not _MAY_NEED_CARE.search(text):
        return text
    return _MARKS.sub(r"<span>\g<0></span>", escape(text, quote=False))


@lru_cache(maxsize=4096)
def prose(text: str) -> str:
    """A text of the deck as HTML, line ends as breaks; sections and references come again often."""
    if text.isascii() and text.isprintable() and not _MAY_NEED_CARE.search(text):
        return text
    return inline(clean(text).strip("\n")).replace("\n", "<br>")


def deletion(text: str) -> str:
    """Clean text as HTML that may stand between `{{c1::` and `}}`."""
    return _IN_DELETION.sub(r"<span>\g<0></span>", inline(text))


def block(kind: str, html: str, tag: str = "div") -> str:
    """An element with a class; nothing for nothing."""
    return f'<{tag} class="{kind}">{html}</{tag}>' if html else ""


def plain(html: str) -> str:
    """The text of a field for sorting and for Anki's duplicate check: tags out, entities read."""
    before, tag, _ = html.partition("<")
    text = before + "".join(_AFTER_TAG.findall(html)) if tag else html
    return unescape(text) if "&" in text else text
