"""The timed interview mock: its paper, its machine, its report."""
