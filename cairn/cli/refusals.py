"""What cannot be done, said so that somebody can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cairn.cli.exits import Ending, Stop
from cairn.cli.options import Request
from cairn.cli.phrases import AGAINST_LOCK, counted
from cairn.cli.reading import Reading
from cairn.cli.whom import Whom
from cairn.matching import Conflict, UnsoundProblem
from cairn.sheets import AlreadyThere, NotWritten

FORMATS = (".xlsx", ".csv", ".json")


def bad_sheets(reading: Reading, request: Request) -> Stop:
    """Everything that is wrong in the sheets, by file, row and column."""
    number = len(reading.errors)
    headline = f"Nothing was matched: {counted(number, 'thing needs', 'things need')} another look."
    if request.skip_bad_rows:
        hint = "Leaving rows out does not help here: a whole sheet or a list of pairs has to be right."
    elif reading.blocked:
        hint = ""
    else:
        hint = "Mend these rows, or leave the people in them out for now with --skip-bad-rows."
    return Stop(Ending.BAD_SHEETS, headline, [str(error) for error in reading.errors], hint)


def unsound(error: UnsoundProblem, who: Whom) -> Stop:
    """What the engine finds wrong that no sheet could tell."""
    lines = [
        f"{who.full(finding.person) if finding.person else 'The program'}, {finding.field}: {finding.message}"
        for finding in error.findings
    ]
    return Stop(Ending.BAD_SHEETS, "Nothing was matched: this needs another look.", lines)


def impossible(conflicts: Iterable[Conflict], request: Request, who: Whom) -> Stop:
    """The smallest sets of pairs to keep that cannot stand, each with what stands against it."""
    lines = [_conflict(conflict, who) for conflict in conflicts]
    name = request.pairs.name if request.pairs else "the list"
    return Stop(
        Ending.IMPOSSIBLE,
        f"Nothing was matched: {counted(len(lines), 'thing', 'things')} in {name} cannot be kept.",
        lines,
        f"Take one pair of each line out of {name}, or change what stands against it.",
    )


def _conflict(conflict: Conflict, who: Whom) -> str:
    pairs = " and ".join(f"{who.full(mentee)} with {who.full(mentor)}" for mentee, mentor in conflict.locks)
    words = AGAINST_LOCK.get(conflict.rule)
    if words is None:  # seats and circles: the engine's own sentence says how many
        words = conflict.message.rpartition(": ")[2]
        for person in sorted({*who.mentees, *who.mentors}, key=len, reverse=True):
            if words.startswith(f"{person} "):
                words = who.name(person) + words[len(person) :]
                break
    return f"{pairs}: {words}"


def check_out(request: Request) -> None:
    """Before any work: whether the result could be written where it should go. Raises `Stop`."""
    path = request.out
    if path is None:
        return
    if path.suffix.lower() not in FORMATS:
        raise Stop(
            Ending.WRONG_USE,
            f"'{path}' ends in none of {', '.join(FORMATS)}, so its format is not known.",
            hint="Name a file such as pairs.xlsx.",
        )
    inputs = (request.mentees, request.mentors, request.pairs, request.forbid)
    if any(each is not None and _same(path, each) for each in inputs):
        raise Stop(
            Ending.WRONG_USE,
            f"'{path}' is a sheet to read, so nothing is written to it.",
            hint="Choose another name for the result.",
        )
    if path.is_dir():
        raise Stop(Ending.NOT_WRITTEN, f"'{path}' is a folder.", hint="Name a file in it.")
    if not path.parent.is_dir():
        raise not_written(
            NotWritten(f"There is no folder '{path.parent}'. Make it first, or choose another.")
        )
    if path.exists() and not request.overwrite:
        raise not_written(AlreadyThere(f"'{path}' is there already and was left as it is."))


def not_written(error: NotWritten) -> Stop:
    """A file that could not be written, or would have been written over."""
    if isinstance(error, AlreadyThere):
        text = str(error).partition(". ")[0].rstrip(".")
        return Stop(
            Ending.NOT_WRITTEN, f"{text}.", hint="Choose another name, or write over it with --overwrite."
        )
    return Stop(Ending.NOT_WRITTEN, str(error))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except OSError:
        return False
