"""The daily review: what is asked today, and the machine that asks it."""
