"""Papers and attempts for tests; time is a number of seconds, given by hand."""

from __future__ import annotations

from msgspec.structs import replace

from quizcli.grading import Answers, Ordered, Picked, Response, Ticked
from quizcli.mock.interview import Attempt, Now, begin
from quizcli.mock.paper import Item, Paper
from quizcli.mock.wish import Wish
from quizcli.model import Card
from quizcli.shapes import Blank, Choice, Option, Order, Point, Question, Rubric, Typed
from tests.making import card

FIREWALL = Choice(
    "Which firewall is stateless and works at subnet level?",
    (
        Option("NACL", right=True),
        Option("Security group", why="stateful, and at the network interface"),
        Option("WAF", why="looks into HTTP"),
    ),
)
ZONAL = Choice(
    "Which of these live in one Availability Zone?",
    (
        Option("EBS volume", right=True),
        Option("S3 bucket", why="a bucket is Regional"),
        Option("EC2 instance", right=True),
    ),
)
QUEUE = Typed("What hides a message while it is worked on?", (Blank("visibility timeout"),))
HOPS = Order("From the user inwards", ("Route 53", "CloudFront", "ALB"))
OPEN = Rubric(
    "When would you choose a VM over a container?",
    (
        Point("isolation", "a kernel of its own", 1.0, ("kernel",)),
        Point("legacy", "another operating system", 1.0, ("operating system",)),
        Point("price", "price", 0.5, ("price",)),
    ),
    model="A VM brings its own kernel.",
    minutes=2,
    follow_ups=("What does Firecracker change?",),
)
SHAPES: tuple[Question, ...] = (FIREWALL, QUEUE, HOPS, ZONAL)
RIGHT: dict[Question, Response] = {
    FIREWALL: Picked(("NACL",)),
    QUEUE: Answers(("visibility timeout",)),
    HOPS: Ordered(("Route 53", "CloudFront", "ALB")),
    ZONAL: Picked(("EBS volume", "EC2 instance")),
}
WRONG: dict[Question, Response] = {
    FIREWALL: Picked(("WAF",)),
    QUEUE: Answers(("a lock",)),
    HOPS: Ordered(("ALB", "CloudFront", "Route 53")),
    ZONAL: Picked(("S3 bucket",)),
}


def now(seconds: float, wall: float | None = None) -> Now:
    """A moment on both clocks; the wall clock began at 1,000,000 and runs along."""
    return Now(seconds, 1_000_000 + (seconds if wall is None else wall))


def cards(*shapes: Question, section: str = "Networks") -> tuple[Card, ...]:
    """A card of each shape."""
    made = (card(f"card-{number}", shape) for number, shape in enumerate(shapes, 1))
    return tuple(replace(c, note=replace(c.note, section=section, explain="Why")) for c in made)


def exam(*shapes: Question, seconds: float = 600, **wish: object) -> Attempt:
    """An exam begun at second 0."""
    shapes = shapes or SHAPES
    items = tuple(Item(each, each.shape, "aws", seconds / len(shapes)) for each in cards(*shapes))
    paper = Paper(Wish("exam", **wish), "seed", items, seconds)  # type: ignore[arg-type]
    return begin(paper, now(0))


def interview(count: int = 2, seconds: float = 600, **wish: object) -> Attempt:
    """An interview of open questions of 2 minutes with a follow-up of 1, begun at second 0."""
    items = tuple(Item(each, OPEN, "aws", 120, OPEN.follow_ups) for each in cards(*[OPEN] * count))
    paper = Paper(Wish("interview", **wish), "seed", items, seconds)  # type: ignore[arg-type]
    return begin(paper, now(0))


def said(text: str) -> Ticked:
    """What was written to an open question."""
    return Ticked(frozenset(), text)
