"""libyaml's events: read from a text, placed in it, and what it says of a text it cannot read."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from quizcli.deckfiles.wording import Finding, explained

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a text.

    Raises yaml.YAMLError when there is an error in it.
    """
    return iter(yaml.parse(text, Loader=LOADER))


def events_before(error: yaml.YAMLError, text: str) -> Iterator[yaml.Event]:
    """The events of what stands before an error.

    To tell keys from values libyaml looks ahead, by up to 1024 characters, and what it was looking
    at is lost when it fails there. A quote that is not closed makes it fail at the end of the text:
    then what stands before that quote is given. One version has a limit of its own to nesting,
    which would otherwise speak before ours.
    """
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if isinstance(error, yaml.MarkedYAMLError) and "quoted scalar" in (error.context or ""):
        mark = error.context_mark
    end = mark.index if mark else 0
    try:
        for event in events(text[:end]):
            if event.start_mark and event.start_mark.index >= end:
                return  # the end that the cut has made
            yield event
    except yaml.YAMLError:
        return  # what the cut has left open


def syntax_error(text: str) -> Finding | None:
    """The first thing that keeps a text from being YAML, of any kind and tags."""
    try:
        for _ in events(text):
            pass
    except yaml.YAMLError as error:
        return finding(error, text)
    return None


def finding(error: yaml.YAMLError, text: str) -> Finding:
    """An error in an author's words."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Finding(1, 1, "this is not YAML")
    mark, opened = error.problem_mark, error.context_mark or error.problem_mark
    return explained(
        error.problem or "",
        error.context or "",
        (mark.line + 1, mark.column + 1),
        (opened.line + 1, opened.column + 1),
        text,
    )


def position(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
