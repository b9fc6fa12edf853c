"""Turns over tables: a page for each way to be asked, and the end that all of them have."""
