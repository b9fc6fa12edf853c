"""Decks written to do harm: each a function that makes its bytes, larger with `size`.

At a size of 1 a deck is a few kilobytes and shows that the case is answered; at 1000 it shows that
the answer is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Callable

Deck = Callable[[int], bytes]
HEAD = "deck: hostile\ntitle: Hostile\nsection: Tests\nnotes:\n"
GOOD = "  - {id: good, prompt: What holds?, answer: this}\n"

# What makes a terminal act, hides text or turns it round.
ESCAPES = {
    "csi": "\x1b[2J\x1b[31mred\x1b[0m",
    "title": "\x1b]0;pwned\x07",
    "link": "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "dcs": "\x1bP$q q\x1b\\",
    "apc": "\x1b_Gi=1;AAAA\x1b\\",
    "c1": "\x9b31m\x9d0;x\x9c\x90q\x9c",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200f\u061c",
    "invisible": "a\u200b\u200c\u200d\u2060\ufeff\u00adb\u180e",
    "zalgo": "z" + "\u0301\u0327\u0489" * 700,
    "wide": "漢字👍🏽👨\u200d👩\u200d👧🇫🇷⚠️\ufdfd",
    "private": "\ue000\U000f0000\U0010fffd\u0378",
    "lines": "a\rb\x0bc\x0cd\x85e\u2028f\u2029g\th",
}
# What is markup, a template or a formula somewhere.
MARKUP = {
    "rich": "[bold]x[/] [/] [link=http://x]y[/link] :cloud: \\[x]",
    "python": "{} {0} {x.__class__} %s %(x)s ${x} $x {{x}} {% for %} f'{x}'",
    "anki": "{{Front}} {{c1::x::y}} {{#Back}} [sound:x.mp3] [anki:tts] [latex]x[/latex] \\(x\\)",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;&#125;<!-- --> ]]>",
    "formula": "=cmd|' /C calc'!A0",
    "wide-formula": "\uff1dcmd|' /C calc'!A0",
    "plus": "+1+1\t@SUM(A1)",
    "comment": "#separator:comma",
    "markdown": "```\n# h\n---\n| a | b |\n1. x\n> q\n[a](javascript:alert(1)) ![](x) <b>",
    "sql": "%' or 1=1; drop table events; -- _ * \" NEAR( AND",
    "shell": "$(touch /tmp/pwned) `id` ; rm -rf ~ & | > <",
    "path": "../../etc/passwd",
}


def _quoted(text: str) -> str:
    """The text as a YAML scalar in double quotes, with every character that needs it escaped."""
    return json.dumps(text)


def _deck(*notes: str) -> bytes:
    return (HEAD + GOOD + "".join(notes)).encode("utf-8", "surrogatepass")


def _field(fields: Callable[[int], str]) -> Deck:
    """A deck with one note that has an id and these fields."""
    return lambda size: _deck(f"  - {{id: x, {fields(size)}}}\n")


def _long(fields: str) -> Deck:
    """A note in whose fields `@` is a very long word."""
    return _field(lambda size: fields.replace("@", "k" * 1000 * size))


def _listed(fields: str, item: str = "w{n}", times: int = 100) -> Deck:
    """A note in whose fields `@` is a list of many items."""

    def make(size: int) -> str:
        items = ", ".join(item.replace("{n}", str(n)) for n in range(times * size))
        return fields.replace("@", items)

    return _field(make)


def _many(*notes: str) -> Deck:
    """A deck of many notes, `{n}` being the number of each."""
    return lambda size: _deck(
        *[note.replace("{n}", str(n)) for n in range(100 * size) for note in notes]
    )


def _code(language: str, text: str) -> Deck:
    """A note with code in which `@` is repeated."""

    def make(size: int) -> str:
        before, repeated, after = text.split("@")
        code = _quoted(before + repeated * 300 * size + after)
        return f"prompt: p, answer: a, language: {language}, code: {code}"

    return _field(make)


def _laughs(size: int) -> bytes:
    rows = [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 9 + size)]
    return ("x0: &x0 lol\n" + "".join(rows)).encode() + _deck()


def _merges(size: int) -> bytes:
    rows = [f"  - &m{n} {{<<: [*m{n - 1}, *m{n - 1}], id: m{n}}}\n" for n in range(1, 20 * size)]
    return _deck("  - &m0 {id: m0}\n", *rows)


def _each_field(texts: dict[str, str]) -> Deck:
    """Notes of every type with the text in every field that takes one, written with escapes."""

    def make(size: int) -> bytes:
        return _deck(*[note for name, text in texts.items() for note in _of_every_type(name, text)])

    return make


def _of_every_type(name: str, text: str) -> list[str]:
    q, other = _quoted(text), _quoted(f"x {text} x")
    cell = " ".join(text.split()).replace("\\", "/").replace("|", "/") or "x"
    rows = _quoted(f"| N | {cell} |\n| - | - |\n| a{cell} | {cell} |\n| b | c |\n| c | d |\n")
    blank = _quoted(f"a {{{{c1::x {cell}}}}} b")
    extras = f"explain: {q}, hint: {q}, guide_said: {q}, section: {q}"
    fields = {
        "basic": f"prompt: {q}, answer: {other}, {extras}",
        "typed": f"prompt: {q}, answer: {_quoted(cell)}, accept: [{q}], {extras}",
        "choice": f"type: choice, prompt: {q}, right: [{q}], wrong: {{{other}: {q}}}",
        "order": f"type: order, prompt: {q}, steps: [{q}, {other}, z]",
        "number": f"type: number, prompt: {q}, answer: 5, unit: {q}",
        "cloze": f"type: cloze, prompt: {q}, text: {blank}",
        "code": f"prompt: {q}, answer: a, code: {q}, language: python",
        "open": f"type: open, prompt: {q}, points: {{a: {q}}}, model: {q}, follow-ups: [{q}]",
        "table": f"type: table, prompt: {q}, table: {rows}, backwards: [{_quoted(cell)}]",
    }
    return [f"  - {{id: {kind}-{name}, {written}}}\n" for kind, written in fields.items()]


def _raw(texts: dict[str, str]) -> Deck:
    """The same texts as they are, also in ids, tags and names of fields."""
    lines = ("- id: {}", "  prompt: {}", "  {}: x", "  answer: a", "  tags: [{}]")

    def make(size: int) -> bytes:
        return _deck(*[f"  {line.format(text)}\n" for text in texts.values() for line in lines])

    return make


def _names(size: int) -> bytes:
    names = [
        "../x",
        "con",
        "/etc/passwd",
        "a\\b",
        "nul.txt",
        "x" * 300,
        ".",
        "..",
        "a/b",
        "-",
        "--x",
    ]
    return _deck(*[f"  - {{id: {_quoted(name)}, prompt: p, answer: a}}\n" for name in names])


def _table(rows: int, columns: int) -> str:
    lines = ["| " + " | ".join(f"h{column}" for column in range(columns)) + " |", "| - " * columns]
    for row in range(rows):
        lines.append("| " + " | ".join(f"v{row}-{column}" for column in range(columns)) + " |")
    written = "\n      ".join(lines)
    return f"  - id: t\n    type: table\n    prompt: T\n    table: |\n      {written}\n"


def _blanks(size: int) -> bytes:
    words = "".join(f"      {{{{c{n % 99 + 1}::x{n}}}}} and\n" for n in range(100 * size))
    return _deck(f"  - id: x\n    type: cloze\n    text: |\n{words}")


def _cloze(text: Callable[[int], str]) -> Deck:
    return _field(lambda size: f"type: cloze, text: '{text(100 * size)}'")


def _bytes(make: Callable[[bytes], bytes]) -> Deck:
    """A good deck whose bytes are changed."""
    return lambda size: make(_deck())


CASES: dict[str, Deck] = {
    "billion-laughs": _laughs,
    "quadratic-merges": _merges,
    "recursive-anchor": lambda size: b"x: &a [*a, *a]\n" + _deck("  - &b {id: c, was: *b}\n"),
    "alias-flood": _listed("prompt: &a 1, tags: [@]", "*a"),
    "anchor-flood": _many("  - &a{n} {id: x{n}, prompt: &b{n} p, answer: a}\n"),
    "brackets": _field(lambda size: "prompt: " + "[" * 100 * size),
    "braces": lambda size: _deck("  - " + "{a: " * 100 * size + "\n"),
    "dashes": lambda size: _deck("  - " + "- " * 100 * size + "\n"),
    "indents": lambda size: _deck("".join(" " * (2 + n) + "a:\n" for n in range(60 + size))),
    "question-marks": lambda size: _deck("  - " + "? " * 100 * size + "\n"),
    "long-scalar": _long("prompt: @, answer: a"),
    "long-key": _long("? @ : 1, prompt: p, answer: a"),
    "long-words": _field(lambda size: f"prompt: {'p ' * 1000 * size}, answer: a"),
    "long-anchor": _long("prompt: &@ p, answer: a"),
    "long-tag": _long("prompt: !@ p, answer: a"),
    "long-alias": _long("prompt: *@ , answer: a"),
    "long-type": _long("type: @, answer: a"),
    "long-day": _long("prompt: p, answer: a, verified: {on: @, ref: r}"),
    "long-language": _long("prompt: p, answer: a, code: x, language: ../@"),
    "long-number": _field(lambda size: f"type: number, prompt: p, answer: {'9' * 4000 * size}"),
    "huge-numbers": _many(
        "  - {id: x{n}, type: number, prompt: p, answer: 1e99999{n}, tolerance: 1e999%}\n",
        "  - {id: y{n}, type: number, prompt: p, answer: 1e308, tolerance: 1e308%}\n",
        "  - {id: z{n}, type: open, prompt: p, points: {a: {text: t, weight: 1e999}}}\n",
        "  - {id: w{n}, type: open, prompt: p, points: {a: t}, minutes: 1e999}\n",
    ),
    "tiny-notes": _many("  - a\n"),
    "empty-notes": _many("  -\n"),
    "notes-without-answer": _many("  - {id: n{n}, prompt: p}\n"),
    "small-good-notes": _many("  - {id: n{n}, prompt: p, answer: a}\n"),
    "one-id": _many("  - {id: same, prompt: p, answer: a}\n"),
    "broken-notes": _many("  - {id: n{n}, prompt: @p}\n"),
    "near-questions": _many(
        "  - {id: x{n}, prompt: One of all great red rats ate {n}, answer: a}\n"
    ),
    "days": _many("  - {id: x{n}, prompt: p, answer: a, verified: {on: 99-{n}-99, ref: r}}\n"),
    "was-cycle": _many(
        "  - {id: n{n}, was: [m{n}, n{n}], prompt: p, answer: a}\n",
        "  - {id: m{n}, was: [n{n}], prompt: p, answer: a}\n",
    ),
    "unknown-fields": _listed("prompt: p, answer: a, @", "answr{n}: a"),
    "repeated-keys": _listed("prompt: p, @", "answer: a"),
    "many-tags": _listed("prompt: p, answer: a, tags: [@]"),
    "many-options": _listed("type: choice, prompt: p, right: [a], wrong: [@]"),
    "many-steps": _listed("type: order, prompt: p, steps: [@]"),
    "same-steps": _listed("type: order, prompt: p, steps: [@]", "w"),
    "many-points": _listed("type: open, prompt: p, points: {@}", "p{n}: w"),
    "many-accepted": _listed("prompt: p, answer: a, accept: [@]"),
    "many-was": _listed("prompt: p, answer: a, was: [@]"),
    "dense-lists": _many("  - [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z]\n"),
    "tall-table": lambda size: _deck(_table(20 * size, 3)),
    "wide-table": lambda size: _deck(_table(3, 20 * size)),
    "unknown-cells": lambda size: _deck(
        _table(20, 3)
        + "    cells: {"
        + ", ".join(f"v{n}/h: {{}}" for n in range(50 * size))
        + "}\n"
    ),
    "keys-cycle": lambda size: _deck(_table(3, 3) + "    keys: {v0-0: v1-0, v1-0: v0-0, a: a}\n"),
    "many-blanks": _blanks,
    "nested-blanks": _cloze(lambda n: "{{c1::" * n + "x" + "}}" * n),
    "nested-braces": _cloze(lambda n: "{{c1::" + "{" * n + "x" + "}" * n + "}}"),
    "unclosed-blanks": _cloze(lambda n: "{{c1::x }" * n),
    "almost-blanks": _cloze(lambda n: "{{c1::a}} " + "{{ c" * n + "1" * n),
    "directive": lambda size: b"%YAML 1.1\n%TAG ! tag:evil,2000:\n--- !deck\n" + _deck(),
    "bad-directive": lambda size: b"%YAML 9.9\n---\n" + _deck(),
    "documents": lambda size: _deck() + b"---\n{}\n" * size,
    "python-tags": lambda size: _deck(
        "  - !!python/object/apply:os.system ['touch pwned']\n",
        "  - {id: x, prompt: !!python/name:os.system , answer: a}\n",
    ),
    "nul": _bytes(lambda data: data.replace(b"holds", b"ho\0lds")),
    "nul-flood": lambda size: b"\0" * 1000 * size,
    "broken-utf-8": _bytes(lambda data: data.replace(b"holds", b"ho\xff\xc3(lds")),
    "overlong-utf-8": _bytes(lambda data: data.replace(b"holds", b"\xc0\xaf\xed\xa0\x80")),
    "latin-1": _bytes(lambda data: data.replace(b"holds", "hält".encode("latin-1"))),
    "random-bytes": lambda size: bytes((n * 197 + n // 256) % 256 for n in range(1000 * size)),
    "utf-16-le": _bytes(lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le")),
    "utf-16-be": _bytes(lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be")),
    "utf-16-bare": _bytes(lambda data: data.decode().encode("utf-16-le")),
    "utf-32": _bytes(lambda data: b"\xff\xfe\0\0" + data.decode().encode("utf-32-le")),
    "byte-order-mark": _bytes(lambda data: b"\xef\xbb\xbf" + data),
    "carriage-returns": _bytes(lambda data: data.replace(b"\n", b"\r")),
    "mixed-line-ends": lambda size: _deck(
        "  - {id: x, prompt: p, answer: a}\r\n",
        "  - {id: y, prompt: p\u2028q, answer: a}\r",
        "  - {id: z, prompt: @\x85p}\n",
    ),
    "tabs": lambda size: _deck("\t- {id: x}\n"),
    "spaces": lambda size: b" " * 10_000 * size,
    "newlines": lambda size: b"\n" * 10_000 * size,
    "comments": lambda size: b"# " * 5_000 * size,
    "escapes": _each_field(ESCAPES),
    "raw-escapes": _raw(ESCAPES),
    "markup": _each_field(MARKUP),
    "raw-markup": _raw(MARKUP),
    "names": _names,
    "code-perl": _code("perl", "@s{<<A@"),
    "code-json": _code("json", "@[@"),
    "code-python": _code("python", "@(@"),
    "code-python-powers": _code("python", "x = 9@**9@"),
    "code-json-number": _code("json", "@99999999999999999999@"),
    "code-toml-number": _code("toml", "a = @99999999999999999999@"),
    "code-yaml": _code("yaml", "@? @"),
    "code-docker": _code("dockerfile", "RUN @<<A @"),
    "code-fence": _code("'`x\\'", "@```\n@"),
}
