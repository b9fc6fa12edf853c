"""Settings: defaults < `config.toml` < environment < options, each with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from quizcli.errors import UsageError
from quizcli.sched import SCHEDULERS

LARGEST_FILE = 1 << 20
PREFIX = "QUIZCLI_"
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def _setting(default: Any, doc: str, among: tuple[object, ...] = ()) -> Any:
    """A field with its description and what it may be: names, or a least and a greatest."""
    return field(default=default, metadata={"doc": doc, "among": among})


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user may choose; every field can stand in `config.toml` under its name."""

    scheduler: str = _setting("sm2", "how intervals grow", tuple(SCHEDULERS))
    fuzz: bool = _setting(True, "spread due dates a little, so that cards learnt together part")
    new_per_day: int = _setting(20, "new cards a day", (0, 9999))
    reviews_per_day: int = _setting(200, "reviews a day", (0, 99999))
    rollover: int = _setting(4, "hour at which a learning day begins", (0, 23))
    longest_interval: int = _setting(36500, "longest interval in days", (1, 36500))
    retention: float = _setting(0.9, "share to be recalled when due (fsrs)", (0.7, 0.99))
    repeat_hard: bool = _setting(False, "ask a card graded Hard again on the same day")
    grades: str = _setting("keys", "four keys 1-4, or SM-2's full scale 0-5", ("keys", "sm2"))
    grids: bool = _setting(True, "ask several due cells of a table as one grid")
    guard: bool = _setting(True, "ignore keys held down, or typed before a page could be read")
    bell: bool = _setting(True, "ring once when a mock's last minute begins")
    plain: str = _setting("auto", "line mode without cursor movement", ("auto", "on", "off"))
    color: str = _setting("auto", "colours", ("auto", "on", "off"))
    ascii: str = _setting("auto", "plain ASCII signs", ("auto", "on", "off"))
    editor: str = _setting("", "editor for decks; else $VISUAL, $EDITOR, vi")
    interview: str = _setting("", "date of the interview, as 2026-12-24; the plan works towards it")
    bundled: bool = _setting(True, "also study the decks that come with the program")
    decks: str = _setting("", "further deck folders, separated as in PATH")
    backup_minutes: int = _setting(30, "minutes between backups; 0: none by itself", (0, 99999))
    daily_backups: int = _setting(12, "days of which a backup is kept", (0, 999))
    weekly_backups: int = _setting(10, "weeks before them of which one is kept", (0, 999))
    monthly_backups: int = _setting(9, "months before those of which one is kept", (0, 999))


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings in force, and for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(
    path: Path, environment: Mapping[str, str], options: Mapping[str, object] | None = None
) -> Resolved:
    """The settings in force.

    Raises UsageError, naming the file or variable, for an unknown name or a value that cannot be.
    """
    origins = {item.name: "default" for item in fields(Settings)}
    settings = Settings()
    for origin, values in (
        (str(path), _file(path)),
        ("environment", _environment(environment)),
        ("option", options or {}),
    ):
        for name, value in values.items():
            if value is None:
                continue
            if name not in origins:
                raise UsageError(f"{origin}: no setting is called {name!r}{_nearest(name)}.")
            where = f"{PREFIX}{name.upper()}" if origin == "environment" else origin
            changed: dict[str, Any] = {name: _checked(name, value, where)}
            settings = replace(settings, **changed)
            origins[name] = where
    return Resolved(settings, origins)


def describe() -> Mapping[str, str]:
    """Name → what the setting does and what it may be."""
    return {item.name: f"{item.metadata['doc']}{_choices(item)}" for item in fields(Settings)}


def _choices(item: Any) -> str:
    among = item.metadata["among"]
    if not among:
        return ""
    joined = ", ".join(among) if isinstance(among[0], str) else f"{among[0]} to {among[1]}"
    return f" ({joined})"


def _file(path: Path) -> dict[str, object]:
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no file.")  # a pipe would keep us waiting
        if path.exists() and path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path} is too large for settings.")
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}.") from error
    except (ValueError, RecursionError) as error:
        # A number of more digits than Python converts, or lists in lists without end.
        raise UsageError(f"{path} holds something that no setting can be.") from error
    for number, name in enumerate(values):
        if name not in asdict(Settings()):
            line = next(
                (n for n, row in enumerate(text.splitlines(), 1) if row.strip().startswith(name)),
                number + 1,
            )
            raise UsageError(f"{path}:{line}:1: no setting is called {name!r}{_nearest(name)}.")
    return values


def _nearest(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, asdict(Settings()), n=1)
    return f"; did you mean {near[0]!r}?" if near else "; `quizcli config` lists them"


def _environment(environment: Mapping[str, str]) -> dict[str, object]:
    return {
        item.name: environment[f"{PREFIX}{item.name.upper()}"]
        for item in fields(Settings)
        if environment.get(f"{PREFIX}{item.name.upper()}", "") != ""
    }


def _checked(name: str, value: object, where: str) -> object:
    default = getattr(Settings(), name)
    among = next(item.metadata["among"] for item in fields(Settings) if item.name == name)
    converted = _converted(value, type(default), name in ("plain", "color", "ascii"))
    if converted is None:
        kind = {bool: "yes or no", int: "a whole number", float: "a number"}.get(
            type(default), "a text"
        )
        raise UsageError(f"{where}: {name} is {kind}, not {value!r}.")
    if among and isinstance(among[0], str) and converted not in among:
        raise UsageError(f"{where}: {name} is one of {', '.join(among)}, not {value!r}.")
    if among and not isinstance(among[0], str) and not among[0] <= converted <= among[1]:
        raise UsageError(f"{where}: {name} lies between {among[0]} and {among[1]}, not {value}.")
    if name == "interview" and converted:
        _check_date(str(converted), where)
    return converted


def _check_date(text: str, where: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{where}: interview is a date such as 2026-12-24, not {text!r}."
        ) from error


def _converted(value: object, kind: type, switch: bool) -> Any:
    """The value as the kind of the default, None when it cannot be; switches take 1 and 0 too."""
    text = str(value).strip().lower()
    if switch and text in YES | NO:
        return "on" if text in YES else "off"
    if kind is bool:
        return True if text in YES else False if text in NO else None
    if kind is str:
        return value if isinstance(value, str) else None
    try:
        return kind(text)
    except ValueError:
        return None
