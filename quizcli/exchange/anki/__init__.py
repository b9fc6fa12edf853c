"""Anki: its note types, packages and collections, and how our cards look and stand in it."""
