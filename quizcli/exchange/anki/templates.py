"""What a card of somebody else's note type asks and answers: its templates filled in, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from quizcli.exchange.anki.html_text import to_text
from quizcli.exchange.anki.rows import Template

_MARK = re.compile(r"\{\{([#^/])\s*([^{}]*)\}\}")
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_ANSWER_MARK = re.compile(r"<hr[^>]*\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)


class Sides(Struct, frozen=True):
    """A card as text; `explain` holds what its answer side shows beside the answer."""

    prompt: str
    answer: str
    explain: str = ""
    typed: bool = False
    media: tuple[str, ...] = ()


def sides(template: Template, fields: Mapping[str, str]) -> Sides:
    """Both sides of a card with fields of HTML.

    Raises ValueError when a field is far too long for a card.
    """
    prompt, media = to_text(_filled(template.question, fields, question=True))
    asked = {name for name in _shown(template.question, fields) if "type:" not in name}
    tail = _ANSWER_MARK.split(template.answer, maxsplit=1)[-1]
    answering = [n for n in map(_name, _shown(tail, fields)) if n not in map(_name, asked)]
    typed = any(name.startswith("type:") for name in _shown(template.question, fields))
    if len(answering) < 2:
        answer, more = to_text(_filled(tail, fields, question=False))
        answer = answer.removeprefix(prompt).strip("\n")
        return Sides(prompt, answer, "", typed, media + more)
    answer, more = to_text(fields[answering[0]])
    explain, others = named({name: fields[name] for name in answering[1:]})
    return Sides(prompt, answer, explain, typed, media + more + others)


def named(fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Several fields as lines that begin with their names, and the media in them."""
    lines: list[str] = []
    media: tuple[str, ...] = ()
    for name, html in fields.items():
        text, found = to_text(html)
        media += found
        if text:
            lines.append(f"{name}: {text}")
    return "\n".join(lines), media


def clozed(template: Template) -> str:
    """The name of the field with the deletions; empty when the template shows none."""
    for reference in _FIELD.findall(template.question):
        if "cloze:" in reference:
            return _name(reference)
    return ""


def shown_after(template: Template, fields: Mapping[str, str]) -> list[str]:
    """Names of the fields that are not empty and that only the answer side shows."""
    asked = set(map(_name, _shown(template.question, fields)))
    names = dict.fromkeys(map(_name, _shown(template.answer, fields)))
    return [name for name in names if name not in asked]


def _filled(template: str, fields: Mapping[str, str], question: bool) -> str:
    """The template with its fields; a field to type in or to uncover is not in the question."""

    def value(found: re.Match[str]) -> str:
        hidden = question and re.search(r"\b(?:type|hint):", found[1])
        return "" if hidden else fields.get(_name(found[1]), "")

    return _FIELD.sub(value, _chosen(template, fields))


def _chosen(template: str, fields: Mapping[str, str]) -> str:
    """The template without the sections whose condition does not hold."""
    kept: list[str] = []
    open_names: list[str] = []
    hidden = position = 0  # `hidden` is the depth at which text began to be left out, from 1
    for mark in _MARK.finditer(template):
        if not hidden:
            kept.append(template[position : mark.start()])
        position = mark.end()
        sign, name = mark[1], mark[2].strip()
        if sign != "/":
            open_names.append(name)
            is_filled = bool(fields.get(name, "").strip())
            if not hidden and is_filled != (sign == "#"):
                hidden = len(open_names)
        elif open_names and open_names[-1] == name:
            open_names.pop()
            hidden = 0 if hidden > len(open_names) else hidden
    if not hidden:
        kept.append(template[position:])
    return "".join(kept)


def _shown(template: str, fields: Mapping[str, str]) -> list[str]:
    """The references to fields that are not empty, with their filters, in order."""
    references = dict.fromkeys(found.strip() for found in _FIELD.findall(_chosen(template, fields)))
    return [each for each in references if fields.get(_name(each), "").strip()]


def _name(reference: str) -> str:
    """The field in `filter:other filter:Field`."""
    return reference.rpartition(":")[2].strip()
