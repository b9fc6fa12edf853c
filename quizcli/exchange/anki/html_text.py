"""HTML of somebody else's card as plain text: no markup, no script, no style survives."""

from __future__ import annotations

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "head", "template", "noscript", "object", "svg", "title", "iframe"}
BREAKS = {
    "p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr",
    "section", "article", "blockquote", "dl", "dt", "dd", "details", "summary", "caption",
}  # fmt: skip
CELLS = {"td", "th"}
MEDIA = {"img", "audio", "video", "source", "embed"}
# A field longer than this is no card, and the parser of the standard library may be slow on it.
MOST_CHARACTERS = 100_000

_SOUND = re.compile(r"\[sound:([^\]\n]*)\]|\[anki:(?:play|tts)[^\]\n]*\]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_MANY_BREAKS = re.compile(r"\n{3,}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.media: list[str] = []
        self._unseen: list[str] = []
        self._in_pre = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen.append(tag)
        elif tag in MEDIA:
            self.media.append(dict(attrs).get("src") or tag)
        elif tag == "br":
            self._add("\n")
        elif tag == "li":
            self._end_line()
            self._add("- ")
        elif tag in CELLS:
            self._add(" | " if self._cells else "")
            self._cells += 1
        elif tag in BREAKS:
            self._end_line()
            self._cells = 0
        self._in_pre += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in BREAKS:
            self._end_line()
        if tag == "pre" and self._in_pre:
            self._in_pre -= 1

    def handle_data(self, data: str) -> None:
        if not self._in_pre:
            data = _SPACES.sub(" ", data)
            data = data.lstrip(" ") if self._at_line_start() else data
        self._add(data)

    def _at_line_start(self) -> bool:
        return not self.pieces or self.pieces[-1].endswith("\n")

    def _end_line(self) -> None:
        if not self._at_line_start():
            self._add("\n")

    def _add(self, text: str) -> None:
        if text and not self._unseen:
            self.pieces.append(text)


def to_text(html: str) -> tuple[str, tuple[str, ...]]:
    """The text of a field, and the names of pictures and sounds that were in it.

    Raises ValueError when the field is far too long for a card.
    """
    if len(html) > MOST_CHARACTERS:
        raise ValueError(f"it is longer than {MOST_CHARACTERS:,} characters")
    reader = _Reader()
    # Behind the last > no tag ends. The parser would search for the end of each one that begins
    # there, over and over.
    end = html.rfind(">") + 1
    reader.feed(html[:end] + html[end:].replace("<", "&lt;"))
    reader.close()
    text = "".join(reader.pieces)
    sounds = [found[1] or "speech" for found in _SOUND.finditer(text)]
    text = _CONTROLS.sub("", _SOUND.sub("", text)).replace("\xa0", " ").expandtabs(4)
    # Indentation is kept as it may be that of code; spaces at line ends are not.
    lines = [line.rstrip() for line in text.split("\n")]
    text = _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")
    return text.strip() if "\n" not in text else text, (*reader.media, *sounds)


def one_line(text: str) -> str:
    """A name as one line without control characters."""
    return " ".join(_CONTROLS.sub(" ", text).split())
