"""Two mentees, two mentors, and the sheets that they stand in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from cairn.cli.reading import Reading
from cairn.sheets import RowError, Table

START = date(2026, 9, 7)
ANA = {"id": "E1", "name": "Ana Silva", "email": "Ana@example.org"}
BO = {"id": "E2", "name": "Bo Li"}
CY = {"id": "M1", "name": "Cy Young", "email": "cy@example.org"}
DI = {"id": "M2", "name": "Di Ng"}

People = list[Mapping[str, Any]]
Read = Callable[..., Reading]


def table(people: People) -> Table:
    headings = list(dict.fromkeys(key for person in people for key in person))
    return Table("People", headings, [[person.get(key) for key in headings] for person in people])


def said(problems: Iterable[RowError]) -> list[tuple[str, int | None, str | None]]:
    return [(problem.sheet.partition(".")[0], problem.line, problem.column) for problem in problems]
