"""The work of `cairn match`: read, match, write, say."""

from __future__ import annotations

from pathlib import Path

from cairn.cli.compared import print_comparison
from cairn.cli.exits import Ending, Stop
from cairn.cli.explained import print_explanation
from cairn.cli.options import Kind, Request
from cairn.cli.phrases import counted
from cairn.cli.progress import Bar
from cairn.cli.reading import Reading, read_people
from cairn.cli.refusals import bad_sheets, check_out, impossible, not_written, unsound
from cairn.cli.result import Result, work_out
from cairn.cli.results_json import to_json
from cairn.cli.screen import Screen
from cairn.cli.summary import headline, print_summary
from cairn.cli.tables import all_tables, pairs_table
from cairn.cli.templates import template_tables
from cairn.cli.whom import Whom
from cairn.matching import ImpossibleLocks, UnsoundProblem
from cairn.sheets import NotWritten, put, to_csv, to_xlsx, write

MOST_WARNINGS = 20


def run_match(request: Request, screen: Screen, aside: Screen, bar: Bar) -> None:
    """Match what was asked for. Results go to `screen`, warnings to `aside`, progress to `bar`.

    The result is written before anything is said, so that what is said is true. Raises `Stop`.
    """
    check_out(request)
    with bar:
        bar("reading", 0.0)
        reading = read_people(
            request.mentees,
            request.mentors,
            start=request.start,
            weeks=request.weeks,
            pairs=request.pairs,
            forbid=request.forbid,
        )
        if not reading.may_match(skip_bad_rows=request.skip_bad_rows):
            raise bad_sheets(reading, request)
        who = Whom(reading)
        person = None if request.explain is None else who.find(request.explain)
        try:
            result = work_out(request, reading, bar)
        except ImpossibleLocks as error:
            raise impossible(error.conflicts, request, who) from error
        except UnsoundProblem as error:
            raise unsound(error, who) from error
        if request.out is not None:
            _write(request.out, result, bar)
    try:
        if not request.quiet:
            _warn(aside, reading, peers=request.kind is Kind.PEERS)
        _say(screen, result, person)
        screen.flush()
    except KeyboardInterrupt as error:
        if request.out is None:
            raise
        raise Stop(Ending.CANCELLED, f"Cancelled; {request.out} was written before that.") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop(
            Ending.NOT_WRITTEN, f"The answer could not be written: {error.strerror or error}."
        ) from error


def _say(screen: Screen, result: Result, person: str | None) -> None:
    request = result.request
    asked = person is not None or request.compare
    if person is not None:
        print_explanation(screen, result, person)
    if request.compare:
        if not request.quiet:
            if person is not None:
                screen.gap()
            screen.line(headline(result), style="bold")
        print_comparison(screen, result)
    if not asked and not request.quiet:
        print_summary(screen, result)
    if request.out is not None and not request.quiet:
        screen.gap()
        only = (
            " (the pairs only; .xlsx and .json hold everything)"
            if request.out.suffix.lower() == ".csv"
            else ""
        )
        # On one line of its own, so that it can be copied.
        screen.columns(f"Written to {request.out}{only}.")


def _warn(aside: Screen, reading: Reading, *, peers: bool) -> None:
    """Warnings, and the errors of rows that were left out. Of peers everybody has both roles, as meant."""
    warnings = [each for each in reading.warnings if not (peers and "Both roles are used" in each.message)]
    for problem in reading.errors:
        aside.line(str(problem), mark="Left out: ", style="yellow")
    for problem in warnings[:MOST_WARNINGS]:
        aside.line(str(problem), mark="Note: ")
    if len(warnings) > MOST_WARNINGS:
        aside.line(f"Note: and {counted(len(warnings) - MOST_WARNINGS, 'more note')} of that kind.")
    if reading.errors or warnings:
        aside.gap()


def _write(path: Path, result: Result, bar: Bar) -> None:
    bar("reasons", 0.0)
    suffix = path.suffix.lower()
    if suffix == ".json":
        data = to_json(result)
    elif suffix == ".csv":
        data = to_csv(pairs_table(result))
    else:
        data = to_xlsx(all_tables(result))
    try:
        put(path, data, overwrite=result.request.overwrite)
    except NotWritten as error:
        raise not_written(error) from error


def write_templates(folder: Path, screen: Screen, *, overwrite: bool, quiet: bool) -> None:
    """Write an empty sheet for mentees and one for mentors. Raises `Stop`; then neither is written over."""
    targets = {folder / f"{name}.xlsx": tables for name, tables in template_tables().items()}
    there = [path for path in targets if path.exists()]
    if there and not overwrite:
        names = " and ".join(f"'{path}'" for path in there)
        verb = "is" if len(there) == 1 else "are"
        raise Stop(
            Ending.NOT_WRITTEN,
            f"{names} {verb} there already; nothing was written.",
            hint="Choose another folder, or write over with --overwrite.",
        )
    try:
        for path, tables in targets.items():
            write(path, tables, overwrite=overwrite)
    except NotWritten as error:
        raise not_written(error) from error
    if not quiet:
        names = " and ".join(str(path) for path in targets)
        screen.line(f"Written: {names}.")
        screen.line("One row for each person; the second worksheet explains the columns. Then:")
        mentees, mentors = targets
        screen.line(f"cairn match {mentees} {mentors}", indent=2)
