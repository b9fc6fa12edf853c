"""How the cards look in Anki: by day, at night and on a phone."""

from __future__ import annotations

# Every answer of ours that replaces a part of the question hides that part by `.asked .once`.
CSS = """\
.card {
  --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --sunk: #f3f5f8;
  --good: #116329; --good-paper: #dcf5e3; --ask: #0a55b8; --ask-paper: #deecff;
  --warn: #7a4a00; --warn-line: #d9a441;
  --keyword: #a3123a; --string: #0a4f8f; --number: #0a55b8; --tag: #116329;
  --function: #6f37b5; --variable: #8a4600; --comment: #626c77;
  background: var(--paper); color: var(--ink); text-align: left;
  font: 18px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e2e7ec; --soft: #9aa6b2; --line: #3c444d; --paper: #1b1f24; --sunk: #252b32;
  --good: #7ee2a0; --good-paper: #15352a; --ask: #8cc0ff; --ask-paper: #17304f;
  --warn: #f0c674; --warn-line: #8a6d2f;
  --keyword: #ff8f9f; --string: #a5d0ff; --number: #8cc0ff; --tag: #8fe3a8;
  --function: #d5b3ff; --variable: #ffb77a; --comment: #98a3ae;
}
.page { max-width: 46em; margin: 0 auto; padding: .6em .5em 1.5em; }
.asked .once, .filled .once { display: none; }
.ask, .passage { white-space: pre-wrap; tab-size: 4; }
.ask { font-size: 1.15em; font-weight: 600; line-height: 1.4; }
.asked .ask { font-size: 1em; font-weight: 500; color: var(--soft); }
.ask + *, .code + * { margin-top: .8em; }
.task, .also, .hint, .checked, .section { color: var(--soft); font-size: .85em; }
.hint summary { cursor: pointer; }
#answer { border: 0; border-top: 1px solid var(--line); margin: 1em 0; }
.answer { font-size: 1.15em; font-weight: 600; color: var(--good); white-space: pre-wrap; }
.also { margin-top: .3em; }
.model { white-space: pre-wrap; }
.label { margin: 1em 0 .2em; color: var(--soft); font-size: .85em; font-weight: 600; }
.card ol, .card ul { margin: .4em 0; padding-left: 1.6em; }
.card li { margin: .25em 0; }
.options .right, .steps li::marker { color: var(--good); }
.options .wrong { color: var(--soft); }
.options .wrong s { text-decoration-thickness: 1px; }
.options .why { font-size: .9em; }
.options .why::before { content: "– "; }
.weight { color: var(--soft); font-size: .85em; }
.cloze {
  color: var(--ask); background: var(--ask-paper); font-weight: 700;
  padding: 0 .25em; border-radius: .25em;
}
.filled .cloze { color: var(--good); background: var(--good-paper); }
.code {
  margin: .8em 0; padding: .7em .9em; overflow-x: auto; white-space: pre; tab-size: 4;
  background: var(--sunk); border: 1px solid var(--line); border-radius: .4em;
  font: .85em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
.code code { font: inherit; }
.hk { color: var(--keyword); } .hs { color: var(--string); } .hn { color: var(--number); }
.ht { color: var(--tag); } .hf { color: var(--function); } .hv { color: var(--variable); }
.hc { color: var(--comment); font-style: italic; }
.grid { overflow-x: auto; margin: .6em 0; }
.grid table { border-collapse: collapse; font-size: .85em; line-height: 1.35; }
.grid caption { text-align: left; color: var(--soft); padding-bottom: .35em; }
.grid th, .grid td {
  border: 1px solid var(--line); padding: .35em .6em; text-align: left; vertical-align: top;
  font-weight: 400; min-width: 4.5em;
}
.grid th { font-weight: 600; background: var(--sunk); }
.grid tbody th { position: sticky; left: 0; }
.grid .lit { outline: 2px solid var(--ask); outline-offset: -2px; }
.grid .here { background: var(--ask-paper); color: var(--ask); font-weight: 700; }
.filled .grid .here { background: var(--good-paper); color: var(--good); }
.more { margin-top: 1em; }
.explain { white-space: pre-wrap; }
.explain + .explain, .guide { margin-top: .6em; }
.guide { border-left: 3px solid var(--warn-line); padding-left: .7em; font-size: .92em; }
.guide b { color: var(--warn); }
.from { margin-top: 1.2em; border-top: 1px solid var(--line); padding-top: .5em; }
@media (max-width: 30em) {
  .card { font-size: 16px; }
  .page { padding: .3em .1em 1em; }
  .code { padding: .6em; font-size: .78em; }
  .grid table { font-size: .8em; }
  .grid th, .grid td { padding: .3em .45em; min-width: 3.5em; }
  .grid tbody th { max-width: 7.5em; }
}
"""
