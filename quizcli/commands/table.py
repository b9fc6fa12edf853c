"""`quizcli table`: comparison tables as quizzes, round after round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from quizcli.commands.grids import GivenGrid
from quizcli.commands.memory import rolled
from quizcli.commands.sit import sit
from quizcli.commands.sitting import Sitting
from quizcli.commands.tables import Shelved, shelved, tables
from quizcli.drill.grid import MODES, Play, Round, begin
from quizcli.drill.grid_marks import marks
from quizcli.drill.grid_pool import Pool
from quizcli.drill.grid_rounds import fill, possible, rounds
from quizcli.drill.session import begin as begin_session
from quizcli.errors import UsageError
from quizcli.insight.confusion import confusions
from quizcli.model import Grade
from quizcli.notes.names import fold, nearest
from quizcli.phrases import counted
from quizcli.ui.screens.grades import FOUR, NAMES, of_four
from quizcli.ui.screens.grid.end import GridEnd
from quizcli.ui.screens.pages import Bar, Entry, MenuPage
from quizcli.ui.screens.tables import Row, TablesPage
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

AS_IT_SUITS = "as it suits the table"
MIX = "mix"
# So many rounds a run when nobody says how many; grids are longer than single questions.
USUAL_ROUNDS = {"": 3, "fill": 3, "row": 3, "column": 3, "match": 2, "contrast": 3}
USUAL_SINGLE = 6


class TableQuiz(Sitting):
    """Rounds over tables, logged as reviews: the rules for early answers decide what moves."""

    def __init__(
        self,
        space: Workspace,
        found: Sequence[Shelved],
        mode: str,
        count: int | None,
        seed: int | None,
    ) -> None:
        states = {card: state for table in found for card, state in table.states.items()}
        super().__init__(space, begin_session((), states, space.rules, "review"), "Table quiz")
        self._found, self._mode, self._count = tuple(found), mode, count
        self._seed = space.session_id if seed is None else str(seed)
        self._seeded = seed is not None
        self._drawn = 0
        self._skipped = 0
        self._rounds: tuple[Round, ...] = ()
        self._list = TablesPage((), ())

    def listing(self) -> None:
        """Begin with the list of the tables instead of a round."""
        modes = (AS_IT_SUITS, *MODES, MIX)
        at = modes.index(self._mode) if self._mode else 0
        self._list = TablesPage(tuple(map(_row, self._found)), modes, mode=at)

    def start(self) -> Screen | None:
        """The list, or the first round."""
        return self._list if self._list.rows else self._more()

    def advance(self) -> Screen | None:
        """The next round, or how it went."""
        self.play = None
        place = len(self._plays) + self._skipped
        if place >= len(self._rounds):
            return self.ending()
        return self.show_grid(GivenGrid(begin(self._rounds[place], 0.0)))

    def rebuilt(self) -> Screen | None:
        """The round again, with its table as the file has it now."""
        self._found = shelved(self.space, [str(table.note.id) for table in self._found])
        done = self._rounds[: len(self._plays) + self._skipped]
        made = rounds(self._pools(), self._mode, len(self._rounds), self._seed, self.pairs())
        self._rounds = (*done, *made[len(done) :])
        return self.advance()

    def skip_grid(self, play: Play) -> Screen | None:
        """Goes on to the next round; nothing is put off, for nothing was due of itself."""
        self._skipped += 1
        self.status = "Round skipped."
        return self.advance()

    def undone_before(self, screen: Screen) -> Screen | None:
        """Nothing: a quiz takes back only what was answered in it."""
        back = "" if isinstance(screen, GridEnd) else " Backspace takes a cell back."
        self.status = f"No table was answered in this quiz yet.{back}"
        return self.again(screen)

    def header(self) -> str:
        """`round 2/5`, and the points where there are any."""
        place = min(len(self._plays) + self._skipped + 1, len(self._rounds))
        points = [_points(play) for play in self._plays if play.round.mode == "which"]
        which = any(made.mode == "which" for made in self._rounds)
        return f"round {place}/{len(self._rounds)}{f' · score {sum(points)}' if which else ''}"

    def ending(self) -> Screen | None:
        """How it went, and where to go on."""
        grades = Counter(map(of_four, self.session.grades))
        answers = sum(grades.values())
        right = answers - grades[Grade.AGAIN]
        share = f", {right} right ({round(100 * right / answers)}%)" if answers else ""
        turns, missed = len(self._plays), len(self._missed())
        return MenuPage(
            heading=self.title,
            said=(f"{counted(turns, 'round')}, {counted(answers, 'answer')}{share}.",),
            bars=tuple(Bar(NAMES[grade], grades[grade]) for grade in FOUR) if answers else (),
            then=(f"{counted(missed, 'cell')} still to put right.",) if missed else (),
            entries=self._entries(),
            status=self.status,
            can_undo=answers > 0,
        )

    def choose(self, key: str) -> Screen | None:
        """Missed cells again, more rounds, another table, or a table of the list."""
        match key:
            case "m":
                return self._again_missed()
            case "n":
                return self._more()
            case "t":
                self._found = tables(self.space)
                self.listing()
                return self._list
        name, _, mode = key.partition(" ")
        return self._chosen(name, int(mode))

    def _chosen(self, name: str, mode: int) -> Screen | None:
        """The rounds of one table of the list, or the list again with what it can be asked by."""
        table = next(table for table in self._found if str(table.note.id) == name)
        wanted = self._list.modes[mode] if mode else ""
        can = possible(table.pool)
        if not can or wanted not in ("", MIX, *can):
            said = f"It can be asked by {', '.join(can)}." if can else "All of it waits today."
            return self._list.told(said, name, mode)
        self._found, self._mode = (table,), wanted
        return self._more()

    def _more(self) -> Screen | None:
        """Further rounds, with what was asked before coming last."""
        self._drawn += 1
        usual = USUAL_ROUNDS.get(self._mode, USUAL_SINGLE)
        seed = self._seed if self._drawn == 1 else f"{self._seed}\0{self._drawn}"
        made = rounds(self._pools(), self._mode, self._count or usual, seed, self.pairs())
        self._rounds = (*self._rounds, *made)
        return self.advance()

    def _pools(self) -> list[Pool]:
        """What can be asked, most due first; with a seed given, that alone decides."""
        found = self._found if self._seeded else sorted(self._found, key=_urgency)
        pools = [replace(t.pool, need={}) if self._seeded else t.pool for t in found]
        asked = [card for play in self._plays for card in play.round.cards]
        return [pool.without(asked) for pool in pools]

    def pairs(self) -> dict[str, list[tuple[str, str]]]:
        """What the learner takes for one another, by table."""
        if self._mode not in ("contrast", MIX) or not self.space.has_history:
            return {}
        cards = [card for table in self._found for card in table.cards]
        found: dict[str, list[tuple[str, str]]] = {}
        for confusion in confusions(cards, rolled(self.space)):
            for table in self._found:
                keys = {fold(label.text): label.key for label in table.table.subjects}
                pair = keys.get(fold(confusion.right)), keys.get(fold(confusion.taken))
                if pair[0] and pair[1]:
                    found.setdefault(str(table.note.id), []).append((pair[0], pair[1]))
        return found

    def _again_missed(self) -> Screen | None:
        """A round over each table with cells that were missed and not put right since."""
        seed = f"{self._seed}\0again{self._drawn}"
        missed = self._missed()
        made = [
            fill(
                table.pool, seed, [c for c in table.pool.choosable if table.pool.card(c) in missed]
            )
            for table in self._found
        ]
        self._rounds = (*self._rounds, *filter(None, made))
        return self.advance()

    def _missed(self) -> frozenset[str]:
        """Cells that were missed, have not been put right since, and can be asked in a grid."""
        pools = [table.pool for table in self._found]
        can = {pool.card(cell) for pool in pools for cell in pool.choosable}
        return frozenset(can.intersection(self.session.queue))

    def _entries(self) -> tuple[Entry, ...]:
        again = (Entry("m", "the missed cells again"),) if self._missed() else ()
        return (*again, Entry("n", "more rounds"), Entry("t", "another table"))

    @property
    def _plays(self) -> tuple[Play, ...]:
        """The rounds that were answered."""
        grids = (given for given in self.given if isinstance(given, GivenGrid))
        return tuple(given.play for given in grids if given.answered)


def _points(play: Play) -> int:
    return play.points if all(mark.right for mark in marks(play)) else 0


def _row(table: Shelved) -> Row:
    note = table.note
    return Row(str(note.id), table.table.title, note.deck, len(table.cells), table.known, table.due)


def run(
    space: Workspace,
    filters: Sequence[str],
    tags: Sequence[str],
    mode: str,
    count: int | None,
    seed: int | None,
    confused: bool = False,
) -> int:
    """Quiz the chosen tables, or show all of them to choose from; gives the exit code."""
    if mode and mode not in (*MODES, MIX):
        near = nearest(mode, (*MODES, MIX))
        hint = f"did you mean {near}?" if near else f"it is one of {', '.join((*MODES, MIX))}."
        raise UsageError(f"No mode {mode}; {hint}")
    if confused and mode not in ("", "contrast"):
        raise UsageError(f"--confused asks by contrast, not by {mode}; leave out one of them.")
    found = tables(space, filters, tags)
    if confused:
        mode = "contrast"
        pairs = TableQuiz(space, found, mode, count, seed).pairs()
        found = tuple(table for table in found if str(table.note.id) in pairs)
        if not found:
            print("Nothing in these tables is reliably taken for something else.")
            return 0
    quiz = TableQuiz(space, found, mode, count, seed)
    if filters or tags:
        _check(found, mode)
    else:
        quiz.listing()
    return sit(space, quiz)


def _check(found: Sequence[Shelved], mode: str) -> None:
    """Whether anything can be asked in the mode.

    Raises UsageError otherwise, with what can.
    """
    can = [one for one in MODES if any(one in possible(table.pool) for table in found)]
    name = found[0].note.id if len(found) == 1 else "these tables"
    if not can:
        raise UsageError(
            f"Nothing of {name} can be asked today: its cells are hidden or too alike."
        )
    if mode not in ("", MIX, *can):
        raise UsageError(f"{name} cannot be asked by {mode}, but by {', '.join(can)}.")


def _urgency(table: Shelved) -> tuple[int, float]:
    return -table.due, table.known / max(1, len(table.cells))
