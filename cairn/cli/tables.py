"""A result as tables, for a workbook or a CSV file."""

from __future__ import annotations

from collections.abc import Iterator

from cairn.cli.options import Kind
from cairn.cli.result import Match, Result
from cairn.cli.settings_used import settings_rows
from cairn.matching import Reader
from cairn.sheets import Cell, Table

PAIR_HEADINGS = (
    "Mentee ID", "Mentee", "Email of the mentee", "Mentor ID", "Mentor", "Email of the mentor",
    "Points", "Fit", "Kept", "Below the minimum", "Why", "Limit", "For the mentee", "For the mentor",
)  # fmt: skip
"""The headings of the pairs. The ids make the list readable again as one of pairs to keep."""


def all_tables(result: Result) -> list[Table]:
    """Everything, a table for each worksheet: pairs first, settings last."""
    tables = [pairs_table(result), _unmatched(result)]
    if result.circles:
        tables.append(_circles(result))
    if result.kind is not Kind.PEERS:
        tables.append(_mentors(result))
    if result.kind in (Kind.PAIRS, Kind.RANKED):
        tables.append(_lacks(result))
    if result.ranked:
        tables.append(_ranked(result))
    if result.reading.waiting:
        rows = [
            (each.id, each.label, each.side.value, each.sheet, each.line) for each in result.reading.waiting
        ]
        tables.append(Table("Waiting", ("ID", "Name", "Side", "Sheet", "Row"), rows))
    if result.fairness:
        tables.append(_fairness(result))
    tables.append(Table("Settings used", ("Setting", "Value"), list(settings_rows(result))))
    return tables


def pairs_table(result: Result) -> Table:
    """The pairs with their reasons, in the order of the mentees' ids."""
    rows = [_pair(result, pair) for pair in result.pairs]
    return Table("Pairs", PAIR_HEADINGS, rows)


def _pair(result: Result, pair: Match) -> tuple[Cell, ...]:
    who, key = result.who, (pair.mentee, pair.mentor)
    manager = result.told[Reader.MANAGER][key]
    why = "; ".join(reason.text for reason in manager.reasons) or manager.note
    return (
        pair.mentee,
        who.plain(pair.mentee),
        who.email(pair.mentee),
        pair.mentor,
        who.plain(pair.mentor),
        who.email(pair.mentor),
        pair.score / 100,
        pair.band,
        pair.locked,
        pair.below_minimum,
        why,
        manager.limit.text if manager.limit else "",
        ". ".join(result.to_mentee(pair).lines) + ".",
        ". ".join(result.to_mentor(pair).lines) + ".",
    )


def _unmatched(result: Result) -> Table:
    headings = ("ID", "Name", "Email", "Why", "Next step", "For the mentee", "Next step for the mentee")
    rows = [
        (
            left.person,
            result.who.plain(left.person),
            result.who.email(left.person),
            left.why,
            left.step,
            left.kind_why,
            left.kind_step,
        )
        for left in result.left
    ]
    return Table("Unmatched", headings, rows)


def _circles(result: Result) -> Table:
    assert result.circles is not None, "asked for with circles only"
    who = result.who
    rows = [
        (
            circle.mentor,
            who.plain(circle.mentor),
            len(circle.members),
            "; ".join(who.name(member) for member in circle.members),
            circle.fit / 100,
            circle.likeness / 100,
            ", ".join(circle.languages),
        )
        for circle in result.circles.circles
    ]
    headings = (
        "Mentor ID",
        "Mentor",
        "Members",
        "Names",
        "Fit, in points",
        "Likeness, in points",
        "Languages",
    )
    return Table("Circles", headings, rows)


def _mentors(result: Result) -> Table:
    who, loads = result.who, result.plan.loads
    rows = [
        (mentor.id, mentor.label, who.email(mentor.id), mentor.seats, loads[mentor.id])
        for mentor in sorted(result.reading.mentors, key=lambda each: each.id)
    ]
    return Table("Mentors", ("ID", "Name", "Email", "Seats", "Mentees"), rows)


def _lacks(result: Result) -> Table:
    headings = (
        "Skill", "Want it", "Left without a mentor", "With a mentor who does not teach it",
        "Seats that teach it", "One more seat with", "In words",
    )  # fmt: skip
    rows = [
        (lack.name, lack.wanted, lack.unmatched, lack.without, lack.seats, lack.mentor_name, lack.text)
        for lack in result.lacks
    ]
    return Table("What the program lacks", headings, rows)


def _ranked(result: Result) -> Table:
    assert result.ranked is not None, "asked for with lists only"
    who = result.who
    rows = [
        (plan, mentee, who.plain(mentee), mentor, who.plain(mentor))
        for plan, pairs in (
            ("this plan", result.ranked.blocking),
            ("most people on a list", result.ranked.most_listed_blocking),
        )
        for mentee, mentor in pairs
    ]
    return Table("Would rather", ("In", "Mentee ID", "Mentee", "Mentor ID", "Mentor"), rows)


def _fairness(result: Result) -> Table:
    headings = ("Attribute", "Group", "Mentees", "Matched", "Matched, in percent", "Mean, in points")
    return Table("Fairness", headings, list(_groups(result)))


def _groups(result: Result) -> Iterator[tuple[Cell, ...]]:
    for report in result.fairness:
        for line in report.groups:
            mean = None if line.mean is None else round(line.mean / 100, 2)
            group = "not answered" if line.group is None else line.group
            yield report.attribute, group, line.mentees, line.matched, round(100 * line.rate, 1), mean
        if report.hidden:
            yield report.attribute, f"({report.hidden} hidden: too few people)", None, None, None, None
