"""A small program, its sheets, and the command run on them."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from typer.testing import CliRunner

from cairn.cli.app import app
from cairn.cli.tests.cast import table
from cairn.sheets import write

ROOT = Path(__file__).resolve().parents[3]
START = ("--start", "2026-09-07")

Row = dict[str, Any]

MENTEES: tuple[Row, ...] = (
    {"ID": "E1", "Name": "Ana Silva", "Email": "ana@example.org", "Career stage": 3}
    | {"Skills wanted": "delegation (0 → 3); feedback", "Languages": "English", "Group: gender": "woman"}
    | {"Ranking": "M2; M1"},
    {"ID": "E2", "Name": "Bo Li", "Skills wanted": "negotiation", "Career stage": 3, "Languages": "English"}
    | {"Group: gender": "man", "Ranking": "M1"},
    {"ID": "E3", "Name": "Chidi Eze", "Skills wanted": "delegation", "Career stage": 4}
    | {"Languages": "English", "Group: gender": "man"},
    {"ID": "E4", "Name": "Dina Aziz", "Skills wanted": "SQL", "Career stage": 2, "Languages": "Arabic"}
    | {"Group: gender": "woman"},
    {"ID": "E5", "Name": "Ege Kaya", "Skills wanted": "delegation", "Career stage": 3, "Languages": "English"}
    | {"Group: gender": "man"},
)  # fmt: skip
MENTORS: tuple[Row, ...] = (
    {"ID": "M1", "Name": "Mia Berg", "Email": "mia@example.org", "Career stage": 7}
    | {"Skills offered": "delegation (5); feedback (5)", "Languages": "English", "Seats": 2, "Ranking": "E1"},
    {"ID": "M2", "Name": "Noa Katz", "Skills offered": "negotiation (5)", "Career stage": 6}
    | {"Languages": "English", "Seats": 1},
    {"ID": "M3", "Name": "Ola Dahl", "Skills offered": "SQL (5)", "Career stage": 6, "Languages": "Norwegian"}
    | {"Seats": 1},
    {"ID": "M4", "Name": "Pia Roy", "Skills offered": "writing", "Career stage": 6, "Languages": "English"}
    | {"Seats": 0},
)  # fmt: skip


def sheet(path: Path, rows: Sequence[Row]) -> Path:
    """Writes rows as a sheet, over what was there."""
    return write(path, [table(list(rows))], overwrite=True)


def pairs(path: Path, *listed: tuple[str, str]) -> Path:
    """Writes a list of pairs."""
    return sheet(path, [{"Mentee": mentee, "Mentor": mentor} for mentee, mentor in listed])


class Ran:
    """What one run of the command said and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def words(self) -> str:
        """The answer with every line break and indent as one space."""
        return " ".join(self.out.split())

    @property
    def complaint(self) -> str:
        """The same of what was said aside."""
        return " ".join(self.err.split())


def cairn(*arguments: object, env: Mapping[str, str] | None = None) -> Ran:
    """Runs the command in this process."""
    done = CliRunner().invoke(app, [str(each) for each in arguments], env=env)
    return Ran(done.exit_code, done.stdout, done.stderr)


class Program:
    """The sheets of a program in a folder, and `cairn match` on them."""

    def __init__(
        self, folder: Path, mentees: Sequence[Row] = MENTEES, mentors: Sequence[Row] = MENTORS
    ) -> None:
        self.folder = folder
        self.mentees = sheet(folder / "mentees.csv", mentees)
        self.mentors = sheet(folder / "mentors.csv", mentors)

    def match(self, *options: object, start: bool = True, env: Mapping[str, str] | None = None) -> Ran:
        """One run, starting on a fixed day unless `start` is off."""
        return cairn("match", self.mentees, self.mentors, *(START if start else ()), *options, env=env)

    def document(self, *options: object) -> dict[str, Any]:
        """The JSON of one run."""
        path = self.folder / "result.json"
        ran = self.match("--out", path, "--overwrite", *options)
        assert ran.code == 0, ran.err
        return dict(json.loads(path.read_bytes()))

    def pairs(self, *options: object) -> dict[str, str]:
        """Who has whom, by id, of people who want one mentor."""
        found = self.document(*options)["pairs"]
        return {pair["mentee"]["id"]: pair["mentor"]["id"] for pair in found}


def csv_rows(path: Path) -> list[dict[str, str]]:
    """A CSV file read back."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def worksheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """A workbook read back: the rows of every worksheet."""
    book = openpyxl.load_workbook(path, read_only=True)
    found = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    book.close()
    return found
