"""What the import linter cannot say: what the engine may lean on, and that it reads no clock and no dice."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = sorted((ROOT / "cairn" / "matching").rglob("*.py"))
CODE = [path for path in ENGINE if "tests" not in path.parts]

LIBRARIES = {"numpy", "scipy", "ortools"}
OUTSIDE_WORLD = {
    "asyncio", "http", "locale", "logging", "multiprocessing", "os", "random", "secrets", "shelve",
    "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "perf_counter", "monotonic", "localtime"}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_at_once(path: Path) -> Iterator[str]:
    """What a file imports when it is loaded, not later inside a function or for types alone."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)


def loaded_when(statement: str) -> set[str]:
    """The modules that a fresh process has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_leans_on_the_standard_library_and_three_more(path: Path) -> None:
    for module in imports(ast.parse(path.read_text("utf-8"))):
        top = module.partition(".")[0]
        ours = module == "cairn.matching" or module.startswith("cairn.matching.")
        assert ours or top in LIBRARIES or top in sys.stdlib_module_names, f"{path} imports {module}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_reaches_for_no_clock_no_dice_and_no_outside_world(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert {module.partition(".")[0] for module in imports(tree)} & OUTSIDE_WORLD == set()
    assert not any(module.startswith("numpy.random") for module in imports(tree))
    assert calls & CLOCKS == set()
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))


def test_or_tools_is_loaded_only_by_a_solve() -> None:
    assert "ortools" not in loaded_when("import cairn.matching, cairn.matching.problem")
    assert "ortools" not in loaded_when("import cairn.cli")


def test_the_engine_loads_nothing_else_of_ours() -> None:
    loaded = loaded_when("import cairn.matching, cairn.matching.problem, cairn.matching.plan")
    ours = {module for module in loaded if module.partition(".")[0] == "cairn"}

    assert {module for module in ours if not f"{module}.".startswith("cairn.matching.")} == {"cairn"}


def described() -> list[str]:
    """The files that docs/architecture.md names, in its order, such as 'matching/people.py'."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("<!-- files: begin -->")[2].partition("<!-- files: end -->")[0]
    return re.findall(r"^\| `([\w/]+(?:\.py|/))`", table, re.MULTILINE)


def test_the_description_of_the_house_names_every_file_and_no_other() -> None:
    rows = described()
    folders = tuple(row for row in rows if row.endswith("/"))
    inside = [path.relative_to(ROOT / "cairn") for path in (ROOT / "cairn").glob("*/**/*.py")]
    files = {
        path.as_posix()
        for path in inside
        if path.name != "__init__.py"
        and "tests" not in path.parts
        and not path.as_posix().startswith(folders)
    }

    assert set(rows) == files | set(folders)
    assert len(rows) == len(set(rows))
    assert all((ROOT / "cairn" / folder).is_dir() for folder in folders)


def row_of(module: str, rows: list[str]) -> int:
    """The row that describes a module such as 'cairn.matching.people', or -1."""
    path = "/".join(module.split(".")[1:])
    found = [
        number
        for number, row in enumerate(rows)
        if f"{path}/".startswith(row if row.endswith("/") else f"{row.removesuffix('.py')}/")
    ]
    return found[0] if found else -1


def test_each_file_imports_only_what_is_described_above_it() -> None:
    rows = described()
    upward: list[str] = []
    for number, row in enumerate(rows):
        path = ROOT / "cairn" / row
        for source in [path] if row.endswith(".py") else sorted(path.glob("*.py")):
            ours = [module for module in imports_at_once(source) if module.startswith("cairn.")]
            upward.extend(f"{row} imports {module}" for module in ours if row_of(module, rows) > number)

    assert upward == []
