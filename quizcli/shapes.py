"""The questions a card can put: a closed union that screens, grader and exporters match over."""

from __future__ import annotations

from msgspec import Struct

# Characters of code that are coloured; some lexers take time that grows as a square.
LONGEST_SAMPLE = 4_000
GAP = "____"  # an open blank as it is shown


class Sample(Struct, frozen=True, omit_defaults=True):
    """A block of code or text shown with a question."""

    text: str
    language: str = ""


class Recall(Struct, frozen=True, tag=True, omit_defaults=True):
    """Asked openly; the learner grades what they remembered against `answer`."""

    prompt: str
    answer: str
    sample: Sample | None = None


class Blank(Struct, frozen=True, omit_defaults=True):
    """One answer to type, with other spellings that are right too."""

    answer: str
    accept: tuple[str, ...] = ()


class Quantity(Struct, frozen=True, omit_defaults=True):
    """A numeric answer: right within `tolerance` (absolute) of `value`, in `unit`."""

    value: float
    unit: str = ""
    tolerance: float = 0.0


class Piece(Struct, frozen=True, omit_defaults=True):
    """A stretch of a cloze text; `blank` indexes the shape's blanks where the stretch is hidden."""

    text: str
    blank: int | None = None


class Typed(Struct, frozen=True, tag=True, omit_defaults=True):
    """Answers typed and marked by the program; `pieces` is the cloze text the blanks stand in."""

    prompt: str
    blanks: tuple[Blank, ...]
    pieces: tuple[Piece, ...] = ()
    language: str = ""
    quantity: Quantity | None = None
    sample: Sample | None = None

    @property
    def is_code(self) -> bool:
        """Whether a near spelling is wrong because the blanks stand in code."""
        return bool(self.pieces) and bool(self.language)

    @property
    def answers(self) -> tuple[str, ...]:
        """The right answers, a number with its unit."""
        unit = f" {self.quantity.unit}" if self.quantity and self.quantity.unit else ""
        return tuple(blank.answer + unit for blank in self.blanks)

    def with_gaps(self, gap: str) -> str:
        """The cloze text with a gap in place of each blank."""
        return "".join(gap if piece.blank is not None else piece.text for piece in self.pieces)


class Option(Struct, frozen=True, omit_defaults=True):
    """One option of a choice; `why` says why a wrong one is wrong."""

    text: str
    right: bool = False
    why: str = ""


class Choice(Struct, frozen=True, tag=True, omit_defaults=True):
    """Options of which one or several are right; their order is shuffled when asked."""

    prompt: str
    options: tuple[Option, ...]
    sample: Sample | None = None

    @property
    def right(self) -> tuple[str, ...]:
        """The texts of the right options."""
        return tuple(option.text for option in self.options if option.right)

    @property
    def several(self) -> bool:
        """Whether more than one option has to be chosen."""
        return len(self.right) > 1


class Order(Struct, frozen=True, tag=True, omit_defaults=True):
    """Steps to be put in the order in which they stand here."""

    prompt: str
    steps: tuple[str, ...]
    sample: Sample | None = None


class Point(Struct, frozen=True, omit_defaults=True):
    """One thing a good answer to an open question says; `terms` are words that show it was said."""

    key: str
    text: str
    weight: float = 1.0
    terms: tuple[str, ...] = ()


class Rubric(Struct, frozen=True, tag=True, omit_defaults=True):
    """An open interview question with the points it is judged by."""

    prompt: str
    points: tuple[Point, ...]
    model: str = ""
    minutes: float = 3.0
    follow_ups: tuple[str, ...] = ()
    sample: Sample | None = None


class Label(Struct, frozen=True, omit_defaults=True):
    """A row or column heading: a stable key for ids and the text people read."""

    key: str
    text: str


REVERSE = "reverse"  # the facet of a basic note's second card
BACK = "/back"  # ends the facet of a cell that is asked backwards

Spot = tuple[str, str]  # (subject, attribute); a heading has an empty key for the other


def asked_spot(facet: str) -> Spot:
    """The place a table card asks for; backwards it is the heading of the subject."""
    subject, attribute = facet.removesuffix(BACK).split("/")
    return (subject, "") if facet.endswith(BACK) else (subject, attribute)


class Cell(Struct, frozen=True, omit_defaults=True):
    """The value of one attribute of one subject; an empty text is never asked."""

    subject: str
    attribute: str
    text: str
    accept: tuple[str, ...] = ()
    explain: str = ""
    guide_said: str = ""

    @property
    def key(self) -> str:
        """The cell's facet, the same whichever way the table lies."""
        return f"{self.subject}/{self.attribute}"


class Table(Struct, frozen=True, omit_defaults=True):
    """A comparison: subjects (the compared things) by attributes, whichever way it was written."""

    title: str
    corner: str
    subjects: tuple[Label, ...]
    attributes: tuple[Label, ...]
    cells: tuple[Cell, ...]
    backwards: tuple[str, ...] = ()
    compare: str = "rows"

    def cell(self, subject: str, attribute: str) -> Cell:
        """The cell at two keys.

        Raises KeyError when the table has no such subject or attribute.
        """
        for cell in self.cells:
            if cell.subject == subject and cell.attribute == attribute:
                return cell
        raise KeyError(f"{subject}/{attribute}")

    def column(self, attribute: str) -> tuple[Cell, ...]:
        """The cells of one attribute, in the order of the subjects."""
        return tuple(cell for cell in self.cells if cell.attribute == attribute)

    def row(self, subject: str) -> tuple[Cell, ...]:
        """The cells of one subject, in the order of the attributes."""
        return tuple(cell for cell in self.cells if cell.subject == subject)


Question = Recall | Typed | Choice | Order | Rubric
