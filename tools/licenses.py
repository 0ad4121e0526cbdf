"""Checks that everything installed may be used under its license, and that each choice is explained.

`python -m tools.licenses` prints what is wrong and ends with 1, or prints one line and ends with 0.
`python -m tools.licenses --list` prints every installed package with its license.

Two things are asked. Every installed distribution has a license of `ALLOWED`. Every package that
`pyproject.toml` asks for has a row in a table of `docs/dependencies.md` with the same bounds, the license
that the package itself states, and a reason.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "HPND",
        "ISC",
        "LGPL-2.1",
        "LGPL-3.0",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Unlicense",
        "Zlib",
    }
)
"""Licenses under which a library may be used beside an Apache-2.0 program, by SPDX identifier."""

_LOOSE_NAMES = (
    (r"\bmit\b", "MIT"),
    (r"apache.*2|apache software|apache license", "Apache-2.0"),
    (r"mozilla.*2|\bmpl", "MPL-2.0"),
    (r"lesser general.*v?3|lgpl.*3", "LGPL-3.0"),
    (r"lesser general|lgpl", "LGPL-2.1"),
    (r"affero|\bagpl|general public|\bgpl", "GPL"),
    (r"2-clause bsd|bsd.2-clause", "BSD-2-Clause"),
    (r"\bbsd\b", "BSD-3-Clause"),
    (r"python software foundation|\bpsf", "PSF-2.0"),
    (r"\bisc\b", "ISC"),
    (r"historical permission|\bhpnd", "HPND"),
    (r"unlicense|public domain", "Unlicense"),
    (r"zlib", "Zlib"),
    (r"cc0", "CC0-1.0"),
)
"""How packages of before SPDX say it; the first that is found counts."""

_TEXTS = (
    ("Permission is hereby granted, free of charge, to any person obtaining a copy", "MIT"),
    ("Altered source versions must be plainly marked as such", "Zlib"),
)
"""Sentences by which a license is known that a package ships as a text and states nowhere else."""

_ROW = re.compile(
    r"^\| *`?(?P<name>[A-Za-z0-9._-]+)`? *\| *(?P<bounds>[^|]+?) *\| *(?P<license>[^|]+?) *\|(?P<rest>.*)\|$"
)
_REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])? *(?P<bounds>[^;]*)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package that `pyproject.toml` asks for: its normalized name and its bounds, such as '>=1,<2'."""

    name: str
    bounds: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table in `docs/dependencies.md`: `reason` is everything after the license."""

    bounds: str
    license: str
    reason: str


def normalize(name: str) -> str:
    """The name of a package in lower case with single hyphens, by which names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_requirements(pyproject: Mapping[str, object]) -> list[Requirement]:
    """Every package that a parsed `pyproject.toml` asks for, in the project or in a group."""
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    assert isinstance(project, dict)
    assert isinstance(groups, dict)
    texts = [*project["dependencies"], *(text for group in groups.values() for text in group)]
    found = []
    for text in texts:
        parts = _REQUIREMENT.match(text)
        if parts is None:
            raise ValueError(f"pyproject.toml: {text!r} is not a requirement")
        found.append(Requirement(normalize(parts["name"]), parts["bounds"].replace(" ", "")))
    return found


def documented(markdown: str) -> dict[str, Row]:
    """The rows of `docs/dependencies.md` by normalized package name."""
    rows = {}
    for line in markdown.splitlines():
        cells = _ROW.match(line)
        if cells is not None and cells["bounds"].startswith("`"):
            bounds = cells["bounds"].strip("`").replace(" ", "")
            rows[normalize(cells["name"])] = Row(bounds, cells["license"], cells["rest"].strip(" |"))
    return rows


def license_of(package: Distribution) -> str:
    """The license of an installed package as an SPDX expression, or the words that it gives instead."""
    meta = package.metadata
    expressions = meta.get_all("License-Expression") or []
    if expressions:
        return str(expressions[0])
    field = str((meta.get_all("License") or [""])[0])
    classifiers = [
        text.rsplit("::", 1)[-1].strip()
        for text in meta.get_all("Classifier") or []
        if text.startswith("License ::") and not text.endswith("OSI Approved")
    ]
    # Some packages put their whole text into the field; then the classifiers say it shorter.
    stated = field if 0 < len(field) <= 100 else "; ".join(classifiers)
    return spdx(stated) if stated else _license_in_texts(package)


def _license_in_texts(package: Distribution) -> str:
    """The license of a package that states none, by the texts that it ships."""
    names = package.metadata.get_all("License-File") or []
    whole = " ".join(" ".join((package.read_text(f"licenses/{name}") or "").split()) for name in names)
    return next((identifier for sentence, identifier in _TEXTS if sentence in whole), spdx(""))


def spdx(words: str) -> str:
    """The SPDX identifier that loose words such as 'BSD License' mean, or the words as they stand."""
    if words in ALLOWED:
        return words
    for pattern, identifier in _LOOSE_NAMES:
        if re.search(pattern, words, re.IGNORECASE):
            return identifier
    return words or "none stated"


def allowed(expression: str) -> bool:
    """Whether an SPDX expression can be satisfied with licenses of `ALLOWED` alone."""
    tokens = re.findall(r"[()]|[^\s()]+", expression)
    position = 0

    def either() -> bool:
        nonlocal position
        fine = both()
        while position < len(tokens) and tokens[position].upper() == "OR":
            position += 1
            fine = both() or fine
        return fine

    def both() -> bool:
        nonlocal position
        fine = one()
        while position < len(tokens) and tokens[position].upper() == "AND":
            position += 1
            fine = one() and fine
        return fine

    def one() -> bool:
        nonlocal position
        if position >= len(tokens):
            return False
        token = tokens[position]
        position += 1
        if token == "(":
            fine = either()
            closed = position < len(tokens) and tokens[position] == ")"
            position += 1
            return fine and closed
        if position < len(tokens) and tokens[position].upper() == "WITH":
            position += 2  # an exception only ever permits more
        return re.sub(r"(-only|-or-later|\+)$", "", token) in ALLOWED

    return bool(tokens) and either() and position == len(tokens)


def refused(packages: Iterable[Distribution]) -> list[str]:
    """One sentence for each package whose license is not on the list."""
    found = sorted({(normalize(package.name), license_of(package)) for package in packages})
    return [
        f"{name}: its license '{text}' is not on the list of tools/licenses.py"
        for name, text in found
        if not allowed(text)
    ]


def unexplained(requirements: Iterable[Requirement], rows: Mapping[str, Row]) -> list[str]:
    """One sentence for each difference between `pyproject.toml` and `docs/dependencies.md`."""
    wanted = {requirement.name: requirement for requirement in requirements}
    wrong = []
    for name, requirement in sorted(wanted.items()):
        row = rows.get(name)
        if row is None:
            wrong.append(f"{name}: has no row in docs/dependencies.md")
        elif row.bounds != requirement.bounds:
            wrong.append(
                f"{name}: docs/dependencies.md says {row.bounds}, pyproject.toml {requirement.bounds}"
            )
        elif not row.reason:
            wrong.append(f"{name}: docs/dependencies.md gives no reason")
    wrong += [
        f"{name}: is in docs/dependencies.md but nothing asks for it" for name in sorted(rows.keys() - wanted)
    ]
    return wrong


def misnamed(packages: Iterable[Distribution], rows: Mapping[str, Row]) -> list[str]:
    """One sentence for each row whose license is not the first that the installed package states."""
    stated = {normalize(package.name): license_of(package) for package in packages}
    return [
        f"{name}: docs/dependencies.md says {row.license}, the package {stated[name]}"
        for name, row in sorted(rows.items())
        if name in stated and stated[name].split()[0].strip("(") not in row.license.split()
    ]


def main(arguments: list[str]) -> int:
    """Prints what is wrong, or the list; returns 1 when something is."""
    peers = [str(folder) for folder in (ROOT / ".venv" / "peers").glob("*")]
    packages = [*distributions(), *distributions(path=peers)]
    if arguments == ["--list"]:
        for name, text in sorted({(normalize(package.name), license_of(package)) for package in packages}):
            print(f"{name:28} {text}")
        return 0
    requirements = direct_requirements(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8")))
    rows = documented((ROOT / "docs" / "dependencies.md").read_text("utf-8"))
    wrong = [*refused(packages), *unexplained(requirements, rows), *misnamed(packages, rows)]
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print(f"{len(packages)} packages, all under licenses that may be used")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
