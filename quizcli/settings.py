"""Settings: defaults < `config.toml` < environment < options, each with its origin."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from quizcli.errors import UsageError
from quizcli.sched import SCHEDULERS

LARGEST_FILE = 1 << 20
PREFIX = "QUIZCLI_"
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class Setting(Struct, frozen=True):
    """What a setting does and what it may be: one of some names, or a least and a greatest."""

    about: str
    among: tuple[Any, ...] = ()


class Settings(Struct, frozen=True):
    """All that a user may choose; every field can stand in `config.toml` under its name."""

    scheduler: Annotated[str, Setting("how intervals grow", tuple(SCHEDULERS))] = "sm2"
    fuzz: Annotated[
        bool, Setting("spread due dates a little, so that cards learnt together part")
    ] = True
    new_per_day: Annotated[int, Setting("new cards a day", (0, 9999))] = 20
    reviews_per_day: Annotated[int, Setting("reviews a day", (0, 99999))] = 200
    rollover: Annotated[int, Setting("hour at which a learning day begins", (0, 23))] = 4
    longest_interval: Annotated[int, Setting("longest interval in days", (1, 36500))] = 36500
    retention: Annotated[float, Setting("share to be recalled when due (fsrs)", (0.7, 0.99))] = 0.9
    repeat_hard: Annotated[bool, Setting("ask a card graded Hard again on the same day")] = False
    grades: Annotated[str, Setting("four keys 1-4, or SM-2's full scale 0-5", ("keys", "sm2"))] = (
        "keys"
    )
    grids: Annotated[bool, Setting("ask several due cells of a table as one grid")] = True
    guard: Annotated[
        bool, Setting("ignore keys held down, or typed before a page could be read")
    ] = True
    bell: Annotated[bool, Setting("ring once when a mock's last minute begins")] = True
    plain: Annotated[str, Setting("line mode without cursor movement", ("auto", "on", "off"))] = (
        "auto"
    )
    color: Annotated[str, Setting("colours", ("auto", "on", "off"))] = "auto"
    ascii: Annotated[str, Setting("plain ASCII signs", ("auto", "on", "off"))] = "auto"
    editor: Annotated[str, Setting("editor for decks; else $VISUAL, $EDITOR, vi")] = ""
    interview: Annotated[
        str, Setting("date of the interview, as 2026-12-24; the plan works towards it")
    ] = ""
    bundled: Annotated[bool, Setting("also study the decks that come with the program")] = True
    decks: Annotated[str, Setting("further deck folders, separated as in PATH")] = ""
    backup_minutes: Annotated[
        int, Setting("minutes between backups; 0: none by itself", (0, 99999))
    ] = 30
    daily_backups: Annotated[int, Setting("days of which a backup is kept", (0, 999))] = 12
    weekly_backups: Annotated[int, Setting("weeks before them of which one is kept", (0, 999))] = 10
    monthly_backups: Annotated[
        int, Setting("months before those of which one is kept", (0, 999))
    ] = 9


NAMES = Settings.__struct_fields__


class Resolved(Struct, frozen=True):
    """The settings in force, and for each name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load(
    path: Path, environment: Mapping[str, str], options: Mapping[str, object] | None = None
) -> Resolved:
    """The settings in force.

    Raises UsageError, naming the file or variable, for an unknown name or a value that cannot be.
    """
    origins = dict.fromkeys(NAMES, "default")
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
    return {name: f"{_setting(name).about}{_choices(_setting(name).among)}" for name in NAMES}


def _setting(name: str) -> Setting:
    """What stands beside the type of a field."""
    found: Setting = Settings.__annotations__[name].__metadata__[0]
    return found


def _choices(among: tuple[Any, ...]) -> str:
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
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from error
    import tomllib
    from datetime import date

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}.") from error
    except (ValueError, RecursionError) as error:
        # A number of more digits than Python converts, or lists in lists without end.
        raise UsageError(f"{path} holds something that no setting can be.") from error
    for number, name in enumerate(values):
        if name not in NAMES:
            line = next(
                (n for n, row in enumerate(text.splitlines(), 1) if row.strip().startswith(name)),
                number + 1,
            )
            raise UsageError(f"{path}:{line}:1: no setting is called {name!r}{_nearest(name)}.")
    # A date may do without quotes in TOML.
    return {name: str(each) if isinstance(each, date) else each for name, each in values.items()}


def _nearest(name: str) -> str:
    from quizcli.notes.names import nearest

    near = nearest(name, NAMES)
    return f"; did you mean {near!r}" if near else f"; settings are {', '.join(NAMES)}"


def _environment(environment: Mapping[str, str]) -> dict[str, object]:
    return {
        name: environment[f"{PREFIX}{name.upper()}"]
        for name in NAMES
        if environment.get(f"{PREFIX}{name.upper()}", "") != ""
    }


def _checked(name: str, value: object, where: str) -> object:
    default = getattr(Settings(), name)
    among = _setting(name).among
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
