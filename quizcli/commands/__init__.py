"""One module a command: open the workspace, run, show."""
