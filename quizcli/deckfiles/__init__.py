"""Decks on disk: found, read as text with places, checked."""
