"""The ground stands as README and CONTRIBUTING describe it."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools import licenses, tidy

ROOT = Path(__file__).resolve().parent.parent
PINS = sorted((ROOT / "constraints").glob("*.txt"))
COMMANDS = {"help", "demo", "test", "check", "bench", "screens", "fmt", "lock", "examples", "clean"}


def pyproject() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(path: Path) -> dict[str, list[str]]:
    """Each pinned package of a file with the hashes that follow it."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if head := re.match(r"([a-z0-9-]+)==\S+", line):
            name = head[1]
            found.setdefault(name, [])
        elif hashed := re.search(r"--hash=(sha256:[0-9a-f]{64})", line):
            found[name].append(hashed[1])
        else:
            raise AssertionError(f"{path.name}: neither a pin nor a hash: {line}")
    return found


def test_make_alone_lists_every_promised_command() -> None:
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)) == COMMANDS


def test_contributing_names_every_command() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

    assert [command for command in sorted(COMMANDS) if f"`make {command}" not in text] == []


def test_ci_runs_the_two_commands_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")

    assert re.findall(r"^run (.*)$", script, re.MULTILINE) == ["make check", "make test"]
    assert "set -euo pipefail" in script


@pytest.mark.parametrize(
    "script", [".ci/run", "tools/environment", "tools/check", "tools/lock", "tools/test", "tools/browser"]
)
def test_scripts_can_be_run_and_parse(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111
    subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


def test_every_direct_dependency_has_both_bounds() -> None:
    requirements = licenses.direct_requirements(pyproject())

    assert len(requirements) > 10
    assert [r.name for r in requirements if not re.fullmatch(r">=[0-9.]+,<[0-9.]+", r.bounds)] == []


def test_every_direct_dependency_is_pinned_and_documented() -> None:
    requirements = licenses.direct_requirements(pyproject())
    pins = {name for path in PINS for name in pinned(path)}
    rows = licenses.documented((ROOT / "docs" / "dependencies.md").read_text("utf-8"))

    assert [r.name for r in requirements if r.name not in pins] == []
    assert licenses.unexplained(requirements, rows) == []


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_pins_have_hashes_and_no_addresses(path: Path) -> None:
    assert all(hashes for hashes in pinned(path).values())
    assert list(tidy.lines(path.relative_to(ROOT), path.read_text("utf-8"))) == []


def test_one_package_has_the_same_version_in_every_list_of_pins() -> None:
    versions: dict[str, set[str]] = {}
    for path in PINS:
        for line in re.findall(r"^[a-z0-9-]+==.*", path.read_text("utf-8"), re.MULTILINE):
            name, _, rest = line.rstrip(" \\").partition("==")
            marker = rest.partition(";")[2]
            versions.setdefault(f"{name};{marker}", set()).add(rest)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_supported_versions_of_python_are_said_alike_everywhere() -> None:
    project = pyproject()["project"]
    assert isinstance(project, dict)
    classifiers = [text.rsplit(" ", 1)[-1] for text in project["classifiers"] if ":: Python :: 3." in text]

    assert project["requires-python"] == ">=3.11,<3.14"
    assert classifiers == ["3.11", "3.12", "3.13"]
    assert "(3, 11) <= sys.version_info < (3, 14)" in (ROOT / "tools" / "environment").read_text("utf-8")


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in target
    ]
    broken = [
        f"{page.relative_to(ROOT)}: {target}" for page, target in links if not (page.parent / target).exists()
    ]

    assert len(links) > 5
    assert broken == []


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text("utf-8"))

    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_the_license_is_the_one_that_is_stated() -> None:
    project = pyproject()["project"]
    assert isinstance(project, dict)
    text = (ROOT / "LICENSE").read_text("utf-8")

    assert project["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
