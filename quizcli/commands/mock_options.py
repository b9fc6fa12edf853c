"""Options of `quizcli mock` as a wish: checked, a preset filled in where nothing else is said."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from quizcli.errors import UsageError
from quizcli.mock.wish import LEVELS, PRESETS, Kind, Wish
from quizcli.notes.names import nearest

KINDS: dict[str, Kind] = {"exam": "exam", "interview": "interview"}


def wish_of(
    *,
    kind: str,
    questions: int | None,
    minutes: float | None,
    topics: str,
    level: str,
    preset: str,
    pass_mark: float | None,
    strict: bool,
    speak: bool,
    confidence: bool,
    feedback: bool,
    seeded: bool,
) -> Wish | None:
    """The wish that the options say; None when they say nothing.

    Raises UsageError for a name that is none, and for options that do not go together.
    """
    words = (kind, questions, minutes, topics, level, preset, pass_mark, seeded)
    if not any(word not in (None, "", False) for word in words) and not (
        strict or speak or confidence or not feedback
    ):
        return None
    _check("--kind", kind, KINDS)
    _check("--level", level, LEVELS)
    _check("--preset", preset, PRESETS)
    base = PRESETS[preset] if preset else Wish(KINDS[kind] if kind else _implied(speak))
    if kind and base.kind != kind:
        raise UsageError(f"--preset {preset} is an {base.kind}; leave --kind {kind} out.")
    if speak and base.kind == "exam":
        raise UsageError("--speak is for --kind interview: an exam is picked and typed.")
    if confidence and base.kind == "interview":
        raise UsageError("--confidence is for --kind exam: an interview has a rubric instead.")
    # A length given on the command line takes the place of both numbers of a preset.
    sized = questions is not None or minutes is not None
    return replace(
        base,
        questions=questions if sized else base.questions,
        minutes=minutes if sized else base.minutes,
        topics=topics or base.topics,
        level=level,
        strict=strict,
        speak=speak,
        confidence=confidence,
        feedback=feedback,
        pass_mark=pass_mark,
    )


def _implied(speak: bool) -> Kind:
    return "interview" if speak else "exam"


def _check(option: str, name: str, known: Iterable[str]) -> None:
    names = [*known]
    if not name or name in names:
        return
    near = nearest(name, names)
    hint = f" Did you mean {near}?" if near else ""
    raise UsageError(f"{option} is {', '.join(names[:-1])} or {names[-1]}, not {name!r}.{hint}")
