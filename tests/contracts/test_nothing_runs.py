"""Nothing of a deck, a package or a setting is ever run: no shell, no eval, no pickle."""

from __future__ import annotations

import ast

import pytest

from tests.contracts.test_architecture import MODULES, PACKAGE, imports, parsed

CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "os.spawnl",
    "os.execv", "os.execvp", "os.posix_spawn", "subprocess.getoutput",
    "subprocess.getstatusoutput", "yaml.load", "yaml.load_all", "yaml.unsafe_load",
    "yaml.full_load", "load_extension", "enable_load_extension",
}  # fmt: skip
LAST_WORDS = {name.rpartition(".")[2] for name in CALLS}
MODULES_THAT_RUN = {"pickle", "marshal", "shelve", "dill", "code", "codeop", "runpy", "ctypes"}
# The learner's own editor, and formats and a library by names that are written there.
ALLOWED = {"subprocess": "ui/editor.py", "importlib": "exchange/"}


def may_be_forbidden(call: ast.Call) -> bool:
    """Whether the name of what is called ends as a forbidden one does: to write it out is slow."""
    return {getattr(call.func, "id", None), getattr(call.func, "attr", None)} & LAST_WORDS != set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_runs_nothing(path):
    where = str(path.relative_to(PACKAGE))
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    used = {module.partition(".")[0] for module in imports(path)}

    assert set() == {ast.unparse(call.func) for call in calls if may_be_forbidden(call)} & CALLS
    assert [] == [call for call in calls for word in call.keywords if word.arg == "shell"]
    assert set() == used & MODULES_THAT_RUN
    assert [] == [name for name in ALLOWED if name in used and not where.startswith(ALLOWED[name])]


def test_the_contract_sees_what_it_forbids():
    call = ast.parse("import os\nos.system('x', shell=True)").body[1].value

    assert may_be_forbidden(call)
    assert ast.unparse(call.func) in CALLS
    assert "shell" == call.keywords[0].arg
