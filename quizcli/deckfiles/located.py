"""YAML as plain text with places: libyaml's events built into nodes, everything else refused.

Ordinary YAML turns `no`, `1:30`, `1.10` and `0123` into False, 90, 1.1 and 83; here a scalar is
its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from quizcli.deckfiles.source import Source
from quizcli.deckfiles.wording import UNQUOTED_BRACES, Finding, explained
from quizcli.errors import Place, Problem
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence

LARGEST_SCALAR = 1024 * 1024
DEEPEST = 40
MOST_CUTS = 20  # each means reading the file again

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Located:
    """What a file holds, and what is wrong with it as YAML.

    `problems` spoil the note they stand in. `cuts` are where reading had to stop; the note that was
    begun there is left out, and reading went on with the next one where that could be found.
    """

    node: Node | None
    problems: tuple[Problem, ...] = ()
    cuts: tuple[Problem, ...] = ()


def read(path: str, data: bytes) -> Located:
    """The nodes of a YAML file; never raises, whatever the bytes are."""
    source = Source.of(path, data)
    if source.refused:
        return Located(None, cuts=(source.refused,))
    cuts: list[Problem] = []
    while True:
        builder = _Builder(source)
        cut = builder.build()
        if cut:
            cuts.append(cut)
        if not cut or not builder.unfinished or len(cuts) > MOST_CUTS:
            return Located(builder.root, (*source.problems, *builder.problems), tuple(cuts))
        source.blank_note(*builder.unfinished)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read."""

    line: int
    column: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Node | None = None

    def closed(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.entries.values()), self.line, self.column)
        return Sequence(tuple(self.items), self.line, self.column)


class _StopError(Exception):
    """Reading cannot go on; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Builder:
    """Builds nodes from events, without recursion: depth is the author's to choose."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.unfinished: tuple[int, int] | None = None
        self._open: list[_Open] = []
        self._documents = 0

    def build(self) -> Problem | None:
        """Reads to the end, or to the problem that is given back."""
        try:
            for event in yaml.parse(self._source.text, Loader=_LOADER):
                self._take(event)
        except _StopError as stop:
            self._keep_complete()
            return stop.problem
        except yaml.YAMLError as error:
            problem = self._before(error) or self._problem(_finding(error, self._source.text))
            self._keep_complete()
            return problem
        return None

    def _before(self, error: yaml.YAMLError) -> Problem | None:
        """Takes what stands before an error; gives the problem that is met on the way, if any.

        To tell keys from values libyaml looks ahead, by up to 1024 characters, and what it was
        looking at is lost when it fails there. One version has a limit of its own to nesting,
        which would otherwise speak before ours.
        """
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        if mark is None:
            return None
        self._begin_anew()
        try:
            for event in yaml.parse(self._source.text[: mark.index], Loader=_LOADER):
                if event.start_mark and event.start_mark.index >= mark.index:
                    break  # the end that the cut has made
                self._take(event)
        except _StopError as stop:
            return stop.problem
        except yaml.YAMLError:
            pass  # what the cut has left open
        return None

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._add(self._scalar(event))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._add(self._open.pop().closed())
            case yaml.AliasEvent():
                self._say(
                    event,
                    f"the alias '*{event.anchor}' is not read in decks",
                    "write the value out",
                )
                self._add(Scalar("", *_position(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise _StopError(
                        self._at(
                            event,
                            "a second document begins here; a file holds one deck",
                            "remove the `---`",
                        )
                    )
            case _:
                pass

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._refuse_properties(event)
        if len(self._open) >= DEEPEST:
            raise _StopError(
                self._at(event, f"lists and mappings are nested more than {DEEPEST} deep")
            )
        self._open.append(_Open(*_position(event), isinstance(event, yaml.MappingStartEvent)))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        line, column = _position(event)
        style, text = event.style or "", event.value
        if len(text) > LARGEST_SCALAR:
            self._say(event, f"a text of {len(text):,} characters is too long for a deck")
        if not style:
            return Scalar(text, line, column)
        if style == '"' and _CONTROL.search(text):
            hint = "use single quotes"
            self._say(event, "an escape in this text gives a control character", hint)
        indent = self._source.indent_below(line) if style in ("|", ">") else 0
        return Scalar(text, line, column, style, indent)

    def _refuse_properties(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
    ) -> None:
        if event.anchor is not None:
            hint = "put text that begins with & in quotes"
            self._say(event, f"the anchor '&{event.anchor}' is not read in decks", hint)
        if event.tag is not None:
            hint = "put text that begins with ! in quotes"
            self._say(event, f"the tag '{_short(event.tag)}' is not read in decks", hint)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._add_entry(parent, key, node)

    def _add_entry(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._say_at(parent.line, parent.column, *_bad_key(key))
            return
        if key.text == "<<" and not key.style:
            message = "the merge key '<<' is not read in decks"
            self._say_at(key.line, key.column, message, "write the values out")
        if key.text in parent.entries:
            first = parent.entries[key.text][0].line
            message = f"'{key.text}' stands twice, first in line {first}"
            self._say_at(key.line, key.column, message, "remove one")
            return
        parent.entries[key.text] = (key, value)

    def _keep_complete(self) -> None:
        """Closes the deck and its list of notes; whatever else is unfinished is dropped.

        `unfinished` becomes the line of the dropped note and the column of the list's dashes.
        """
        if len(self._open) > 2 and not self._open[1].is_mapping:
            self.unfinished = self._open[2].line, self._open[1].column
        while self._open:
            unfinished = self._open.pop()
            depth = len(self._open)
            if depth == 0 or (depth == 1 and not unfinished.is_mapping):
                self._add(unfinished.closed())
            else:
                self._open[-1].key = None

    def _problem(self, finding: Finding) -> Problem:
        place = Place(self._source.path, finding.line, finding.column)
        return Problem(place, finding.message, finding.hint)

    def _at(self, event: yaml.Event, message: str, hint: str = "") -> Problem:
        return self._problem(Finding(*_position(event), message, hint))

    def _say(self, event: yaml.Event, message: str, hint: str = "") -> None:
        self.problems.append(self._at(event, message, hint))

    def _say_at(self, line: int, column: int, message: str, hint: str) -> None:
        self.problems.append(self._problem(Finding(line, column, message, hint)))


def syntax_error(text: str) -> Finding | None:
    """The first thing that keeps a text from being YAML, of any kind and tags."""
    try:
        for _ in yaml.parse(text, Loader=_LOADER):
            pass
    except yaml.YAMLError as error:
        return _finding(error, text)
    return None


def _finding(error: yaml.YAMLError, text: str) -> Finding:
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


def _position(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _bad_key(key: Node) -> tuple[str, str]:
    if isinstance(key, Mapping):
        return UNQUOTED_BRACES
    return "a list cannot be a key", "put text that begins with [ in quotes"
