"""Typed cards, number cards and cloze: blank after blank, marked by the program."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Answers, Part, difference, mark
from quizcli.model import Grade
from quizcli.shapes import Typed
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.answer import AnswerPage
from quizcli.ui.screens.blanks import cloze_rows, field_label, spoken_cloze, wanted_row
from quizcli.ui.screens.question import HINTS, QuestionPage, asked
from quizcli.ui.text import T, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Screen

TYPING_HINTS = (
    ("Enter", "check"),
    ("Enter on empty", "don't know"),
    ("Esc", "commands"),
    ("^C", "quit"),
)
LABEL = 8


class TypedQuestion(QuestionPage[Typed], frozen=True):
    """The field for the next blank; `texts` are those handed in, `commanding` is what Esc opens."""

    texts: tuple[str, ...] = ()
    commanding: bool = False

    @property
    def typing(self) -> bool:
        """Keys go into the field unless a command is awaited."""
        return not self.commanding

    def key(self, key: str) -> Screen | Outcome:
        """Esc opens the commands; there, a key that is none goes back to the field."""
        if not self.commanding:
            return replace(self, commanding=True) if key == "escape" else LEAVE_KEYS.get(key, self)
        if key == "?":
            return self
        back = replace(self, commanding=False)
        return back.other_key(key)

    def submit(self, text: str) -> Screen | Outcome:
        """The next blank, or the answer side after the last."""
        texts = (*self.texts, text)
        if len(texts) < len(self.shape.blanks):
            return replace(self, texts=texts)
        response = Answers(texts)
        verdict = mark(self.shape, response, self.context.terms)
        return TypedAnswer(self.answered_context, self.shape, response, verdict)

    def view(self, caps: Caps) -> Frame:
        """Prompt, cloze text, field."""
        width = caps.body_width
        rows: list[Text] = []
        if self.shape.pieces:
            rows = cloze_rows(self.shape, self._marked(), len(self.texts), width)
        gap = (BLANK,) if rows and self.shape.prompt else ()
        frame = self.frame(caps, *gap, *rows)
        wanted = len(frame.body) - len(rows) + wanted_row(rows)
        return replace(
            frame,
            label=line((self._label(), "dim")),
            hints=self._hints(),
            help=("?" if self.commanding else "Esc ?", "keys"),
            focus=(wanted, wanted),
        )

    def lines(self) -> tuple[str, ...]:
        """The prompt and the cloze text; later how the last blank went, and the next one's line."""
        cloze = (spoken_cloze(self.shape, len(self.texts)),) if self.shape.pieces else ()
        if not self.texts:
            return self.spoken(*cloze)
        return (_spoken_part(len(self.texts), self._marked()[-1]), *cloze)

    def prompt(self) -> str:
        """Asks for the blank."""
        return f"{self._label()[:-1]} (Enter if you don't know): "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """The answer, or a command behind a colon."""
        command = self.typed_command(text)
        return self.submit(text) if command is None else command

    def _hints(self) -> tuple[tuple[str, str], ...]:
        if not self.commanding:
            return TYPING_HINTS
        return (*HINTS, *((("h", "hint"),) if self.hint else ()), ("other key", "back"))

    def _label(self) -> str:
        return field_label(self.shape, len(self.texts))

    def _marked(self) -> tuple[Part, ...]:
        verdict = mark(self.shape, Answers(self.texts), self.context.terms)
        return verdict.parts[: len(self.texts)]


class TypedAnswer(AnswerPage[Typed], frozen=True):
    """What was typed against what was wanted, blank by blank."""

    @property
    def disputable(self) -> bool:
        """Whether the program called something typed wrong, which the learner may know better."""
        grade = self.verdict.grade
        return not self.claimed and grade is not None and Grade.BLANK < grade < Grade.GOOD

    def marked_question(self, width: int) -> tuple[Text, ...]:
        """The prompt; of a cloze the text with every blank marked."""
        rows = asked(self.shape, width)
        if not self.shape.pieces:
            return rows
        cloze = cloze_rows(self.shape, self.verdict.parts, None, width)
        return (*rows, *((BLANK,) if rows else ()), *cloze)

    def answer(self, width: int) -> tuple[Text, ...]:
        """One blank in detail, several in a list."""
        if len(self.verdict.parts) == 1:
            return tuple(self._one(self.verdict.parts[0], width))
        return tuple(
            row
            for number, part in enumerate(self.verdict.parts, 1)
            for row in _listed(number, part, width)
        )

    def spoken_answer(self) -> tuple[str, ...]:
        """The right answers, and what was typed where it differs."""
        if len(self.verdict.parts) == 1:
            part = self.verdict.parts[0]
            wanted = f"The answer is: {self._expected(part)}."
            return (wanted, *((f"{part.remark.capitalize()}.",) if part.remark else ()))
        return tuple(_spoken_part(n, part) for n, part in enumerate(self.verdict.parts, 1))

    def _expected(self, part: Part) -> str:
        quantity = self.shape.quantity
        return one_line(f"{part.expected} {quantity.unit if quantity else ''}")

    def _one(self, part: Part, width: int) -> list[Text]:
        expected = self._expected(part)
        rows: list[Text] = []
        if part.given.strip() and one_line(part.given) != expected:
            rows += _labelled("you", T(one_line(part.given), "" if part.right else "bad"), width)
        rows += _labelled("answer", T(expected, "good"), width)
        shared = difference(expected, part.given)
        if not part.right and any(sign == "=" for sign, _ in shared) and not self.shape.is_code:
            rows += _labelled("diff", _difference(shared), width)
        if part.remark not in ("", "partly right"):
            rows += wrap(T(part.remark, "dim"), width)
        accepted = self.shape.blanks[0].accept
        if accepted and not self.shape.is_code:
            rows += _labelled("or", T(" · ".join(map(one_line, accepted)), "dim"), width)
        return rows


def _spoken_part(number: int, part: Part) -> str:
    return f"Blank {number} {'right' if part.right else 'wrong'}: {one_line(part.expected)}"


def _labelled(label: str, text: Text, width: int) -> list[Text]:
    return wrap(text, width, line((f"{label:<{LABEL}}", "dim")))


def _difference(rows: tuple[tuple[str, str], ...]) -> Text:
    """The answer word by word: `[-missed-]`, `{+too much+}`."""
    shown = Text()
    for sign, words in rows:
        words = one_line(words)
        marks = {"-": (f"[-{words}-]", "bad"), "+": (f"{{+{words}+}}", "mark"), "=": (words, "")}
        shown = line(shown, " " if shown else "", marks[sign])
    return shown


def _listed(number: int, part: Part, width: int) -> list[Text]:
    sign, style = ("✓", "good") if part.right else ("✗", "bad")
    said = T(one_line(part.expected), "good" if part.right else "")
    if not part.right:
        given = one_line(part.given) or "nothing"
        said = line(said, (f"   you: {given}", "dim"))
    if part.remark:
        said = line(said, (f"   {one_line(part.remark)}", "dim"))
    return wrap(said, width, line(f"{number} ", (sign, style), " "))
