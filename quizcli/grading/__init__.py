"""Responses held against shapes: verdicts, and the grade they suggest."""
