"""What the tests of reading share."""

from pathlib import Path

import pytest

from cairn.cli.reading import Reading, read_people
from cairn.cli.tests.cast import START, People, Read, table
from cairn.sheets import write


@pytest.fixture
def reading(tmp_path: Path) -> Read:
    """Writes sheets and reads them."""

    def read(
        mentees: People, mentors: People, suffix: str = ".csv", weeks: int = 39, **lists: People
    ) -> Reading:
        paths = {
            name: write(tmp_path / f"{name}{suffix}", [table(people)], overwrite=True)
            for name, people in {"mentees": mentees, "mentors": mentors, **lists}.items()
        }
        return read_people(
            paths["mentees"],
            paths["mentors"],
            start=START,
            weeks=weeks,
            pairs=paths.get("pairs"),
            forbid=paths.get("forbid"),
        )

    return read
