"""The repository's own checks find what they are for."""

from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import pytest

from tools import licenses, tidy


def sentences(path: str, text: str) -> list[str]:
    return list(tidy.findings(Path(path), text.encode()))


@pytest.mark.parametrize(
    "line",
    [
        "see https://py" + "pi.org/project/numpy",
        "files.pythonhosted" + ".org",
        "npm config set registry https://registry.npm" + "js.org",
    ],
)
def test_a_registry_host_is_found(line: str) -> None:
    assert [sentence.partition(":")[0] for sentence in sentences("docs/page.md", f"fine\n{line}\n")] == [
        "docs/page.md"
    ]


@pytest.mark.parametrize("folder", ["/ro" + "ot/.cache", "/ho" + "me/ana/cairn", "/wo" + "rk/main"])
def test_a_folder_of_somebodys_machine_is_found(folder: str) -> None:
    assert len(sentences("cairn/x.py", f'PATH = "{folder}"\n')) == 1


@pytest.mark.parametrize("text", ["docs/home/page.md", "https://example.org/home/start", "a teamwork/rest"])
def test_an_ordinary_path_is_fine(text: str) -> None:
    assert sentences("docs/page.md", text) == []


def test_an_address_among_pins_is_found_and_elsewhere_is_fine() -> None:
    line = "--find-links https://packages.example.org/\n"

    assert len(sentences("constraints/base.txt", line)) == 1
    assert sentences("docs/page.md", line) == []


def test_work_left_for_later_is_found() -> None:
    assert len(sentences("cairn/x.py", "# TO" + "DO: later\n")) == 1


def test_a_long_file_and_a_long_function_are_found() -> None:
    file = "x = 1\n" * (tidy.MAX_LINES + 1)
    function = "def f() -> None:\n" + "    x = 1\n" * tidy.MAX_FUNCTION_LINES

    assert len(sentences("cairn/x.py", file)) == 1
    assert sentences("constraints/x.txt", file) == []
    assert sentences("cairn/x.py", function) == [
        f"cairn/x.py:1 f has {tidy.MAX_FUNCTION_LINES + 1} lines, more than {tidy.MAX_FUNCTION_LINES}"
    ]


def test_a_vague_name_is_found() -> None:
    assert len(sentences("cairn/matching/utils.py", "")) == 1


def test_a_file_that_is_not_text_is_left_alone() -> None:
    assert list(tidy.findings(Path("x.xlsx"), b"PK\x03\x04\xff\xfe")) == []


def test_the_tidy_check_sees_itself() -> None:
    assert Path("tools/tidy.py") in tidy.files()


@pytest.mark.parametrize(
    "expression, fine",
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(GPL-2.0-only OR BSD-3-Clause) AND Zlib", True),
        ("GPL-2.0-only OR BSD-3-Clause AND AGPL-3.0-only", False),
        ("LGPL-3.0-or-later", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("", False),
        ("(MIT", False),
        ("none stated", False),
    ],
)
def test_a_license_expression_is_weighed(expression: str, fine: bool) -> None:
    assert licenses.allowed(expression) is fine


@pytest.mark.parametrize(
    "words, identifier",
    [
        ("BSD License", "BSD-3-Clause"),
        ("3-Clause BSD License", "BSD-3-Clause"),
        ("Apache Software License", "Apache-2.0"),
        ("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
        ("GNU General Public License v3 (GPLv3)", "GPL"),
        ("GNU Affero General Public License v3", "GPL"),
        ("GNU Lesser General Public License v3 (LGPLv3)", "LGPL-3.0"),
        ("Proprietary", "Proprietary"),
        ("", "none stated"),
    ],
)
def test_loose_words_for_a_license_are_understood(words: str, identifier: str) -> None:
    assert licenses.spdx(words) == identifier


def test_a_dependency_without_a_row_other_bounds_or_reason_is_named() -> None:
    requirements = [licenses.Requirement(name, ">=1,<2") for name in ("one", "two", "three", "four")]
    rows = licenses.documented(
        "| One | `>=1,<2` | MIT | because | – |\n"
        "| two | `>=1,<3` | MIT | because | – |\n"
        "| three | `>=1,<2` | MIT |  | |\n"
        "| five | `>=1,<2` | MIT | because | – |\n"
    )

    assert licenses.unexplained(requirements, rows) == [
        "four: has no row in docs/dependencies.md",
        "three: docs/dependencies.md gives no reason",
        "two: docs/dependencies.md says >=1,<3, pyproject.toml >=1,<2",
        "five: is in docs/dependencies.md but nothing asks for it",
    ]


def test_a_license_that_the_package_does_not_state_is_named() -> None:
    packages = [distribution("pytest")]
    rows = licenses.documented("| pytest | `>=8` | ISC | because |\n")

    assert licenses.misnamed(packages, rows) == ["pytest: docs/dependencies.md says ISC, the package MIT"]


def test_a_license_that_is_not_on_the_list_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "closed-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Name: Closed\nVersion: 1\nLicense: All rights reserved\n", "utf-8")

    assert licenses.refused([PathDistribution(folder), distribution("pytest")]) == [
        "closed: its license 'All rights reserved' is not on the list of tools/licenses.py"
    ]


@pytest.mark.parametrize(
    "sentence, identifier",
    [
        ("Permission is hereby granted, free of charge, to any person\nobtaining a copy of this", "MIT"),
        ("2. Altered source versions must be plainly marked as such, and", "Zlib"),
        ("All rights reserved.", "none stated"),
    ],
)
def test_a_license_that_stands_only_in_a_text_is_known_by_its_words(
    tmp_path: Path, sentence: str, identifier: str
) -> None:
    folder = tmp_path / "quiet-1.dist-info"
    (folder / "licenses").mkdir(parents=True)
    (folder / "METADATA").write_text("Name: Quiet\nVersion: 1\nLicense-File: LICENSE\n", "utf-8")
    (folder / "licenses" / "LICENSE").write_text(sentence, "utf-8")

    assert licenses.license_of(PathDistribution(folder)) == identifier
