"""Spaced-repetition flashcards, table quizzes and timed interview mocks in the terminal."""

__version__ = "0.1.0"
