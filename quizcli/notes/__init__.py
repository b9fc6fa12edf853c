"""Note types: each module compiles one kind of note to cards; this list is the only place that names them."""
