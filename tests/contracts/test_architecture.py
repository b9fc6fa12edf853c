"""The house: imports point down, the middle is pure, edges do not know one another, no cycles."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "quizcli"

LAYERS = (
    {"errors", "model", "shapes", "days", "phrases", "uids"},
    {"notes", "grading", "sched"},
    {"drill", "mock", "insight"},
    {"deckfiles", "store", "exchange", "ui", "settings", "clock"},
    {"workspace", "ending"},
    {"commands"},
    {"cli", "direct"},
    {"__main__"},
)
LAYER = {name: level for level, names in enumerate(LAYERS) for name in names}
EDGES = LAYERS[3]
IMPURE = {
    "os", "sys", "time", "random", "secrets", "uuid", "pathlib", "io", "subprocess", "sqlite3",
    "yaml", "rich", "typer", "questionary", "sqlite_utils", "prompt_toolkit", "platformdirs",
}  # fmt: skip
ONLY_HERE = {
    "prompt_toolkit": ("ui/loop.py",),
    "questionary": ("ui/menus.py",),
    "typer": ("cli/",),
    "yaml": ("deckfiles/located.py", "exchange/anki_decks.py"),
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "decks" not in path.parts[-2:-1])


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, late: bool = True) -> set[str]:
    """Names of all modules a file imports; `late` includes those inside functions."""
    tree = ast.parse(path.read_text())
    if late:
        nodes = list(ast.walk(tree))
    else:
        guarded = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
            for inner in ast.walk(node)
        }
        nodes = [node for node in ast.walk(tree) if id(node) not in guarded]
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"relative import in {path}"
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
            assert top not in IMPURE, f"{here} is pure and imports {module}"
        if top in ONLY_HERE:
            assert str(path.relative_to(PACKAGE)).startswith(ONLY_HERE[top]), (
                f"{module} has its own place"
            )


def test_no_module_is_part_of_an_import_cycle():
    known = {name_of(path): path for path in MODULES}
    graph = {
        name: {module for module in imports(path, late=False) if module in known} - {name}
        for name, path in known.items()
    }

    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_one_idea_long_and_says_which(path):
    source = path.read_text()

    assert ast.get_docstring(ast.parse(source)), "no docstring"
    assert source.count("\n") <= 300
