"""What the documentation lists is what the code has, and what it links to is there."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cairn.foundation import decisions, events, reactions

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*.md")])
STATUSES = {"met", "later", "not applicable"}


def rows(page: str) -> list[list[str]]:
    """The rows of the tables of a page whose first cell is a name with a dot, such as `person.see`."""
    lines = (DOCS / page).read_text("utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| `[a-z_]+\.[a-z_]+` \|", line)
    ]


def ticked(cell: str) -> list[str]:
    """What stands between backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def is_ours(made: Callable[..., object]) -> bool:
    """Whether something was declared by a room, and not by a test that ran before in this process."""
    return made.__module__.startswith("cairn.") and "tests" not in made.__module__.split(".")


def our_events() -> dict[str, type[events.Event]]:
    return {kind: of for kind, of in events.kinds().items() if is_ours(of)}


def test_every_event_is_listed_with_its_facts_and_no_other() -> None:
    listed = [(ticked(name)[0], ticked(facts)) for name, facts, *_ in rows("developers/events.md")]

    assert listed == [(kind, list(events.shape(of))) for kind, of in our_events().items()]


def test_what_follows_from_an_event_is_listed() -> None:
    listed = {
        ticked(row[0])[0]: [name for name in ticked(row[3]) if "." in name]
        for row in rows("developers/events.md")
    }

    assert listed == {
        kind: [reaction.name for reaction in reactions.listeners(kind) if is_ours(reaction.run)]
        for kind in our_events()
    }


def test_every_verb_is_listed_with_its_meaning_grounds_and_list_and_no_other() -> None:
    listed = [
        (ticked(name)[0], meaning, grounds, sees)
        for name, meaning, _who, grounds, sees in rows("developers/permissions.md")
    ]
    sights = set(decisions.sights().values())

    assert listed == [
        (
            verb.name,
            verb.meaning,
            ", ".join(ground.name for ground in decisions.grounds(verb.name) if is_ours(ground.things)),
            "list" if verb.name in sights else "",
        )
        for verb in decisions.verbs()
        if is_ours(verb.answer)
    ]


def test_every_verb_says_who_may() -> None:
    assert [row[0] for row in rows("developers/permissions.md") if not row[2]] == []


def requirements() -> list[dict[str, str]]:
    with (DOCS / "security" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named_files(how: str) -> Iterator[tuple[str, str]]:
    """The files that a reason names, each with the test in it, or nothing."""
    yield from re.findall(
        r"((?:cairn|tests|docs|tools|constraints)/[\w./-]*\w|pyproject\.toml)(?:::(\w+))?", how
    )


def test_each_requirement_stands_once_in_order_with_level_and_status() -> None:
    listed = [tuple(map(int, row["requirement"].removeprefix("V").split("."))) for row in requirements()]

    assert listed == sorted(set(listed))
    assert {row["level"] for row in requirements()} == {"1", "2"}
    assert {row["status"] for row in requirements()} == STATUSES
    assert [row["requirement"] for row in requirements() if not (row["what"] and row["how"])] == []


def test_what_is_met_names_a_test_or_a_file() -> None:
    unproven = [
        row["requirement"]
        for row in requirements()
        if row["status"] == "met" and not list(named_files(row["how"]))
    ]

    assert unproven == []


@pytest.mark.parametrize("row", requirements(), ids=lambda row: row["requirement"])
def test_each_file_and_test_that_a_requirement_names_is_there(row: dict[str, str]) -> None:
    for name, test in named_files(row["how"]):
        assert (ROOT / name).is_file(), name
        if test:
            assert f"def {test}(" in (ROOT / name).read_text("utf-8"), f"{name}::{test}"


def anchors(page: Path) -> set[str]:
    """The places of a page that a link may lead to, as they are made of its headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def links(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [target for target in re.findall(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)", text) if "://" not in target]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_to_a_page_and_a_heading_that_are_there(page: Path) -> None:
    for target in links(page):
        name, _, anchor = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found), target


def test_every_page_of_the_documentation_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for target in links(page):
            found = (page.parent / target.partition("#")[0]).resolve()
            found = found / "README.md" if found.is_dir() else found
            if found.suffix == ".md" and found.exists():
                waiting.append(found)

    assert set(PAGES) - reached == set()


def code_named(page: Path) -> Iterator[str]:
    """Files of the repository that a page names between backticks."""
    for words in re.findall(r"`([\w./-]+\.(?:py|toml|js|css|csv))`", page.read_text("utf-8")):
        if "/" in words and not words.startswith(("http", "/")):
            yield words


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name != "CHANGELOG.md"],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_each_file_of_code_that_a_page_names_is_there(page: Path) -> None:
    bases = (ROOT, ROOT / "cairn", ROOT / "cairn" / "matching", page.parent)
    missing = [name for name in code_named(page) if not any((base / name).exists() for base in bases)]

    assert missing == []
