"""What every test may use: golden files, and the options of the suite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew; then read the diff"
    )
    parser.addoption(
        "--thorough", action="store_true", help="all of the products that the suite samples"
    )


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether all of a product is wanted, not the part of it that finds most."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Hold a text against a file in the folder `golden` beside the test: `golden(name, text)`."""
    folder = Path(request.path).parent / "golden"

    def hold(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no {path}; run pytest --update-golden and read it"

        assert path.read_text(encoding="utf-8") == text

    return hold
