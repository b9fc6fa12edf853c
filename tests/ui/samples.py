"""Turns of every shape, as authors and as attackers write them, and a controller for them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from quizcli.drill.ask import Ask
from quizcli.model import Card, Grade, Verified
from quizcli.shapes import (
    Blank,
    Choice,
    Option,
    Order,
    Piece,
    Point,
    Quantity,
    Question,
    Recall,
    Rubric,
    Sample,
    Typed,
)
from quizcli.ui.outcomes import Act, Edited, Graded, Menu, OpenEditor, Outcome
from quizcli.ui.screens.ask import ask_screen
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.turn import Screen
from tests.making import card

INTERVALS = {Grade.AGAIN: "today", Grade.HARD: "3 d", Grade.GOOD: "8 d", Grade.EASY: "14 d"}

RECALL = Recall(
    "Which S3 storage class is meant for data with unknown access patterns?",
    "S3 Intelligent-Tiering: it moves objects between tiers by itself.",
)
CODE = Recall(
    "What is `dependency:go-offline` for?",
    "The layer with the dependencies is cached until `pom.xml` changes.",
    Sample(
        "FROM maven:3.9-eclipse-temurin-21 AS builder\nWORKDIR /app\nCOPY pom.xml .\n"
        "RUN mvn dependency:go-offline -q  # before the sources: a layer of its own\n"
        "COPY src ./src\nRUN mvn package -DskipTests -q",
        "docker",
    ),
)
CHOICE = Choice(
    "A canary release sends 10% of traffic to v2 and 90% to v1. Which Route 53 routing policy?",
    (
        Option("Multivalue answer", why="gives several addresses, not shares"),
        Option("Weighted", right=True),
        Option("Geoproximity", why="goes by distance"),
        Option("Latency-based", why="goes by measured delay"),
    ),
)
SEVERAL = Choice(
    "Which of these live in one Availability Zone?",
    (
        Option("EBS volume", right=True),
        Option("S3 bucket", why="a bucket is Regional"),
        Option("EC2 instance", right=True),
        Option("IAM role", why="IAM is global"),
    ),
)
TYPED = Typed(
    "How is a message kept from other consumers while one of them works on it?",
    (Blank("visibility timeout", ("the visibility timeout",)),),
)
NUMBER = Typed("How long can one Lambda call run?", (Blank("15"),), quantity=Quantity(15, "min"))
CLOZE = Typed(
    "",
    (Blank("autoscaling/v2"), Blank("HorizontalPodAutoscaler"), Blank("averageUtilization")),
    (
        Piece("apiVersion: "),
        Piece("autoscaling/v2", 0),
        Piece("\nkind: "),
        Piece("HorizontalPodAutoscaler", 1),
        Piece(
            "\nmetadata: { name: api-hpa }\nspec:\n"
            "  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api-service }\n"
            "  minReplicas: 3\n  maxReplicas: 20\n  metrics:\n  - type: Resource\n"
            "    resource: { name: cpu, target: { type: Utilization, "
        ),
        Piece("averageUtilization", 2),
        Piece(": 70 } }\n"),
    ),
    "yaml",
)
PROSE_CLOZE = Typed(
    "Fill in the blank.",
    (Blank("data centers"),),
    (
        Piece("An Availability Zone is one or more discrete "),
        Piece("data centers", 0),
        Piece(" with redundant power, networking and connectivity."),
    ),
)
ORDER = Order(
    "Put the hops of a web request in order, from the user inwards.",
    ("Route 53", "CloudFront", "Application Load Balancer", "Auto Scaling group"),
)
RUBRIC = Rubric(
    "When would you choose a virtual machine over a container?",
    (
        Point("isolation", "a separate kernel for each tenant", terms=("kernel",)),
        Point("other-os", "another operating system than the host's", 0.5),
        Point("modules", "kernel modules or special drivers", terms=("drivers", "modules")),
    ),
    model="A VM brings its own kernel: for hostile tenants, another system, or kernel modules.",
    follow_ups=("What does Firecracker change?",),
)

SHAPES: dict[str, Question] = {
    "recall": RECALL,
    "code": CODE,
    "choice": CHOICE,
    "several": SEVERAL,
    "typed": TYPED,
    "number": NUMBER,
    "cloze": CLOZE,
    "prose-cloze": PROSE_CLOZE,
    "order": ORDER,
    "rubric": RUBRIC,
}

HOSTILE = (
    "\x1b]0;own\x07\x1b[2J\x9b31m[/] [link=x]a[/link] list[int] :cloud: \u202eevil\u202c "
    "👍🏽 👨‍👩‍👧 🇫🇷 ⚠️ 1️⃣ 汉字漢字汉字漢字 e\u0301\u0301 \ufeff\u200b\u2028 \ttab\r\nline"
)


def context(shape: Question, **changes: object) -> TurnContext:
    """A turn in the middle of a session; notes and contexts take what is named."""
    note = {key: changes.pop(key) for key in ("explain", "hint", "guide_said") if key in changes}
    made = card("s3-classes", shape, verified=Verified("2026-11-23", "User Guide"), **note)
    seed = f"{changes.pop('seed', 'seed')}\0{made.id}"
    found = TurnContext(
        Ask(made, shape, seed), "Review › S3 · Storage classes", 12, 40, 3, INTERVALS
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def told(shape: Question, **changes: object) -> TurnContext:
    """A turn whose note has everything a note can tell."""
    return context(
        shape,
        explain="It is about *cost*:\n- no retrieval fee\n- a monitoring fee per object",
        hint="It watches the access.",
        guide_said="it needs 128 KB or more per object",
        **changes,
    )


def hostile(shape: Question) -> TurnContext:
    """The same turn with every text of it meant to break the terminal."""
    card_ = card("evil", _poisoned(shape, HOSTILE), explain=HOSTILE, hint=HOSTILE)
    note = replace(
        card_.note, guide_said=HOSTILE, section=HOSTILE, verified=Verified(HOSTILE, HOSTILE)
    )
    made: Card = replace(card_, note=note)
    return TurnContext(
        Ask(made, made.shape), HOSTILE, 1, 2, 1, {Grade.GOOD: HOSTILE}, status=HOSTILE
    )


def _poisoned(shape: Question, evil: str) -> Question:
    sample = Sample(f"{evil}\n{'x' * 150}\n\t{evil}", "python")
    match shape:
        case Recall():
            return Recall(evil, evil, sample)
        case Choice():
            options = tuple(replace(o, text=f"{o.text}{evil}", why=evil) for o in shape.options)
            return Choice(evil, options, sample)
        case Order():
            return Order(evil, tuple(f"{step}{evil}" for step in shape.steps), sample)
        case Rubric():
            points = tuple(replace(point, text=evil) for point in shape.points)
            return Rubric(evil, points, evil, 3, (evil,), sample)
        case Typed():
            pieces = tuple(replace(piece, text=evil + piece.text) for piece in shape.pieces)
            blanks = tuple(Blank(evil + blank.answer, (evil,)) for blank in shape.blanks)
            quantity = Quantity(1, evil) if shape.quantity else None
            return Typed(evil, blanks, pieces, shape.language, quantity, sample)


class Recorder(Struct):
    """A controller that goes through turns in order and keeps what it was told."""

    turns: list[TurnContext]
    outcomes: list[Outcome] = field(default_factory=list)
    closed: int = 0
    rests: int = 0
    at: int = 0
    answer: Callable[[Outcome, Screen], Screen | OpenEditor | None] | None = None

    def start(self) -> Screen | None:
        return ask_screen(self.turns[0]) if self.turns else None

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
        self.outcomes.append(outcome)
        if self.answer is not None:
            return self.answer(outcome, screen)
        match outcome:
            case Graded() | Act.SKIP | Act.SUSPEND:
                self.at += 1
            case Act.UNDO:
                self.at -= 1
                last = next(o for o in reversed(self.outcomes) if isinstance(o, Graded))
                turn = replace(self.turns[self.at], status="Taken back.")
                return ask_screen(turn, (last.response, last.verdict))
            case Act.EDIT:
                return OpenEditor("deck.yaml", 7)
            case Edited():
                turn = replace(self.turns[self.at], status=outcome.error or "Edited.")
                return ask_screen(turn)
            case Menu() | Act.QUIT:
                return None
            case _:
                return screen
        return ask_screen(self.turns[self.at]) if self.at < len(self.turns) else None

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        self.closed += 1
