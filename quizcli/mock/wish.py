"""What a learner wants of a mock: kind, length, topics and level; presets name all four."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from quizcli.phrases import counted

Kind = Literal["exam", "interview"]


class Level(Struct, frozen=True):
    """How hard and how hurried: chances by difficulty, seconds an exam question, share of minutes.

    A difficulty without a chance is not asked; `patience` stretches the minutes of open questions.
    """

    chances: Mapping[int, float]
    seconds: float
    patience: float


# Without a level every difficulty is as likely as it is in the decks.
ANY_LEVEL = Level({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, 60, 1.0)
LEVELS: Mapping[str, Level] = {
    "junior": Level({1: 4, 2: 4, 3: 1}, 75, 1.25),
    "mid": Level({1: 1, 2: 3, 3: 4, 4: 1}, 60, 1.0),
    "senior": Level({2: 1, 3: 3, 4: 4, 5: 4}, 45, 0.8),
}
USUAL_MINUTES: Mapping[Kind, float] = {"exam": 20, "interview": 30}


class Wish(Struct, frozen=True):
    """A mock as it was asked for; `topics` is written as `aws,docker:2`, empty for everything.

    `quick` keeps to questions that are read and answered in a glance, `pass_mark` is in percent.
    """

    kind: Kind = "exam"
    questions: int | None = None
    minutes: float | None = None
    topics: str = ""
    level: str = ""
    preset: str = ""
    quick: bool = False
    strict: bool = False
    speak: bool = False
    confidence: bool = False
    feedback: bool = True
    pass_mark: float | None = None

    @property
    def pace(self) -> Level:
        """What the level means."""
        return LEVELS.get(self.level, ANY_LEVEL)

    @property
    def sentence(self) -> str:
        """The wish in a few words: `exam, 20 questions, 30 minutes, aws, senior`."""
        numbers = (
            counted(self.questions, "question") if self.questions else "",
            counted(self.minutes, "minute") if self.minutes else "",
        )
        return ", ".join(
            filter(None, (self.kind, *numbers, self.topics or "all topics", self.level))
        )


# The four domains of the AWS Certified Solutions Architect - Associate exam guide (SAA-C03) with
# their published shares of the scored content, each with the decks that teach it.
ASSOCIATE_DOMAINS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("Secure architectures", 30, ("aws-iam", "aws-vpc", "aws-observability")),
    (
        "Resilient architectures",
        26,
        ("aws-route-53", "aws-elb", "aws-rds", "aws-messaging", "aws-three-tier"),
    ),
    (
        "High-performing architectures",
        24,
        (
            "aws-cloudfront",
            "aws-elasticache",
            "aws-dynamodb",
            "aws-lambda",
            "aws-data-pipeline",
            "aws-ecs-eks",
        ),
    ),
    (
        "Cost-optimized architectures",
        20,
        ("aws-s3", "aws-ec2", "aws-serverless", "aws-well-architected"),
    ),
)

PRESETS: Mapping[str, Wish] = {
    "screen": Wish("exam", questions=10, minutes=10, preset="screen", quick=True),
    "associate": Wish("exam", questions=65, minutes=130, preset="associate"),
    "onsite": Wish("interview", minutes=45, preset="onsite"),
}
PRESET_WORDS: Mapping[str, str] = {
    "screen": "10 quick questions in 10 minutes",
    "associate": "65 in 130 minutes, weighted as AWS SAA-C03",
    "onsite": "45 minutes of open questions",
}
