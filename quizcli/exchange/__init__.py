"""Other formats, each imported by name when it is used."""
