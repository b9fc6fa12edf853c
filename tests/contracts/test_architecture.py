"""The house: imports point down, the middle is pure, edges do not know one another, no cycles."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "quizcli"

LAYERS = (
    {"chance", "digest", "errors", "model", "shapes", "days", "phrases", "uids"},
    {"notes", "grading", "sched"},
    {"drill", "mock", "insight"},
    {"deckfiles", "store", "exchange", "ui", "settings", "clock"},
    {"takeup", "workspace", "ending", "helper"},
    {"commands"},
    {"cli", "direct"},
    {"__main__"},
)
LAYER = {name: level for level, names in enumerate(LAYERS) for name in names}
EDGES = LAYERS[3]
# All that the pure layers may import: nothing that reads a clock, a file, a terminal or dice.
PURE = {
    "__future__", "abc", "bisect", "collections", "datetime", "difflib", "enum",
    "fractions", "functools", "hashlib", "itertools", "math", "msgspec", "operator", "quizcli",
    "re", "typing", "unicodedata", "zlib",
}  # fmt: skip
IMPURE_CALLS = {"eval", "exec", "input", "now", "open", "print", "today", "utcnow"}
# Two halves of one thing that name each other in annotations alone.
TIED = {
    ("quizcli.commands.grids", "quizcli.commands.sitting"),
    ("quizcli.ui.outcomes", "quizcli.ui.screens.mock.page"),
}
ONLY_HERE = {
    "prompt_toolkit": ("ui/loop.py",),
    "questionary": ("ui/menus.py",),
    "typer": ("cli/",),
    "yaml": ("deckfiles/events.py", "deckfiles/tree.py", "exchange/anki_decks.py"),
}
# Where SQL stands: the log and its caches, and Anki's files.
SPEAKS_SQL = ("store/", "exchange/anki", "takeup.py")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "decks" not in path.parts[-2:-1])


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imports(path: Path, late: bool = True) -> set[str]:
    """Names of all modules a file imports; `late` includes those inside functions."""
    tree = parsed(path)
    if late:
        nodes = list(ast.walk(tree))
    else:
        guarded = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            for inner in ast.walk(node)
        }
        nodes = [node for node in ast.walk(tree) if id(node) not in guarded]
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"relative import in {path}"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def part(module: str) -> str | None:
    """The part of the house a module of ours stands in."""
    pieces = module.split(".")
    return pieces[1] if pieces[0] == "quizcli" and len(pieces) > 1 else None


def at(path: Path) -> str | None:
    pieces = path.relative_to(PACKAGE).parts
    name = pieces[0].removesuffix(".py")
    return None if name == "__init__" else name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_keeps_the_house_rules(path):
    here = at(path)
    if here is None:
        assert imports(path) <= {"__future__"}
        return
    assert here in LAYER, f"{here} stands in no layer"
    for module in imports(path):
        there = part(module)
        if there in LAYER and there != here:
            assert LAYER[there] <= LAYER[here], f"{module} is above {here}"
            assert not {here, there} <= EDGES, f"edges {here} and {there} know one another"
        top = module.partition(".")[0]
        if LAYER[here] <= 2:
            assert top in PURE, f"{here} is pure and imports {module}"
        if top in ONLY_HERE:
            assert str(path.relative_to(PACKAGE)).startswith(ONLY_HERE[top]), (
                f"{module} has its own place"
            )


@pytest.mark.parametrize(
    "path", [p for p in MODULES if LAYER.get(at(p) or "", 9) <= 2], ids=lambda p: p.stem
)
def test_a_pure_module_calls_nothing_that_looks_outside(path):
    calls = [node.func for node in ast.walk(parsed(path)) if type(node) is ast.Call]
    names = {getattr(call, "id", None) or getattr(call, "attr", None) for call in calls}

    assert set() == names & IMPURE_CALLS


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if not str(p.relative_to(PACKAGE)).startswith(SPEAKS_SQL)],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_only_the_store_and_the_anki_bridge_speak_sql(path):
    called = {node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)}

    assert not called & {"execute", "executemany", "executescript"}


def test_no_module_is_part_of_an_import_cycle():
    known = {name_of(path): path for path in MODULES}
    graph = {
        name: {
            module
            for module in imports(path, late=False) - {name}
            if module in known and (name, module) not in TIED
        }
        for name, path in known.items()
    }

    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_one_idea_long_and_says_which(path):
    source = path.read_text()

    assert ast.get_docstring(parsed(path)), "no docstring"
    assert source.count("\n") <= 300
