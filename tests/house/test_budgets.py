"""The hard limits of the design: a file or function past them has more than one concern."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = {".py": 400, ".html": 150, ".js": 200, ".css": 400}
FUNCTION = 60
VIEW = 30

# What is past a limit, and why. This list only shrinks.
EXCEPTIONS: dict[str, str] = {}


def files(suffix: str) -> list[Path]:
    found = [path for folder in ("kith", "config", "tests", "bin") for path in (ROOT / folder).rglob(f"*{suffix}")]
    return [path for path in found if not {"migrations", "vendor", "node_modules"} & set(path.parts)]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def is_view(path: Path) -> bool:
    return path.stem == "views" or path.parent.name == "views"


@pytest.mark.parametrize("suffix", LINES)
def test_no_file_is_too_long(suffix):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files(suffix)
        if (lines := len(path.read_text().splitlines())) > LINES[suffix]
    }
    assert not {name: lines for name, lines in long.items() if name not in EXCEPTIONS}


def test_no_function_is_too_long():
    long = {
        f"{path.relative_to(ROOT)}:{name}": lines
        for path in files(".py")
        for name, lines in functions(path)
        if lines > (VIEW if is_view(path) else FUNCTION)
    }
    assert not {name: lines for name, lines in long.items() if name not in EXCEPTIONS}


def test_an_exception_that_is_no_longer_needed_goes():
    known = {str(path.relative_to(ROOT)) for suffix in LINES for path in files(suffix)}
    assert not [name for name in EXCEPTIONS if name.split(":")[0] not in known]
