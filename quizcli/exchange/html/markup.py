"""What the pages are written in: their frame and style, escaped text, sections, tables, numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from quizcli.insight.score import Score

STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfc; --ink: #22262a; --dim: #6b7076; --line: #dcdfe2;
  --good: #0078c2; --bad: #c4560a; --mark: #b000b0; --aux: #2a9d8f; --none: #e4e7ea; }
@media (prefers-color-scheme: dark) { :root { --paper: #16191c; --ink: #e3e6e8; --dim: #9aa1a8;
  --line: #33393f; --good: #4aa8e8; --bad: #ee8a45; --mark: #e070e0; --aux: #4cc3b3;
  --none: #2a3036; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
p { margin: .4rem 0; max-width: 44rem; } .lead { font-size: 1.15rem; }
.dim, small { color: var(--dim); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem;
  margin: 1.25rem 0; }
dl div { border-top: 2px solid var(--line); padding-top: .4rem; }
dt { color: var(--dim); font-size: .85rem; } dd { margin: 0; font-size: 1.1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; unicode-bidi: isolate; }
th { color: var(--dim); font-weight: 500; font-size: .85rem; }
.n { text-align: right; white-space: nowrap; }
.key { display: inline-block; width: .7em; height: .7em; margin-right: .4em; border-radius: 2px;
  background: currentColor; }
.key.good { color: var(--good); } .key.bad { color: var(--bad); } .key.aux { color: var(--aux); }
.key.none { color: var(--none); }
td.weak, td.below { color: var(--bad); } ul { margin: .2rem 0; padding-left: 1.2rem; }
svg { display: block; width: 100%; height: auto; }
svg.span { width: 140px; margin-top: .25rem; } svg.stack { min-width: 8rem; margin-top: .3rem; }
svg text { font: 11px system-ui, sans-serif; fill: var(--dim); }
.grid { stroke: var(--line); } .tick { stroke: var(--dim); }
.goal { stroke: var(--mark); stroke-dasharray: 5 4; }
.curve { fill: none; stroke: var(--good); stroke-width: 1.5; opacity: .5; }
.good { fill: var(--good); stroke: var(--good); } .bad { fill: var(--bad); stroke: var(--bad); }
.aux { fill: var(--aux); stroke: var(--aux); } .none { fill: var(--none); stroke: var(--none); }
rect { stroke: none !important; } .bounds { stroke-width: 3; opacity: .45; }
.heat0 { fill: var(--none); } .heat1 { fill: var(--good); opacity: .3; }
.heat2 { fill: var(--good); opacity: .5; } .heat3 { fill: var(--good); opacity: .75; }
.heat4 { fill: var(--good); }
@media print { body { max-width: none; } h2 { break-after: avoid; }
  svg, tr { break-inside: avoid; } }
"""

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
<body>
{body}
</body>
</html>
"""


def text(value: object) -> str:
    """Any text for a page: escaped, and what cannot be printed shown as a replacement sign."""
    return escape("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in str(value)))


def document(title: str, body: Iterable[str]) -> str:
    """The page around its parts; empty parts leave nothing."""
    return PAGE.format(title=text(title), style=STYLE, body="\n".join(filter(None, body)))


def section(title: str, content: str, note: str = "") -> str:
    """A heading, a sentence under it, and what it is about."""
    line = f"<p class=dim>{text(note)}</p>" if note else ""
    return f"<section><h2>{text(title)}</h2>{line}{content}</section>"


def table(heads: Iterable[str], rows: Iterable[str]) -> str:
    """A table of rows made by `row` under heads made by `head`; plain texts are heads too."""
    cells = "".join(cell if cell.startswith("<th") else head(cell) for cell in heads)
    return f"<div class=wide><table><tr>{cells}</tr>{''.join(rows)}</table></div>"


def head(title: str, numbers: bool = False, key: str = "") -> str:
    """The head of a column; `key` is the style of the marks it explains."""
    swatch = f'<span class="key {key}"></span>' if key else ""
    return f"<th{' class=n' * numbers}>{swatch}{text(title)}</th>"


def row(*cells: str) -> str:
    """A row of markup; a cell that is not one yet becomes one."""
    made = (cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells)
    return f"<tr>{''.join(made)}</tr>"


def number(value: object) -> str:
    """A cell whose digits stand under those of the other rows."""
    return f"<td class=n>{text(value)}</td>"


def share(score: Score) -> str:
    """`88%`, or a dash where nothing was answered."""
    return "–" if score.share is None else f"{score.share:.0%}"


def short_date(day: int) -> str:
    """`23 Nov` for a learning day."""
    return f"{date.fromordinal(day):%d %b}"


def long_date(day: int) -> str:
    """`23 November 2026` for a learning day."""
    return f"{date.fromordinal(day):%d %B %Y}".lstrip("0")
