"""The command line: `cairn` and its commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from cairn import __version__
from cairn.cli import arguments, running
from cairn.cli.exits import MEANINGS, Ending, Stop
from cairn.cli.options import WEEKS, Order, Program, Request, monday

YEARS = (2000, 2100)

EXIT_CODES = "\b\nExit codes:\n" + "\n".join(
    f"  {code.value:<3}  {words}" for code, words in MEANINGS.items()
)

app = typer.Typer(
    name="cairn",
    help="Runs mentorship programs, and finds who should meet whom in them.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def start() -> None:
    """Run the command and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A screen that lacks a letter shows a sign in its place instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code: int | str | None = Ending.UNEXPECTED
    try:
        app(prog_name="cairn")
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = Ending.CANCELLED
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave_pipe()
    except OSError as error:
        _leave_pipe()
        if sys.stderr is not None:
            sys.stderr.write(f"The answer could not be written: {error.strerror or error}.\n")
        code = Ending.NOT_WRITTEN
    sys.exit(code)


def _leave_pipe() -> None:
    """Nobody reads on, so nothing more is written, not even when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def ending(no_color: bool) -> Iterator[None]:
    """Turns whatever happens inside into words and an exit code."""
    from cairn.cli.screen import Screen

    aside = Screen.on(sys.stderr, no_color=no_color)
    try:
        yield
    except Stop as stop:
        aside.line(stop.headline, style="bold red")
        for line in stop.lines:
            aside.item(line)
        if stop.hint:
            aside.line(stop.hint)
        raise typer.Exit(stop.code) from stop
    except KeyboardInterrupt as stop:
        aside.line("Cancelled. Nothing was written.")
        raise typer.Exit(Ending.CANCELLED) from stop
    except BrokenPipeError as end:
        _leave_pipe()
        raise typer.Exit(Ending.DONE) from end
    except (typer.Exit, typer.BadParameter):
        raise
    except Exception as error:
        if os.environ.get("CAIRN_TRACEBACK"):
            raise
        aside.line(f"Something went wrong that should not: {type(error).__name__}: {error}", style="bold red")
        aside.line(
            "This is a mistake in Cairn. Please report it, with what CAIRN_TRACEBACK=1 in front of the "
            "command shows."
        )
        raise typer.Exit(Ending.UNEXPECTED) from error


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cairn {__version__}")
        raise typer.Exit(Ending.DONE)


@app.callback()
def cairn(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Runs mentorship programs, and finds who should meet whom in them."""


@app.command(epilog=EXIT_CODES, no_args_is_help=True)
def match(
    mentees: arguments.Mentees = None,
    mentors: arguments.Mentors = None,
    program: arguments.ProgramType = None,
    first: arguments.First = Order.EVERYONE,
    floor: arguments.Floor = None,
    pairs: arguments.Pairs = None,
    forbid: arguments.Forbid = None,
    ranked: arguments.Ranked = False,
    out: arguments.Out = None,
    overwrite: arguments.Overwrite = False,
    explain: arguments.Explain = None,
    compare: arguments.Compare = False,
    reasons: arguments.Reasons = False,
    start_day: arguments.StartDay = None,
    weeks: arguments.Weeks = None,
    skip_bad_rows: arguments.SkipBadRows = False,
    round_name: arguments.RoundName = "",
    template: arguments.Template = False,
    quiet: arguments.Quiet = False,
    no_color: arguments.NoColor = False,
) -> None:
    """Match the people of two sheets.

    MENTEES and MENTORS are CSV or XLSX. Prints who fits whom and how well, who is left without and why,
    and what the program lacks. Everything wrong in the sheets is named at once.
    """
    if template:
        _template(mentees, mentors, overwrite=overwrite, quiet=quiet, no_color=no_color)
        return
    if mentees is None or mentors is None:
        raise typer.BadParameter("Name two sheets: cairn match MENTEES MENTORS")
    day = start_day.date() if start_day else None
    if day and not YEARS[0] <= day.year <= YEARS[1]:
        raise typer.BadParameter(f"{day} is not between {YEARS[0]} and {YEARS[1]}.", param_hint="'--start'")
    request = Request(
        mentees=mentees,
        mentors=mentors,
        start=day or monday(today()),
        weeks=weeks or (program.weeks if program else WEEKS),
        pairs=pairs,
        forbid=forbid,
        program=program,
        first=first,
        floor=floor,
        ranked=ranked,
        out=out,
        overwrite=overwrite,
        explain=explain,
        compare=compare,
        reasons=reasons,
        skip_bad_rows=skip_bad_rows,
        round=round_name,
        quiet=quiet,
    )
    _check_together(request)
    _match(request, no_color)


def today() -> date:
    """The day it is, in UTC: read for the default of --start alone."""
    return datetime.now(UTC).date()


def _check_together(request: Request) -> None:
    """Refuses options that make no sense beside each other."""
    group = request.program in (Program.CIRCLE, Program.PEER)
    kind = f"--program {request.program.value}" if request.program else ""
    if request.reasons and (request.explain is not None or request.compare or request.quiet):
        raise typer.BadParameter("--reasons does not go with --explain, --compare or --quiet.")
    if group and request.ranked:
        raise typer.BadParameter(f"--ranked does not go with {kind}: lists bind one to one only.")
    if group and request.compare:
        raise typer.BadParameter(f"--compare does not go with {kind}: the three orders are one to one.")
    if request.ranked and request.compare:
        raise typer.BadParameter("--compare does not go with --ranked: there the lists come first.")
    if request.program is Program.CIRCLE and request.first is not Order.EVERYONE:
        raise typer.BadParameter("--first does not go with --program circle: most people placed comes first.")


def _match(request: Request, no_color: bool) -> None:
    with ending(no_color):
        from cairn.cli.match import run_match
        from cairn.cli.progress import Bar
        from cairn.cli.screen import Screen

        run_match(
            request,
            Screen.on(sys.stdout, no_color=no_color),
            Screen.on(sys.stderr, no_color=no_color),
            Bar(sys.stderr, shown=not request.quiet),
        )


def _template(
    folder: Path | None, more: Path | None, *, overwrite: bool, quiet: bool, no_color: bool
) -> None:
    if more is not None:
        raise typer.BadParameter("--template takes one folder at most.")
    with ending(no_color):
        from cairn.cli.match import write_templates
        from cairn.cli.screen import Screen

        screen = Screen.on(sys.stdout, no_color=no_color)
        write_templates(folder or Path(), screen, overwrite=overwrite, quiet=quiet)


running.add_to(app)
