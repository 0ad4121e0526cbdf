"""The three orders of what comes first, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from cairn.cli.options import Order
from cairn.cli.phrases import FIRST, amount, counted, listed, percent
from cairn.cli.result import Result
from cairn.cli.screen import Screen
from cairn.matching import Comparison, compare
from cairn.matching.reports.compare import Difference, Shift

MOST = 10


def print_comparison(screen: Screen, result: Result) -> None:
    """What each order reaches and costs, and for whom it differs; the order asked for stands first."""
    assert result.orders is not None, "asked for with --compare only"
    comparison = compare(result.orders)
    screen.title("What comes first, side by side")
    rows = [("", "matched", "lowest", "worst tenth", "weak", "mean", "price")]
    rows += [
        (
            each.name,
            f"{each.matched:,}",
            _points(each.lowest),
            _points(each.worst_tenth),
            f"{each.weak:,}",
            _points(each.mean),
            "" if each.price is None else percent(each.price),
        )
        for each in comparison.measures
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        name, *numbers = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        _line(screen, name, numbers)
    screen.line("Points; price: by how much the sum of all points is below the highest one.", indent=2)
    for order in Order:
        screen.item(FIRST[order])
    _differences(screen, result, comparison)


def _line(screen: Screen, name: str, numbers: list[str]) -> None:
    screen.columns("  ".join((name, *numbers)), indent=2)


def _points(score: float | None) -> str:
    return "" if score is None else amount(int(score))


def _differences(screen: Screen, result: Result, comparison: Comparison) -> None:
    if not comparison.differences:
        screen.gap()
        screen.line("All three give everybody the same mentors.")
        return
    number = len(comparison.differences)
    differs = counted(number, "mentee has", "mentees have")
    screen.title(f"{differs} another mentor, depending on the order")
    for difference in comparison.differences[:MOST]:
        screen.line(result.who.name(difference.mentee), indent=2)
        for mentors, orders in _by_mentors(difference).items():
            names = listed([result.who.name(mentor) for mentor in mentors]) or "nobody"
            screen.item(f"{listed(orders)}: {names}", indent=4)
    if number > MOST:
        screen.line(f"And {number - MOST:,} more.", indent=2)
    first = comparison.measures[0].name
    for measure in comparison.measures[1:]:
        _shifts(screen, result, measure.name, first, comparison)


def _by_mentors(difference: Difference) -> Mapping[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for order, mentors in difference.mentors.items():
        found.setdefault(mentors, []).append(order)
    return found


def _shifts(screen: Screen, result: Result, order: str, first: str, comparison: Comparison) -> None:
    gain, lose = comparison.gainers(order), comparison.losers(order)
    if gain or lose:
        screen.line(
            f"{order} instead of {first}: {counted(len(gain), 'mentee gains', 'mentees gain')}"
            f"{_most(result, gain, 'most')}; {len(lose)} {'loses' if len(lose) == 1 else 'lose'}"
            f"{_most(result, lose, 'most')}.",
            indent=2,
        )


def _most(result: Result, shifts: tuple[Shift, ...], word: str) -> str:
    if not shifts:
        return ""
    return f" ({word}: {result.who.name(shifts[0].mentee)}, {amount(abs(shifts[0].gain))} points)"
