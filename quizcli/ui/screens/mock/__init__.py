"""A mock: its questions, the pages between and over them, the marking, the report."""
