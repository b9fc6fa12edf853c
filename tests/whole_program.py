"""Importing this imports every module of the program, also those a command imports on its way."""

from __future__ import annotations

import gc
import importlib
import pkgutil

import quizcli
from quizcli.cli.app import command

for module in pkgutil.walk_packages(quizcli.__path__, "quizcli."):
    if module.name != "quizcli.__main__":
        importlib.import_module(module.name)
for name in ("prompt_toolkit.shortcuts", "questionary", "rich.progress", "sqlite_utils.plugins"):
    importlib.import_module(name)
command()
# What is here stays here: forks share it as long as nobody counts it again.
gc.freeze()
