"""YAML's events built into nodes as plain text with places, everything else refused.

Ordinary YAML turns `no`, `1:30`, `1.10` and `0123` into False, 90, 1.1 and 83; here a scalar is
its text. Whatever the events are, what is built of them has an upper limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct, field

from quizcli.deckfiles.events import events, events_before, finding, position
from quizcli.deckfiles.located import Cut
from quizcli.deckfiles.source import Source
from quizcli.deckfiles.wording import (
    SECOND_DOCUMENT,
    TOO_MUCH_WRONG,
    UNQUOTED_BRACES,
    Finding,
    closed_late,
    stands_twice,
    too_many_notes,
)
from quizcli.errors import Place, Problem, shortened
from quizcli.notes.limits import (
    LONGEST_TEXT,
    MOST_ENTRIES,
    MOST_NOTES,
    MOST_PROBLEMS_OF_FILE,
    MOST_VALUES,
)
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence

DEEPEST = 40

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _Open(Struct):
    """A list or mapping whose end has not been read."""

    line: int
    column: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Node | None = None

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self.entries) if self.is_mapping else len(self.items)

    def closed(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.entries.values()), self.line, self.column)
        return Sequence(tuple(self.items), self.line, self.column)


class _StopError(Exception):
    """Reading cannot go on, with the next note perhaps but not `for_good`; the problem says why."""

    def __init__(self, problem: Problem, for_good: bool = False) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.for_good = for_good


class Builder:
    """Builds nodes from events, without recursion: depth is the author's to choose.

    The source may be a part of a file, with so many lines `above` it and `values` in them.
    """

    def __init__(self, source: Source, above: int = 0, values: int = 0) -> None:
        self._source = source
        self._above = above
        self._values_above = values
        self.for_good = self._is_cut = False
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.values = self._values_above
        self._open: list[_Open] = []
        self._documents = 0
        self._quoted: yaml.ScalarEvent | None = None  # the last one

    def build(self, keeping: bool = True) -> Cut | None:
        """Reads to the end, or to the cut that is given back, `for_good` if a limit is reached.

        After an error `keeping` what stands above means to read it again.
        """
        text = self._source.text
        try:
            self._take_all(events(text))
        except _StopError as stop:
            return self._cut(stop)
        except yaml.YAMLError as error:
            if keeping:
                self._begin_anew()
                try:
                    self._take_all(events_before(error, text))
                except _StopError as stop:
                    return self._cut(stop)
            return self._cut(_StopError(self._problem(self._blamed(finding(error, text)))))
        return None

    def _cut(self, stop: _StopError) -> Cut:
        self.for_good, self._is_cut = stop.for_good, True
        return Cut(stop.problem, self._keep_complete())

    def _blamed(self, found: Finding) -> Finding:
        """An error, at the quote that was closed too late where there is one."""
        line, column = position(self._quoted) if self._quoted else (found.line, 1)
        last = self._quoted.end_mark.line + 1 if self._quoted and self._quoted.end_mark else 0
        if line < last == found.line:
            return Finding(line, column, *closed_late(found.line + self._above))
        return found

    def _take_all(self, found: Iterator[yaml.Event]) -> None:
        for event in found:
            self._take(event)

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._check_room(event)
                self._add(self._scalar(event))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._check_room(event)
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._add(self._open.pop().closed())
            case yaml.AliasEvent():
                self._check_room(event)
                self._say(
                    event,
                    f"the alias '*{event.anchor}' is not read in decks",
                    "write the value out",
                )
                self._add(Scalar("", *self._position(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise _StopError(self._at(event, *SECOND_DOCUMENT))
            case _:
                pass

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._refuse_properties(event)
        if len(self._open) >= DEEPEST:
            raise _StopError(
                self._at(event, f"lists and mappings are nested more than {DEEPEST} deep")
            )
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(*self._position(event), is_mapping))

    def _check_room(self, event: yaml.Event) -> None:
        """Stops before a value too many, and where most of what is written cannot be read."""
        if len(self.problems) >= MOST_PROBLEMS_OF_FILE:
            raise _StopError(self._at(event, *TOO_MUCH_WRONG), for_good=True)
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"a deck has {MOST_VALUES:,} keys and values at most"
            raise _StopError(self._at(event, message, "split it here"), for_good=True)
        if not self._open or self._open[-1].key is not None:
            return
        if self._is_list_of_deck():
            if self._open[1].size == MOST_NOTES:
                raise _StopError(self._at(event, *too_many_notes(MOST_NOTES)), for_good=True)
        elif self._open[-1].size == MOST_ENTRIES:
            message = f"a list or mapping has {MOST_ENTRIES} entries at most"
            raise _StopError(self._at(event, message, "split the note"))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        line, column = self._position(event)
        style, text = event.style or "", event.value
        if len(text) > LONGEST_TEXT:
            self._say(
                event,
                f"a text of {len(text):,} characters is too long",
                f"{LONGEST_TEXT:,} are the most",
            )
            text = text[:LONGEST_TEXT]
        if not style:
            return Scalar(text, line, column)
        if style in ("'", '"'):
            self._quoted = event
        if style == '"' and _CONTROL.search(text):
            hint = "use single quotes"
            self._say(event, "an escape in this text gives a control character", hint)
        indent = self._source.indent_below(line - self._above) if style in ("|", ">") else 0
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
        if parent.is_mapping and parent.key is None:
            parent.key = node
            return
        key, parent.key = parent.key, None
        if key is None:
            parent.items.append(node)
        else:
            self._add_entry(parent, key, node)

    def _is_list_of_deck(self) -> bool:
        """Whether reading is in a list of the deck itself, such as its notes."""
        return len(self._open) == 2 and not self._open[1].is_mapping

    def _add_entry(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._say_at(parent.line, parent.column, *_bad_key(key))
            return
        if key.text == "<<" and not key.style:
            message = "the merge key '<<' is not read in decks"
            self._say_at(key.line, key.column, message, "write the values out")
        if key.text in parent.entries:
            twice = stands_twice(key.text, parent.entries[key.text][0].line)
            self._say_at(key.line, key.column, *twice)
            return
        parent.entries[key.text] = (key, value)

    def _keep_complete(self) -> Node | None:
        """Closes what is open and gives the note that was begun; other unfinished ones are out."""
        in_list = len(self._open) > 1 and not self._open[1].is_mapping
        note: Node | None = None
        while self._open:
            ended = self._open.pop().closed()
            depth = len(self._open)
            if depth == 2 and in_list:
                note = ended
            if depth == 0 or in_list:
                self._add(ended)
            else:
                self._open[-1].key = None
        return note

    def _problem(self, finding: Finding) -> Problem:
        """A finding in the source as a problem of the file."""
        place = Place(self._source.path, finding.line + self._above, finding.column)
        return Problem(place, shortened(finding.message), finding.hint)

    def _position(self, event: yaml.Event) -> tuple[int, int]:
        """Line in the file and column of an event."""
        line, column = position(event)
        return line + self._above, column

    def _at(self, event: yaml.Event, message: str, hint: str = "") -> Problem:
        return self._problem(Finding(*position(event), message, hint))

    def _say(self, event: yaml.Event, message: str, hint: str = "") -> None:
        self.problems.append(self._at(event, message, hint))

    def _say_at(self, line: int, column: int, message: str, hint: str) -> None:
        """Says what is wrong with an entry, or stops there if notes may be in it."""
        problem = Problem(Place(self._source.path, line, column), shortened(message), hint)
        if len(self._open) == 1 and not self._is_cut:
            raise _StopError(problem)
        self.problems.append(problem)


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _bad_key(key: Node) -> tuple[str, str]:
    if isinstance(key, Mapping):
        return UNQUOTED_BRACES
    return "a list cannot be a key", "put text that begins with [ in quotes"
