"""What `cairn match` takes on its command line, each with its help."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cairn.cli.options import WEEKS, Order, Program

Mentees = Annotated[
    Path | None, typer.Argument(help="The sheet of mentees.", metavar="MENTEES", show_default=False)
]
Mentors = Annotated[
    Path | None, typer.Argument(help="The sheet of mentors.", metavar="MENTORS", show_default=False)
]
ProgramType = Annotated[
    Program | None,
    typer.Option(help="The type of the program: its weights and rules.", case_sensitive=False),
]
First = Annotated[
    Order,
    typer.Option(
        help="What comes first once as many as possible are matched: the lowest fit and a fair total "
        "(everyone), the highest total, or the weakest fits one by one.",
        case_sensitive=False,
    ),
]
Floor = Annotated[
    int | None,
    typer.Option(
        min=0, max=100, metavar="POINTS", help="Lowest fit that may be matched, in points.  [default: 25]"
    ),
]
Pairs = Annotated[Path | None, typer.Option(help="A list of pairs to keep.", metavar="FILE")]
Forbid = Annotated[Path | None, typer.Option(help="A list of pairs to forbid.", metavar="FILE")]
Ranked = Annotated[
    bool,
    typer.Option(
        "--ranked", help="The lists that people made bind: no two would both rather have each other."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(help="Write the result: .xlsx and .json hold everything, .csv the pairs.", metavar="FILE"),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Write over a file that is there.")]
Explain = Annotated[
    str | None,
    typer.Option(
        help="Why somebody has whom they have, and what a change costs: ID, email, name or part of it.",
        metavar="PERSON",
    ),
]
Compare = Annotated[
    bool, typer.Option("--compare", help="Show all three orders of --first side by side, with prices.")
]
Reasons = Annotated[bool, typer.Option("--reasons", help="Add to each pair why the two fit.")]
StartDay = Annotated[
    datetime | None,
    typer.Option(
        "--start",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="A day of the week in which the program starts, as 2026-09-07.  [default: this week]",
    ),
]
Weeks = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=520,
        metavar="NUMBER",
        help=f"How many weeks it lasts.  [default: by program type, otherwise {WEEKS}]",
    ),
]
SkipBadRows = Annotated[
    bool, typer.Option("--skip-bad-rows", help="Leave out people whose row has an error, and go on.")
]
RoundName = Annotated[
    str,
    typer.Option("--round", metavar="TEXT", help="The name of the round; it only decides between equals."),
]
Template = Annotated[
    bool,
    typer.Option(
        "--template", help="Write two empty sheets, columns explained, here or into the folder named."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say only what goes wrong, or what was asked.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colors, even on a terminal.")]
