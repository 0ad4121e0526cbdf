"""The commands that run an installation: `serve`, `work`, `createadmin`, `doctor`, and `demo`.

Django is loaded inside of them only, so that `cairn match` stays quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn.cli import arguments
from cairn.cli.exits import Ending, Stop

if TYPE_CHECKING:
    from cairn.cli.screen import Screen

Port = Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="Where to listen.")]
Bind = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Where on this machine to listen; 0.0.0.0 is everywhere.")
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1, max=64, metavar="N", help="How many processes answer.", show_default="2, more on PostgreSQL"
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        min=1, max=64, metavar="N", help="Threads of each process.", show_default="1, on PostgreSQL 4"
    ),
]
WithWorker = Annotated[
    bool, typer.Option("--work", help="Run a worker beside it; enough for a small installation.")
]
Migrate = Annotated[
    bool, typer.Option("--migrate", help="First bring the database into the shape of this version.")
]
Once = Annotated[bool, typer.Option("--once", help="Do everything that is due, then end.")]
Beside = Annotated[int, typer.Option(hidden=True, help="Ends when this process does.")]
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Where the codes to sign in are sent.")]
Name = Annotated[
    str,
    typer.Option(metavar="NAME", help="What others call this person.", show_default="the part before the @"),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Play the demo in the week of this day."
    ),
]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Build it anew, whatever is there.")]
BuildOnly = Annotated[bool, typer.Option("--build-only", help="Build it and end, without serving it.")]
Folder = Annotated[
    Path | None,
    typer.Option(
        file_okay=False, metavar="FOLDER", help="Where to keep it.", show_default=".demo in a checkout"
    ),
]

ORGANIZATION = "Halden Group"
"""Whom the people of the demo work for."""


def add_to(app: typer.Typer) -> None:
    """Makes the commands known, in the order in which `--help` lists them."""
    for command in (demo, serve, work, createadmin, doctor):
        app.command()(command)


@contextmanager
def _running(no_color: bool) -> Iterator[Screen]:
    """A screen to write to, and kind words for whatever keeps the command from starting."""
    from cairn.cli.app import ending
    from cairn.cli.screen import Screen
    from cairn.operations.starting import CannotStart

    with ending(no_color):
        try:
            yield Screen.on(sys.stdout, no_color=no_color)
        except CannotStart as refusal:
            raise Stop(Ending.NOT_READY, refusal.sentence, refusal.lines, refusal.remedy) from refusal


def serve(
    port: Port = 8000,
    bind: Bind = "127.0.0.1",
    processes: Processes = None,
    threads: Threads = None,
    work: WithWorker = False,
    migrate: Migrate = False,
    no_color: arguments.NoColor = False,
) -> None:
    """Serve the pages. Ctrl+C or SIGTERM ends it in good order.

    Behind it a reverse proxy gives encryption; beside it `cairn work` does what is due.
    """
    with _running(no_color) as screen:
        from cairn.operations.starting import require_keys, run_checks, start_django

        os.environ.setdefault("CAIRN_ADDRESS", f"http://localhost:{port}")
        start_django()
        from cairn.operations import ports, shape, static_files

        ports.require_free(bind, port)
        ran = shape.require_shape(migrate=migrate)
        if ran:
            screen.line(f"The database is in shape: {ran} {'migration' if ran == 1 else 'migrations'} ran.")
        run_checks()
        require_keys()
        static_files.gather()
        _listen(screen, port, bind, processes, threads, work)


def _listen(
    screen: Screen, port: int, bind: str, processes: int | None, threads: int | None, work: bool
) -> None:
    from cairn.operations.serving import Serving, addresses, serve, usual_size

    usual_processes, usual_threads = usual_size()
    how = Serving(bind, port, processes or usual_processes, threads or usual_threads, work)

    def ready() -> None:
        address, listening = addresses(how)
        screen.line(f"Cairn is at {address}", style="bold")
        screen.line(
            f"It listens on {listening} with {how.workers} processes"
            + (", and a worker beside them." if work else ". Letters leave while 'cairn work' runs as well.")
        )
        screen.line("Ctrl+C ends it.")
        screen.flush()

    serve(how, ready)
    screen.line("Ended.")


def work(
    once: Once = False,
    beside: Beside = 0,
    quiet: arguments.Quiet = False,
    no_color: arguments.NoColor = False,
) -> None:
    """Do what is due: letters, reminders, imports. Several may run at once.

    Keep one running beside `cairn serve`. It may be stopped or killed at any time; nothing is lost.
    """
    with _running(no_color) as screen:
        from cairn.operations.starting import start_django

        start_django()
        from cairn.operations import shape
        from cairn.operations.worker import Worker

        shape.require_shape(migrate=False)
        worker = Worker(beside=beside)
        if once:
            done = worker.run_once()
            if not quiet:
                screen.line(_done(done))
            return
        worker.stop_on_signals()
        if not quiet:
            screen.line("Working. Ctrl+C ends it after what it has in hand.")
            screen.flush()
        worker.run()
        if not quiet:
            screen.line("Ended.")


def _done(number: int) -> str:
    if not number:
        return "Nothing was due."
    return f"Done: {number} {'thing' if number == 1 else 'things'}."


def createadmin(email: Email, name: Name = "", no_color: arguments.NoColor = False) -> None:
    """Make somebody an administrator.

    Who is not known yet becomes known. No password is set: a code comes by mail.
    """
    with _running(no_color) as screen:
        from cairn.operations.starting import start_django

        start_django()
        from django.conf import settings

        from cairn.foundation import clock
        from cairn.operations import first_administrator, shape

        shape.require_shape(migrate=False)
        made = first_administrator.make(email, name, clock.now())
        known = "was known, and is" if made.was_known else "is known now, and"
        screen.line(
            f"{made.person.name} {known}{' now' if made.was_known else ' is'} an administrator.", style="bold"
        )
        screen.line(
            f"Next: open {settings.ADDRESS}, enter {made.person.email}, and a code comes by mail. "
            "Cairn then asks for a second factor, which administrators need."
        )


def doctor(no_color: arguments.NoColor = False) -> None:
    """Say what is wrong, and what to do about it.

    Looks at this installation as it is now: database, keys, mail, worker, address, clock, disk.
    """
    with _running(no_color) as screen:
        from cairn.operations.starting import start_django

        start_django()
        from cairn.foundation import clock
        from cairn.foundation.health import Level
        from cairn.operations.doctor import examine

        marks = {
            Level.WELL: ("ok     ", ""),
            Level.CARE: ("care   ", "yellow"),
            Level.WRONG: ("wrong  ", "red"),
        }
        counts = dict.fromkeys(Level, 0)
        for found in examine(clock.now()):
            counts[found.level] += 1
            mark, style = marks[found.level]
            screen.line(found.words, mark=mark, style=style)
            if found.remedy and found.level is not Level.WELL:
                screen.line(found.remedy, indent=len(mark))
            screen.flush()
        screen.gap()
        if counts[Level.WRONG]:
            number = counts[Level.WRONG]
            screen.line(f"{number} {'thing needs' if number == 1 else 'things need'} mending.", style="bold")
            raise typer.Exit(Ending.UNEXPECTED)
        screen.line("Everything that has to work does.", style="bold")


def demo(
    port: Port = 8000,
    as_of: AsOf = None,
    rebuild: Rebuild = False,
    build_only: BuildOnly = False,
    folder: Folder = None,
    no_color: arguments.NoColor = False,
) -> None:
    """Try everything out, with invented people.

    Builds an organization and serves it. It has a folder and a database of its own and touches no other.
    The second start takes what the first one built. If the port is taken, the next free one is.
    """
    with _running(no_color) as screen:
        from cairn.operations import demo_folder, ports
        from cairn.operations.starting import start_django

        place = (folder or demo_folder.usual_folder()).absolute()
        free = port if build_only else ports.next_free("127.0.0.1", port)
        demo_folder.settle_in(place, free, ORGANIZATION)
        start_django()
        from cairn.operations import static_files

        _build(screen, place, demo_folder.monday(as_of.date() if as_of else _today()), anew=rebuild)
        if build_only:
            return
        static_files.gather()
        with demo_folder.in_use(place):
            _listen(screen, free, "127.0.0.1", None, None, work=True)


def _build(screen: Screen, place: Path, week: date, *, anew: bool) -> None:
    from cairn.operations import demo, demo_folder, shape

    fingerprint = demo.fingerprint(week)
    if not anew and demo_folder.is_built(place, fingerprint):
        return
    screen.line(f"Building the {ORGANIZATION}: people, programs, letters ...")
    screen.flush()

    def build() -> None:
        shape.run_migrations()
        demo.build(place, week, quiet=True)

    demo_folder.rebuild(place, fingerprint, build)


def _today() -> date:
    return datetime.now(UTC).date()
