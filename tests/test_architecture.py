"""What the import linter cannot say: how the rooms are furnished, and what the engine may lean on."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cairn"
ENGINE = sorted((PACKAGE / "matching").rglob("*.py"))
CODE = [path for path in ENGINE if "tests" not in path.parts]

LIBRARIES = {"numpy", "scipy", "ortools"}
OUTSIDE_WORLD = {
    "asyncio", "http", "locale", "logging", "multiprocessing", "os", "random", "secrets", "shelve",
    "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
ROOMS = ("foundation", "ui", "mail", "people", "programs", "home", "operations", "site")
"""The rooms that know Django, from the ground up."""
EDGE = re.compile(
    r"/(middleware|views|tasks|probes|worker|adapters|proof)(/|\.py)"  # around requests, in pages, in workers
    r"|^foundation/cache\.py$|^people/forms/person\.py$"  # what Django asks, and the zones of this hour
)
"""Where the wall clock may be read."""
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


def between(mark: str) -> str:
    """The part of docs/architecture.md between two marks."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return text.partition(f"<!-- {mark}: begin -->")[2].partition(f"<!-- {mark}: end -->")[0]


def described() -> list[str]:
    """The files that docs/architecture.md names, in its order, such as 'matching/people.py'."""
    return re.findall(r"^\| `([\w/]+(?:\.py|/))` \|", between("files"), re.MULTILINE)


def usual() -> list[str]:
    """The names of the files that every room has as it needs them, in their order, such as 'rules'."""
    return re.findall(r"^\| `(\w+)\.py` \|", between("usual"), re.MULTILINE)


def within(room: Path) -> list[Path]:
    """All code of a folder, but for what tests it and what Django wrote."""
    return [path for path in sorted(room.rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)]


def place(path: Path) -> str:
    """A file of the package as the description names it."""
    return path.relative_to(PACKAGE).as_posix()


def has_usual_name(path: Path) -> bool:
    """Whether a file is, or stands in a folder that is, one of the usual files of a room."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] in ROOMS and Path(inside.parts[1]).stem in usual()


def test_the_description_of_the_house_names_every_file_and_no_other() -> None:
    rows = described()
    folders = tuple(row for row in rows if row.endswith("/"))
    files = {
        place(path)
        for path in within(PACKAGE)
        if path.name != "__init__.py" and path.parent != PACKAGE and not place(path).startswith(folders)
    }
    without_row = {name for name in files - set(rows) if not has_usual_name(PACKAGE / name)}

    assert without_row == set()
    assert {row for row in rows if not (PACKAGE / row).exists()} == set()
    assert len(rows) == len(set(rows))


def test_the_description_names_every_room_in_the_order_of_the_import_linter() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    layers = [name.strip() for layer in contract["layers"] for name in layer.split("|")]
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## The rooms")[1].split("\n## ")[0]

    assert re.findall(r"^\| `(\w+)/` \|", table, re.MULTILINE) == layers


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
        path = PACKAGE / row
        for source in [path] if row.endswith(".py") else within(path):
            ours = [module for module in imports_at_once(source) if module.startswith("cairn.")]
            upward.extend(f"{row} imports {module}" for module in ours if row_of(module, rows) > number)

    assert upward == []


def usual_files() -> Iterator[tuple[str, Path, str]]:
    """The usual files of every room: the room (people/sign_in is one), the file, and its usual name."""
    for room in [*(PACKAGE / name for name in ROOMS), PACKAGE / "people" / "sign_in"]:
        for name in usual():
            for path in [room / f"{name}.py", *within(room / name)]:
                if path.exists():
                    yield place(room).replace("/", "."), path, name


def test_the_usual_files_of_a_room_import_each_other_in_one_order() -> None:
    order = usual()
    upward: list[str] = []
    for room, path, name in usual_files():
        for module in imports_at_once(path):
            theirs = module.removeprefix(f"cairn.{room}.").split(".")[0]
            if (
                module.startswith(f"cairn.{room}.")
                and theirs in order
                and order.index(theirs) > order.index(name)
            ):
                upward.append(f"{place(path)} imports {module}")

    assert upward == []


def test_rules_ask_no_database_no_clock_and_nobody_else() -> None:
    impure = {"models", "queries", "actions", "policy", "views", "forms", "clock"}
    found = [
        f"{place(path)} imports {module}"
        for _room, path, name in usual_files()
        if name == "rules"
        for module in imports(ast.parse(path.read_text("utf-8")))
        if module.startswith("django.db")
        or (module.startswith("cairn.") and impure & set(module.split(".")[2:]))
    ]

    assert found == []


def test_no_room_imports_the_pages_of_another() -> None:
    found = [
        f"{place(path)} imports {module}"
        for room in ROOMS
        for path in within(PACKAGE / room)
        for module in imports(ast.parse(path.read_text("utf-8")))
        if re.match(r"cairn\.\w+(\.sign_in)?\.(views|forms|urls)\b", module)
        and module.split(".")[1] not in (room, "ui")  # the forms of ui are pieces for everybody
    ]

    assert found == []


def test_only_the_edge_reads_the_clock() -> None:
    readers = {
        place(path)
        for room in ROOMS
        for path in within(PACKAGE / room)
        if any(
            f"{module}.".startswith("cairn.foundation.clock.")
            for module in imports(ast.parse(path.read_text("utf-8")))
        )
    }

    assert {name for name in readers if not EDGE.search(name)} == set()


def test_events_are_recorded_by_actions_and_by_two_who_work_in_the_background() -> None:
    writers = {
        place(path)
        for room in ROOMS
        for path in within(PACKAGE / room)
        if "cairn.foundation.events.record" in imports(ast.parse(path.read_text("utf-8")))
    }

    assert {name for name in writers if not re.search(r"(^|/)actions(/|\.py)", name)} == {
        "foundation/long_work/running.py",
        "mail/delivery.py",
    }
