"""What authors write, compiled to cards; `types` lists the kinds of note there are."""
