"""A first deck for `quizcli new deck`: one note of every type, with what each line is for."""

from __future__ import annotations

from quizcli.errors import UsageError
from quizcli.notes.limits import LONGEST_STEM
from quizcli.notes.names import is_slug, slug

_TEMPLATE = """\
# A deck of quizcli. Replace these notes by your own; `quizcli check` says what is wrong.
# Every value is read as text; quotes are needed where it holds `: ` or ` #`, or begins with
# one of [ { & * ! % @ |
deck: NAME
title: TITLE
section: HTTP                      # the heading of your guide; weak topics are reported by it
tags: [http]                       # lower-case topics; a note may add its own
notes:

  # A question you answer to yourself and grade. The id is for ever: it keeps your progress.
  - id: NAME-idempotent
    prompt: What makes an HTTP method idempotent?
    answer: sending it twice has the effect of sending it once
    difficulty: 2                  # 1 everybody knows … 5 expert
    explain: A client may then repeat a request when the connection broke before the reply.
    verified: {on: 2026-11-23, ref: "RFC 9110, 9.2.2 Idempotent Methods"}

  # With `accept` the answer is typed and marked; `reverse` asks it the other way round too.
  - id: NAME-status-gone
    prompt: Which status says that a page was here and is gone for good?
    answer: 410
    accept: [410 Gone]
    reverse: {prompt: "What does 410 say?", answer: this page was here and is gone for good}
    explain: 404 leaves open whether the page was ever there or may come back.
    verified: {on: 2026-11-23, ref: "RFC 9110, 15.5.11 410 Gone"}

  # Blanks in text or code: every number is a card of its own.
  - id: NAME-curl-head
    type: cloze
    prompt: Ask for the headers alone, and follow redirects
    language: bash
    text: |
      curl {{c1::--head}} {{c2::--location}} https://example.org/
    accept: {c1: [-I], c2: [-L]}
    explain: Without following, a redirect's own headers are shown.
    verified: {on: 2026-11-23, ref: curl manual page}

  # Options; each wrong one says why it is wrong. Several right ones: choose all.
  - id: NAME-login-missing
    type: choice
    prompt: A request comes without any credentials. Which status fits?
    right: [401]
    wrong:
      403: refused whoever asks; logging in would not help
      407: the same demand, but made by a proxy
      400: the request itself is malformed
    explain: The reply has to name in WWW-Authenticate how to log in.
    verified: {on: 2026-11-23, ref: "RFC 9110, 15.5 Client Error 4xx"}

  # Steps to be put in order.
  - id: NAME-first-byte
    type: order
    prompt: What happens before the first byte of an https page arrives?
    steps: [look up the name, open the TCP connection, agree on keys by TLS, send the request]
    explain: Each step needs what the one before it gives; QUIC folds the middle two into one.
    verified: {on: 2026-11-23, ref: "RFC 9110, 4.2.2 https URI Scheme"}

  # A number with its unit; tolerance is absolute or a share: 10%.
  - id: NAME-https-port
    type: number
    prompt: On which port does https listen unless the address names one?
    answer: 443
    explain: Browsers leave it out of the address they show; plain http has its own.
    verified: {on: 2026-11-23, ref: "RFC 9110, 4.2.2 https URI Scheme"}

  # A comparison: every cell is a card. Three different values or more make a column a choice.
  - id: NAME-methods
    type: table
    prompt: HTTP methods
    compare: rows                  # the compared things stand in rows (or columns)
    questions:                     # {} stands for the compared thing
      Used for: What is {} used for?
      Request body: Does a {} request carry a body?
    backwards:                     # {} stands for the value
      Used for: Which method is used to {}?
    table: |
      | Method | Used for                | Request body |
      | ------ | ----------------------- | ------------ |
      | GET    | read a page             | no meaning   |
      | PUT    | store at a known place  | the content  |
      | POST   | hand in for processing  | the content  |
      | DELETE | remove what stands there| no meaning   |
    explain: PUT names where the content goes; with POST the server decides.
    verified: {on: 2026-11-23, ref: "RFC 9110, 9.3 Method Definitions"}

  # An interview question, answered aloud and judged point by point.
  - id: NAME-cache-design
    type: open
    prompt: How would you let browsers cache a site whose scripts change with every release?
    minutes: 3
    points:
      names: {text: gives each build of a file its own name, terms: [hash, fingerprint]}
      for-ever: {text: lets named files be kept for a year, terms: [max-age, immutable]}
      page: {text: has the page itself checked each time, weight: 0.5, terms: [no-cache, ETag]}
    model: >
      Every build puts a hash in the names of its scripts, so a name never changes its content and
      may be kept for a year. Only the page that names them is checked on each visit, by its ETag.
    follow-ups: [What happens to a visitor who has the old page open during a release?]
    explain: Caching fails at what changes under one name, so nothing that is kept long may do so.
    verified: {on: 2026-11-23, ref: "RFC 9111, 5.2 Cache-Control"}
"""


def check_name(name: str) -> None:
    """Raises UsageError when the name is none that a deck and its notes can be called by."""
    if is_slug(name) and len(name) <= LONGEST_STEM:
        return
    suggestion = slug(name)[:LONGEST_STEM].strip("-")
    hint = f", such as {suggestion}" if is_slug(suggestion) else ""
    raise UsageError(
        f"A deck's name is at most {LONGEST_STEM} small letters, digits and hyphens{hint}; "
        f"not {name!r}."
    )


def starter(name: str) -> str:
    """The text of a first deck, with every type of note.

    Raises UsageError when the name is none a deck can have.
    """
    check_name(name)
    title = name.replace("-", " ").capitalize()
    return _TEMPLATE.replace("NAME", name).replace("TITLE", f"'{title}'")
