"""`quizcli config`: every setting, its value and where that came from."""

from __future__ import annotations

from msgspec.structs import asdict

from quizcli.commands.listing import print_json
from quizcli.settings import describe
from quizcli.store import paths
from quizcli.ui.report import print_table, say
from quizcli.workspace import Workspace

VERSION = 1


def run(space: Workspace, as_json: bool) -> int:
    """Print all settings."""
    values, origins = asdict(space.settings), space.resolved.origins
    if as_json:
        listed = {
            name: {"value": value, "origin": origins[name], "about": describe()[name]}
            for name, value in values.items()
        }
        places = {"config": str(paths.config_file()), "log": str(paths.database_file())}
        print_json(VERSION, settings=listed, paths=places)
        return 0
    print_table(
        ("Setting", "Value", "From", "What it does"),
        [(name, _shown(value), origins[name], describe()[name]) for name, value in values.items()],
        whole=1,
        folds=True,
    )
    print(f"\nSettings file: {paths.config_file()}")
    print(f"Log:           {paths.database_file()}")
    print(f"Your decks:    {paths.deck_folder()}")
    say("\nTo change one, write it into the settings file, as in `new_per_day = 10`.")
    return 0


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
