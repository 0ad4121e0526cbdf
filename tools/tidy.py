"""Checks what no other tool does: that the repository speaks of itself alone and stays readable.

`python -m tools.tidy` names each line that breaks a house rule and ends with 1, or ends with 0.
The rules stand in `RULES` and in `shape`; CONTRIBUTING.md says them in words.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MAX_LINES = 450
"""Lines of a Python file: beyond, it wants to be a package."""

MAX_FUNCTION_LINES = 60
"""Lines of a function: one screen."""

VAGUE_NAMES = frozenset({"utils", "util", "helpers", "helper", "misc", "common"})

# The patterns are put together from parts, so that this file does not break the rules that it keeps.
_HOSTS = "|".join(
    re.escape(".".join(parts))
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("registry", "npmjs"),
        ("deb", "debian"),
        ("security", "debian"),
        ("archive", "ubuntu"),
    )
)
_HOMES = "work|root|farm|home|Users"
_MARKS = "|".join("".join(parts) for parts in (("TO", "DO"), ("FIX", "ME"), ("XX", "X")))

RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("names a package registry", re.compile(_HOSTS)),
    ("names a folder of somebody's machine", re.compile(rf"(?<![\w.}}~-])/(?:{_HOMES})/[\w.]")),
    ("leaves work for later", re.compile(rf"\b(?:{_MARKS})\b")),
    ("has a conflict marker", re.compile(r"^(?:<{7}|>{7}) ")),
)
"""What no line of a text file may do."""

_ADDRESS = ("has an address in a list of pins", re.compile(r"://|--(?:extra-)?index|--find-links|^-i "))

_SKIPPED_FOLDERS = frozenset({".git", ".venv", "__pycache__", "node_modules", "build", "dist"})


def files() -> list[Path]:
    """Every file that is in the repository or would be added to it, relative to its root, sorted."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        found = [Path(name) for name in listing.stdout.split("\0") if name]
    else:  # unpacked from an archive, so there is nothing to ask
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        found = [
            path for path in found if not _SKIPPED_FOLDERS & set(path.parts) and "cache" not in path.parts[0]
        ]
    return sorted(path for path in set(found) if (ROOT / path).is_file())


def is_pins(path: Path) -> bool:
    """Whether a file lists pinned packages."""
    return path.suffix == ".lock" or path.parts[0] == "constraints" or path.name == "package-lock.json"


def lines(path: Path, text: str) -> Iterator[str]:
    """One sentence for each line of a text that breaks a rule."""
    rules = (*RULES, _ADDRESS) if is_pins(path) else RULES
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in rules:
            if pattern.search(line):
                yield f"{path}:{number} {what}: {line.strip()[:90]}"


def shape(path: Path, text: str) -> Iterator[str]:
    """One sentence for each way in which a Python file is too long or vaguely named."""
    length = text.count("\n")
    if length > MAX_LINES:
        yield f"{path} has {length} lines, more than {MAX_LINES}"
    if path.stem in VAGUE_NAMES:
        yield f"{path} says nothing about what it holds: name it for that"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > MAX_FUNCTION_LINES:
                yield f"{path}:{node.lineno} {node.name} has {length} lines, more than {MAX_FUNCTION_LINES}"


def findings(path: Path, content: bytes) -> Iterator[str]:
    """Everything that is wrong with one file; what is not text has nothing wrong."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    yield from lines(path, text)
    if path.suffix == ".py":
        yield from shape(path, text)


def main() -> int:
    """Prints what is wrong with any file; returns 1 when something is."""
    found = files()
    wrong = [sentence for path in found for sentence in findings(path, (ROOT / path).read_bytes())]
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print(f"{len(found)} files, all tidy")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
