"""The program in a home of its own whose decks, names and settings are hostile."""

from __future__ import annotations

from tests.commands.conftest import home, quiz

__all__ = ["home", "quiz"]
