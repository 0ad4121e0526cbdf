"""One line of the benchmark's table, and the table itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

MISSING = "not installed"
"""What stands in a peer's place if its package is not there."""

HEADS = {
    "case": "case",
    "scoring": "scoring",
    "solve": "solve",
    "proof": "proof",
    "ours": "ours",
    "peer": "peer",
    "ratio": "ratio",
    "target": "target",
    "met": "met",
    "memory": "memory, MB",
    "matched": "matched",
    "mean": "mean",
    "worst": "worst",
    "worst_tenth": "worst tenth",
}
"""The columns in order, with what stands above them."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case, as it is printed. What a case does not measure stays empty.

    `agrees`: whether our result is as good as the peer's (the same total, or the same pairs), `None` where
    there is nothing to compare. `note` is a sentence or two below the table.
    """

    case: str
    scoring: str = ""
    solve: str = ""
    proof: str = ""
    ours: str = ""
    peer: str = ""
    ratio: str = ""
    target: str = ""
    met: str = ""
    memory: str = ""
    matched: str = ""
    mean: str = ""
    worst: str = ""
    worst_tenth: str = ""
    agrees: bool | None = None
    note: str = ""


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table with even columns, one line a row; a column that none fills is left out."""
    heads = [name for name in HEADS if any(getattr(row, name) for row in rows)]
    lines = [[HEADS[name] for name in heads], *([str(getattr(row, name)) for name in heads] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    rule = "|".join("-" * (width + 2) for width in widths)
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    return "\n".join([text[0], f"|{rule}|", *text[1:]])


def notes(rows: Sequence[Row]) -> str:
    """What is to be said of each case, as a Markdown list."""
    return "\n".join(f"- **{row.case}**: {row.note}" for row in rows if row.note)


def as_json(row: Row) -> dict[str, str | bool | None]:
    """A row as plain values, to hand it from one process to another."""
    return {each.name: getattr(row, each.name) for each in fields(row)}


def number(amount: int) -> str:
    """1000 as '1 000'."""
    return f"{amount:,}".replace(",", " ")


def seconds(amount: float) -> str:
    """A time with as many digits as mean something: '143 s', '2.41 s', '0.083 s', '4.1 ms'."""
    if amount >= 100:
        return f"{amount:.0f} s"
    if amount >= 1:
        return f"{amount:.2f} s"
    return f"{amount:.3f} s" if amount >= 0.01 else f"{amount * 1000:.2f} ms"


def times(peer: float, ours: float) -> str:
    """How many times as long the peer took, such as '5.2×'."""
    ratio = peer / ours if ours > 0 else float("inf")
    return f"{ratio:.0f}×" if ratio >= 20 else f"{ratio:.1f}×" if ratio >= 1 else f"{ratio:.2f}×"


def at_most(limit: float, got: float, unit: str = "s") -> str:
    """'yes', or by how much a limit is missed, such as 'no, 0.12 s over'."""
    if got <= limit:
        return "yes"
    over = got - limit
    return f"no, {seconds(over) if unit == 's' else f'{over:.3g} {unit}'} over"


def at_least(limit: float, got: float, unit: str) -> str:
    """'yes', or by how much it is too little, such as 'no, 12 × short'."""
    return "yes" if got >= limit else f"no, {limit - got:.3g}{unit} short"


def all_of(*verdicts: str) -> str:
    """One verdict of several: 'yes' if all are, else those that are not."""
    missed = [verdict.removeprefix("no, ") for verdict in verdicts if verdict != "yes"]
    return "no, " + ", ".join(missed) if missed else "yes"
