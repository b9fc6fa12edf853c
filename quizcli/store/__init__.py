"""The log in SQLite, and the caches that are computed from it."""
