"""Programs as their users have them: quizcli from a wheel of this checkout, and its peers.

Each lives in an environment of its own; with all of them on one path none would start as it does.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from msgspec import Struct

REPOSITORY = Path(__file__).parents[2]
PEERS = {
    "anki": "anki>=26.9.3,<27",
    "clanki": "clanki",
    "termcard": "termcard",
    "memodeck": "memodeck",
}


class Installed(Struct, frozen=True):
    """An environment with one program in it."""

    folder: Path

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self.folder / "bin" / "python")

    def command(self, name: str) -> str:
        """One of its commands."""
        return str(self.folder / "bin" / name)


def quizcli(folder: Path) -> Installed:
    """A fresh environment with a wheel that is built now, all of it compiled to bytecode."""
    wheels = folder / "wheels"
    for old in wheels.glob("*.whl"):
        old.unlink()
    _pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(REPOSITORY))
    environment = _environment(folder / "quizcli")
    wheel = next(wheels.glob("*.whl"))
    _pip(environment.python, "install", "--force-reinstall", "--no-deps", str(wheel))
    _pip(environment.python, "install", str(wheel))
    return environment


def peer(folder: Path, name: str) -> Installed | None:
    """The peer's environment, made unless it is there; None when it cannot be installed."""
    environment = Installed(folder / name)
    if not Path(environment.python).exists():
        environment = _environment(folder / name)
        try:
            _pip(environment.python, "install", PEERS[name])
        except subprocess.CalledProcessError:
            return None
    return environment


def _environment(folder: Path) -> Installed:
    if not (folder / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return Installed(folder)


def _pip(python: str, *arguments: str) -> None:
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, capture_output=True)
