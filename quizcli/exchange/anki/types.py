"""Our two note types and the deck tree in the JSON of Anki's schema 11.

Field names and the number of templates are for ever: after any change to them Anki calls every
note of an earlier import conflicting and updates none.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from quizcli.exchange.anki.guids import Family
from quizcli.exchange.anki.style import CSS

Json = dict[str, object]

TYPE_IDS: dict[Family, int] = {"basic": 1_763_900_000_001, "cloze": 1_763_900_000_002}
TYPE_NAMES: dict[Family, str] = {"basic": "quizcli Basic", "cloze": "quizcli Cloze"}
FIELDS: dict[Family, tuple[str, ...]] = {
    "basic": ("Front", "Back", "Extra", "Source", "Key", "Spare", "Reverse", "Reverse Back"),
    "cloze": ("Text", "Back", "Extra", "Source", "Key", "Spare"),
}
# Anki takes changed templates and CSS when this (seconds) is newer than what it has: raise it with
# every change, or the change never arrives; leave it otherwise, or people lose changes of theirs.
TYPES_CHANGED = 1_795_392_000  # 2026-11-23

_REST = (
    '{{#Extra}}<div class="more">{{Extra}}</div>{{/Extra}}'
    '{{#Source}}<div class="from">{{Source}}</div>{{/Source}}'
)


def _page(*parts: str) -> str:
    return f'<div class="page">{"".join(parts)}</div>'


def _answer(question: str, answer: str) -> str:
    return _page(
        f'<div class="asked">{{{{{question}}}}}</div>',
        f'<hr id="answer"><div class="filled">{{{{{answer}}}}}</div>',
        _REST,
    )


# Name, question side, answer side.
_TEMPLATES: dict[Family, tuple[tuple[str, str, str], ...]] = {
    "basic": (
        ("Card", _page("{{Front}}"), _answer("Front", "Back")),
        (
            "Reverse",
            "{{#Reverse}}" + _page("{{Reverse}}") + "{{/Reverse}}",
            _answer("Reverse", "Reverse Back"),
        ),
    ),
    "cloze": (
        (
            "Cloze",
            _page("{{cloze:Text}}"),
            _page('<div class="filled">{{cloze:Text}}</div><hr id="answer">{{Back}}', _REST),
        ),
    ),
}
_NEEDED: dict[Family, list[object]] = {
    "basic": [[0, "any", [0]], [1, "all", [6]]],
    "cloze": [[0, "any", [0]]],
}
_LATEX_PRE = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage{amssymb,amsmath}\n"
    "\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n"
)


def note_types() -> Json:
    """The `models` of a collection."""
    return {str(TYPE_IDS[kind]): _note_type(kind) for kind in TYPE_IDS}


def _note_type(kind: Family) -> Json:
    return {
        "id": TYPE_IDS[kind],
        "name": TYPE_NAMES[kind],
        "type": int(kind == "cloze"),
        "mod": TYPES_CHANGED,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [
            {
                "name": name, "ord": number, "qfmt": question, "afmt": answer,
                "bqfmt": "", "bafmt": "", "did": None, "bfont": "", "bsize": 0,
            }
            for number, (name, question, answer) in enumerate(_TEMPLATES[kind])
        ],
        "flds": [
            {
                "name": name, "ord": number, "sticky": False, "rtl": False, "font": "Arial",
                "size": 20, "media": [], "description": "",
            }
            for number, name in enumerate(FIELDS[kind])
        ],
        "css": CSS,
        "latexPre": _LATEX_PRE,
        "latexPost": "\\end{document}",
        "latexsvg": False,
        "req": _NEEDED[kind],
        "tags": [],
        "vers": [],
    }  # fmt: skip


def deck_id(name: str) -> int:
    """An id for a deck, the same at every export; Anki itself matches decks by name."""
    digest = sha256(name.casefold().encode()).digest()
    return 1_600_000_000_000 + int.from_bytes(digest[:8]) % 100_000_000_000


def decks(names: Iterable[str], changed: int) -> Json:
    """The `decks` of a collection: the default deck, the named ones and all decks above them."""
    tree: dict[str, str] = {}
    for name in names:
        parts = name.split("::")
        for depth in range(1, len(parts) + 1):
            above = "::".join(parts[:depth])
            tree.setdefault(above.casefold(), above)
    found: Json = {"1": _deck(1, "Default", changed)}
    for name in tree.values():
        found[str(deck_id(name))] = _deck(deck_id(name), name, changed)
    return found


def _deck(number: int, name: str, changed: int) -> Json:
    return {
        "id": number, "name": name, "mod": changed, "usn": -1, "desc": "", "dyn": 0, "conf": 1,
        "collapsed": False, "browserCollapsed": False, "extendNew": 0, "extendRev": 0,
        "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0],
    }  # fmt: skip
